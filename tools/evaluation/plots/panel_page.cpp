#include <algorithm>

#include "tools/evaluation/plots/labels.h"
#include "tools/evaluation/plots/palette.h"
#include "tools/evaluation/plots/panels.h"

namespace airmark::tools {
namespace {

constexpr std::size_t kMostColumns = 3;
constexpr double kPanelWidth = 345.0;
constexpr double kLeast = 560.0;  // of a page, so that its heading has room
constexpr double kNames = 46.0;   // height of the two lines above a panel

std::size_t columns_of(const Evaluation& evaluation) {
  return std::min(kMostColumns, evaluation.measures.size());
}

}  // namespace

double PanelPage::width(const Evaluation& evaluation) const {
  return std::max(kLeast, kPanelWidth * static_cast<double>(columns_of(evaluation)));
}

double PanelPage::height(const Evaluation& evaluation) const {
  const std::size_t columns = columns_of(evaluation);
  const std::size_t rows = (evaluation.measures.size() + columns - 1) / columns;
  return heading_height(evaluation) + static_cast<double>(rows) * panel_height + room_below;
}

void PanelPage::draw(Canvas& canvas, const Evaluation& evaluation, const std::string& title,
                     const std::function<std::string(std::size_t)>& line_about,
                     const std::function<void(const Box&, std::size_t)>& draw_panel) const {
  draw_heading(canvas, width(evaluation), title, evaluation);
  const std::size_t columns = columns_of(evaluation);
  const double panel_width = width(evaluation) / static_cast<double>(columns);
  const TextStyle name{.size = 12.5, .color = kInk, .is_bold = true};
  const TextStyle small{.size = 11.0, .color = kGrey};
  for (std::size_t n = 0; n < evaluation.measures.size(); ++n) {
    const double left = panel_width * static_cast<double>(n % columns) + 24.0;
    const double top = heading_height(evaluation) + panel_height * static_cast<double>(n / columns);
    const double room = panel_width - 48.0;
    canvas.draw_text({left, top + 10.0}, fitted(canvas, evaluation.measures[n].tagger, room, name),
                     name);
    const std::string line = line_about(n);
    canvas.draw_text({left, top + 28.0}, line, shrunk(canvas, line, room, small));
    draw_panel({left, top + kNames, room, panel_height - kNames - 14.0}, n);
  }
}

}  // namespace airmark::tools
