#include "Canvas.hpp"
#include "Exposure.hpp"
#include "Light.hpp"
#include "Noise.hpp"
#include "View.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace drawing {
namespace {

/// The plane of the road with all that lies on it.
struct Ground {
  const View &view;
  const Light &light;
  const drawing_surface *surfaces;
  int count;
  float shift;

  Vector albedo(int kind, const Vector &tint, float x, float y, float footprint) const {
    const Noise &n = noise();
    const float fine = clamp01(0.02f / footprint), middle = clamp01(0.05f / footprint);
    const float broad = n.at(x * 9 + shift, y * 5 + shift);
    float grain = 0;
    if (fine > 0.1f) grain += fine * n.at(x * 900, y * 900) * 0.30f;
    if (middle > 0.1f) grain += middle * n.at(x * 150 + shift, y * 150) * 0.16f;
    switch (kind) {
    case drawing_asphalt: return tint * (asphaltShade(x, y, middle) + 0.10f * broad + 0.9f * grain);
    case drawing_paving: return tint * (1 + 0.14f * broad + 0.3f * grain - pavingJoint(x, y, footprint));
    case drawing_grass: {
      const float clump = n.at(x * 70, y * 42 + shift);
      return times(tint, Vector(1 + 0.55f * broad, 1 + 0.3f * broad, 1 + 0.1f * broad)) * (1 + 0.7f * clump * middle + 1.1f * grain);
    }
    case drawing_crops: return tint * (1 + 0.35f * std::sin(x * 7.5f) * clamp01(0.5f / footprint) + 0.5f * broad + grain);
    case drawing_paint: return tint * (1 + 0.10f * broad + 0.35f * grain);
    default: return tint * (1 + 0.3f * broad + 0.7f * grain);
    }
  }
  /// Wheel tracks polished smooth, oil in the middle of lanes, seams and cracks.
  float asphaltShade(float x, float y, float middle) const {
    const Noise &n = noise();
    const float track = 0.07f * std::abs(std::fmod(std::abs(x), 1.75f) - 0.875f) / 0.4375f - 0.07f;
    const float streak = 0.10f * n.at(x * 36 + shift, y * 0.7f);
    if (middle < 0.05f || n.at(x * 0.9f + shift, y * 0.6f) <= 0.26f) return 1 + track + streak;
    const float ridge = std::abs(n.at(x * 6 + 31 + shift, y * 3.2f + shift) + 0.35f * n.at(x * 40, y * 40));
    return 1 + track + streak - (1 - smooth(0.004f, 0.022f, ridge)) * 0.45f * middle;
  }
  static float pavingJoint(float x, float y, float footprint) {
    const float across = std::abs(x / 0.4f - std::round(x / 0.4f)), along = std::abs(y / 0.4f - std::round(y / 0.4f));
    return 0.35f * clamp01(0.05f / footprint) * (1 - smooth(0.02f, 0.05f, std::min(across, along)));
  }
  /// Where wheels have rubbed the paint off.
  float worn(float x, float y) const {
    return 0.75f * smooth(0.10f, 0.5f, noise().at(x * 26 + shift, y * 18) + 0.25f * noise().at(x * 500, y * 500));
  }
  /// How much of a pixel at `v` lies between two edges.
  static float covered(float v, float from, float to, float perMetre) { return clamp01((v - from) * perMetre + 0.5f) * clamp01((to - v) * perMetre + 0.5f); }

  Vector shade(float x, float y, const Vector &toCamera, float distance, const std::vector<int> &near) const {
    const float height = view.position[2];
    const float edgeX = std::max(0.004f, distance / view.focal), edgeY = std::max(0.004f, distance * distance / (view.focal * height));
    const float footprint = std::sqrt(edgeX * edgeY);
    // From the uppermost down, so that nothing is worked out that lies covered.
    Vector surface(0, 0, 0);
    float open = 1;
    for (size_t k = near.size(); k-- > 0 && open > 0.004f;) {
      const drawing_surface &s = surfaces[near[k]];
      if (x < s.x0 - edgeX || x > s.x1 + edgeX || y < s.y0 - edgeY || y > s.y1 + edgeY) continue;
      float share = covered(x, s.x0, s.x1, 1 / edgeX) * covered(y, s.y0, s.y1, 1 / edgeY);
      if (share <= 0) continue;
      if (s.kind == drawing_paint) share *= 1 - worn(x, y);
      surface += albedo(s.kind, colour(s.colour), x, y, footprint) * (share * open);
      open *= 1 - share;
    }
    const Vector normal(0, 0, 1);
    Vector out = times(surface, light.falling({x, y, 0}, normal, toCamera, distance));
    const float flat = 1 - clamp01(toCamera[2]), grazing = flat * flat * flat * flat * flat * flat;
    return light.hazed(mix(out, light.horizon * 0.7f, 0.13f * grazing), distance) * light.exposure;
  }
};

/// One row of the picture, for which only the surfaces that it crosses are looked at; `near` is room for them, used again row by row.
void groundRow(cv::Mat &pixels, const Ground &ground, int row, std::vector<int> &near) {
  const View &view = ground.view;
  const float height = view.position[2];
  const Vector left = view.ray(0.5f, row + 0.5f), step = view.right * (1 / view.focal);
  const Vector right = left + step * float(pixels.cols - 1);
  if (left[2] >= -1e-4f || right[2] >= -1e-4f) return;
  const float first = view.position[1] - left[1] * height / left[2], last = view.position[1] - right[1] * height / right[2];
  const float slack = 0.5f + 0.02f * std::abs(first);
  near.clear();
  for (int i = 0; i < ground.count; ++i)
    if (ground.surfaces[i].y1 > std::min(first, last) - slack && ground.surfaces[i].y0 < std::max(first, last) + slack) near.push_back(i);
  auto *out = pixels.ptr<cv::Vec3b>(row);
  for (int column = 0; column < pixels.cols; ++column) {
    const Vector way = left + step * float(column);
    const float reach = -height / way[2];
    const float length = std::sqrt(way.dot(way));
    out[column] = pixel(ground.shade(view.position[0] + way[0] * reach, view.position[1] + way[1] * reach, way * (-1 / length), reach * length, near));
  }
}

} // namespace
} // namespace drawing

using namespace drawing;

int drawing_ground(
    drawing_canvas *canvas, const drawing_view *view, const drawing_light *light, const drawing_surface *surfaces, int count, uint32_t seed) {
  return guarded([&] {
    const View v(*view);
    const Light l(*light);
    const Ground ground{v, l, surfaces, count, float(hash(seed) & 511)};
    std::vector<int> near;
    for (int row = 0; row < canvas->pixels.rows; ++row) groundRow(canvas->pixels, ground, row, near);
  });
}
