#include "JpegScans.hpp"

#include <algorithm>
#include <cstring>

namespace {

// Markers of ITU-T T.81, table B.1.
constexpr uint8_t fill = 0xFF, firstFrame = 0xC0, firstRestart = 0xD0, startOfImage = 0xD8, endOfImage = 0xD9, startOfScan = 0xDA;

/// Markers that no length follows. Below the frames are the 0 that says that an FF before it was data, and numbers that mean nothing:
/// the decoder passes over those when it looks for a restart, so that a length read after them could hide scans from the count.
bool standsAlone(uint8_t marker) { return marker < firstFrame || (marker >= firstRestart && marker <= startOfImage); }

} // namespace

size_t jpegScanCount(const uint8_t *bytes, size_t count) noexcept {
  const uint8_t *at = bytes, *const end = bytes + count;
  size_t scans = 0;
  // Whatever lies between two segments, coded data above all, is passed over up to the next FF, as the decoder does.
  while (at < end && (at = static_cast<const uint8_t *>(std::memchr(at, fill, size_t(end - at)))) != nullptr) {
    while (at < end && *at == fill) ++at;
    if (at == end || *at == endOfImage) return scans;
    const uint8_t marker = *at++;
    if (standsAlone(marker)) continue;
    if (marker == startOfScan) ++scans;
    if (end - at < 2) return scans;
    const size_t length = size_t(at[0]) << 8 | at[1];
    if (length > size_t(end - at)) return scans;
    // The decoder takes a length that leaves out its own two bytes for an empty segment, and so does the count.
    at += std::max(length, size_t(2));
  }
  return scans;
}
