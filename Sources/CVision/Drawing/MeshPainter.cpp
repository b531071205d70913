#include "Body.hpp"
#include "Canvas.hpp"
#include "Decals.hpp"
#include "Exposure.hpp"
#include "Light.hpp"
#include "MeshShading.hpp"
#include "View.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace drawing {
namespace {

/// The most samples across and down in a pixel where edges of meshes are smoothed.
constexpr int finest = 2;

/// A coordinate cut off to a whole number. What lies far outside the picture, or is no number, would not fit into one.
int whole(float v) { return int(std::max(-1e6f, std::min(1e6f, v))); }

struct Rectangle {
  int left, top, right, bottom;
  bool isEmpty() const { return left >= right || top >= bottom; }
};

/// One triangle on the screen, ready to be sampled.
struct Flat {
  float x[3], y[3], inverse[3];
  float area;
  /// Perspective-right weights of the corners at a sample.
  void weigh(float px, float py, float weights[3]) const {
    const float a = ((x[1] - px) * (y[2] - py) - (x[2] - px) * (y[1] - py)) / area;
    const float b = ((x[2] - px) * (y[0] - py) - (x[0] - px) * (y[2] - py)) / area;
    const float c = 1 - a - b, sum = a * inverse[0] + b * inverse[1] + c * inverse[2];
    weights[0] = a * inverse[0] / sum;
    weights[1] = b * inverse[1] / sum;
    weights[2] = c * inverse[2] / sum;
  }
};

/// Draws one body over what is there. It goes band by band, so that its samples take little memory however large the picture is.
class MeshPainter {
public:
  MeshPainter(cv::Mat &pixels, const View &view, const Light &light, const Body &body, int fineness)
      : pixels(pixels), view(view), body(body), fineness(fineness), shading{view, light, body}, decals(body.mesh) {
    flatten();
  }

  void paint() {
    const Rectangle part = extent();
    if (part.isEmpty()) return;
    constexpr int bandHeight = 192;
    for (int top = part.top; top < part.bottom; top += bandHeight)
      paintBand({part.left, top, part.right, std::min(part.bottom, top + bandHeight)});
  }

private:
  cv::Mat &pixels;
  const View &view;
  const Body &body;
  const int fineness;
  const MeshShading shading;
  const Decals decals;
  std::vector<Flat> flats;
  std::vector<int32_t> owners;
  std::vector<float> depths;

  void flatten() {
    flats.resize(size_t(body.mesh.triangle_count));
    std::vector<Vector> seen;
    seen.reserve(body.vertices.size());
    for (const auto &vertex : body.vertices) seen.push_back(view.project(vertex.position));
    for (int i = 0; i < body.mesh.triangle_count; ++i) {
      const drawing_triangle &t = body.mesh.triangles[i];
      const int corners[3] = {t.a, t.b, t.c};
      Flat &flat = flats[size_t(i)];
      flat.area = 0;
      bool isVisible = true;
      for (int k = 0; k < 3; ++k) {
        const Vector &p = seen[size_t(corners[k])];
        isVisible = isVisible && p[2] >= nearest;
        flat.x[k] = p[0];
        flat.y[k] = p[1];
        flat.inverse[k] = 1 / std::max(nearest, p[2]);
      }
      // Only the near side of a crown is drawn; the far one would cost as much and hardly be seen.
      const Placed &first = body.vertices[size_t(t.a)];
      if (body.mesh.materials[t.material].kind == drawing_foliage && first.normal.dot(first.position - view.position) > 0) isVisible = false;
      if (isVisible) flat.area = (flat.x[1] - flat.x[0]) * (flat.y[2] - flat.y[0]) - (flat.x[2] - flat.x[0]) * (flat.y[1] - flat.y[0]);
    }
  }

  Rectangle extent() const {
    float left = 1e9f, top = 1e9f, right = -1e9f, bottom = -1e9f;
    for (const Flat &flat : flats) {
      if (std::abs(flat.area) < 1e-6f) continue;
      for (int k = 0; k < 3; ++k) {
        left = std::min(left, flat.x[k]);
        right = std::max(right, flat.x[k]);
        top = std::min(top, flat.y[k]);
        bottom = std::max(bottom, flat.y[k]);
      }
    }
    return {int(std::max(0.f, left)), int(std::max(0.f, top)), int(std::min(float(pixels.cols), right + 1)), int(std::min(float(pixels.rows), bottom + 1))};
  }

  void paintBand(const Rectangle &band) {
    const int across = (band.right - band.left) * fineness, down = (band.bottom - band.top) * fineness;
    owners.assign(size_t(across) * down, -1);
    depths.assign(size_t(across) * down, 0.f);
    for (size_t i = 0; i < flats.size(); ++i)
      if (std::abs(flats[i].area) >= 1e-6f) cover(int32_t(i), band, across);
    for (int row = band.top; row < band.bottom; ++row)
      for (int column = band.left; column < band.right; ++column) resolve(band, column, row, across);
  }

  /// The samples of a band that a triangle may cover, the last ones included.
  Rectangle samplesUnder(const Flat &f, const Rectangle &band) const {
    const float left = std::min({f.x[0], f.x[1], f.x[2]}), right = std::max({f.x[0], f.x[1], f.x[2]});
    const float top = std::min({f.y[0], f.y[1], f.y[2]}), bottom = std::max({f.y[0], f.y[1], f.y[2]});
    const int across = (band.right - band.left) * fineness, down = (band.bottom - band.top) * fineness;
    return {std::max(0, whole((left - band.left) * fineness) - 1), std::max(0, whole((top - band.top) * fineness) - 1),
            std::min(across - 1, whole((right - band.left) * fineness) + 1), std::min(down - 1, whole((bottom - band.top) * fineness) + 1)};
  }

  void cover(int32_t index, const Rectangle &band, int across) {
    const Flat &f = flats[size_t(index)];
    const Rectangle under = samplesUnder(f, band);
    const bool hasHoles = body.mesh.materials[body.mesh.triangles[index].material].kind == drawing_foliage;
    const float step = 1.f / fineness, x = band.left + (under.left + 0.5f) * step;
    for (int row = under.top; row <= under.bottom; ++row) {
      const float y = band.top + (row + 0.5f) * step;
      float a = ((f.x[1] - x) * (f.y[2] - y) - (f.x[2] - x) * (f.y[1] - y)) / f.area;
      float b = ((f.x[2] - x) * (f.y[0] - y) - (f.x[0] - x) * (f.y[2] - y)) / f.area;
      const float acrossA = (f.y[1] - f.y[2]) * step / f.area, acrossB = (f.y[2] - f.y[0]) * step / f.area;
      size_t slot = size_t(row) * across + under.left;
      for (int column = under.left; column <= under.right; ++column, ++slot, a += acrossA, b += acrossB) {
        const float c = 1 - a - b;
        if (a < -1e-5f || b < -1e-5f || c < -1e-5f) continue;
        const float inverse = a * f.inverse[0] + b * f.inverse[1] + c * f.inverse[2];
        if (inverse <= depths[slot]) continue;
        if (hasHoles && isHole(index, a * f.inverse[0] / inverse, b * f.inverse[1] / inverse)) continue;
        depths[slot] = inverse;
        owners[slot] = index;
      }
    }
  }

  /// Leaves let the light through between them.
  bool isHole(int32_t index, float a, float b) const {
    const float weights[3] = {a, b, 1 - a - b};
    const Vector p = body.blend(body.mesh.triangles[index], weights, &Placed::own);
    return leaf(p) > 0.10f;
  }

  Sample sample(int32_t triangle, float x, float y) const {
    Sample s;
    float weights[3];
    flats[size_t(triangle)].weigh(x, y, weights);
    const drawing_triangle &t = body.mesh.triangles[triangle];
    s.place = body.blend(t, weights, &Placed::position);
    s.normal = unit(body.blend(t, weights, &Placed::normal));
    s.own = body.blend(t, weights, &Placed::own);
    s.material = decals.materialAt(body, t, s.own);
    return s;
  }

  void resolve(const Rectangle &band, int column, int row, int across) {
    const int all = fineness * fineness;
    Sample samples[finest * finest];
    int covered = 0;
    bool isUniform = true;
    for (int i = 0; i < all; ++i) {
      const int fineX = (column - band.left) * fineness + i % fineness, fineY = (row - band.top) * fineness + i / fineness;
      const int32_t owner = owners[size_t(fineY) * across + fineX];
      if (owner < 0) continue;
      samples[covered] = sample(owner, band.left + (fineX + 0.5f) / fineness, band.top + (fineY + 0.5f) / fineness);
      isUniform = isUniform && samples[covered].material == samples[0].material;
      ++covered;
    }
    if (covered == 0) return;
    // Where all samples are of one stuff, one of them stands for the pixel.
    const bool isPlain = isUniform && covered == all && samples[0].normal.dot(samples[all - 1].normal) > 0.97f;
    Vector sum = shading.shade(samples[0]);
    const int shaded = isPlain ? 1 : covered;
    for (int i = 1; i < shaded; ++i) sum += shading.shade(samples[i]);
    blendInto(pixels.at<cv::Vec3b>(row, column), pixel(sum * (1.f / shaded)), float(covered) / all);
  }

  static void blendInto(cv::Vec3b &under, const cv::Vec3b &over, float share) {
    for (int c = 0; c < 3; ++c) under[c] = uint8_t(under[c] + (over[c] - under[c]) * share + 0.5f);
  }
};

} // namespace
} // namespace drawing

using namespace drawing;

int drawing_render(
    drawing_canvas *canvas, const drawing_view *view, const drawing_light *light, const drawing_mesh *mesh, const drawing_placement *placement,
    int fineness) {
  return guarded([&] {
    const View v(*view);
    const Light l(*light);
    const Body body(*mesh, *placement);
    MeshPainter(canvas->pixels, v, l, body, std::clamp(fineness, 1, finest)).paint();
  });
}
