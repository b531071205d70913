#include "Canvas.hpp"
#include "Exposure.hpp"
#include "Light.hpp"
#include "Noise.hpp"
#include "View.hpp"

#include <algorithm>
#include <cmath>

namespace drawing {
namespace {

/// How high the hills stand at a direction, as the tangent of their elevation.
float ridge(float bearing, float hills, float shift, float detail) {
  return hills * (0.6f + 0.7f * noise().at(bearing * 42 + shift, shift) + detail * 0.12f * noise().at(bearing * 420 + shift, 7));
}

Vector skyLight(const Light &light, const Vector &way, float hills, float shift) {
  const float flat = std::sqrt(way[0] * way[0] + way[1] * way[1]);
  const float slope = way[2] / flat, bearing = std::atan2(way[0], way[1]);
  const Vector rock = mix(light.bounce * 0.9f, light.horizon, 0.62f), farRock = mix(light.bounce * 0.9f, light.horizon, 0.82f);
  if (hills > 0 && slope < ridge(bearing, hills * 0.6f, shift + 200, 1)) return rock * (1 + 0.10f * noise().at(bearing * 700, slope * 900));
  if (hills > 0 && slope < ridge(bearing, hills, shift, 1)) return farRock * (1 + 0.06f * noise().at(bearing * 500, slope * 700));
  Vector sky = mix(light.horizon, light.zenith, std::pow(clamp01(slope * 2.2f), 0.6f));
  if (light.clouds > 0) {
    const float depth = 1 / (std::max(0.f, slope) + 0.12f);
    const float cloud = smooth(0.1f, 0.7f, noise().at(way[0] / flat * depth * 30 + shift, depth * 26 + shift) + light.clouds - 0.35f);
    sky = mix(sky, light.horizon * 1.12f, 0.7f * cloud);
  }
  return sky;
}

} // namespace
} // namespace drawing

using namespace drawing;

int drawing_sky(drawing_canvas *canvas, const drawing_view *view, const drawing_light *light, float hills, uint32_t seed) {
  return guarded([&] {
    const View v(*view);
    const Light l(*light);
    const float shift = float(hash(seed) & 511);
    for (int row = 0; row < canvas->pixels.rows; ++row) {
      if (v.ray(0, row + 0.5f)[2] < -0.01f && v.ray(float(canvas->pixels.cols), row + 0.5f)[2] < -0.01f) continue;
      auto *out = canvas->pixels.ptr<cv::Vec3b>(row);
      for (int column = 0; column < canvas->pixels.cols; ++column)
        out[column] = pixel(skyLight(l, v.ray(column + 0.5f, row + 0.5f), hills, shift) * l.exposure);
    }
  });
}
