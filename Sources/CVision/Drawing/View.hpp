#pragma once

#include "Vector.hpp"

namespace drawing {

/// Metres before the lens; what is closer is not drawn, as dividing by its depth would throw it all over the picture.
constexpr float nearest = 0.4f;

/// The camera with its vectors unpacked.
struct View {
  Vector position, right, down, forward;
  float focal, centreX, centreY;
  explicit View(const drawing_view &v)
      : position(vector(v.position)), right(vector(v.right)), down(vector(v.down)), forward(vector(v.forward)), focal(v.focal_pixels),
        centreX(v.centre_x), centreY(v.centre_y) {}
  Vector ray(float x, float y) const { return forward + right * ((x - centreX) / focal) + down * ((y - centreY) / focal); }
  /// Pixel and depth; depth below `nearest` means behind the lens.
  Vector project(const Vector &world) const {
    const Vector way = world - position;
    const float depth = way.dot(forward);
    if (depth < nearest) return {0, 0, depth};
    return {centreX + focal * way.dot(right) / depth, centreY + focal * way.dot(down) / depth, depth};
  }
};

} // namespace drawing
