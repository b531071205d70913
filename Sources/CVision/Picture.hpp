#pragma once

// The decoded picture, as the other files see it.

#include "Pictures.h"

#include <new>
#include <utility>

#include <opencv2/core.hpp>

struct picture {
  cv::Mat pixels;
};

namespace pictures {

/// Runs `work` and turns whatever it throws into a status.
template <typename Work> picture_status guarded(Work work) noexcept {
  try {
    return work();
  } catch (const std::bad_alloc &) {
    return PICTURE_OUT_OF_MEMORY;
  } catch (const cv::Exception &problem) {
    return problem.code == cv::Error::StsNoMem ? PICTURE_OUT_OF_MEMORY : PICTURE_BAD_REQUEST;
  } catch (...) {
    return PICTURE_BAD_REQUEST;
  }
}

inline picture_status give(cv::Mat pixels, picture **result) {
  *result = new picture{std::move(pixels)};
  return PICTURE_OK;
}

} // namespace pictures
