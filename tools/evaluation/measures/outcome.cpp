#include "tools/evaluation/measures/outcome.h"

#include <algorithm>
#include <cassert>
#include <set>

namespace airmark::tools {
namespace {

constexpr std::size_t kTop = 3;

std::size_t number_of(std::string_view genre, const std::vector<std::string>& genres) {
  const auto found = std::ranges::lower_bound(genres, genre);
  assert(found != genres.end() && *found == genre);
  return static_cast<std::size_t>(found - genres.begin());
}

/// A genre that the answer does not name has the probability 0.
double squared_error(const ClipAnswer& answer) {
  double sum = 0.0;
  bool names_truth = false;
  for (const TagScore& score : answer.tags.tags) {
    const bool is_truth = score.tag == answer.actual_genre;
    const double error = score.probability - (is_truth ? 1.0 : 0.0);
    sum += error * error;
    names_truth = names_truth || is_truth;
  }
  return names_truth ? sum : sum + 1.0;
}

bool is_among_top(const ClipAnswer& answer) {
  const std::vector<TagScore>& tags = answer.tags.tags;
  const auto end = tags.begin() + static_cast<std::ptrdiff_t>(std::min(kTop, tags.size()));
  return std::any_of(tags.begin(), end,
                     [&](const TagScore& score) { return score.tag == answer.actual_genre; });
}

}  // namespace

std::vector<const ClipAnswer*> counted_answers(const TaggerAnswers& answers) {
  std::vector<const ClipAnswer*> counted;
  for (const ClipAnswer& answer : answers.answers)
    if (answer.acquaintance != Acquaintance::TrainedOn) counted.push_back(&answer);
  return counted;
}

std::string_view answered_genre(const ClipAnswer& answer) noexcept {
  return answer.failure ? std::string_view() : first_tag(answer.tags);
}

bool is_right(const ClipAnswer& answer) noexcept {
  return answered_genre(answer) == answer.actual_genre;
}

std::vector<std::string> genres_of(const std::vector<const ClipAnswer*>& answers) {
  std::set<std::string, std::less<>> genres;
  for (const ClipAnswer* answer : answers) {
    genres.insert(answer->actual_genre);
    if (!answered_genre(*answer).empty()) genres.emplace(answered_genre(*answer));
  }
  return {genres.begin(), genres.end()};
}

std::vector<Outcome> outcomes_of(const std::vector<const ClipAnswer*>& answers,
                                 const std::vector<std::string>& genres) {
  std::vector<Outcome> outcomes;
  for (const ClipAnswer* answer : answers) {
    const std::size_t actual = number_of(answer->actual_genre, genres);
    const std::string_view called = answered_genre(*answer);
    if (called.empty())
      outcomes.push_back({actual, genres.size(), false, 0.0, 1.0});
    else
      outcomes.push_back({actual, number_of(called, genres), is_among_top(*answer),
                          answer->tags.confidence, squared_error(*answer)});
  }
  return outcomes;
}

}  // namespace airmark::tools
