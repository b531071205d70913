#include "Straightening.hpp"
#include "Pictures.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <opencv2/imgproc.hpp>

namespace pictures {

namespace {

/// Top left, top right, bottom right, bottom left.
using Corners = std::array<cv::Point2f, 4>;

/// Widens a quadrilateral about its centre, along the plate and across it, so that a corner a little off cuts no character.
Corners widened(const float corners[8]) {
  const float along = 1.08f, across = 1.20f;
  const cv::Point2f topLeft(corners[0], corners[1]), topRight(corners[2], corners[3]);
  const cv::Point2f bottomRight(corners[4], corners[5]), bottomLeft(corners[6], corners[7]);
  const cv::Point2f centre = (topLeft + topRight + bottomRight + bottomLeft) / 4;
  const cv::Point2f reading = (topRight + bottomRight - topLeft - bottomLeft) / 4 * along;
  const cv::Point2f down = (bottomLeft + bottomRight - topLeft - topRight) / 4 * across;
  const cv::Point2f twist = (topLeft + bottomRight - topRight - bottomLeft) / 4 * along * across;
  return {centre - reading - down + twist, centre + reading - down - twist, centre + reading + down + twist, centre - reading + down - twist};
}

/// The part of a plate between two heights, as shares of it from above.
Corners between(const Corners &plate, float upper, float lower) {
  const cv::Point2f left = plate[3] - plate[0], right = plate[2] - plate[1];
  return {plate[0] + left * upper, plate[1] + right * upper, plate[1] + right * lower, plate[0] + left * lower};
}

/// Shrinks the part around a plate that is much larger than the reader's crop by areas first, so that no stroke falls between two samples.
cv::Mat shrunkAround(const cv::Mat &pixels, Corners &corners) {
  const double height = (cv::norm(corners[3] - corners[0]) + cv::norm(corners[2] - corners[1])) / 2;
  const double shrink = PICTURE_READER_HEIGHT * 1.5 / std::max(height, 1.0);
  if (shrink >= 0.75) return pixels;
  const auto [left, right] = std::minmax({corners[0].x, corners[1].x, corners[2].x, corners[3].x});
  const auto [top, bottom] = std::minmax({corners[0].y, corners[1].y, corners[2].y, corners[3].y});
  const cv::Point from(int(std::floor(left)) - 2, int(std::floor(top)) - 2), to(int(std::ceil(right)) + 2, int(std::ceil(bottom)) + 2);
  const cv::Rect part = cv::Rect(from, to) & cv::Rect(0, 0, pixels.cols, pixels.rows);
  if (part.empty()) return pixels;
  const cv::Size size(std::max(1, int(std::lround(part.width * shrink))), std::max(1, int(std::lround(part.height * shrink))));
  for (cv::Point2f &corner : corners) {
    corner.x = (corner.x - float(part.x)) * float(size.width) / float(part.width);
    corner.y = (corner.y - float(part.y)) * float(size.height) / float(part.height);
  }
  cv::Mat shrunk;
  cv::resize(pixels(part), shrunk, size, 0, 0, cv::INTER_AREA);
  return shrunk;
}

/// Lays what is inside the corners onto the whole of `onto`.
void lay(const cv::Mat &grey, Corners corners, cv::Mat onto) {
  const cv::Mat pixels = shrunkAround(grey, corners);
  const float right = float(onto.cols), bottom = float(onto.rows);
  const Corners to = {cv::Point2f(0, 0), {right, 0}, {right, bottom}, {0, bottom}};
  cv::warpPerspective(pixels, onto, cv::getPerspectiveTransform(corners.data(), to.data()), onto.size(), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
}

/// Mean 0 and deviation 1; a crop without contrast is not blown up to noise.
void standardise(const cv::Mat &crop, float *values) {
  cv::Scalar mean, deviation;
  cv::meanStdDev(crop, mean, deviation);
  const double scale = 1 / std::max(deviation[0], 12.0);
  cv::Mat out(crop.rows, crop.cols, CV_32F, values);
  crop.convertTo(out, CV_32F, scale, -mean[0] * scale);
}

} // namespace

void straighten(const cv::Mat &grey, const float corners[8], int rows, float *values) {
  const Corners plate = widened(corners);
  cv::Mat crop(PICTURE_READER_HEIGHT, PICTURE_READER_WIDTH, CV_8U);
  if (rows == 1) {
    lay(grey, plate, crop);
  } else {
    // A little more than half of the plate each: rows are seldom parted in the very middle.
    const float share = 0.54f;
    const int middle = PICTURE_READER_WIDTH / 2;
    lay(grey, between(plate, 0, share), crop.colRange(0, middle));
    lay(grey, between(plate, 1 - share, 1), crop.colRange(middle, PICTURE_READER_WIDTH));
  }
  standardise(crop, values);
}

} // namespace pictures
