#include "tools/offline/tag_text.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <span>

namespace airmark::tools {
namespace {

constexpr std::size_t kMostAlternatives = 2;
/// Less than one in twenty is noise to a reader.
constexpr double kAlternativeProbability = 0.05;

std::string scored(const TagScore& score, const TagName& name_of) {
  std::array<char, 16> number;
  std::snprintf(number.data(), number.size(), " %.2f", score.probability);
  return name_of(score.tag) + number.data();
}

std::string in_brackets(std::span<const TagScore> scores, const TagName& name_of) {
  std::string list;
  for (const TagScore& score : scores) {
    if (score.probability < kAlternativeProbability) break;
    list += (list.empty() ? "  (" : ", ") + scored(score, name_of);
  }
  return list.empty() ? list : list + ")";
}

std::string answer(const TagSet& tags, AirState state, const TagName& name_of) {
  if (state == AirState::Silence) return "silence";
  const std::span<const TagScore> scores = tags.tags;
  if (scores.empty()) return "unknown";
  const bool sure = state == AirState::Music;
  const std::size_t told = sure ? 1 : 0;
  const auto others = scores.subspan(told, std::min(scores.size() - told, kMostAlternatives));
  return (sure ? scored(scores.front(), name_of) : "unknown") + in_brackets(others, name_of);
}

}  // namespace

std::string clock_text(double time_s) {
  const long long seconds = std::llround(time_s);
  std::array<char, 32> text;
  if (seconds < 3600)
    std::snprintf(text.data(), text.size(), "%lld:%02lld", seconds / 60, seconds % 60);
  else
    std::snprintf(text.data(), text.size(), "%lld:%02lld:%02lld", seconds / 3600, seconds / 60 % 60,
                  seconds % 60);
  return text.data();
}

std::string window_text(std::string_view file, const StreamSpan& window, const TagSet& tags,
                        AirState state, const TagName& name_of) {
  const std::string times =
      clock_text(window.begin_s()) + "-" + clock_text(window.begin_s() + window.duration_s());
  return std::string(file) + "  " + times + "  " + answer(tags, state, name_of);
}

std::string verdict_text(std::string_view file, const TagSet& tags, AirState state,
                         const TagName& name_of) {
  return std::string(file) + "  verdict  " + answer(tags, state, name_of);
}

}  // namespace airmark::tools
