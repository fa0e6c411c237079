#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/vocabulary/window_analysis.h"

namespace airmark::testing {

/// A window in numbers as some kind of music gives them.
struct HandMadeWindow {
  std::string name;
  WindowAnalysis analysis;
};

/// A dozen and more, from silence to the impossible.
std::vector<HandMadeWindow> hand_made_windows();

/// An ordinary pop song of which everything was measured; the others differ where it matters.
WindowAnalysis ordinary_song();

/// The same song as a row of a feature table gives it: gtzan58 and nothing else.
WindowAnalysis row_of_a_table();

void set(WindowAnalysis& analysis, Gtzan58 which, double value);
void set(WindowAnalysis& analysis, Musical which, std::optional<double> value);

}  // namespace airmark::testing
