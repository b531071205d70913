#pragma once
#include "Pictures.h"

#ifdef __cplusplus
extern "C" {
#endif

/// Views of a picture that do not show everything: decoded at a scale, cut, scaled, covered and encoded in one pass, so that what is covered
/// was never encoded and the rest is encoded once.

/// Which part of a picture a view shows, and how large.
typedef struct {
  /// As `longer_side` of `picture_decode`; 0 where a part is cut out, whose place is given in pixels of the full size.
  int decoded_side;
  /// The part to show in pixels of what was decoded; a width of 0 means all of it.
  int x, y, width, height;
  /// Size of the view in pixels.
  int view_width, view_height;
} redaction_frame;

/// What happens to a rectangle of the view. Where rectangles overlap the later one holds; all are made from the uncovered picture.
typedef struct {
  /// Edges in pixels of the view; they may lie outside.
  float left, top, right, bottom;
  /// The rectangle is reduced to so many mean colours, and these are drawn out over it softly; 0 shows it as it is.
  /// Of a rectangle that is partly outside the part inside gets its share of them, so that none ever stands for a smaller piece.
  int columns, rows;
} redaction_covering;

/// Makes a view as JPEG. Free the bytes with `picture_bytes_free`.
picture_status redaction_view(const uint8_t *bytes, size_t count, redaction_frame frame, const redaction_covering *coverings, size_t covering_count,
                              int quality, uint8_t **result, size_t *result_count);

#ifdef __cplusplus
}
#endif
