#include "Decals.hpp"

#include <algorithm>
#include <cmath>

namespace drawing {
namespace {

/// Counts the edges to one side of a point, which also holds for outlines that are not convex.
bool isInside(const drawing_decal &decal, float x, float y) {
  bool inside = false;
  for (int i = 0, j = decal.count - 1; i < decal.count; j = i++) {
    const drawing_point a = decal.points[i], b = decal.points[j];
    if ((a.y > y) != (b.y > y) && x < (b.x - a.x) * (y - a.y) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}

/// Whether a sheet with this normal is part of the side that a decal is for.
bool faces(const drawing_decal &d, const Vector &n) {
  return d.face == drawing_side ? std::abs(n[0]) > 0.45f : d.face == drawing_top ? std::abs(n[2]) > 0.4f : std::abs(n[1]) > 0.22f;
}

} // namespace

Decals::Decals(const drawing_mesh &mesh) : bounds(size_t(mesh.decal_count)) {
  for (int i = 0; i < mesh.decal_count; ++i)
    for (int p = 0; p < mesh.decals[i].count; ++p) {
      Bounds &b = bounds[size_t(i)];
      const drawing_point q = mesh.decals[i].points[p];
      b = {std::min(b.left, q.x), std::min(b.top, q.y), std::max(b.right, q.x), std::max(b.bottom, q.y)};
    }
}

int Decals::materialAt(const Body &body, const drawing_triangle &t, const Vector &place) const {
  int material = t.material;
  if (body.mesh.decal_count == 0) return material;
  const Vector &own = body.vertices[size_t(t.a)].own;
  const Vector n = unit((body.vertices[size_t(t.b)].own - own).cross(body.vertices[size_t(t.c)].own - own));
  for (int i = 0; i < body.mesh.decal_count; ++i) {
    const drawing_decal &d = body.mesh.decals[i];
    if (!faces(d, n)) continue;
    if ((d.face == drawing_front && place[1] < 0) || (d.face == drawing_rear && place[1] > 0)) continue;
    const float x = d.face == drawing_side ? place[1] : std::abs(place[0]), y = d.face == drawing_top ? place[1] : place[2];
    const Bounds &b = bounds[size_t(i)];
    if (x >= b.left && x <= b.right && y >= b.top && y <= b.bottom && isInside(d, x, y)) material = d.material;
  }
  return material;
}

} // namespace drawing
