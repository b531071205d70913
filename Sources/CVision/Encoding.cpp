#include "Picture.hpp"

#include <memory>

#include <turbojpeg.h>

using namespace pictures;

namespace {

struct CloseEncoder {
  void operator()(void *handle) const { tjDestroy(handle); }
};

} // namespace

picture_status picture_encode(const picture *of, int quality, uint8_t **bytes, size_t *count) {
  *bytes = nullptr;
  *count = 0;
  return guarded([&] {
    if (quality < 1 || quality > 100) return PICTURE_BAD_REQUEST;
    const std::unique_ptr<void, CloseEncoder> encoder(tjInitCompress());
    if (!encoder) return PICTURE_OUT_OF_MEMORY;
    const cv::Mat &pixels = of->pixels;
    const bool isGrey = pixels.channels() == 1;
    unsigned long size = 0;
    const int outcome = tjCompress2(encoder.get(), pixels.data, pixels.cols, int(pixels.step), pixels.rows, isGrey ? TJPF_GRAY : TJPF_RGB, bytes,
                                    &size, isGrey ? TJSAMP_GRAY : TJSAMP_420, quality, 0);
    if (outcome == 0) {
      *count = size;
      return PICTURE_OK;
    }
    tjFree(*bytes);
    *bytes = nullptr;
    return PICTURE_BAD_REQUEST;
  });
}

void picture_bytes_free(uint8_t *bytes) { tjFree(bytes); }
