#pragma once

#include "Body.hpp"
#include "Light.hpp"
#include "View.hpp"

namespace drawing {

/// A place on a mesh that the camera sees.
struct Sample {
  int material = -1;
  Vector place, normal, own;
};

/// Leaves as the eye sees them from afar: clumps of a hand's breadth.
float leaf(const Vector &own);

/// How bright the things of a mesh are to the camera.
struct MeshShading {
  const View &view;
  const Light &light;
  const Body &body;

  Vector shade(const Sample &s) const;

private:
  Vector reflected(const drawing_material &m, const Vector &normal, const Vector &toCamera, float sheltered) const;
};

} // namespace drawing
