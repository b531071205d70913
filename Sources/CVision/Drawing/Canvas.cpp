#include "Canvas.hpp"
#include "Exposure.hpp"

#include <opencv2/imgproc.hpp>

namespace {

/// Pixels on a side: more than any camera has, and few enough that no count of bytes or samples of a canvas overflows.
constexpr int largestSide = 16384;

bool isSize(int width, int height) { return width > 0 && height > 0 && width <= largestSide && height <= largestSide; }

} // namespace

drawing_canvas *drawing_create(int width, int height, drawing_colour fill) {
  if (!isSize(width, height)) return nullptr;
  drawing_canvas *made = nullptr;
  if (drawing::guarded([&] { made = new drawing_canvas{cv::Mat(height, width, CV_8UC3, drawing::byteColour(fill))}; }) != 0) return nullptr;
  return made;
}

drawing_canvas *drawing_copy(const drawing_canvas *canvas) {
  drawing_canvas *made = nullptr;
  if (drawing::guarded([&] { made = new drawing_canvas{canvas->pixels.clone()}; }) != 0) return nullptr;
  return made;
}

drawing_canvas *drawing_resized(const drawing_canvas *canvas, int width, int height) {
  if (!isSize(width, height)) return nullptr;
  drawing_canvas *made = nullptr;
  const int status = drawing::guarded([&] {
    cv::Mat small;
    cv::resize(canvas->pixels, small, {width, height}, 0, 0, cv::INTER_AREA);
    made = new drawing_canvas{small};
  });
  return status == 0 ? made : nullptr;
}

void drawing_free(drawing_canvas *canvas) { delete canvas; }
