#pragma once

#include <chrono>

#include "tools/evaluation/evaluation.h"

namespace airmark::tools {

/// Twelve songs of three genres, heard by "model" and by "bedrock:claude_haiku/hybrid". The model
/// is wrong once; the language model twice, the first of them the model's mistake, too; it fails
/// once, and cannot tell once. One song more was trained on by the model. Names and reasons hold
/// what CSV, JSON and HTML have to escape. `latency` is the least of all answers'.
Evaluation made_up_evaluation(std::chrono::microseconds latency = std::chrono::microseconds(100));

/// The same with two perturbations: "louder" changes nothing, "mp3" makes the model call its first
/// right song "metal", and leaves the language model without an answer to it.
Evaluation made_up_perturbed_evaluation();

/// Measures, comparisons and warnings anew, after answers were changed.
void measure_again(Evaluation& evaluation);

}  // namespace airmark::tools
