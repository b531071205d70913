#include "Noise.hpp"
#include "Vector.hpp"

namespace drawing {

Noise::Noise() : tile(side * side, 0.f) {
  cv::RNG random(20080110);
  float weight = 0.55f;
  for (int cells = 4; cells <= side / 2; cells *= 2, weight *= 0.58f) addOctave(random, cells, weight);
}

void Noise::addOctave(cv::RNG &random, int cells, float weight) {
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

const Noise theNoise;

} // namespace drawing
