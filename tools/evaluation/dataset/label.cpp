#include "tools/evaluation/dataset/label.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

#include "analysis/vocabulary/genres.h"
#include "tools/common/shown_text.h"

namespace airmark::tools {
namespace {

/// Shares as people round them: 0.33 three times, 0.34 once more.
constexpr double kRounding = 0.011;

Error bad(const std::string& what) { return {ErrorKind::BadData, what}; }

Error unknown_genre(std::string_view name) {
  if (const auto nearest = nearest_genre_identifier(name))
    return bad("'" + shown_text(name) + "' is no known genre; did you mean " + *nearest + "?");
  std::string known;
  for (const std::string& identifier : genre_identifiers())
    known += (known.empty() ? "" : ", ") + identifier;
  return bad("'" + shown_text(name) + "' is no known genre; known are " + known);
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
  text.remove_suffix(text.size() - (text.find_last_not_of(kBlanks) + 1));
  return text;
}

std::vector<std::string_view> parts(std::string_view text, char separator) {
  std::vector<std::string_view> found;
  for (;;) {
    const std::size_t end = std::min(text.find(separator), text.size());
    found.push_back(trimmed(text.substr(0, end)));
    if (end == text.size()) return found;
    text.remove_prefix(end + 1);
  }
}

/// Of a genre and one of its kind, the narrower; empty where the parts do not agree.
std::optional<std::string> agreed_genre(std::string_view name) {
  std::optional<std::string> agreed;
  for (const std::string_view part : parts(name, '/')) {
    const auto genre = genre_of_label(part);
    if (!genre) return std::nullopt;
    if (!agreed || parent_genre(*genre) == agreed)
      agreed = genre;
    else if (genre != agreed && genre != parent_genre(*agreed))
      return std::nullopt;
  }
  return agreed;
}

Result<std::string> genre_named(std::string_view name) {
  if (auto genre = genre_of_label(name)) return *genre;
  if (auto genre = agreed_genre(name)) return *genre;
  return unknown_genre(name);
}

/// One entry of the label; the probability is 0 where none is given.
Result<TagScore> parse_entry(std::string_view entry) {
  const std::size_t colon = entry.rfind(':');
  Result<std::string> genre = genre_named(trimmed(entry.substr(0, colon)));
  if (!genre) return genre.error();
  TagScore score{std::move(genre).value(), 0.0};
  if (colon == std::string_view::npos) return score;
  const std::string_view number = trimmed(entry.substr(colon + 1));
  const char* end = number.data() + number.size();
  const auto [stop, problem] = std::from_chars(number.data(), end, score.probability);
  if (problem != std::errc{} || stop != end || !(score.probability > 0.0) ||
      score.probability > 1.0)
    return bad("'" + shown_text(number) + "' is no probability above 0 and up to 1");
  return score;
}

/// Two names of one genre are one entry.
void add(const TagScore& score, std::vector<TagScore>& scores) {
  const auto known = std::ranges::find(scores, score.tag, &TagScore::tag);
  if (known == scores.end())
    scores.push_back(score);
  else
    known->probability += score.probability;
}

}  // namespace

Result<std::vector<TagScore>> parse_label(std::string_view label) {
  if (trimmed(label).empty()) return bad("the genre is empty");
  const std::vector<std::string_view> entries = parts(label, ';');
  std::vector<TagScore> scores;
  double sum = 0.0;
  std::size_t given_count = 0;
  for (const std::string_view entry : entries) {
    Result<TagScore> score = parse_entry(entry);
    if (!score) return score.error();
    given_count += score.value().probability > 0.0;
    sum += score.value().probability;
    add(score.value(), scores);
  }
  if (given_count != 0 && given_count != entries.size())
    return bad("give each genre of '" + shown_text(label) + "' a probability, or none");
  if (sum > 1.0 + kRounding)
    return bad("the probabilities of '" + shown_text(label) + "' sum to more than 1");
  for (TagScore& score : scores)
    score.probability = sum > 0.0 ? score.probability / std::max(sum, 1.0)
                                  : 1.0 / static_cast<double>(scores.size());
  std::ranges::stable_sort(scores, std::ranges::greater{}, &TagScore::probability);
  return scores;
}

}  // namespace airmark::tools
