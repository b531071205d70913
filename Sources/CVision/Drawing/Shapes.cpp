#include "Area.hpp"
#include "Canvas.hpp"
#include "Exposure.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include <opencv2/imgproc.hpp>

using namespace drawing;

int drawing_polyline(drawing_canvas *canvas, const drawing_point *points, int count, float thickness, drawing_colour ink) {
  return guarded([&] {
    const auto line = fixedPoints(unpacked(points, count), cv::Rect(0, 0, 1, 1), 1);
    cv::polylines(canvas->pixels, line, false, byteColour(ink), std::max(1, int(std::lround(thickness))), cv::LINE_AA, 4);
  });
}

int drawing_polygon(drawing_canvas *canvas, const drawing_point *points, int count, drawing_colour ink) {
  return guarded([&] {
    const std::vector<std::vector<cv::Point>> outline = {fixedPoints(unpacked(points, count), cv::Rect(0, 0, 1, 1), 1)};
    cv::fillPoly(canvas->pixels, outline, byteColour(ink), cv::LINE_AA, 4);
  });
}

int drawing_soft_polygon(drawing_canvas *canvas, const drawing_point *points, int count, float softness, float factor, drawing_colour add) {
  return guarded([&] {
    const auto outline = unpacked(points, count);
    const cv::Rect area = reach(outline, softness * 2, canvas->pixels);
    if (area.empty()) return;
    const float scale = 1 / std::max(1.f, std::min(8.f, softness / 3));
    cv::Mat mask = cv::Mat::zeros(std::max(1, int(area.height * scale)), std::max(1, int(area.width * scale)), CV_8UC1);
    const std::vector<std::vector<cv::Point>> scaled = {fixedPoints(outline, area, scale)};
    cv::fillPoly(mask, scaled, cv::Scalar(255), cv::LINE_AA, 4);
    cv::GaussianBlur(mask, mask, {0, 0}, std::max(0.5f, softness * scale * 0.6f));
    tone(canvas->pixels(area), mask, {factor, factor, factor}, colour(add));
  });
}

int drawing_glow(drawing_canvas *canvas, drawing_point centre, float radius, drawing_colour light) {
  return guarded([&] {
    const cv::Rect area = reach({{centre.x, centre.y}}, radius, canvas->pixels);
    const Vector add = colour(light);
    for (int row = area.y; row < area.y + area.height; ++row)
      for (int column = area.x; column < area.x + area.width; ++column) {
        const float away = std::hypot(column + 0.5f - centre.x, row + 0.5f - centre.y) / radius;
        if (away >= 1) continue;
        const float share = (1 - away) * (1 - away) * (0.35f + 0.65f / (1 + 90 * away * away));
        auto &out = canvas->pixels.at<cv::Vec3b>(row, column);
        for (int c = 0; c < 3; ++c) out[c] = cv::saturate_cast<uint8_t>(out[c] + 255 * add[2 - c] * share);
      }
  });
}

int drawing_label(drawing_canvas *canvas, const char *text, drawing_point baseline, float height, drawing_colour ink) {
  return guarded([&] {
    const double scale = height / 21.0;
    const int stroke = std::max(1, int(std::lround(height / 9)));
    const cv::Point start(int(baseline.x), int(baseline.y));
    cv::putText(canvas->pixels, text, start, cv::FONT_HERSHEY_SIMPLEX, scale, byteColour(ink), stroke, cv::LINE_AA);
  });
}
