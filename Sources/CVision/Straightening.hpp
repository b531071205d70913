#pragma once

#include <opencv2/core.hpp>

namespace pictures {

/// Cuts the widened quadrilateral out of a grey picture and straightens it as the reader takes it: a plate of one row as it is, one of two
/// with its rows side by side. The same rules are in training (`geometry.py`, `crops.py`).
void straighten(const cv::Mat &grey, const float corners[8], int rows, float *values);

} // namespace pictures
