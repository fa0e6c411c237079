#pragma once

#include <string>
#include <vector>

#include "llm/prompt/prompt.h"
#include "llm/prompt/template_file.h"

namespace airmark::llm {

/// What stands in a prompt in place of each placeholder. All text is made quotable(); lists are cut
/// to what helps (32 statements, 8 tags, 5 neighbours), so that no material can swell a prompt.
/// Empty material is said in words ("none").

/// The sentences, one level a line: "Measured: …", "Heard: …", "Felt: …".
std::string description_text(const Description& description);

/// The tempi that a prompt names: the three likeliest, where the description speaks of a tempo.
std::vector<TempoCandidate> told_tempi(const WindowAnalysis& analysis,
                                       const Description& description);

/// The main values with their units on one line: tempi with their weights, loudness, spectrum, and
/// the musical values that the description rests on. What was not measured is left out.
std::string measurements_text(const WindowAnalysis& analysis, const Description& description);

/// "blues", "classical", …
std::string genres_text(const std::vector<std::string>& genres);

/// The examples whose genre is in the closed list, so that none teaches an answer not allowed.
std::string examples_text(const std::vector<WorkedExample>& examples,
                          const std::vector<std::string>& genres);

/// "jazz" 0.62, "blues" 0.21 (confidence 0.62)
std::string local_opinion_text(const std::optional<TagSet>& opinion);

/// One neighbour a line: its label, its similarity and the word for each aspect.
std::string neighbours_text(const std::vector<LabelledNeighbour>& neighbours);

}  // namespace airmark::llm
