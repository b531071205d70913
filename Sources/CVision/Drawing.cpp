#include "Drawing.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <new>
#include <vector>

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>
#include <turbojpeg.h>

struct drawing_canvas {
  cv::Mat pixels;
};

namespace {

using Vector = cv::Vec3f;

constexpr int largestSide = 16384;
/// The most samples across and down in a pixel where edges of meshes are smoothed.
constexpr int finest = 2;
constexpr float nearest = 0.4f;

Vector vector(const drawing_vector &v) { return {v.x, v.y, v.z}; }
Vector colour(const drawing_colour &c) { return {c.red, c.green, c.blue}; }
Vector unit(const Vector &v) {
  const float length = std::sqrt(v.dot(v));
  return length > 1e-9f ? v * (1 / length) : Vector(0, 0, 1);
}
float clamp01(float v) { return v < 0 ? 0 : v > 1 ? 1 : v; }
Vector mix(const Vector &a, const Vector &b, float share) { return a + (b - a) * share; }
Vector times(const Vector &a, const Vector &b) { return {a[0] * b[0], a[1] * b[1], a[2] * b[2]}; }
float smooth(float from, float to, float v) {
  const float t = clamp01((v - from) / (to - from));
  return t * t * (3 - 2 * t);
}

/// Runs what may throw (OpenCV does on lack of memory and on absurd sizes) and turns that into a status.
template <class Work> int guarded(Work &&work) noexcept {
  try {
    work();
    return 0;
  } catch (...) {
    return 1;
  }
}

/// Linear light to a byte with a film-like shoulder, by table: 0 to 4 in 4096 steps.
struct Encoding {
  uint8_t table[4097];
  Encoding() {
    for (int i = 0; i <= 4096; ++i) {
      const float light = float(i) / 1024;
      const float shoulder = light * (1 + light / 9) / (1 + light * 0.55f) * 1.22f;
      const float bright = std::pow(clamp01(shoulder), 1 / 2.2f);
      // A little more contrast than the eye would need, as cameras give.
      table[i] = uint8_t(std::lround(255 * (bright + 0.16f * (bright * bright * (3 - 2 * bright) - bright))));
    }
  }
  uint8_t operator()(float light) const { return table[int(std::min(4095.f, std::max(0.f, light) * 1024))]; }
};
const Encoding encoding;

cv::Vec3b pixel(const Vector &light) { return {encoding(light[2]), encoding(light[1]), encoding(light[0])}; }

uint32_t hash(uint32_t x) {
  x ^= x >> 16;
  x *= 0x7feb352du;
  x ^= x >> 15;
  x *= 0x846ca68bu;
  return x ^ (x >> 16);
}

/// Endless soft noise, -1 to 1, from one tile that is made once: octaves of a lattice, repeated every 256 steps.
struct Noise {
  static constexpr int side = 256;
  std::vector<float> tile;
  Noise() : tile(side * side, 0.f) {
    cv::RNG random(20080110);
    float weight = 0.55f;
    for (int cells = 4; cells <= side / 2; cells *= 2, weight *= 0.58f) addOctave(random, cells, weight);
  }
  void addOctave(cv::RNG &random, int cells, float weight) {
    std::vector<float> lattice(size_t(cells) * cells);
    for (auto &value : lattice) value = random.uniform(-1.f, 1.f);
    const float step = float(cells) / side;
    for (int y = 0; y < side; ++y)
      for (int x = 0; x < side; ++x) {
        const int left = int(x * step), top = int(y * step);
        const float across = smooth(0, 1, x * step - left), down = smooth(0, 1, y * step - top);
        const int right = (left + 1) % cells, bottom = (top + 1) % cells;
        const float a = lattice[top * cells + left] * (1 - across) + lattice[top * cells + right] * across;
        const float b = lattice[bottom * cells + left] * (1 - across) + lattice[bottom * cells + right] * across;
        tile[y * side + x] += weight * (a * (1 - down) + b * down);
      }
  }
  float at(float x, float y) const {
    const int floorX = int(x) - (x < 0), floorY = int(y) - (y < 0);
    const int left = floorX & (side - 1), top = (floorY & (side - 1)) * side;
    const int right = (left + 1) & (side - 1), bottom = (top + side) & (side * side - 1);
    const float across = x - floorX, down = y - floorY;
    const float a = tile[top + left] + (tile[top + right] - tile[top + left]) * across;
    const float b = tile[bottom + left] + (tile[bottom + right] - tile[bottom + left]) * across;
    return a + (b - a) * down;
  }
};
const Noise theNoise;
const Noise &noise() { return theNoise; }

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

/// The light with its vectors unpacked, and what it makes of a surface.
struct Light {
  Vector toSun, sun, zenith, horizon, bounce;
  float flash, haze, exposure, clouds;
  const drawing_lamp *lamps;
  int lampCount;
  explicit Light(const drawing_light &l)
      : toSun(unit(vector(l.to_sun))), sun(colour(l.sun)), zenith(colour(l.sky_zenith)), horizon(colour(l.sky_horizon)),
        bounce(colour(l.ground_bounce)), flash(l.flash), haze(l.haze_per_metre), exposure(l.exposure), clouds(l.cloud_cover), lamps(l.lamps),
        lampCount(l.lamp_count) {}

  Vector falling(const Vector &place, const Vector &normal, const Vector &toCamera, float distance) const {
    Vector light = mix(bounce, mix(horizon, zenith, 0.6f), 0.5f + 0.5f * normal[2]);
    light += sun * std::max(0.f, normal.dot(toSun));
    for (int i = 0; i < lampCount; ++i) {
      const Vector way = vector(lamps[i].position) - place;
      const float squared = std::max(0.6f, way.dot(way));
      const float facing = 0.12f + 0.88f * std::max(0.f, normal.dot(way) / std::sqrt(squared));
      light += colour(lamps[i].colour) * (facing / squared);
    }
    const float reach = 10 / std::max(3.f, distance);
    const float glare = flash * std::max(0.f, normal.dot(toCamera)) * reach * reach;
    return light + Vector(glare, glare, glare);
  }
  /// What a mirror that looks along `way` shows.
  Vector mirrored(const Vector &way) const {
    // Houses and trees stand between the road and the sky all around.
    const float skyline = 0.20f + 0.16f * noise().at(std::atan2(way[0], way[1]) * 60 + 40, 11);
    if (way[2] > skyline) return mix(horizon, zenith, std::sqrt(way[2]));
    if (way[2] > 0) return mix(bounce * 0.55f, horizon * 0.5f, 0.25f + 0.2f * noise().at(way[0] * 90, way[2] * 200));
    return mix(horizon * 0.35f, bounce, clamp01(-way[2] * 5)) * 0.8f;
  }
  Vector hazed(const Vector &light, float distance) const { return mix(horizon, light, std::exp(-haze * distance)); }
};

struct Rectangle {
  int left, top, right, bottom;
  bool isEmpty() const { return left >= right || top >= bottom; }
};

// MARK: the ground

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

// MARK: the sky

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

// MARK: meshes

struct Placed {
  Vector position, normal, own;
};

/// A mesh turned and moved to its place.
struct Body {
  const drawing_mesh &mesh;
  std::vector<Placed> vertices;
  Body(const drawing_mesh &m, const drawing_placement &placement) : mesh(m), vertices(size_t(m.vertex_count)) {
    const float cosine = std::cos(placement.turn), sine = std::sin(placement.turn);
    auto turned = [&](const Vector &v) { return Vector(cosine * v[0] - sine * v[1], sine * v[0] + cosine * v[1], v[2]); };
    for (int i = 0; i < m.vertex_count; ++i) {
      const Vector own = vector(m.vertices[i].position);
      vertices[size_t(i)] = {turned(own) + vector(placement.origin), turned(vector(m.vertices[i].normal)), own};
    }
  }
};

bool isInside(const drawing_decal &decal, float x, float y) {
  bool inside = false;
  for (int i = 0, j = decal.count - 1; i < decal.count; j = i++) {
    const drawing_point a = decal.points[i], b = decal.points[j];
    if ((a.y > y) != (b.y > y) && x < (b.x - a.x) * (y - a.y) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}

struct DecalBounds {
  float left = 1e9f, top = 1e9f, right = -1e9f, bottom = -1e9f;
};

std::vector<DecalBounds> decalBounds(const drawing_mesh &mesh) {
  std::vector<DecalBounds> all(size_t(mesh.decal_count));
  for (int i = 0; i < mesh.decal_count; ++i)
    for (int p = 0; p < mesh.decals[i].count; ++p) {
      DecalBounds &b = all[size_t(i)];
      const drawing_point q = mesh.decals[i].points[p];
      b = {std::min(b.left, q.x), std::min(b.top, q.y), std::max(b.right, q.x), std::max(b.bottom, q.y)};
    }
  return all;
}

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

class MeshPainter {
public:
  MeshPainter(cv::Mat &pixels, const View &view, const Light &light, const Body &body, int fineness)
      : pixels(pixels), view(view), light(light), body(body), fineness(fineness), bounds(decalBounds(body.mesh)) {
    flatten();
  }

  void paint() {
    const Rectangle whole = extent();
    if (whole.isEmpty()) return;
    constexpr int bandHeight = 192;
    for (int top = whole.top; top < whole.bottom; top += bandHeight)
      paintBand({whole.left, top, whole.right, std::min(whole.bottom, top + bandHeight)});
  }

private:
  cv::Mat &pixels;
  const View &view;
  const Light &light;
  const Body &body;
  const int fineness;
  std::vector<DecalBounds> bounds;
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
      if (std::abs(flats[i].area) >= 1e-6f) cover(int32_t(i), band, across, down);
    for (int row = band.top; row < band.bottom; ++row)
      for (int column = band.left; column < band.right; ++column) resolve(band, column, row, across);
  }

  void cover(int32_t index, const Rectangle &band, int across, int down) {
    const Flat &f = flats[size_t(index)];
    const float left = std::min({f.x[0], f.x[1], f.x[2]}), right = std::max({f.x[0], f.x[1], f.x[2]});
    const float top = std::min({f.y[0], f.y[1], f.y[2]}), bottom = std::max({f.y[0], f.y[1], f.y[2]});
    const int from = std::max(0, int((left - band.left) * fineness) - 1), to = std::min(across - 1, int(std::min(1e6f, (right - band.left) * fineness)) + 1);
    const int first = std::max(0, int((top - band.top) * fineness) - 1), last = std::min(down - 1, int(std::min(1e6f, (bottom - band.top) * fineness)) + 1);
    const bool hasHoles = body.mesh.materials[body.mesh.triangles[index].material].kind == drawing_foliage;
    const float step = 1.f / fineness, x = band.left + (from + 0.5f) * step;
    for (int row = first; row <= last; ++row) {
      const float y = band.top + (row + 0.5f) * step;
      float a = ((f.x[1] - x) * (f.y[2] - y) - (f.x[2] - x) * (f.y[1] - y)) / f.area;
      float b = ((f.x[2] - x) * (f.y[0] - y) - (f.x[0] - x) * (f.y[2] - y)) / f.area;
      const float acrossA = (f.y[1] - f.y[2]) * step / f.area, acrossB = (f.y[2] - f.y[0]) * step / f.area;
      size_t slot = size_t(row) * across + from;
      for (int column = from; column <= to; ++column, ++slot, a += acrossA, b += acrossB) {
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
    const Vector p = blend(body.mesh.triangles[index], weights, &Placed::own);
    return leaf(p) > 0.10f;
  }

  /// Leaves as the eye sees them from afar: clumps of a hand's breadth.
  static float leaf(const Vector &p) {
    const float x = p[0] * 130, y = p[1] * 130, z = p[2] * 130;
    return 1.1f * (noise().at(x + z * 0.4f, z - y * 0.3f) + noise().at(y + 170, z)) + 0.8f * noise().at(x * 4 + z * 3, y * 4 - z * 2);
  }

  Vector blend(const drawing_triangle &t, const float weights[3], Vector Placed::*part) const {
    return body.vertices[size_t(t.a)].*part * weights[0] + body.vertices[size_t(t.b)].*part * weights[1] + body.vertices[size_t(t.c)].*part * weights[2];
  }

  struct Sample {
    int32_t triangle = -1;
    int material = -1;
    Vector place, normal, own;
  };

  Sample sample(int32_t triangle, float x, float y) const {
    Sample s;
    s.triangle = triangle;
    float weights[3];
    flats[size_t(triangle)].weigh(x, y, weights);
    const drawing_triangle &t = body.mesh.triangles[triangle];
    s.place = blend(t, weights, &Placed::position);
    s.normal = unit(blend(t, weights, &Placed::normal));
    s.own = blend(t, weights, &Placed::own);
    s.material = decalled(t, s);
    return s;
  }

  int decalled(const drawing_triangle &t, const Sample &s) const {
    int material = t.material;
    if (body.mesh.decal_count == 0) return material;
    const Vector &own = body.vertices[size_t(t.a)].own;
    const Vector faceNormal = (body.vertices[size_t(t.b)].own - own).cross(body.vertices[size_t(t.c)].own - own);
    const Vector n = unit(faceNormal);
    for (int i = 0; i < body.mesh.decal_count; ++i) {
      const drawing_decal &d = body.mesh.decals[i];
      const bool faces = d.face == drawing_side ? std::abs(n[0]) > 0.45f : d.face == drawing_top ? std::abs(n[2]) > 0.4f : std::abs(n[1]) > 0.22f;
      if (!faces) continue;
      if ((d.face == drawing_front && s.own[1] < 0) || (d.face == drawing_rear && s.own[1] > 0)) continue;
      const float x = d.face == drawing_side ? s.own[1] : std::abs(s.own[0]), y = d.face == drawing_top ? s.own[1] : s.own[2];
      const DecalBounds &b = bounds[size_t(i)];
      if (x >= b.left && x <= b.right && y >= b.top && y <= b.bottom && isInside(d, x, y)) material = d.material;
    }
    return material;
  }

  Vector shade(const Sample &s) const {
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

  Vector reflected(const drawing_material &m, const Vector &normal, const Vector &toCamera, float sheltered) const {
    const float facing = std::max(0.f, normal.dot(toCamera));
    const Vector way = normal * (2 * facing) - toCamera;
    const float base = m.kind == drawing_glass ? 0.10f : 0.045f;
    const float fresnel = (base + (1 - base) * std::pow(1 - facing, 5.f)) * m.gloss;
    const float sunward = std::max(0.f, unit(way).dot(light.toSun));
    const Vector glint = light.sun * (std::pow(sunward, 320.f) * 6 + std::pow(sunward, 24.f) * 0.10f) * m.gloss;
    return light.mirrored(unit(way)) * (fresnel * sheltered) + glint * (m.kind == drawing_glass ? 0.7f : 0.5f);
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
    Vector sum = shade(samples[0]);
    const int shaded = isPlain ? 1 : covered;
    for (int i = 1; i < shaded; ++i) sum += shade(samples[i]);
    blendInto(pixels.at<cv::Vec3b>(row, column), pixel(sum * (1.f / shaded)), float(covered) / all);
  }

  static void blendInto(cv::Vec3b &under, const cv::Vec3b &over, float share) {
    for (int c = 0; c < 3; ++c) under[c] = uint8_t(under[c] + (over[c] - under[c]) * share + 0.5f);
  }
};

// MARK: areas

/// Bounding box of points in the picture, widened; empty where they lie outside.
cv::Rect reach(const std::vector<cv::Point2f> &points, float margin, const cv::Mat &pixels) {
  float left = 1e9f, top = 1e9f, right = -1e9f, bottom = -1e9f;
  for (const auto &p : points) {
    left = std::min(left, p.x);
    right = std::max(right, p.x);
    top = std::min(top, p.y);
    bottom = std::max(bottom, p.y);
  }
  const int x0 = std::max(0, int(std::max(-1e6f, left - margin))), y0 = std::max(0, int(std::max(-1e6f, top - margin)));
  const int x1 = std::min(pixels.cols, int(std::min(1e6f, right + margin + 1))), y1 = std::min(pixels.rows, int(std::min(1e6f, bottom + margin + 1)));
  return x1 > x0 && y1 > y0 ? cv::Rect(x0, y0, x1 - x0, y1 - y0) : cv::Rect();
}

std::vector<cv::Point> fixedPoints(const std::vector<cv::Point2f> &points, const cv::Rect &area, float scale) {
  std::vector<cv::Point> out;
  for (const auto &p : points) {
    const float x = std::clamp((p.x - area.x) * scale, -16000.f, 16000.f), y = std::clamp((p.y - area.y) * scale, -16000.f, 16000.f);
    out.emplace_back(int(std::lround(x * 16)), int(std::lround(y * 16)));
  }
  return out;
}

/// Multiplies by `factor` and adds `add` under a mask that may be smaller than the area.
void tone(cv::Mat area, const cv::Mat &smallMask, const Vector &factor, const Vector &add) {
  cv::Mat mask;
  cv::resize(smallMask, mask, area.size(), 0, 0, cv::INTER_LINEAR);
  for (int row = 0; row < area.rows; ++row) {
    auto *out = area.ptr<cv::Vec3b>(row);
    const auto *share = mask.ptr<uint8_t>(row);
    for (int column = 0; column < area.cols; ++column) {
      if (share[column] == 0) continue;
      const float s = share[column] / 255.f;
      for (int c = 0; c < 3; ++c)
        out[column][c] = cv::saturate_cast<uint8_t>(out[column][c] * (1 + (factor[2 - c] - 1) * s) + 255 * add[2 - c] * s);
    }
  }
}

std::vector<cv::Point2f> unpacked(const drawing_point *points, int count) {
  std::vector<cv::Point2f> out;
  for (int i = 0; i < count; ++i) out.emplace_back(points[i].x, points[i].y);
  return out;
}

cv::Scalar byteColour(const drawing_colour &c) {
  const cv::Vec3b p = pixel(colour(c));
  return {double(p[0]), double(p[1]), double(p[2])};
}

/// The part of a picture that four corners cover, drawn larger and then made small: the sensor's averaging.
void layPicture(cv::Mat &pixels, const cv::Mat &picture, const std::vector<cv::Point2f> &corners, float gain) {
  const cv::Rect area = reach(corners, 2, pixels);
  if (area.empty()) return;
  constexpr int finer = 4;
  std::vector<cv::Point2f> from = {{0, 0}, {float(picture.cols), 0}, {float(picture.cols), float(picture.rows)}, {0, float(picture.rows)}}, to;
  for (const auto &p : corners) to.emplace_back((p.x - area.x) * finer, (p.y - area.y) * finer);
  const cv::Mat way = cv::getPerspectiveTransform(from, to);
  const cv::Size fine(area.width * finer, area.height * finer);
  cv::Mat warped, mask, small, smallMask;
  cv::warpPerspective(picture, warped, way, fine, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
  cv::warpPerspective(cv::Mat(picture.size(), CV_8UC1, cv::Scalar(255)), mask, way, fine, cv::INTER_LINEAR);
  cv::resize(warped, small, area.size(), 0, 0, cv::INTER_AREA);
  cv::resize(mask, smallMask, area.size(), 0, 0, cv::INTER_AREA);
  for (int row = 0; row < area.height; ++row)
    for (int column = 0; column < area.width; ++column) {
      const float share = smallMask.at<uint8_t>(row, column) / 255.f;
      auto &out = pixels.at<cv::Vec3b>(area.y + row, area.x + column);
      const auto &over = small.at<cv::Vec3b>(row, column);
      for (int c = 0; c < 3; ++c) out[c] = cv::saturate_cast<uint8_t>(out[c] * (1 - share) + over[c] * gain * share);
    }
}

/// Noise of a sensor: mostly in brightness, a little in colour, slightly clumped as after demosaicing.
const cv::Mat &sensorNoise() {
  static const cv::Mat made = [] {
    cv::RNG random(4711);
    cv::Mat grey(1024, 1024, CV_32FC1), tint(1024, 1024, CV_32FC3), merged;
    random.fill(grey, cv::RNG::NORMAL, 0, 1);
    random.fill(tint, cv::RNG::NORMAL, 0, 0.8);
    cv::GaussianBlur(grey, grey, {0, 0}, 0.55);
    cv::GaussianBlur(tint, tint, {0, 0}, 1.1);
    cv::merge(std::vector<cv::Mat>{grey, grey, grey}, merged);
    cv::Mat sum = merged + tint, out;
    sum.convertTo(out, CV_16SC3, 64);
    return out;
  }();
  return made;
}

void addNoise(cv::Mat &pixels, float vignette, float strength, uint32_t seed) {
  const cv::Mat &tile = sensorNoise();
  const int shiftX = int(hash(seed) & 1023), level = int(strength * 16);
  const float halfX = pixels.cols / 2.f, halfY = pixels.rows / 2.f;
  for (int row = 0; row < pixels.rows; ++row) {
    auto *out = pixels.ptr<uint8_t>(row);
    const int tileRow = int((row + hash(seed + 1 + uint32_t(row >> 10))) & 1023);
    const auto *grain = tile.ptr<int16_t>(tileRow);
    const float down = (row - halfY) / halfX;
    for (int column = 0; column < pixels.cols; ++column) {
      const float across = (column - halfX) / halfX;
      const int keep = int(256 * (1 - vignette * (across * across + down * down)));
      const int from = ((column + shiftX) & 1023) * 3;
      for (int c = 0; c < 3; ++c) {
        const int value = (out[column * 3 + c] * keep >> 8) + (grain[from + c] * level >> 10);
        out[column * 3 + c] = uint8_t(value < 0 ? 0 : value > 255 ? 255 : value);
      }
    }
  }
}

} // namespace

// MARK: the C side

drawing_canvas *drawing_create(int width, int height, drawing_colour fill) {
  if (width <= 0 || height <= 0 || width > largestSide || height > largestSide) return nullptr;
  drawing_canvas *made = nullptr;
  if (guarded([&] { made = new drawing_canvas{cv::Mat(height, width, CV_8UC3, byteColour(fill))}; }) != 0) return nullptr;
  return made;
}

drawing_canvas *drawing_copy(const drawing_canvas *canvas) {
  drawing_canvas *made = nullptr;
  if (guarded([&] { made = new drawing_canvas{canvas->pixels.clone()}; }) != 0) return nullptr;
  return made;
}

drawing_canvas *drawing_resized(const drawing_canvas *canvas, int width, int height) {
  drawing_canvas *made = nullptr;
  const int status = guarded([&] {
    cv::Mat small;
    cv::resize(canvas->pixels, small, {width, height}, 0, 0, cv::INTER_AREA);
    made = new drawing_canvas{small};
  });
  return status == 0 ? made : nullptr;
}

void drawing_free(drawing_canvas *canvas) { delete canvas; }

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

int drawing_shadow(
    drawing_canvas *canvas, const drawing_view *view, const drawing_light *light, const drawing_mesh *mesh, const drawing_placement *placement,
    float strength) {
  return guarded([&] {
    const View v(*view);
    const Vector toSun = unit(vector(light->to_sun));
    if (toSun[2] < 0.05f) return;
    const Body body(*mesh, *placement);
    std::vector<cv::Point2f> fallen;
    std::vector<bool> isSeen;
    for (const auto &vertex : body.vertices) {
      const Vector p = v.project(vertex.position - toSun * (vertex.position[2] / toSun[2]));
      isSeen.push_back(p[2] >= nearest);
      fallen.emplace_back(std::clamp(p[0], -9000.f, 13000.f), std::clamp(p[1], -9000.f, 13000.f));
    }
    std::vector<cv::Point2f> seen;
    for (size_t i = 0; i < fallen.size(); ++i)
      if (isSeen[i]) seen.push_back(fallen[i]);
    if (seen.empty()) return;
    const cv::Rect area = reach(seen, 24, canvas->pixels);
    if (area.empty()) return;
    constexpr float scale = 0.5f;
    cv::Mat mask = cv::Mat::zeros(std::max(1, int(area.height * scale)), std::max(1, int(area.width * scale)), CV_8UC1);
    for (int i = 0; i < mesh->triangle_count; ++i) {
      const drawing_triangle &t = mesh->triangles[i];
      if (!isSeen[size_t(t.a)] || !isSeen[size_t(t.b)] || !isSeen[size_t(t.c)]) continue;
      const auto corners = fixedPoints({fallen[size_t(t.a)], fallen[size_t(t.b)], fallen[size_t(t.c)]}, area, scale);
      cv::fillConvexPoly(mask, corners, cv::Scalar(255), cv::LINE_8, 4);
    }
    cv::GaussianBlur(mask, mask, {0, 0}, 1.5 + area.width * 0.002);
    const float dark = 1 - strength;
    tone(canvas->pixels(area), mask, {dark, dark + 0.02f, dark + 0.05f}, {0, 0, 0});
  });
}

int drawing_polyline(drawing_canvas *canvas, const drawing_point *points, int count, float thickness, drawing_colour ink) {
  return guarded([&] {
    const auto line = fixedPoints(unpacked(points, count), cv::Rect(0, 0, 1, 1), 1);
    cv::polylines(canvas->pixels, line, false, byteColour(ink), std::max(1, int(std::lround(thickness))), cv::LINE_AA, 4);
  });
}

int drawing_polygon(drawing_canvas *canvas, const drawing_point *points, int count, drawing_colour ink) {
  return guarded([&] {
    const std::vector<std::vector<cv::Point>> outline = {fixedPoints(unpacked(points, count), cv::Rect(0, 0, 1, 1), 1)};
    cv::fillPoly(canvas->pixels, outline, byteColour(ink), cv::LINE_AA, 4);
  });
}

int drawing_soft_polygon(drawing_canvas *canvas, const drawing_point *points, int count, float softness, float factor, drawing_colour add) {
  return guarded([&] {
    const auto outline = unpacked(points, count);
    const cv::Rect area = reach(outline, softness * 2, canvas->pixels);
    if (area.empty()) return;
    const float scale = 1 / std::max(1.f, std::min(8.f, softness / 3));
    cv::Mat mask = cv::Mat::zeros(std::max(1, int(area.height * scale)), std::max(1, int(area.width * scale)), CV_8UC1);
    const std::vector<std::vector<cv::Point>> scaled = {fixedPoints(outline, area, scale)};
    cv::fillPoly(mask, scaled, cv::Scalar(255), cv::LINE_AA, 4);
    cv::GaussianBlur(mask, mask, {0, 0}, std::max(0.5f, softness * scale * 0.6f));
    tone(canvas->pixels(area), mask, {factor, factor, factor}, colour(add));
  });
}

int drawing_glow(drawing_canvas *canvas, drawing_point centre, float radius, drawing_colour light) {
  return guarded([&] {
    const cv::Rect area = reach({{centre.x, centre.y}}, radius, canvas->pixels);
    const Vector add = colour(light);
    for (int row = area.y; row < area.y + area.height; ++row)
      for (int column = area.x; column < area.x + area.width; ++column) {
        const float away = std::hypot(column + 0.5f - centre.x, row + 0.5f - centre.y) / radius;
        if (away >= 1) continue;
        const float share = (1 - away) * (1 - away) * (0.35f + 0.65f / (1 + 90 * away * away));
        auto &out = canvas->pixels.at<cv::Vec3b>(row, column);
        for (int c = 0; c < 3; ++c) out[c] = cv::saturate_cast<uint8_t>(out[c] + 255 * add[2 - c] * share);
      }
  });
}

int drawing_picture(drawing_canvas *canvas, const drawing_canvas *picture, const drawing_point corners[4], float gain) {
  return guarded([&] { layPicture(canvas->pixels, picture->pixels, unpacked(corners, 4), gain); });
}

int drawing_label(drawing_canvas *canvas, const char *text, drawing_point baseline, float height, drawing_colour ink) {
  return guarded([&] {
    const double scale = height / 21.0;
    const int stroke = std::max(1, int(std::lround(height / 9)));
    const cv::Point start(int(baseline.x), int(baseline.y));
    cv::putText(canvas->pixels, text, start, cv::FONT_HERSHEY_SIMPLEX, scale, byteColour(ink), stroke, cv::LINE_AA);
  });
}

int drawing_finish(drawing_canvas *canvas, float blur, float vignette, float noiseLevel, uint32_t seed) {
  return guarded([&] {
    if (blur > 0.05f) cv::GaussianBlur(canvas->pixels, canvas->pixels, {5, 5}, blur);
    addNoise(canvas->pixels, vignette, noiseLevel, seed);
  });
}

drawing_canvas *drawing_decode(const uint8_t *bytes, size_t byte_count) {
  tjhandle decoder = tjInitDecompress();
  if (decoder == nullptr) return nullptr;
  int width = 0, height = 0, sampling = 0, space = 0;
  drawing_canvas *made = nullptr;
  if (tjDecompressHeader3(decoder, bytes, byte_count, &width, &height, &sampling, &space) == 0) made = drawing_create(width, height, {0, 0, 0});
  if (made != nullptr && tjDecompress2(decoder, bytes, byte_count, made->pixels.data, width, int(made->pixels.step), height, TJPF_BGR, 0) != 0) {
    drawing_free(made);
    made = nullptr;
  }
  tjDestroy(decoder);
  return made;
}

uint8_t *drawing_encode(const drawing_canvas *canvas, int quality, size_t *byte_count) {
  tjhandle encoder = tjInitCompress();
  if (encoder == nullptr) return nullptr;
  unsigned char *bytes = nullptr;
  unsigned long size = 0;
  const cv::Mat &pixels = canvas->pixels;
  const int status = tjCompress2(encoder, pixels.data, pixels.cols, int(pixels.step), pixels.rows, TJPF_BGR, &bytes, &size, TJSAMP_420, quality, TJFLAG_FASTDCT);
  tjDestroy(encoder);
  if (status != 0) {
    tjFree(bytes);
    return nullptr;
  }
  *byte_count = size;
  return bytes;
}

void drawing_release(uint8_t *bytes) { tjFree(bytes); }
