#include "tools/evaluation/measures/genre_counts.h"

#include <cassert>

namespace airmark::tools {
namespace {

double ratio(std::size_t part, std::size_t whole) noexcept {
  return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

std::vector<GenreCount> genre_counts(std::span<const Outcome> outcomes, std::size_t genre_count) {
  std::vector<GenreCount> counts(genre_count + 1);
  for (const Outcome& o : outcomes) add(o, counts);
  return counts;
}

double precision(const GenreCount& count) noexcept { return ratio(count.hits, count.called); }
double recall(const GenreCount& count) noexcept { return ratio(count.hits, count.support); }
double f1(const GenreCount& count) noexcept {
  return ratio(2 * count.hits, count.support + count.called);
}

double macro_mean(std::span<const GenreCount> counts, GenreFigure figure) noexcept {
  double sum = 0.0;
  std::size_t genre_count = 0;
  for (const GenreCount& count : counts) {
    if (count.support == 0) continue;
    sum += figure(count);
    ++genre_count;
  }
  assert(genre_count > 0);
  return sum / static_cast<double>(genre_count);
}

double weighted_mean(std::span<const GenreCount> counts, GenreFigure figure) noexcept {
  double sum = 0.0;
  std::size_t clip_count = 0;
  for (const GenreCount& count : counts) {
    sum += static_cast<double>(count.support) * figure(count);
    clip_count += count.support;
  }
  assert(clip_count > 0);
  return sum / static_cast<double>(clip_count);
}

double cohen_kappa(std::span<const GenreCount> counts, std::size_t clip_count) noexcept {
  const auto n = static_cast<double>(clip_count);
  double observed = 0.0, by_chance = 0.0;  // in clips and in clips²: whole numbers, exact
  for (const GenreCount& count : counts) {
    observed += static_cast<double>(count.hits);
    by_chance += static_cast<double>(count.support) * static_cast<double>(count.called);
  }
  return by_chance == n * n ? 0.0 : (observed * n - by_chance) / (n * n - by_chance);
}

std::vector<std::vector<std::size_t>> confusion_matrix(std::span<const Outcome> outcomes,
                                                       std::size_t actual_count,
                                                       std::size_t predicted_count) {
  std::vector<std::vector<std::size_t>> matrix(actual_count,
                                               std::vector<std::size_t>(predicted_count));
  for (const Outcome& o : outcomes) ++matrix[o.actual][o.predicted];
  return matrix;
}

}  // namespace airmark::tools
