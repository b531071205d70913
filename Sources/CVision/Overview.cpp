#include "Overview.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

// Every pixel counts with the share of it that falls on a pixel of the overview, as OpenCV's INTER_AREA has it. Done here, because
// that takes two to seven milliseconds for a large picture, and a third to two thirds of it do: rows are added up by shares of 256 (so
// that a sum fits into 16 bits and many are added at a time), then columns by differences of a running sum.

namespace pictures {

namespace {

constexpr int unit = 256;
constexpr float padding = 114 / 127.5f - 1;

/// Adds the rows that fall on a row of the overview, each by its share; the shares are whole numbers that make up `unit` together.
void addRows(const cv::Mat &grey, double from, double to, std::vector<uint16_t> &sums) {
  std::fill(sums.begin(), sums.end(), uint16_t(0));
  const int last = std::min(grey.rows, int(std::ceil(to - 1e-9)));
  int given = 0;
  for (int y = int(from + 1e-9); y < last; y++) {
    const int upTo = y + 1 == last ? unit : int(std::lround(unit * (y + 1 - from) / (to - from)));
    const uint16_t share = uint16_t(upTo - given);
    given = upTo;
    const uint8_t *row = grey.ptr<uint8_t>(y);
    uint16_t *sum = sums.data();
    for (int x = 0; x < grey.cols; x++) sum[x] = uint16_t(sum[x] + share * row[x]);
  }
}

/// A place between two pixels of a row.
struct Edge {
  int pixel;
  float part;
};

std::vector<Edge> edges(int length, int parts) {
  std::vector<Edge> result(size_t(parts) + 1);
  for (int i = 0; i <= parts; i++) {
    const double place = double(length) * i / parts;
    const int pixel = std::min(length - 1, int(place + 1e-9));
    result[size_t(i)] = {pixel, std::max(0.f, float(place - pixel))};
  }
  return result;
}

/// What the sums come to in front of each column.
void addUp(const std::vector<uint16_t> &sums, std::vector<uint32_t> &totals) {
  uint32_t total = 0;
  for (size_t x = 0; x < sums.size(); x++) {
    totals[x] = total;
    total += sums[x];
  }
}

/// Means of the sums between neighbouring edges.
void spread(const std::vector<uint16_t> &sums, const std::vector<uint32_t> &totals, const std::vector<Edge> &edges, float scale, float *values) {
  uint32_t before = 0;
  float partBefore = 0;
  for (size_t i = 1; i < edges.size(); i++) {
    const size_t pixel = size_t(edges[i].pixel);
    const float part = edges[i].part * float(sums[pixel]);
    // Whole numbers wrap around without harm, because only their difference counts.
    values[i - 1] = (float(int32_t(totals[pixel] - before)) + part - partBefore) * scale - 1;
    before = totals[pixel];
    partBefore = part;
  }
}

/// Fills `inner` with the picture, shrunk.
void shrink(const cv::Mat &grey, cv::Mat inner) {
  const std::vector<Edge> columns = edges(grey.cols, inner.cols);
  std::vector<uint16_t> sums(size_t(grey.cols));
  std::vector<uint32_t> totals(size_t(grey.cols));
  const float scale = float(inner.cols) / float(grey.cols) / (unit * 127.5f);
  for (int y = 0; y < inner.rows; y++) {
    addRows(grey, double(grey.rows) * y / inner.rows, double(grey.rows) * (y + 1) / inner.rows, sums);
    addUp(sums, totals);
    spread(sums, totals, columns, scale, inner.ptr<float>(y));
  }
}

} // namespace

void fillOverview(const cv::Mat &grey, cv::Size inner, cv::Size whole, float *values) {
  cv::Mat plane(whole, CV_32FC1, values);
  cv::Mat part = plane(cv::Rect(cv::Point(0, 0), inner));
  if (inner == grey.size()) {
    grey.convertTo(part, CV_32F, 1 / 127.5, -1);
  } else {
    shrink(grey, part);
  }
  plane.colRange(inner.width, whole.width).setTo(padding);
  plane.rowRange(inner.height, whole.height).setTo(padding);
}

} // namespace pictures
