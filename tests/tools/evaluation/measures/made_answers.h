#pragma once

#include <random>
#include <string>
#include <utility>
#include <vector>

#include "tools/common/random_draw.h"
#include "tools/evaluation/clip_answer.h"

namespace airmark::tools {

/// The answer with tags as given and the first one's probability as confidence.
inline ClipAnswer answer_of(const std::string& file, const std::string& actual,
                            std::vector<TagScore> tags) {
  ClipAnswer answer{file, actual, {}, std::nullopt, Acquaintance::Unseen};
  answer.tags.confidence = tags.empty() ? 0.0 : tags.front().probability;
  answer.tags.tags = std::move(tags);
  return answer;
}

inline ClipAnswer failure_of(const std::string& file, const std::string& actual, ErrorKind kind) {
  ClipAnswer answer{file, actual, {}, std::nullopt, Acquaintance::Unseen};
  answer.failure = Error{kind, "the clip got no answer"};
  return answer;
}

/// One answer per clip, each certain: {actual, said}.
inline TaggerAnswers certain_answers(
    const std::vector<std::pair<std::string, std::string>>& clips) {
  TaggerAnswers answers{"made", false, {}};
  for (const auto& [actual, said] : clips)
    answers.answers.push_back(
        answer_of("clip." + std::to_string(answers.answers.size()), actual, {{said, 1.0}}));
  return answers;
}

/// Answers of all sorts to `clip_count` clips of four genres, drawn with `seed`.
inline TaggerAnswers drawn_answers(std::size_t clip_count, std::uint64_t seed) {
  const std::vector<std::string> genres{"blues", "jazz", "metal", "pop"};
  std::mt19937_64 random(seed);
  TaggerAnswers answers{"drawn", false, {}};
  for (std::size_t n = 0; n < clip_count; ++n) {
    const std::string file = "clip." + std::to_string(n), actual = genres[draw(random, 4)];
    const std::size_t first = draw(random, 4);
    const double probability = 0.4 + 0.05 * static_cast<double>(draw(random, 12));
    const std::size_t fate = draw(random, 20);
    if (fate == 0) {
      answers.answers.push_back(failure_of(file, actual, ErrorKind::Timeout));
    } else if (fate == 1) {
      answers.answers.push_back(answer_of(file, actual, {}));
    } else {
      answers.answers.push_back(answer_of(
          file, actual,
          {{draw(random, 2) == 0 ? actual : genres[first], probability}, {"rock", 0.02}}));
    }
  }
  return answers;
}

}  // namespace airmark::tools
