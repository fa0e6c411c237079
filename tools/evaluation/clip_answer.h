#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/vocabulary/result.h"
#include "analysis/vocabulary/tag_set.h"

namespace airmark::tools {

/// What the tagger knew of a clip before it heard it.
enum class Acquaintance {
  Unseen,     ///< Nothing, as far as its model card tells.
  OutOfFold,  ///< Its model was trained on the clip; the answer is a model's that was not.
  TrainedOn   ///< Its model was trained on the clip: counted by itself, never as a test clip.
};

/// What one tagger said of one clip, beside the truth.
struct ClipAnswer {
  std::string file;              ///< Below the dataset's folder, with "/": "blues/blues.00000.wav".
  std::string actual_genre;      ///< An identifier.
  TagSet tags;                   ///< Empty where there is no answer.
  std::optional<Error> failure;  ///< Why there is none; a wrong answer is no failure.
  Acquaintance acquaintance = Acquaintance::Unseen;
};

/// All answers of one tagger, in the order of the dataset.
struct TaggerAnswers {
  std::string tagger;     ///< As it was asked for: "heuristic", "bedrock:claude_haiku/hybrid".
  bool asks_llm = false;  ///< It is a language model; its replies may come from a file.
  std::vector<ClipAnswer> answers;
};

}  // namespace airmark::tools
