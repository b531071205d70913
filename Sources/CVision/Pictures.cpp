#include "Pictures.h"
#include "JpegScans.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <new>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>
#include <turbojpeg.h>

struct picture {
  cv::Mat pixels;
};

namespace {

struct CloseDecoder {
  void operator()(void *handle) const { tjDestroy(handle); }
};
using Codec = std::unique_ptr<void, CloseDecoder>;

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

picture_status give(cv::Mat pixels, picture **result) {
  *result = new picture{std::move(pixels)};
  return PICTURE_OK;
}

struct Header {
  int width = 0, height = 0, colourSpace = 0;
};

picture_status readHeader(tjhandle codec, const uint8_t *bytes, size_t count, Header &header) {
  if (bytes == nullptr || count < 4 || bytes[0] != 0xFF || bytes[1] != 0xD8) return PICTURE_NOT_JPEG;
  if (count > PICTURE_MAXIMUM_BYTES) return PICTURE_TOO_LARGE;
  int subsampling = 0;
  if (tjDecompressHeader3(codec, bytes, count, &header.width, &header.height, &subsampling, &header.colourSpace) != 0) return PICTURE_NOT_JPEG;
  if (header.width < 1 || header.height < 1) return PICTURE_NOT_JPEG;
  if (int64_t(header.width) * header.height > PICTURE_MAXIMUM_PIXELS) return PICTURE_TOO_LARGE;
  if (header.colourSpace == TJCS_CMYK || header.colourSpace == TJCS_YCCK) return PICTURE_UNSUPPORTED;
  return PICTURE_OK;
}

/// The smallest scale whose longer side is still at least as long as asked for.
tjscalingfactor scaleFor(const Header &header, int longerSide) {
  tjscalingfactor best = {1, 1};
  int offered = 0;
  const tjscalingfactor *factors = tjGetScalingFactors(&offered);
  const int longest = std::max(header.width, header.height);
  for (int i = 0; longerSide > 0 && i < offered; i++) {
    const tjscalingfactor factor = factors[i];
    const bool isSmaller = factor.num * best.denom < best.num * factor.denom;
    if (isSmaller && TJSCALED(longest, factor) >= longerSide) best = factor;
  }
  return best;
}

/// Decodes into `pixels`. `isStrict` makes the first warning an error, which also ends the work on a bomb of missing data early.
picture_status decode(tjhandle codec, const uint8_t *bytes, size_t count, const Header &header, tjscalingfactor factor, int channels, bool isStrict,
                      cv::Mat &pixels) {
  const double passedOver = double(header.width) * header.height * double(jpegScanCount(bytes, count));
  if (passedOver > PICTURE_MAXIMUM_SCANNED_PIXELS) return PICTURE_TOO_LARGE;
  const int width = TJSCALED(header.width, factor), height = TJSCALED(header.height, factor);
  pixels = cv::Mat(height, width, CV_8UC(channels), cv::Scalar::all(128));
  const int format = channels == 1 ? TJPF_GRAY : TJPF_RGB;
  // The count above goes by the markers; should the decoder ever find scans where it found none, this stops it at 500.
  const int flags = TJFLAG_LIMITSCANS | (isStrict ? TJFLAG_STOPONWARNING : 0);
  const int outcome = tjDecompress2(codec, bytes, count, pixels.data, width, int(pixels.step), height, format, flags);
  if (outcome == 0) return PICTURE_OK;
  if (!isStrict && tjGetErrorCode(codec) == TJERR_WARNING) return PICTURE_OK;
  return PICTURE_DAMAGED;
}

/// Widens a quadrilateral about its centre, along the plate and across it, so that a corner a little off cuts no character.
void widen(const float corners[8], cv::Point2f widened[4]) {
  const float along = 1.08f, across = 1.20f;
  const cv::Point2f topLeft(corners[0], corners[1]), topRight(corners[2], corners[3]);
  const cv::Point2f bottomRight(corners[4], corners[5]), bottomLeft(corners[6], corners[7]);
  const cv::Point2f centre = (topLeft + topRight + bottomRight + bottomLeft) / 4;
  const cv::Point2f reading = (topRight + bottomRight - topLeft - bottomLeft) / 4 * along;
  const cv::Point2f down = (bottomLeft + bottomRight - topLeft - topRight) / 4 * across;
  const cv::Point2f twist = (topLeft + bottomRight - topRight - bottomLeft) / 4 * along * across;
  widened[0] = centre - reading - down + twist;
  widened[1] = centre + reading - down - twist;
  widened[2] = centre + reading + down + twist;
  widened[3] = centre - reading + down - twist;
}

/// Shrinks the part around a plate that is much larger than the reader's crop by areas first, so that no stroke falls between two samples.
cv::Mat shrunkAround(const cv::Mat &pixels, cv::Point2f corners[4]) {
  const double height = (cv::norm(corners[3] - corners[0]) + cv::norm(corners[2] - corners[1])) / 2;
  const double shrink = PICTURE_READER_HEIGHT * 1.5 / std::max(height, 1.0);
  if (shrink >= 0.75) return pixels;
  float left = corners[0].x, right = left, top = corners[0].y, bottom = top;
  for (int i = 1; i < 4; i++) {
    left = std::min(left, corners[i].x);
    right = std::max(right, corners[i].x);
    top = std::min(top, corners[i].y);
    bottom = std::max(bottom, corners[i].y);
  }
  const cv::Point from(int(std::floor(left)) - 2, int(std::floor(top)) - 2), to(int(std::ceil(right)) + 2, int(std::ceil(bottom)) + 2);
  const cv::Rect part = cv::Rect(from, to) & cv::Rect(0, 0, pixels.cols, pixels.rows);
  if (part.empty()) return pixels;
  const cv::Size size(std::max(1, int(std::lround(part.width * shrink))), std::max(1, int(std::lround(part.height * shrink))));
  for (int i = 0; i < 4; i++) {
    corners[i].x = (corners[i].x - float(part.x)) * float(size.width) / float(part.width);
    corners[i].y = (corners[i].y - float(part.y)) * float(size.height) / float(part.height);
  }
  cv::Mat shrunk;
  cv::resize(pixels(part), shrunk, size, 0, 0, cv::INTER_AREA);
  return shrunk;
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

extern "C" {

picture_status picture_measure(const uint8_t *bytes, size_t count, int *width, int *height) {
  *width = *height = 0;
  return guarded([&] {
    const Codec codec(tjInitDecompress());
    if (!codec) return PICTURE_OUT_OF_MEMORY;
    Header header;
    const picture_status status = readHeader(codec.get(), bytes, count, header);
    *width = header.width;
    *height = header.height;
    return status;
  });
}

picture_status picture_check(const uint8_t *bytes, size_t count, int *width, int *height) {
  *width = *height = 0;
  return guarded([&] {
    const Codec codec(tjInitDecompress());
    if (!codec) return PICTURE_OUT_OF_MEMORY;
    Header header;
    const picture_status status = readHeader(codec.get(), bytes, count, header);
    *width = header.width;
    *height = header.height;
    if (status != PICTURE_OK) return status;
    cv::Mat pixels;
    return decode(codec.get(), bytes, count, header, tjscalingfactor{1, 8}, PICTURE_GREY, true, pixels);
  });
}

picture_status picture_decode(const uint8_t *bytes, size_t count, int longer_side, picture_channels channels, picture **result) {
  *result = nullptr;
  return guarded([&] {
    const Codec codec(tjInitDecompress());
    if (!codec) return PICTURE_OUT_OF_MEMORY;
    Header header;
    picture_status status = readHeader(codec.get(), bytes, count, header);
    if (status != PICTURE_OK) return status;
    cv::Mat pixels;
    status = decode(codec.get(), bytes, count, header, scaleFor(header, longer_side), channels, false, pixels);
    return status == PICTURE_OK ? give(std::move(pixels), result) : status;
  });
}

int picture_width(const picture *of) { return of->pixels.cols; }
int picture_height(const picture *of) { return of->pixels.rows; }
void picture_free(picture *of) { delete of; }

picture_status picture_grey(const picture *of, picture **result) {
  *result = nullptr;
  return guarded([&] {
    if (of->pixels.channels() == 1) return give(of->pixels, result);
    cv::Mat grey;
    cv::cvtColor(of->pixels, grey, cv::COLOR_RGB2GRAY);
    return give(std::move(grey), result);
  });
}

picture_status picture_cut(const picture *of, int x, int y, int width, int height, picture **result) {
  *result = nullptr;
  return guarded([&] {
    const bool isInside = x >= 0 && y >= 0 && width > 0 && height > 0 && width <= of->pixels.cols && height <= of->pixels.rows &&
                          x <= of->pixels.cols - width && y <= of->pixels.rows - height;
    if (!isInside) return PICTURE_BAD_REQUEST;
    return give(of->pixels(cv::Rect(x, y, width, height)), result);
  });
}

picture_status picture_resize(const picture *of, int width, int height, picture **result) {
  *result = nullptr;
  return guarded([&] {
    if (width < 1 || height < 1 || int64_t(width) * height > PICTURE_MAXIMUM_PIXELS) return PICTURE_BAD_REQUEST;
    const bool shrinks = width < of->pixels.cols;
    cv::Mat resized;
    cv::resize(of->pixels, resized, cv::Size(width, height), 0, 0, shrinks ? cv::INTER_AREA : cv::INTER_CUBIC);
    return give(std::move(resized), result);
  });
}

picture_status picture_encode(const picture *of, int quality, uint8_t **bytes, size_t *count) {
  *bytes = nullptr;
  *count = 0;
  return guarded([&] {
    if (quality < 1 || quality > 100) return PICTURE_BAD_REQUEST;
    const Codec codec(tjInitCompress());
    if (!codec) return PICTURE_OUT_OF_MEMORY;
    const bool isGrey = of->pixels.channels() == 1;
    unsigned long size = 0;
    const int outcome = tjCompress2(codec.get(), of->pixels.data, of->pixels.cols, int(of->pixels.step), of->pixels.rows, isGrey ? TJPF_GRAY : TJPF_RGB,
                                    bytes, &size, isGrey ? TJSAMP_GRAY : TJSAMP_420, quality, 0);
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

picture_status picture_planes(const picture *of, int inner_width, int inner_height, int width, int height, float *values) {
  return guarded([&] {
    const bool fits = inner_width > 0 && inner_height > 0 && inner_width <= width && inner_height <= height;
    if (!fits || of->pixels.channels() != 3) return PICTURE_BAD_REQUEST;
    cv::Mat scaled = of->pixels;
    if (scaled.cols != inner_width || scaled.rows != inner_height) {
      const bool shrinks = inner_width < scaled.cols;
      cv::resize(of->pixels, scaled, cv::Size(inner_width, inner_height), 0, 0, shrinks ? cv::INTER_AREA : cv::INTER_LINEAR);
    }
    const size_t plane = size_t(width) * size_t(height);
    std::fill(values, values + 3 * plane, 114 / 127.5f - 1);
    for (int y = 0; y < inner_height; y++) {
      const uint8_t *row = scaled.ptr<uint8_t>(y);
      float *red = values + size_t(y) * size_t(width), *green = red + plane, *blue = green + plane;
      for (int x = 0; x < inner_width; x++) {
        red[x] = row[3 * x] * (1 / 127.5f) - 1;
        green[x] = row[3 * x + 1] * (1 / 127.5f) - 1;
        blue[x] = row[3 * x + 2] * (1 / 127.5f) - 1;
      }
    }
    return PICTURE_OK;
  });
}

picture_status picture_straighten(const picture *of, const float corners[8], float *values) {
  return guarded([&] {
    const bool isFinite = std::all_of(corners, corners + 8, [](float value) { return std::isfinite(value) && std::abs(value) < 1e6f; });
    if (!isFinite || of->pixels.channels() != 1) return PICTURE_BAD_REQUEST;
    cv::Point2f from[4];
    widen(corners, from);
    const cv::Mat pixels = shrunkAround(of->pixels, from);
    const cv::Point2f to[4] = {{0, 0}, {PICTURE_READER_WIDTH, 0}, {PICTURE_READER_WIDTH, PICTURE_READER_HEIGHT}, {0, PICTURE_READER_HEIGHT}};
    cv::Mat crop;
    cv::warpPerspective(pixels, crop, cv::getPerspectiveTransform(from, to), cv::Size(PICTURE_READER_WIDTH, PICTURE_READER_HEIGHT), cv::INTER_LINEAR,
                        cv::BORDER_REPLICATE);
    standardise(crop, values);
    return PICTURE_OK;
  });
}

} // extern "C"
