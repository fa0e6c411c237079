// How well changes of music are found: `change_accuracy [SPLIT…]` prints, for mixes of GTZAN
// clips by length of fade, precision, recall and F-measure at ±3 s and the distance of those found,
// and how many unmixed clips stay whole. `change_accuracy --textures SPLIT` prints the textures
// that bench/fit_track_axes.py fits the axes to. AIRMARK_DATA names the data folder.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/spectrum/mel_stream.h"
#include "analysis/structure/novelty.h"
#include "analysis/structure/texture.h"
#include "tests/support/change_score.h"
#include "tests/support/clip_file.h"
#include "tests/support/gtzan_clips.h"
#include "tests/support/test_data.h"
#include "tests/support/track_mix.h"

namespace airmark::bench {
namespace {

using analysis::ChangePoint;

constexpr std::size_t kMixedTracks = 8;
constexpr int kRounds = 4;  // how often each clip is mixed, for each length of fade

struct Clip {
  std::string name;
  std::string genre;
  std::vector<float> samples;
};

std::vector<Clip> read_clips(const std::filesystem::path& data_folder, std::string_view split) {
  std::vector<Clip> clips;
  for (const auto& clip : testing::whole_gtzan_clips(data_folder, split))
    clips.push_back({clip.name, clip.genre, testing::read_clip(clip.path)});
  return clips;
}

double seconds(std::int64_t frames) { return static_cast<double>(frames) / kAnalysisRateHz; }

/// Median and 90th percentile of the distances to the nearest true change, of those that hit.
class Distances {
 public:
  void add(std::span<const std::int64_t> true_frames, std::span<const std::int64_t> found_frames) {
    for (const std::int64_t change : true_frames) {
      double nearest_s = 1e9;
      for (const std::int64_t found : found_frames)
        nearest_s = std::min(nearest_s, std::abs(seconds(found - change)));
      if (nearest_s <= 3.0) distances_s_.push_back(nearest_s);
    }
  }
  double quantile(double share) {
    if (distances_s_.empty()) return 0.0;
    std::ranges::sort(distances_s_);
    return distances_s_[static_cast<std::size_t>(share *
                                                 static_cast<double>(distances_s_.size() - 1))];
  }

 private:
  std::vector<double> distances_s_;
};

testing::ChangeScore score_fade(std::span<const Clip> clips, double fade_s) {
  std::vector<std::string> genres;
  for (const Clip& clip : clips) genres.push_back(clip.genre);
  testing::ChangeScore score;
  Distances distances;
  for (int round = 0; round < kRounds; ++round) {
    const auto seed = static_cast<std::uint32_t>(100 * round) + static_cast<std::uint32_t>(fade_s);
    const std::vector<std::size_t> order = testing::shuffle_genres(genres, seed);
    for (std::size_t first = 0; first + kMixedTracks <= order.size(); first += kMixedTracks) {
      std::vector<std::vector<float>> tracks;
      for (std::size_t n = first; n < first + kMixedTracks; ++n)
        tracks.push_back(clips[order[n]].samples);
      const testing::TrackMix mix = testing::mix_tracks(
          tracks, {.fade_s = fade_s, .seed = seed + static_cast<std::uint32_t>(first)});
      const auto found = testing::frames_of(testing::changes_in(mix.samples));
      score += testing::score_changes(mix.changes, found);
      distances.add(mix.changes, found);
    }
  }
  std::printf("%8g %8zu %8zu %10.3f %8.3f %8.3f %9.2f %9.2f\n", fade_s, score.true_count,
              score.found_count, score.precision(), score.recall(), score.f_measure(),
              distances.quantile(0.5), distances.quantile(0.9));
  return score;
}

/// How many clips stay whole when the level steps in their middle.
void print_whole(const char* what, std::span<const Clip> clips, double step_db) {
  const auto factor = static_cast<float>(std::pow(10.0, step_db / 20.0));
  std::size_t whole = 0;
  std::map<std::string, int> cut;
  for (const Clip& clip : clips) {
    std::vector<float> samples = clip.samples;
    for (std::size_t n = samples.size() / 2; n < samples.size(); ++n) samples[n] *= factor;
    if (testing::changes_in(samples).empty())
      ++whole;
    else
      ++cut[clip.genre];
  }
  std::printf("%s without a change: %zu of %zu (%.3f); with one:", what, whole, clips.size(),
              static_cast<double>(whole) / static_cast<double>(clips.size()));
  for (const auto& [genre, count] : cut) std::printf(" %s %d", genre.c_str(), count);
  std::puts("");
}

void print_accuracy(const std::filesystem::path& data_folder, const std::string& split) {
  const std::vector<Clip> clips = read_clips(data_folder, split);
  std::printf("%s: %zu clips, mixes of %zu\n", split.c_str(), clips.size(), kMixedTracks);
  std::puts("  fade_s  changes    found  precision   recall        F  median_s     p90_s");
  testing::ChangeScore all;
  for (const double fade_s : {0.0, 2.0, 4.0, 8.0}) all += score_fade(clips, fade_s);
  std::printf("%8s %8zu %8zu %10.3f %8.3f %8.3f\n", "all", all.true_count, all.found_count,
              all.precision(), all.recall(), all.f_measure());
  print_whole("unmixed clips", clips, 0.0);
  print_whole("with a step of -6 dB", clips, -6.0);
  print_whole("with a step of +6 dB", clips, 6.0);
  std::puts("");
}

void print_textures(const Clip& clip) {
  std::vector<analysis::TextureBlock> blocks;
  analysis::TextureBlocks gather(
      [&](const analysis::TextureBlock& block) { blocks.push_back(block); });
  analysis::MelStream mel([&](std::int64_t, auto decibels) { gather.push(decibels); });
  mel.push(clip.samples);
  mel.flush();
  constexpr std::size_t kSide = analysis::kNoveltySideBlocks;
  for (std::size_t first = 0; first + kSide <= blocks.size(); first += kSide / 2)
    if (const auto texture = analysis::texture_of(std::span(blocks).subspan(first, kSide))) {
      std::printf("%s", clip.name.c_str());
      for (const double value : *texture) std::printf(",%.6f", value);
      std::puts("");
    }
}

int run(std::vector<std::string> splits) {
  const bool textures = !splits.empty() && splits.front() == "--textures";
  if (textures) splits.erase(splits.begin());
  const auto data_folder = testing::test_data_folder();
  if (!data_folder) throw std::runtime_error("AIRMARK_DATA does not name a folder");
  if (splits.empty()) splits = {"train", "valid"};
  for (const std::string& split : splits) {
    if (!textures) {
      print_accuracy(*data_folder, split);
      continue;
    }
    for (const Clip& clip : read_clips(*data_folder, split)) print_textures(clip);
  }
  return 0;
}

}  // namespace
}  // namespace airmark::bench

int main(int argument_count, char** arguments) {
  try {
    return airmark::bench::run({arguments + 1, arguments + argument_count});
  } catch (const std::exception& error) {
    std::fprintf(stderr, "change_accuracy: %s\n", error.what());
    return 1;
  }
}
