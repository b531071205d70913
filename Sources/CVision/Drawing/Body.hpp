#pragma once

#include "Vector.hpp"

#include <vector>

namespace drawing {

/// A vertex in the world; `own` is where it is in the mesh, which is what patterns and decals go by.
struct Placed {
  Vector position, normal, own;
};

/// A mesh turned and moved to its place.
struct Body {
  const drawing_mesh &mesh;
  std::vector<Placed> vertices;
  /// Throws `std::out_of_range` where a triangle or a decal names a vertex or a material that the mesh does not have: it would be read all the same.
  Body(const drawing_mesh &mesh, const drawing_placement &placement);

  Vector blend(const drawing_triangle &t, const float weights[3], Vector Placed::*part) const {
    return vertices[size_t(t.a)].*part * weights[0] + vertices[size_t(t.b)].*part * weights[1] + vertices[size_t(t.c)].*part * weights[2];
  }
};

} // namespace drawing
