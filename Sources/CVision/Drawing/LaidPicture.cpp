#include "Area.hpp"
#include "Canvas.hpp"

#include <cstdint>
#include <vector>

#include <opencv2/imgproc.hpp>

namespace drawing {
namespace {

/// The part of a picture that four corners cover, drawn larger and then made small: the sensor's averaging.
void layPicture(cv::Mat &pixels, const cv::Mat &picture, const std::vector<cv::Point2f> &corners, float gain) {
  const cv::Rect area = reach(corners, 2, pixels);
  if (area.empty()) return;
  constexpr int finer = 4;
  std::vector<cv::Point2f> from = {{0, 0}, {float(picture.cols), 0}, {float(picture.cols), float(picture.rows)}, {0, float(picture.rows)}}, to;
  for (const auto &p : corners) to.emplace_back((p.x - area.x) * finer, (p.y - area.y) * finer);
  const cv::Mat way = cv::getPerspectiveTransform(from, to);
  const cv::Size fine(area.width * finer, area.height * finer);
  cv::Mat warped, mask, small, smallMask;
  cv::warpPerspective(picture, warped, way, fine, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
  cv::warpPerspective(cv::Mat(picture.size(), CV_8UC1, cv::Scalar(255)), mask, way, fine, cv::INTER_LINEAR);
  cv::resize(warped, small, area.size(), 0, 0, cv::INTER_AREA);
  cv::resize(mask, smallMask, area.size(), 0, 0, cv::INTER_AREA);
  for (int row = 0; row < area.height; ++row)
    for (int column = 0; column < area.width; ++column) {
      const float share = smallMask.at<uint8_t>(row, column) / 255.f;
      auto &out = pixels.at<cv::Vec3b>(area.y + row, area.x + column);
      const auto &over = small.at<cv::Vec3b>(row, column);
      for (int c = 0; c < 3; ++c) out[c] = cv::saturate_cast<uint8_t>(out[c] * (1 - share) + over[c] * gain * share);
    }
}

} // namespace
} // namespace drawing

using namespace drawing;

int drawing_picture(drawing_canvas *canvas, const drawing_canvas *picture, const drawing_point corners[4], float gain) {
  return guarded([&] { layPicture(canvas->pixels, picture->pixels, unpacked(corners, 4), gain); });
}
