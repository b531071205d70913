#include "Picture.hpp"

#include <opencv2/imgproc.hpp>

using namespace pictures;

picture_status picture_cut(const picture *of, int x, int y, int width, int height, picture **result) {
  *result = nullptr;
  return guarded([&] {
    const bool isInside = x >= 0 && y >= 0 && width > 0 && height > 0 && width <= of->pixels.cols && height <= of->pixels.rows &&
                          x <= of->pixels.cols - width && y <= of->pixels.rows - height;
    if (!isInside) return PICTURE_BAD_REQUEST;
    return give(of->pixels(cv::Rect(x, y, width, height)), result);
  });
}

picture_status picture_resize(const picture *of, int width, int height, picture **result) {
  *result = nullptr;
  return guarded([&] {
    if (width < 1 || height < 1 || int64_t(width) * height > PICTURE_MAXIMUM_PIXELS) return PICTURE_BAD_REQUEST;
    const bool shrinks = width < of->pixels.cols;
    cv::Mat resized;
    cv::resize(of->pixels, resized, cv::Size(width, height), 0, 0, shrinks ? cv::INTER_AREA : cv::INTER_CUBIC);
    return give(std::move(resized), result);
  });
}
