#include "Canvas.hpp"

#include <turbojpeg.h>

drawing_canvas *drawing_decode(const uint8_t *bytes, size_t byte_count) {
  tjhandle decoder = tjInitDecompress();
  if (decoder == nullptr) return nullptr;
  int width = 0, height = 0, sampling = 0, space = 0;
  drawing_canvas *made = nullptr;
  if (tjDecompressHeader3(decoder, bytes, byte_count, &width, &height, &sampling, &space) == 0) made = drawing_create(width, height, {0, 0, 0});
  if (made != nullptr && tjDecompress2(decoder, bytes, byte_count, made->pixels.data, width, int(made->pixels.step), height, TJPF_BGR, 0) != 0) {
    drawing_free(made);
    made = nullptr;
  }
  tjDestroy(decoder);
  return made;
}

uint8_t *drawing_encode(const drawing_canvas *canvas, int quality, size_t *byte_count) {
  tjhandle encoder = tjInitCompress();
  if (encoder == nullptr) return nullptr;
  unsigned char *bytes = nullptr;
  unsigned long size = 0;
  const cv::Mat &pixels = canvas->pixels;
  const int status = tjCompress2(
      encoder, pixels.data, pixels.cols, int(pixels.step), pixels.rows, TJPF_BGR, &bytes, &size, TJSAMP_420, quality, TJFLAG_FASTDCT);
  tjDestroy(encoder);
  if (status != 0) {
    tjFree(bytes);
    return nullptr;
  }
  *byte_count = size;
  return bytes;
}

void drawing_release(uint8_t *bytes) { tjFree(bytes); }
