#pragma once

#include "Vector.hpp"

namespace drawing {

/// The light with its vectors unpacked, and what it makes of a surface.
struct Light {
  Vector toSun, sun, zenith, horizon, bounce;
  float flash, haze, exposure, clouds;
  const drawing_lamp *lamps;
  int lampCount;
  explicit Light(const drawing_light &l);

  /// What reaches a place whose surface faces `normal`, seen from `distance` metres away.
  Vector falling(const Vector &place, const Vector &normal, const Vector &toCamera, float distance) const;
  /// What a mirror that looks along `way` shows.
  Vector mirrored(const Vector &way) const;
  Vector hazed(const Vector &light, float distance) const { return mix(horizon, light, std::exp(-haze * distance)); }
};

} // namespace drawing
