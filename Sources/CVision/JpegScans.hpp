#pragma once

#include <cstddef>
#include <cstdint>

/// How many scans the JPEG has, each a pass over all of its blocks. Counts what stands in the bytes and decodes nothing.
/// Ends at the end of the picture or of the bytes, whichever comes first; the decoder gets no further either.
size_t jpegScanCount(const uint8_t *bytes, size_t count) noexcept;
