#include "Light.hpp"
#include "Noise.hpp"

#include <algorithm>
#include <cmath>

namespace drawing {

Light::Light(const drawing_light &l)
    : toSun(unit(vector(l.to_sun))), sun(colour(l.sun)), zenith(colour(l.sky_zenith)), horizon(colour(l.sky_horizon)),
      bounce(colour(l.ground_bounce)), flash(l.flash), haze(l.haze_per_metre), exposure(l.exposure), clouds(l.cloud_cover), lamps(l.lamps),
      lampCount(l.lamp_count) {}

Vector Light::falling(const Vector &place, const Vector &normal, const Vector &toCamera, float distance) const {
  Vector light = mix(bounce, mix(horizon, zenith, 0.6f), 0.5f + 0.5f * normal[2]);
  light += sun * std::max(0.f, normal.dot(toSun));
  for (int i = 0; i < lampCount; ++i) {
    const Vector way = vector(lamps[i].position) - place;
    const float squared = std::max(0.6f, way.dot(way));
    const float facing = 0.12f + 0.88f * std::max(0.f, normal.dot(way) / std::sqrt(squared));
    light += colour(lamps[i].colour) * (facing / squared);
  }
  const float reach = 10 / std::max(3.f, distance);
  const float glare = flash * std::max(0.f, normal.dot(toCamera)) * reach * reach;
  return light + Vector(glare, glare, glare);
}

Vector Light::mirrored(const Vector &way) const {
  // Houses and trees stand between the road and the sky all around.
  const float skyline = 0.20f + 0.16f * noise().at(std::atan2(way[0], way[1]) * 60 + 40, 11);
  if (way[2] > skyline) return mix(horizon, zenith, std::sqrt(way[2]));
  if (way[2] > 0) return mix(bounce * 0.55f, horizon * 0.5f, 0.25f + 0.2f * noise().at(way[0] * 90, way[2] * 200));
  return mix(horizon * 0.35f, bounce, clamp01(-way[2] * 5)) * 0.8f;
}

} // namespace drawing
