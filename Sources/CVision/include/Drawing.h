#pragma once

// Drawing for the road simulator: a picture in memory, a pinhole camera, a ground plane and shaded meshes, encoded as JPEG.
// Lengths are metres: x to the right, y away from the camera along the road, z up. Colours are linear light, red first.
// No call throws or leaves half-made objects behind; those that can fail return NULL or a status other than 0.

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct drawing_canvas drawing_canvas;

typedef struct { float x, y; } drawing_point;
typedef struct { float x, y, z; } drawing_vector;
typedef struct { float red, green, blue; } drawing_colour;

/// A pinhole camera: where it stands, its axes in the world (unit vectors), its focal length and principal point in pixels.
typedef struct {
  drawing_vector position, right, down, forward;
  float focal_pixels, centre_x, centre_y;
} drawing_view;

/// A lamp of the street or of a vehicle: lights its surroundings by the inverse square of the distance.
typedef struct {
  drawing_vector position;
  drawing_colour colour;
} drawing_lamp;

/// What lights a scene.
typedef struct {
  drawing_vector to_sun;
  drawing_colour sun, sky_zenith, sky_horizon, ground_bounce;
  /// Share of the camera's light that falls back from what faces it, at ten metres.
  float flash;
  float haze_per_metre;
  float exposure;
  float cloud_cover;
  const drawing_lamp *lamps;
  int lamp_count;
} drawing_light;

enum { drawing_asphalt = 0, drawing_paving = 1, drawing_grass = 2, drawing_earth = 3, drawing_kerb = 4, drawing_paint = 5, drawing_crops = 6 };

/// A rectangle of the ground made of one thing. Later ones cover earlier ones.
typedef struct {
  float x0, y0, x1, y1;
  int kind;
  drawing_colour colour;
} drawing_surface;

enum { drawing_matte = 0, drawing_coat = 1, drawing_glass = 2, drawing_foliage = 3, drawing_lit = 4, drawing_facade = 5 };

typedef struct {
  drawing_colour colour, emission;
  int kind;
  /// 0 is dull, 1 is a mirror at grazing angles.
  float gloss;
} drawing_material;

typedef struct { drawing_vector position, normal; } drawing_vertex;
typedef struct { int32_t a, b, c, material; } drawing_triangle;

enum { drawing_side = 0, drawing_front = 1, drawing_rear = 2, drawing_top = 3 };

/// A convex polygon painted onto a mesh from one side, mirrored about the mesh's middle: lamps, windows, gaps between panels.
typedef struct {
  int face, material, count;
  drawing_point points[12];
} drawing_decal;

typedef struct {
  const drawing_vertex *vertices;
  int vertex_count;
  const drawing_triangle *triangles;
  int triangle_count;
  const drawing_material *materials;
  int material_count;
  const drawing_decal *decals;
  int decal_count;
} drawing_mesh;

/// Where a mesh stands: its origin and its turn about the vertical, in radians counter-clockwise.
typedef struct {
  drawing_vector origin;
  float turn;
} drawing_placement;

drawing_canvas *drawing_create(int width, int height, drawing_colour colour);
drawing_canvas *drawing_copy(const drawing_canvas *canvas);
drawing_canvas *drawing_resized(const drawing_canvas *canvas, int width, int height);
void drawing_free(drawing_canvas *canvas);

int drawing_sky(drawing_canvas *canvas, const drawing_view *view, const drawing_light *light, float hills, uint32_t seed);
int drawing_ground(
    drawing_canvas *canvas, const drawing_view *view, const drawing_light *light, const drawing_surface *surfaces, int count, uint32_t seed);
/// `fineness` samples across and down each pixel, 1 or 2.
int drawing_render(
    drawing_canvas *canvas, const drawing_view *view, const drawing_light *light, const drawing_mesh *mesh, const drawing_placement *placement,
    int fineness);
int drawing_shadow(
    drawing_canvas *canvas, const drawing_view *view, const drawing_light *light, const drawing_mesh *mesh, const drawing_placement *placement,
    float strength);

/// Strokes and areas in pixels of the canvas, with smooth edges. Colours are linear light.
int drawing_polyline(drawing_canvas *canvas, const drawing_point *points, int count, float thickness, drawing_colour colour);
int drawing_polygon(drawing_canvas *canvas, const drawing_point *points, int count, drawing_colour colour);
/// Darkens (factor below 1) or brightens an area whose edge fades over `softness` pixels; `add` is put on top of it.
int drawing_soft_polygon(
    drawing_canvas *canvas, const drawing_point *points, int count, float softness, float factor, drawing_colour add);
int drawing_glow(drawing_canvas *canvas, drawing_point centre, float radius, drawing_colour colour);
/// Lays a picture onto four corners (clockwise from the top left), lit by `gain`.
int drawing_picture(drawing_canvas *canvas, const drawing_canvas *picture, const drawing_point corners[4], float gain);
int drawing_label(drawing_canvas *canvas, const char *text, drawing_point baseline, float height, drawing_colour colour);

/// What a lens and a sensor do: blur in pixels, fall-off towards the corners, noise in grey levels.
int drawing_finish(drawing_canvas *canvas, float blur, float vignette, float noise, uint32_t seed);

/// A canvas from JPEG bytes; NULL where they are none.
drawing_canvas *drawing_decode(const uint8_t *bytes, size_t byte_count);
/// JPEG of the canvas; the bytes are given back with `drawing_release`.
uint8_t *drawing_encode(const drawing_canvas *canvas, int quality, size_t *byte_count);
void drawing_release(uint8_t *bytes);

#ifdef __cplusplus
}
#endif
