#pragma once

#include <string>

#include "tools/evaluation/clip_answer.h"
#include "tools/evaluation/measures/measures.h"

namespace airmark::tools {

/// The section of one tagger: a row per genre, the confusion matrix, confidence, what it does
/// worst.
/// `note` is HTML that stands above the figures; may be empty.
std::string html_tagger(const TaggerAnswers& answers, const Measures& measures,
                        const std::string& note);

}  // namespace airmark::tools
