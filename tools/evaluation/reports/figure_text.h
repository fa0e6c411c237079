#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "tools/evaluation/measures/measures.h"

namespace airmark::tools {

/// A figure that every report shows, in the order in which they show it.
struct HeadlineFigure {
  std::string_view name;   ///< Of the field, and the column.
  std::string_view label;  ///< For people.
  Estimate Measures::*estimate;
};
std::span<const HeadlineFigure> headline_figures();

/// "76.3 %"
std::string percent_text(double share);

/// "-0.021", "+0.000"
std::string signed_places(double number);

/// "-0.021 [-0.052, +0.010]"
std::string signed_estimate_text(const Estimate& estimate);

/// "p = 0.031", "p < 0.001"
std::string p_text(double p);

/// "1 song", "12 songs"; "1 failure", "3 failures".
std::string counted(std::size_t count, std::string_view noun);

/// The name of a column of Measures::confusion: a genre, or "no answer" for the last.
std::string predicted_name(const Measures& measures, std::size_t column);

/// A predicted genre, or "no answer" where it is empty.
std::string genre_or_none(std::string_view predicted);

/// What McNemar's test says of two taggers, in a sentence.
std::string comparison_sentence(const Comparison& comparison);

}  // namespace airmark::tools
