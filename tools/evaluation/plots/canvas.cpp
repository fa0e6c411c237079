#include "tools/evaluation/plots/canvas.h"

#include "analysis/vocabulary/loaded_part.h"
#include "tools/evaluation/plots/cairo_part.h"

namespace airmark::tools {

Result<std::unique_ptr<Canvas>> make_canvas(double width, double height, PictureFormat format) {
  const auto cairo = loaded<CairoPart>();
  if (!cairo) return cairo.error();
  return cairo.value()->make(width, height, format);
}

}  // namespace airmark::tools
