#pragma once

// Areas of the picture that strokes, shadows and pictures are laid onto.

#include "Vector.hpp"

#include <vector>

#include <opencv2/core.hpp>

namespace drawing {

/// Bounding box of points in the picture, widened; empty where they lie outside.
cv::Rect reach(const std::vector<cv::Point2f> &points, float margin, const cv::Mat &pixels);

/// Points in sixteenths of a pixel of an area that is drawn `scale` times as large, as OpenCV's shapes take them with a shift of 4.
std::vector<cv::Point> fixedPoints(const std::vector<cv::Point2f> &points, const cv::Rect &area, float scale);

std::vector<cv::Point2f> unpacked(const drawing_point *points, int count);

/// Multiplies by `factor` and adds `add` under a mask that may be smaller than the area.
void tone(cv::Mat area, const cv::Mat &smallMask, const Vector &factor, const Vector &add);

} // namespace drawing
