#pragma once

#include <memory>

#include "tools/evaluation/plots/canvas.h"

namespace airmark::tools {

/// What airmark_cairo.so shows: make_canvas() without the loading.
struct CairoPart {
  static constexpr const char* kName = "airmark_cairo";
  Result<std::unique_ptr<Canvas>> (*make)(double width, double height, PictureFormat format);
};

}  // namespace airmark::tools
