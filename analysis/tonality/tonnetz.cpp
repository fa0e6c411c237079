#include "analysis/tonality/tonnetz.h"

#include <array>
#include <cassert>
#include <cmath>
#include <numbers>

#include "analysis/tonality/chroma.h"

namespace airmark::analysis {
namespace {

using Places = std::array<std::array<double, kPitchClassCount>, kTonnetzCount>;

/// Rows: sine and cosine of the fifths, the minor thirds, the major thirds. Twelve semitones turn
/// seven times round the circle of fifths, nine times round the minor thirds (a quarter back with
/// each) and four times round the major thirds.
Places places_of_pitch_classes() {
  constexpr std::array<double, 3> kTurnsPerOctave{7.0, 9.0, 4.0};
  constexpr std::array<double, 3> kRadius{1.0, 1.0, 0.5};
  Places places{};
  for (std::size_t circle = 0; circle < 3; ++circle)
    for (std::size_t c = 0; c < kPitchClassCount; ++c) {
      const double angle = 2.0 * std::numbers::pi * kTurnsPerOctave[circle] *
                           static_cast<double>(c) / static_cast<double>(kPitchClassCount);
      places[2 * circle][c] = kRadius[circle] * std::sin(angle);
      places[2 * circle + 1][c] = kRadius[circle] * std::cos(angle);
    }
  return places;
}

}  // namespace

void measure_tonnetz(const LaneMatrix& chroma, LaneMatrix& tonnetz) noexcept {
  assert(chroma.row_count() == kPitchClassCount && tonnetz.row_count() == kTonnetzCount);
  assert(chroma.stride() == tonnetz.stride());
  static const Places kPlaces = places_of_pitch_classes();
  for (std::size_t block = 0; block < chroma.blocks(0).size(); ++block) {
    Lanes<double> sums;
    std::array<Lanes<double>, kTonnetzCount> points{};
    for (std::size_t c = 0; c < kPitchClassCount; ++c)
      for (std::size_t lane = 0; lane < kBlockFrames; ++lane) {
        const auto weight = static_cast<double>(chroma.blocks(c)[block][lane]);
        sums[lane] += weight;
        for (std::size_t d = 0; d < kTonnetzCount; ++d) points[d][lane] += kPlaces[d][c] * weight;
      }
    for (std::size_t lane = 0; lane < kBlockFrames; ++lane) {
      const double sum = sums[lane] > 0.0 ? sums[lane] : 1.0;
      for (std::size_t d = 0; d < kTonnetzCount; ++d)
        tonnetz.blocks(d)[block][lane] = static_cast<float>(points[d][lane] / sum);
    }
  }
}

}  // namespace airmark::analysis
