#include "Body.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace drawing {
namespace {

bool has(int count, int index) { return index >= 0 && index < count; }

/// Whether everything in a mesh that is named by number is there.
bool isWhole(const drawing_mesh &m) {
  const auto isTriangle = [&](const drawing_triangle &t) {
    return has(m.vertex_count, t.a) && has(m.vertex_count, t.b) && has(m.vertex_count, t.c) && has(m.material_count, t.material);
  };
  const auto isDecal = [&](const drawing_decal &d) { return has(m.material_count, d.material) && d.count >= 0 && d.count <= 12; };
  return std::all_of(m.triangles, m.triangles + m.triangle_count, isTriangle) && std::all_of(m.decals, m.decals + m.decal_count, isDecal);
}

} // namespace

Body::Body(const drawing_mesh &m, const drawing_placement &placement) : mesh(m), vertices(size_t(m.vertex_count)) {
  if (!isWhole(m)) throw std::out_of_range("a triangle or decal names what its mesh does not have");
  const float cosine = std::cos(placement.turn), sine = std::sin(placement.turn);
  auto turned = [&](const Vector &v) { return Vector(cosine * v[0] - sine * v[1], sine * v[0] + cosine * v[1], v[2]); };
  for (int i = 0; i < m.vertex_count; ++i) {
    const Vector own = vector(m.vertices[i].position);
    vertices[size_t(i)] = {turned(own) + vector(placement.origin), turned(vector(m.vertices[i].normal)), own};
  }
}

} // namespace drawing
