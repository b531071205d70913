#include "MeshShading.hpp"
#include "Noise.hpp"

#include <algorithm>
#include <cmath>

namespace drawing {

float leaf(const Vector &p) {
  const float x = p[0] * 130, y = p[1] * 130, z = p[2] * 130;
  return 1.1f * (noise().at(x + z * 0.4f, z - y * 0.3f) + noise().at(y + 170, z)) + 0.8f * noise().at(x * 4 + z * 3, y * 4 - z * 2);
}

Vector MeshShading::shade(const Sample &s) const {
  const drawing_material &m = body.mesh.materials[s.material];
  const Vector away = s.place - view.position;
  const float distance = std::sqrt(away.dot(away));
  const Vector toCamera = away * (-1 / distance);
  const float facing = s.normal.dot(toCamera);
  // Sheets are seen from both sides; just past the horizon of a rounded body the normal is bent back instead.
  const Vector normal = facing < -0.15f ? s.normal * -1 : facing < 0 ? s.normal - toCamera * (2 * facing) : s.normal;
  Vector albedo = colour(m.colour);
  if (m.kind == drawing_foliage) albedo *= std::max(0.25f, 0.85f - 1.5f * leaf(s.own));
  if (m.kind == drawing_facade) albedo *= 1 + 0.16f * noise().at(s.own[0] * 3 + s.own[1] * 3, s.own[2] * 5);
  const float sheltered = 0.42f + 0.58f * smooth(0, 0.75f, s.place[2]);
  Vector out = times(albedo, light.falling(s.place, normal, toCamera, distance)) * (m.kind == drawing_foliage ? 0.62f + 0.38f * normal[2] : sheltered);
  if (m.kind == drawing_coat || m.kind == drawing_glass) out += reflected(m, normal, toCamera, sheltered);
  out += colour(m.emission);
  return light.hazed(out, distance) * light.exposure;
}

Vector MeshShading::reflected(const drawing_material &m, const Vector &normal, const Vector &toCamera, float sheltered) const {
  const float facing = std::max(0.f, normal.dot(toCamera));
  const Vector way = normal * (2 * facing) - toCamera;
  const float base = m.kind == drawing_glass ? 0.10f : 0.045f;
  const float fresnel = (base + (1 - base) * std::pow(1 - facing, 5.f)) * m.gloss;
  const float sunward = std::max(0.f, unit(way).dot(light.toSun));
  const Vector glint = light.sun * (std::pow(sunward, 320.f) * 6 + std::pow(sunward, 24.f) * 0.10f) * m.gloss;
  return light.mirrored(unit(way)) * (fresnel * sheltered) + glint * (m.kind == drawing_glass ? 0.7f : 0.5f);
}

} // namespace drawing
