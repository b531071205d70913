#pragma once

// The unevenness of the world: asphalt, leaves, clouds, hills. The same everywhere in every run, so that a seed stands for a picture.

#include <cstdint>
#include <vector>

#include <opencv2/core.hpp>

namespace drawing {

/// Spreads a seed over all 32 bits, so that neighbouring seeds give pictures that have nothing in common.
inline uint32_t hash(uint32_t x) {
  x ^= x >> 16;
  x *= 0x7feb352du;
  x ^= x >> 15;
  x *= 0x846ca68bu;
  return x ^ (x >> 16);
}

/// Endless soft noise, -1 to 1, from one tile that is made once: octaves of a lattice, repeated every 256 steps.
class Noise {
public:
  Noise();
  float at(float x, float y) const {
    const int floorX = int(x) - (x < 0), floorY = int(y) - (y < 0);
    const int left = floorX & (side - 1), top = (floorY & (side - 1)) * side;
    const int right = (left + 1) & (side - 1), bottom = (top + side) & (side * side - 1);
    const float across = x - floorX, down = y - floorY;
    const float a = tile[top + left] + (tile[top + right] - tile[top + left]) * across;
    const float b = tile[bottom + left] + (tile[bottom + right] - tile[bottom + left]) * across;
    return a + (b - a) * down;
  }

private:
  static constexpr int side = 256;
  std::vector<float> tile;
  void addOctave(cv::RNG &random, int cells, float weight);
};

/// Made before the program starts and only read from then on, by as many threads as like.
extern const Noise theNoise;
inline const Noise &noise() { return theNoise; }

} // namespace drawing
