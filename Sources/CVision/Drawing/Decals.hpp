#pragma once

#include "Body.hpp"

#include <vector>

namespace drawing {

/// What is painted onto a mesh.
class Decals {
public:
  explicit Decals(const drawing_mesh &mesh);
  /// The material of a triangle at a place of it: its own, or that of the last decal that covers the place.
  int materialAt(const Body &body, const drawing_triangle &triangle, const Vector &own) const;

private:
  struct Bounds {
    float left = 1e9f, top = 1e9f, right = -1e9f, bottom = -1e9f;
  };
  std::vector<Bounds> bounds;
};

} // namespace drawing
