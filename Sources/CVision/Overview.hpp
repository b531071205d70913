#pragma once

#include <opencv2/core.hpp>

namespace pictures {

/// Writes a grey picture, shrunk to `inner` by areas, to the top left of a plane of `whole`, the rest grey 114; value / 127.5 - 1.
/// `inner` must be no larger than the picture nor than the plane.
void fillOverview(const cv::Mat &grey, cv::Size inner, cv::Size whole, float *values);

} // namespace pictures
