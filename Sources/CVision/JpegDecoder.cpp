#include "JpegDecoder.hpp"
#include "JpegScans.hpp"

#include <algorithm>
#include <new>

namespace pictures {

JpegDecoder::JpegDecoder() : handle(tjInitDecompress()) {
  if (!handle) throw std::bad_alloc();
}

picture_status JpegDecoder::readHeader(const uint8_t *bytes, size_t count, JpegHeader &header) const {
  if (bytes == nullptr || count < 4 || bytes[0] != 0xFF || bytes[1] != 0xD8) return PICTURE_NOT_JPEG;
  if (count > PICTURE_MAXIMUM_BYTES) return PICTURE_TOO_LARGE;
  int subsampling = 0;
  if (tjDecompressHeader3(handle.get(), bytes, count, &header.width, &header.height, &subsampling, &header.colourSpace) != 0) return PICTURE_NOT_JPEG;
  if (header.width < 1 || header.height < 1) return PICTURE_NOT_JPEG;
  if (int64_t(header.width) * header.height > PICTURE_MAXIMUM_PIXELS) return PICTURE_TOO_LARGE;
  if (header.colourSpace == TJCS_CMYK || header.colourSpace == TJCS_YCCK) return PICTURE_UNSUPPORTED;
  return PICTURE_OK;
}

cv::Size JpegDecoder::scaled(const JpegHeader &header, tjscalingfactor factor) {
  return {TJSCALED(header.width, factor), TJSCALED(header.height, factor)};
}

tjscalingfactor JpegDecoder::scaleFor(const JpegHeader &header, int longerSide) {
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

picture_status JpegDecoder::decode(const uint8_t *bytes, size_t count, const JpegHeader &header, bool isStrict, cv::Mat &pixels) const {
  const int64_t size = int64_t(header.width) * header.height;
  const size_t scans = jpegScanCount(bytes, count);
  if (scans > 1 && size > PICTURE_MAXIMUM_BUFFERED_PIXELS) return PICTURE_TOO_LARGE;
  if (double(size) * double(scans) > PICTURE_MAXIMUM_SCANNED_PIXELS) return PICTURE_TOO_LARGE;
  // Where the decoder gives up after a warning, rows stay as they are here: grey, and never what was in this memory before.
  pixels.setTo(cv::Scalar::all(128));
  const int format = pixels.channels() == 1 ? TJPF_GRAY : TJPF_RGB;
  // The count above goes by the markers; should the decoder ever find scans where it found none, this stops it at 500.
  const int flags = TJFLAG_LIMITSCANS | (isStrict ? TJFLAG_STOPONWARNING : 0);
  const int outcome = tjDecompress2(handle.get(), bytes, count, pixels.data, pixels.cols, int(pixels.step), pixels.rows, format, flags);
  if (outcome == 0) return PICTURE_OK;
  if (!isStrict && tjGetErrorCode(handle.get()) == TJERR_WARNING) return PICTURE_OK;
  return PICTURE_DAMAGED;
}

} // namespace pictures
