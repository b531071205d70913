#include "JpegDecoder.hpp"
#include "Picture.hpp"

using namespace pictures;

picture_status picture_measure(const uint8_t *bytes, size_t count, int *width, int *height) {
  *width = *height = 0;
  return guarded([&] {
    const JpegDecoder decoder;
    JpegHeader header;
    const picture_status status = decoder.readHeader(bytes, count, header);
    *width = header.width;
    *height = header.height;
    return status;
  });
}

picture_status picture_check(const uint8_t *bytes, size_t count, int *width, int *height) {
  *width = *height = 0;
  return guarded([&] {
    const JpegDecoder decoder;
    JpegHeader header;
    const picture_status status = decoder.readHeader(bytes, count, header);
    *width = header.width;
    *height = header.height;
    if (status != PICTURE_OK) return status;
    cv::Mat pixels(JpegDecoder::scaled(header, {1, 8}), CV_8UC1);
    return decoder.decode(bytes, count, header, true, pixels);
  });
}

picture_status picture_decode(const uint8_t *bytes, size_t count, int longer_side, picture_channels channels, picture **result) {
  *result = nullptr;
  return guarded([&] {
    const JpegDecoder decoder;
    JpegHeader header;
    picture_status status = decoder.readHeader(bytes, count, header);
    if (status != PICTURE_OK) return status;
    cv::Mat pixels(JpegDecoder::scaled(header, JpegDecoder::scaleFor(header, longer_side)), CV_8UC(channels));
    status = decoder.decode(bytes, count, header, false, pixels);
    return status == PICTURE_OK ? give(std::move(pixels), result) : status;
  });
}

int picture_width(const picture *of) { return of->pixels.cols; }
int picture_height(const picture *of) { return of->pixels.rows; }
void picture_free(picture *of) { delete of; }
