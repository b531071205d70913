#include "Area.hpp"
#include "Body.hpp"
#include "Canvas.hpp"
#include "View.hpp"

#include <algorithm>
#include <vector>

#include <opencv2/imgproc.hpp>

using namespace drawing;

int drawing_shadow(
    drawing_canvas *canvas, const drawing_view *view, const drawing_light *light, const drawing_mesh *mesh, const drawing_placement *placement,
    float strength) {
  return guarded([&] {
    const View v(*view);
    const Vector toSun = unit(vector(light->to_sun));
    if (toSun[2] < 0.05f) return;
    const Body body(*mesh, *placement);
    std::vector<cv::Point2f> fallen;
    std::vector<bool> isSeen;
    for (const auto &vertex : body.vertices) {
      const Vector p = v.project(vertex.position - toSun * (vertex.position[2] / toSun[2]));
      isSeen.push_back(p[2] >= nearest);
      fallen.emplace_back(std::clamp(p[0], -9000.f, 13000.f), std::clamp(p[1], -9000.f, 13000.f));
    }
    std::vector<cv::Point2f> seen;
    for (size_t i = 0; i < fallen.size(); ++i)
      if (isSeen[i]) seen.push_back(fallen[i]);
    if (seen.empty()) return;
    const cv::Rect area = reach(seen, 24, canvas->pixels);
    if (area.empty()) return;
    constexpr float scale = 0.5f;
    cv::Mat mask = cv::Mat::zeros(std::max(1, int(area.height * scale)), std::max(1, int(area.width * scale)), CV_8UC1);
    for (int i = 0; i < mesh->triangle_count; ++i) {
      const drawing_triangle &t = mesh->triangles[i];
      if (!isSeen[size_t(t.a)] || !isSeen[size_t(t.b)] || !isSeen[size_t(t.c)]) continue;
      const auto corners = fixedPoints({fallen[size_t(t.a)], fallen[size_t(t.b)], fallen[size_t(t.c)]}, area, scale);
      cv::fillConvexPoly(mask, corners, cv::Scalar(255), cv::LINE_8, 4);
    }
    cv::GaussianBlur(mask, mask, {0, 0}, 1.5 + area.width * 0.002);
    const float dark = 1 - strength;
    tone(canvas->pixels(area), mask, {dark, dark + 0.02f, dark + 0.05f}, {0, 0, 0});
  });
}
