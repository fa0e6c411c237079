#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "tools/evaluation/evaluation.h"
#include "tools/evaluation/plots/canvas.h"
#include "tools/evaluation/plots/pictures.h"

namespace airmark::tools {

// What stands inside a box, for a page of its own or as a part of one.

/// The matrix with its names, without a scale of shades.
void draw_confusion(Canvas& canvas, const Box& box, const Measures& measures);

/// Accuracy over confidence in ten bins, and below it how many clips each holds.
void draw_reliability(Canvas& canvas, const Box& box, const Measures& measures);

/// F1 of each genre as dots, from the best.
void draw_genre_dots(Canvas& canvas, const Box& box, const Measures& measures);

/// A page of equal panels, one per tagger, each below the tagger's name and a line about it.
/// `draw` gets the box below these; `room_below` is left for a legend.
struct PanelPage {
  double panel_height = 0.0;
  double room_below = 0.0;
  double height(const Evaluation& evaluation) const;
  double width(const Evaluation& evaluation) const;
  void draw(Canvas& canvas, const Evaluation& evaluation, const std::string& title,
            const std::function<std::string(std::size_t)>& line_about,
            const std::function<void(const Box&, std::size_t)>& draw_panel) const;
};

}  // namespace airmark::tools
