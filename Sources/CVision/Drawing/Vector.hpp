#pragma once

// Arithmetic on places and on light, three floats each.

#include "Drawing.h"

#include <cmath>

#include <opencv2/core.hpp>

namespace drawing {

using Vector = cv::Vec3f;

inline Vector vector(const drawing_vector &v) { return {v.x, v.y, v.z}; }
inline Vector colour(const drawing_colour &c) { return {c.red, c.green, c.blue}; }
/// The direction of a vector; up where it has none, so that no surface is left without one.
inline Vector unit(const Vector &v) {
  const float length = std::sqrt(v.dot(v));
  return length > 1e-9f ? v * (1 / length) : Vector(0, 0, 1);
}
inline float clamp01(float v) { return v < 0 ? 0 : v > 1 ? 1 : v; }
inline Vector mix(const Vector &a, const Vector &b, float share) { return a + (b - a) * share; }
/// Light upon a surface, colour by colour.
inline Vector times(const Vector &a, const Vector &b) { return {a[0] * b[0], a[1] * b[1], a[2] * b[2]}; }
/// 0 below `from`, 1 above `to`, without a kink at either end.
inline float smooth(float from, float to, float v) {
  const float t = clamp01((v - from) / (to - from));
  return t * t * (3 - 2 * t);
}

} // namespace drawing
