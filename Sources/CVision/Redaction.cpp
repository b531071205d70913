#include "Redaction.h"
#include "Picture.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace {

struct FreePicture {
  void operator()(picture *of) const { picture_free(of); }
};
using Owned = std::unique_ptr<picture, FreePicture>;

/// Replaces `held` by what `make` makes of it.
template <typename Make> picture_status replace(Owned &held, Make make) {
  picture *made = nullptr;
  const picture_status status = make(held.get(), &made);
  if (status == PICTURE_OK) held.reset(made);
  return status;
}

picture_status framed(const uint8_t *bytes, size_t count, const redaction_frame &frame, Owned &view) {
  picture_status status = replace(view, [&](const picture *, picture **made) {
    return picture_decode(bytes, count, frame.decoded_side, PICTURE_COLOUR, made);
  });
  if (status == PICTURE_OK && frame.width > 0) {
    status = replace(view, [&](const picture *whole, picture **made) {
      return picture_cut(whole, frame.x, frame.y, frame.width, frame.height, made);
    });
  }
  if (status != PICTURE_OK) return status;
  if (picture_width(view.get()) == frame.view_width && picture_height(view.get()) == frame.view_height) return PICTURE_OK;
  return replace(view, [&](const picture *part, picture **made) { return picture_resize(part, frame.view_width, frame.view_height, made); });
}

bool isFinite(const redaction_covering &covering) {
  return std::isfinite(covering.left) && std::isfinite(covering.top) && std::isfinite(covering.right) && std::isfinite(covering.bottom);
}

/// A place in whole pixels. What lies far outside is brought near before it is made whole, because its number might not fit.
int pixel(float place, int length) { return int(std::clamp(place, -1.0f, float(length) + 1)); }

/// How many of `all` columns or rows belong to `inside` pixels of a length, at least one.
int share(int all, int inside, float length) { return std::clamp(int(float(all) * float(inside) / std::max(length, 1.0f)), 1, inside); }

/// What is to be drawn over a part of the view, or the part itself where it is to be shown.
struct Patch {
  cv::Rect part;
  cv::Mat pixels;
};

/// Edges are moved outwards to whole pixels.
Patch patch(const redaction_covering &covering, const cv::Mat &view) {
  const cv::Point from(pixel(std::floor(covering.left), view.cols), pixel(std::floor(covering.top), view.rows));
  const cv::Point to(pixel(std::ceil(covering.right), view.cols), pixel(std::ceil(covering.bottom), view.rows));
  if (to.x <= from.x || to.y <= from.y) return {};
  const cv::Rect part = cv::Rect(from, to) & cv::Rect(0, 0, view.cols, view.rows);
  if (part.empty()) return {};
  if (covering.columns < 1 || covering.rows < 1) return {part, view(part).clone()};
  const int columns = share(covering.columns, part.width, covering.right - covering.left);
  const int rows = share(covering.rows, part.height, covering.bottom - covering.top);
  cv::Mat means;
  cv::resize(view(part), means, cv::Size(columns, rows), 0, 0, cv::INTER_AREA);
  return {part, means};
}

picture_status cover(picture &view, const redaction_covering *coverings, size_t count) {
  if (!std::all_of(coverings, coverings + count, isFinite)) return PICTURE_BAD_REQUEST;
  // All patches are made before the first is drawn: each is made from what was there before.
  std::vector<Patch> patches(count);
  std::transform(coverings, coverings + count, patches.begin(), [&](const redaction_covering &covering) { return patch(covering, view.pixels); });
  for (const Patch &each : patches) {
    if (each.part.empty()) continue;
    cv::Mat onto = view.pixels(each.part);
    if (each.pixels.size() == onto.size()) each.pixels.copyTo(onto);
    else cv::resize(each.pixels, onto, onto.size(), 0, 0, cv::INTER_LINEAR);
  }
  return PICTURE_OK;
}

} // namespace

extern "C" picture_status redaction_view(const uint8_t *bytes, size_t count, redaction_frame frame, const redaction_covering *coverings,
                                         size_t covering_count, int quality, uint8_t **result, size_t *result_count) {
  *result = nullptr;
  *result_count = 0;
  return pictures::guarded([&] {
    Owned view;
    picture_status status = framed(bytes, count, frame, view);
    // Nobody else holds these pixels, so that they may be drawn over.
    if (status == PICTURE_OK) status = cover(*view, coverings, covering_count);
    return status == PICTURE_OK ? picture_encode(view.get(), quality, result, result_count) : status;
  });
}
