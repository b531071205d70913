#include "Exposure.hpp"

#include <cmath>

namespace drawing {

Exposure::Exposure() {
  for (int i = 0; i <= 4096; ++i) {
    const float light = float(i) / 1024;
    const float shoulder = light * (1 + light / 9) / (1 + light * 0.55f) * 1.22f;
    const float bright = std::pow(clamp01(shoulder), 1 / 2.2f);
    // A little more contrast than the eye would need, as cameras give.
    table[i] = uint8_t(std::lround(255 * (bright + 0.16f * (bright * bright * (3 - 2 * bright) - bright))));
  }
}

const Exposure exposure;

} // namespace drawing
