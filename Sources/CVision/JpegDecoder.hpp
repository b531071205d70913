#pragma once

#include "Pictures.h"

#include <memory>

#include <opencv2/core.hpp>
#include <turbojpeg.h>

namespace pictures {

struct JpegHeader {
  int width = 0, height = 0, colourSpace = 0;
};

/// One decoder of libjpeg-turbo, for one thread at a time.
class JpegDecoder {
public:
  JpegDecoder();

  /// Reads the header and refuses what goes beyond the limits.
  picture_status readHeader(const uint8_t *bytes, size_t count, JpegHeader &header) const;

  /// Decodes into `pixels`, which has the size `scaled` gives and one or three channels.
  /// `isStrict` makes the first warning an error, which also ends the work on a bomb of missing data early.
  picture_status decode(const uint8_t *bytes, size_t count, const JpegHeader &header, bool isStrict, cv::Mat &pixels) const;

  /// The size at a scale.
  static cv::Size scaled(const JpegHeader &header, tjscalingfactor factor);

  /// The smallest scale whose longer side is still at least as long as asked for; full size for 0.
  static tjscalingfactor scaleFor(const JpegHeader &header, int longerSide);

private:
  struct Close {
    void operator()(void *handle) const { tjDestroy(handle); }
  };
  std::unique_ptr<void, Close> handle;
};

} // namespace pictures
