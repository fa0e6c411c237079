#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "tools/evaluation/measures/outcome.h"

namespace airmark::tools {

/// One genre against the rest, in clips.
struct GenreCount {
  std::size_t support = 0;  ///< Of this genre.
  std::size_t called = 0;   ///< Said to be of this genre.
  std::size_t hits = 0;     ///< Both.
};

/// Requires counts above both numbers of the outcome.
inline void add(const Outcome& outcome, std::span<GenreCount> counts) noexcept {
  ++counts[outcome.actual].support;
  ++counts[outcome.predicted].called;
  counts[outcome.actual].hits += outcome.right();
}

/// One per genre, then one for clips without an answer, which has no support.
std::vector<GenreCount> genre_counts(std::span<const Outcome> outcomes, std::size_t genre_count);

double precision(const GenreCount& count) noexcept;  ///< 0 where nothing was called so.
double recall(const GenreCount& count) noexcept;     ///< 0 without support.
double f1(const GenreCount& count) noexcept;         ///< 0 without either.

using GenreFigure = double (*)(const GenreCount&) noexcept;

/// Over the genres that have clips, each the same. A genre that was only called has none: taggers
/// with more words than the truth are averaged over the same genres as the others. Requires clips.
double macro_mean(std::span<const GenreCount> counts, GenreFigure figure) noexcept;

/// Over the clips: each genre by its support. Requires clips.
double weighted_mean(std::span<const GenreCount> counts, GenreFigure figure) noexcept;

/// Agreement beyond chance, −1..1, of two who sort the same clips: (o − e) / (1 − e) with o the
/// share of clips that both put in the same genre, e the share expected of two who draw from their
/// genres at random (Cohen 1960). 0 where chance alone always agrees. A clip that one of them puts
/// nowhere counts as one they do not agree on. Requires clips.
double cohen_kappa(std::span<const GenreCount> counts, std::size_t clip_count) noexcept;

/// [actual][predicted], in clips. Requires outcomes below the two counts.
std::vector<std::vector<std::size_t>> confusion_matrix(std::span<const Outcome> outcomes,
                                                       std::size_t actual_count,
                                                       std::size_t predicted_count);

}  // namespace airmark::tools
