#pragma once

// What the sensor makes of light: bytes.

#include "Vector.hpp"

#include <algorithm>
#include <cstdint>

namespace drawing {

/// Linear light to a byte with a film-like shoulder, by table: 0 to 4 in 4096 steps.
struct Exposure {
  uint8_t table[4097];
  Exposure();
  /// Light that is no number comes out black.
  uint8_t operator()(float light) const { return table[int(std::min(4095.f, std::max(0.f, light) * 1024))]; }
};
extern const Exposure exposure;

/// The bytes of a pixel, blue first.
inline cv::Vec3b pixel(const Vector &light) { return {exposure(light[2]), exposure(light[1]), exposure(light[0])}; }

inline cv::Scalar byteColour(const drawing_colour &c) {
  const cv::Vec3b p = pixel(colour(c));
  return {double(p[0]), double(p[1]), double(p[2])};
}

} // namespace drawing
