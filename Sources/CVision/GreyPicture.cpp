#include "JpegDecoder.hpp"
#include "Overview.hpp"
#include "Picture.hpp"
#include "Straightening.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

using namespace pictures;

struct grey_picture {
  JpegDecoder decoder;
  /// Grows to the largest picture it has held and no further; `PICTURE_MAXIMUM_PIXELS` bounds it.
  std::vector<uint8_t> memory;
  /// Lies in `memory`; empty while there is no picture.
  cv::Mat pixels;
};

grey_picture *grey_picture_create(void) {
  try {
    return new grey_picture;
  } catch (...) {
    return nullptr;
  }
}

void grey_picture_free(grey_picture *of) { delete of; }

picture_status grey_picture_decode(grey_picture *of, const uint8_t *bytes, size_t count, int *width, int *height) {
  *width = *height = 0;
  return guarded([&] {
    of->pixels = cv::Mat();
    JpegHeader header;
    picture_status status = of->decoder.readHeader(bytes, count, header);
    if (status != PICTURE_OK) return status;
    const size_t needed = size_t(header.width) * size_t(header.height);
    if (of->memory.size() < needed) of->memory = std::vector<uint8_t>(needed);
    cv::Mat pixels(header.height, header.width, CV_8UC1, of->memory.data());
    status = of->decoder.decode(bytes, count, header, false, pixels);
    if (status != PICTURE_OK) return status;
    of->pixels = pixels;
    *width = header.width;
    *height = header.height;
    return PICTURE_OK;
  });
}

picture_status grey_picture_overview(const grey_picture *of, int inner_width, int inner_height, int width, int height, float *values) {
  return guarded([&] {
    const cv::Size inner(inner_width, inner_height), whole(width, height), full = of->pixels.size();
    const bool fits = inner.width > 0 && inner.height > 0 && inner.width <= std::min(whole.width, full.width) &&
                      inner.height <= std::min(whole.height, full.height);
    if (!fits) return PICTURE_BAD_REQUEST;
    fillOverview(of->pixels, inner, whole, values);
    return PICTURE_OK;
  });
}

picture_status grey_picture_straighten(const grey_picture *of, const float corners[8], int rows, float *values) {
  return guarded([&] {
    const bool isFinite = std::all_of(corners, corners + 8, [](float value) { return std::isfinite(value) && std::abs(value) < 1e6f; });
    if (!isFinite || rows < 1 || rows > 2 || of->pixels.empty()) return PICTURE_BAD_REQUEST;
    straighten(of->pixels, corners, rows, values);
    return PICTURE_OK;
  });
}
