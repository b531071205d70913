#include "Area.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include <opencv2/imgproc.hpp>

namespace drawing {

cv::Rect reach(const std::vector<cv::Point2f> &points, float margin, const cv::Mat &pixels) {
  float left = 1e9f, top = 1e9f, right = -1e9f, bottom = -1e9f;
  for (const auto &p : points) {
    left = std::min(left, p.x);
    right = std::max(right, p.x);
    top = std::min(top, p.y);
    bottom = std::max(bottom, p.y);
  }
  const int x0 = std::max(0, int(std::max(-1e6f, left - margin))), y0 = std::max(0, int(std::max(-1e6f, top - margin)));
  const int x1 = std::min(pixels.cols, int(std::min(1e6f, right + margin + 1))), y1 = std::min(pixels.rows, int(std::min(1e6f, bottom + margin + 1)));
  return x1 > x0 && y1 > y0 ? cv::Rect(x0, y0, x1 - x0, y1 - y0) : cv::Rect();
}

std::vector<cv::Point> fixedPoints(const std::vector<cv::Point2f> &points, const cv::Rect &area, float scale) {
  std::vector<cv::Point> out;
  for (const auto &p : points) {
    const float x = std::clamp((p.x - area.x) * scale, -16000.f, 16000.f), y = std::clamp((p.y - area.y) * scale, -16000.f, 16000.f);
    out.emplace_back(int(std::lround(x * 16)), int(std::lround(y * 16)));
  }
  return out;
}

std::vector<cv::Point2f> unpacked(const drawing_point *points, int count) {
  std::vector<cv::Point2f> out;
  for (int i = 0; i < count; ++i) out.emplace_back(points[i].x, points[i].y);
  return out;
}

void tone(cv::Mat area, const cv::Mat &smallMask, const Vector &factor, const Vector &add) {
  cv::Mat mask;
  cv::resize(smallMask, mask, area.size(), 0, 0, cv::INTER_LINEAR);
  for (int row = 0; row < area.rows; ++row) {
    auto *out = area.ptr<cv::Vec3b>(row);
    const auto *share = mask.ptr<uint8_t>(row);
    for (int column = 0; column < area.cols; ++column) {
      if (share[column] == 0) continue;
      const float s = share[column] / 255.f;
      for (int c = 0; c < 3; ++c)
        out[column][c] = cv::saturate_cast<uint8_t>(out[column][c] * (1 + (factor[2 - c] - 1) * s) + 255 * add[2 - c] * s);
    }
  }
}

} // namespace drawing
