#pragma once

#include <optional>
#include <string_view>

#include "analysis/vocabulary/description.h"

namespace airmark::analysis {

/// How a confidence is put into words, everywhere the same.
///
/// Input      0..1: how likely what is to be said is right.
/// Output     from 0.8 on sure, from 0.6 on probable, from 0.4 on possible; empty below, where the
///            opposite is at least as likely: then nothing is said.
std::optional<Certainty> certainty_of(double confidence) noexcept;

/// The adverb with its blank: "" where it is sure (a plain statement), "probably ", "perhaps ".
std::string_view adverb_of(Certainty certainty) noexcept;

}  // namespace airmark::analysis
