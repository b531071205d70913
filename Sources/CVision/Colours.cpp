#include "Colours.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <new>
#include <turbojpeg.h>
#include <vector>

namespace {

/// A part is looked at with at least so many pixels across and down, where the picture has them.
constexpr double FINENESS = 12;

struct CloseDecoder {
  void operator()(void *handle) const { tjDestroy(handle); }
};

struct Part {
  double x, y, width, height;

  bool isInPicture() const {
    return std::isfinite(x + y + width + height) && width > 0 && height > 0 && x >= -0.01 && y >= -0.01 && x + width <= 1.01 && y + height <= 1.01;
  }
};

/// The smallest scale that still shows the part finely.
tjscalingfactor scaleFor(const Part &part, int width, int height) {
  tjscalingfactor best = {1, 1};
  int offered = 0;
  const tjscalingfactor *factors = tjGetScalingFactors(&offered);
  for (int i = 0; i < offered; i++) {
    const double factor = double(factors[i].num) / factors[i].denom;
    const bool isFine = part.width * width * factor >= FINENESS && part.height * height * factor >= FINENESS;
    if (isFine && factor < double(best.num) / best.denom) best = factors[i];
  }
  return best;
}

/// A lit red lamp: bright, and far more red than anything else. An unlit lens is dark, amber has green, a white glare has both.
bool isLitRed(const uint8_t *pixel) { return pixel[0] >= 150 && pixel[0] >= std::max(pixel[1], pixel[2]) + 60; }

picture_colours measured(const std::vector<uint8_t> &pixels, int columns, int rows, const Part &part) {
  const int left = std::clamp(int(std::floor(part.x * columns)), 0, columns - 1), top = std::clamp(int(std::floor(part.y * rows)), 0, rows - 1);
  const int right = std::clamp(int(std::ceil((part.x + part.width) * columns)), left + 1, columns);
  const int bottom = std::clamp(int(std::ceil((part.y + part.height) * rows)), top + 1, rows);
  size_t red = 0;
  double light = 0;
  for (int row = top; row < bottom; row++) {
    for (int column = left; column < right; column++) {
      const uint8_t *pixel = pixels.data() + 3 * (size_t(row) * size_t(columns) + size_t(column));
      red += isLitRed(pixel) ? 1 : 0;
      light += 0.299 * pixel[0] + 0.587 * pixel[1] + 0.114 * pixel[2];
    }
  }
  const double area = double(right - left) * (bottom - top);
  return {double(red) / area, light / area / 255};
}

} // namespace

extern "C" picture_status picture_colours_of(
    const uint8_t *bytes, size_t count, double x, double y, double width, double height, picture_colours *result) {
  *result = {0, 0};
  const Part part = {x, y, width, height};
  if (!part.isInPicture()) return PICTURE_BAD_REQUEST;
  int columns = 0, rows = 0;
  const picture_status status = picture_measure(bytes, count, &columns, &rows);
  if (status != PICTURE_OK) return status;
  try {
    const std::unique_ptr<void, CloseDecoder> codec(tjInitDecompress());
    if (!codec) return PICTURE_OUT_OF_MEMORY;
    const tjscalingfactor scale = scaleFor(part, columns, rows);
    columns = TJSCALED(columns, scale);
    rows = TJSCALED(rows, scale);
    std::vector<uint8_t> pixels(3 * size_t(columns) * size_t(rows));
    // A lamp in the whole part of a damaged picture counts as well as the plate there: only a picture that gives nothing is refused.
    const int outcome = tjDecompress2(codec.get(), bytes, count, pixels.data(), columns, 0, rows, TJPF_RGB, TJFLAG_FASTDCT);
    if (outcome != 0 && tjGetErrorCode(codec.get()) != TJERR_WARNING) return PICTURE_DAMAGED;
    *result = measured(pixels, columns, rows, part);
    return PICTURE_OK;
  } catch (const std::bad_alloc &) {
    return PICTURE_OUT_OF_MEMORY;
  } catch (...) {
    return PICTURE_BAD_REQUEST;
  }
}
