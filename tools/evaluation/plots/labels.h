#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "tools/evaluation/evaluation.h"
#include "tools/evaluation/plots/canvas.h"

namespace airmark::tools {

/// "hip-hop"; an identifier of another dataset stays as it is.
std::string genre_label(const std::string& identifier);

/// "71.2".
std::string percent(double share);

/// "71.2 [68.4, 73.9]", all in percent.
std::string percent_with_interval(const Estimate& estimate);

/// The text, or its beginning and end around "…" where it is wider than `width`.
std::string fitted(const Canvas& canvas, const std::string& text, double width,
                   const TextStyle& style);

/// The style, smaller where the text is wider than `width`.
TextStyle shrunk(const Canvas& canvas, const std::string& text, double width, TextStyle style);

/// One per tagger, in their order: "bedrock_claude_haiku_hybrid" for "bedrock:claude_haiku/hybrid".
/// Where two would be the same, the later one gets a number: "bedrock_claude_haiku_hybrid_2".
std::vector<std::string> file_names_for(const std::vector<std::string>& taggers);

/// Height of what draw_heading() draws, the gap below included.
double heading_height(const Evaluation& evaluation);

/// Title, and below it the dataset, its split with its note, the clips and the seed.
void draw_heading(Canvas& canvas, double page_width, const std::string& title,
                  const Evaluation& evaluation);

}  // namespace airmark::tools
