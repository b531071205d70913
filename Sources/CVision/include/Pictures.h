#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// JPEG pictures: decoding, cutting, straightening and encoding, over libjpeg-turbo and OpenCV's imgproc.
/// No function lets an exception out, and none allocates for a picture before its size has been checked.

typedef enum {
  PICTURE_OK = 0,
  /// Not a JPEG, or one whose header cannot be read: lossless coding or more than eight bits a channel, for instance.
  PICTURE_NOT_JPEG,
  /// More bytes, pixels or passes over them than the limits below.
  PICTURE_TOO_LARGE,
  /// Colours made for print (CMYK, YCCK), which no camera sends.
  PICTURE_UNSUPPORTED,
  /// The data is damaged or ends before the picture does.
  PICTURE_DAMAGED,
  /// What was asked for lies outside the picture or is not a size.
  PICTURE_BAD_REQUEST,
  PICTURE_OUT_OF_MEMORY,
} picture_status;

enum {
  PICTURE_MAXIMUM_BYTES = 32 * 1024 * 1024,
  /// The largest cameras that are sold for reading plates have 32 megapixels. Bounds the memory of a picture that is being decoded:
  /// a byte a pixel in grey, three in colour.
  PICTURE_MAXIMUM_PIXELS = 40 * 1000 * 1000,
  /// The same for pictures of several scans (progressive ones above all), of which the decoder keeps up to six more bytes a pixel.
  /// Cameras send one scan. So no picture takes more than 150 MB while it is decoded, whatever its header says.
  PICTURE_MAXIMUM_BUFFERED_PIXELS = 16 * 1000 * 1000,
  /// Pixels times scans. A progressive picture of a few kilobytes can have the decoder pass over all of it hundreds of times;
  /// those of cameras and editors have about ten scans, so that even the largest stays well below this.
  PICTURE_MAXIMUM_SCANNED_PIXELS = 400 * 1000 * 1000,
  PICTURE_READER_WIDTH = 160,
  PICTURE_READER_HEIGHT = 48,
};

typedef enum { PICTURE_GREY = 1, PICTURE_COLOUR = 3 } picture_channels;

/// A decoded picture, eight bits a channel. Never changed after it was made, so several threads may read it.
typedef struct picture picture;

/// Reads width and height from the header alone.
picture_status picture_measure(const uint8_t *bytes, size_t count, int *width, int *height);

/// Decodes every block at an eighth of the size. Any warning of the decoder counts as damage.
picture_status picture_check(const uint8_t *bytes, size_t count, int *width, int *height);

/// Decodes at the smallest scale the decoder offers whose longer side is at least `longer_side`; 0 means full size.
/// Damaged parts come out grey as long as the header is whole: a read of what is left is better than none.
picture_status picture_decode(const uint8_t *bytes, size_t count, int longer_side, picture_channels channels, picture **result);

int picture_width(const picture *of);
int picture_height(const picture *of);
void picture_free(picture *of);

/// Cuts out a rectangle in pixels, which must lie in the picture.
picture_status picture_cut(const picture *of, int x, int y, int width, int height, picture **result);

/// Scales to a size in pixels: by areas where it shrinks, cubic where it grows.
picture_status picture_resize(const picture *of, int width, int height, picture **result);

/// Encodes as JPEG. Free the bytes with `picture_bytes_free`.
picture_status picture_encode(const picture *of, int quality, uint8_t **bytes, size_t *count);
void picture_bytes_free(uint8_t *bytes);

/// One grey picture at a time, for one thread at a time. Its decoder and memory serve the next picture, too.
typedef struct grey_picture grey_picture;

/// NULL where there is no memory.
grey_picture *grey_picture_create(void);
void grey_picture_free(grey_picture *of);

/// Decodes at full size in place of the picture before, of which nothing is left even where this fails. Damage as in `picture_decode`.
picture_status grey_picture_decode(grey_picture *of, const uint8_t *bytes, size_t count, int *width, int *height);

/// Writes the picture as the detector takes it: shrunk by areas to `inner_width` × `inner_height`, which must be no larger than the
/// picture, at the top left of a `width` × `height` plane, the rest grey 114; each value / 127.5 - 1.
picture_status grey_picture_overview(const grey_picture *of, int inner_width, int inner_height, int width, int height, float *values);

/// Straightens a quadrilateral (x and y of top left, top right, bottom right, bottom left, in pixels) to PICTURE_READER_WIDTH ×
/// PICTURE_READER_HEIGHT values with mean 0 and deviation 1, as the reader takes them. Of a plate of two `rows` the upper one comes to
/// lie left of the lower.
picture_status grey_picture_straighten(const grey_picture *of, const float corners[8], int rows, float *values);

#ifdef __cplusplus
}
#endif
