#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace airmark::testing {

/// What a mix is made from: excerpts of so long, each over the next by so much.
struct TrackMixPlan {
  double sample_rate_hz = 22050.0;
  double fade_s = 0.0;       ///< Equal power (sine and cosine); 0 is a hard cut.
  double shortest_s = 12.0;  ///< From the middle of one fade to the middle of the next.
  double longest_s = 30.0;   ///< Of an excerpt, fades and all.
  std::uint32_t seed = 0;
};

struct TrackMix {
  std::vector<float> samples;
  std::vector<std::int64_t> changes;  ///< The middle of each fade, in samples.
};

/// A piece from a random place of each track, of random length, one after the other as loud as they
/// are. Tracks shorter than the plan's excerpts are taken whole.
TrackMix mix_tracks(std::span<const std::vector<float>> tracks, const TrackMixPlan& plan);

/// Indices of `genres` in a random order, each once at most, so that neighbours differ in genre;
/// ends where none is left that does.
std::vector<std::size_t> shuffle_genres(std::span<const std::string> genres, std::uint32_t seed);

}  // namespace airmark::testing
