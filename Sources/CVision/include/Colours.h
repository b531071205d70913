#pragma once
#include "Pictures.h"

#ifdef __cplusplus
extern "C" {
#endif

/// How a part of a picture is coloured.
typedef struct {
  /// Share of its pixels that are bright and red, 0 to 1.
  double red_share;
  /// Mean brightness, 0 to 1.
  double brightness;
} picture_colours;

/// Looks at a part of a JPEG, given as fractions of its width and height. The picture is decoded at the smallest scale that leaves the part enough pixels.
/// The status is PICTURE_BAD_REQUEST where the part does not lie in the picture.
picture_status picture_colours_of(const uint8_t *bytes, size_t count, double x, double y, double width, double height, picture_colours *result);

#ifdef __cplusplus
}
#endif
