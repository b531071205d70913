#pragma once

// The picture that is drawn on, as the other drawing files see it.

#include "Drawing.h"

#include <opencv2/core.hpp>

/// Eight bits a channel, blue first, as OpenCV keeps them.
struct drawing_canvas {
  cv::Mat pixels;
};

namespace drawing {

/// Runs what may throw (OpenCV does on lack of memory and on absurd sizes) and turns that into a status.
template <class Work> int guarded(Work &&work) noexcept {
  try {
    work();
    return 0;
  } catch (...) {
    return 1;
  }
}

} // namespace drawing
