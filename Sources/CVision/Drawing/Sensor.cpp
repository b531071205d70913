#include "Canvas.hpp"
#include "Noise.hpp"

#include <cstdint>
#include <vector>

#include <opencv2/imgproc.hpp>

namespace drawing {
namespace {

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
} // namespace drawing

using namespace drawing;

int drawing_finish(drawing_canvas *canvas, float blur, float vignette, float noiseLevel, uint32_t seed) {
  return guarded([&] {
    if (blur > 0.05f) cv::GaussianBlur(canvas->pixels, canvas->pixels, {5, 5}, blur);
    addNoise(canvas->pixels, vignette, noiseLevel, seed);
  });
}
