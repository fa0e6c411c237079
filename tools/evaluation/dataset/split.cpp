#include "tools/evaluation/dataset/split.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <numeric>
#include <random>
#include <set>
#include <span>

#include "analysis/classify/training_clip.h"
#include "tools/common/nearest_word.h"
#include "tools/common/random_draw.h"
#include "tools/evaluation/dataset/name_list.h"

namespace airmark::tools {
namespace {

constexpr std::size_t kPartsOfAll = 10;
constexpr std::size_t kPartsOfStratified = 5;
constexpr const char* kNotComparable = "not comparable: artists and albums stand on both sides";

/// Finds the clips that lists name.
class ClipNames {
 public:
  ClipNames(const Dataset& dataset, const DatasetCheck& check) {
    for (std::size_t c = 0; c < dataset.clips.size(); ++c) {
      if (!check.sounds[c]) continue;
      clips_of_[dataset.clips[c].file].push_back(c);
      const std::string name(analysis::clip_name(dataset.clips[c].file));
      if (name != dataset.clips[c].file) clips_of_[name].push_back(c);
    }
  }

  /// By the whole file, else by the clip's name: a list may have other folders and endings.
  std::span<const std::size_t> find(const std::string& listed) const {
    auto found = clips_of_.find(listed);
    if (found == clips_of_.end()) found = clips_of_.find(std::string(analysis::clip_name(listed)));
    return found == clips_of_.end() ? std::span<const std::size_t>() : found->second;
  }

 private:
  std::map<std::string, std::vector<std::size_t>> clips_of_;
};

/// Adds the clips of a list that are in no fold yet.
/// Output     whether there is any.
bool add_list(const ClipNames& clips, const std::vector<std::string>& names,
              const std::string& fold, bool evaluated, SplitClips& split) {
  std::set<std::size_t> known;
  for (const SplitClip& clip : split.clips) known.insert(clip.clip);
  const std::size_t before = split.clips.size();
  for (const std::string& name : names) {
    const auto found = clips.find(name);
    if (found.empty() && evaluated) split.absent.push_back(name);
    for (const std::size_t c : found)
      if (known.insert(c).second) split.clips.push_back({c, split.folds.size(), evaluated});
  }
  if (split.clips.size() == before) return false;
  split.folds.push_back(fold);
  return true;
}

Error without_clips(const Dataset& dataset, const std::string& what, const std::string& instead) {
  return {ErrorKind::BadData, "no clip of " + what + " is in '" + dataset.name + "'; " + instead};
}

Result<SplitClips> filtered_split(const Dataset& dataset, const ClipNames& clips) {
  SplitClips split;
  const bool train = add_list(clips, filtered_train_names(), "train", true, split);
  const bool valid = add_list(clips, filtered_valid_names(), "valid", true, split);
  if (!train && !valid)
    return without_clips(dataset, "the split 'filtered'",
                         "it is one of GTZAN: give --split stratified, random-10 or all");
  return split;
}

Result<SplitClips> listed_split(const Dataset& dataset, const ClipNames& clips,
                                const std::string& path) {
  const Result<std::vector<std::string>> names = read_name_list(path);
  if (!names) return names.error();
  SplitClips split;
  if (!add_list(clips, names.value(), "listed", true, split))
    return without_clips(dataset, path, "name its files as the dataset does");
  std::vector<std::string> others = filtered_train_names();
  for (std::string& name : filtered_valid_names()) others.push_back(std::move(name));
  add_list(clips, others, "others", false, split);
  return split;
}

/// Positions in split.clips, by the clips' genre.
std::map<std::string, std::vector<std::size_t>> by_genre(const Dataset& dataset,
                                                         const SplitClips& split) {
  std::map<std::string, std::vector<std::size_t>> positions;
  for (std::size_t p = 0; p < split.clips.size(); ++p)
    positions[dataset.clips[split.clips[p].clip].genre()].push_back(p);
  return positions;
}

void shuffle(std::vector<std::size_t>& positions, std::mt19937_64& random) {
  for (std::size_t i = positions.size(); i > 1; --i)
    std::swap(positions[i - 1], positions[draw(random, i)]);
}

/// Every readable recording once, without folds.
SplitClips whole(const DatasetCheck& check) {
  SplitClips split;
  split.note = kNotComparable;
  for (std::size_t c = 0; c < check.sounds.size(); ++c)
    if (check.sounds[c] && check.first_of[c] == c) split.clips.push_back({c, 0, true});
  return split;
}

Result<SplitClips> random_split(const Dataset& dataset, const DatasetCheck& check,
                                std::size_t part_count, std::uint64_t seed) {
  SplitClips split = whole(check);
  if (part_count < 2 || part_count > split.clips.size())
    return Error{ErrorKind::Usage, "split 'random-" + std::to_string(part_count) +
                                       "' needs at least 2 folds and at most one per clip (" +
                                       std::to_string(split.clips.size()) + ")"};
  for (std::size_t k = 1; k <= part_count; ++k) split.folds.push_back("part " + std::to_string(k));
  std::mt19937_64 random(seed);
  std::size_t next = 0;  // goes on from genre to genre, so that the parts are of one size
  for (auto& [genre, positions] : by_genre(dataset, split)) {
    std::vector<std::size_t> order = positions;
    shuffle(order, random);
    for (const std::size_t p : order) split.clips[p].fold = next++ % part_count;
  }
  return split;
}

SplitClips stratified_split(const Dataset& dataset, const DatasetCheck& check, std::uint64_t seed) {
  SplitClips split = whole(check);
  split.folds = {"train", "test"};
  for (SplitClip& clip : split.clips) clip.evaluated = false;
  std::mt19937_64 random(seed);
  for (auto& [genre, positions] : by_genre(dataset, split)) {
    std::vector<std::size_t> order = positions;
    shuffle(order, random);
    // Rounded up: a genre of few clips is tested, too.
    order.resize((order.size() + kPartsOfStratified - 1) / kPartsOfStratified);
    for (const std::size_t p : order) split.clips[p] = {split.clips[p].clip, 1, true};
  }
  return split;
}

/// Empty where the name is not "random-" and a number.
std::optional<std::size_t> random_parts(std::string_view name) {
  constexpr std::string_view kRandom = "random-";
  if (!name.starts_with(kRandom)) return std::nullopt;
  name.remove_prefix(kRandom.size());
  std::size_t count = 0;
  const auto [stop, problem] = std::from_chars(name.data(), name.data() + name.size(), count);
  if (problem != std::errc{} || stop != name.data() + name.size()) return std::nullopt;
  return count;
}

Result<SplitClips> split_named(const Dataset& dataset, const DatasetCheck& check,
                               const SplitChoice& choice) {
  const ClipNames clips(dataset, check);
  if (choice.split == "filtered") return filtered_split(dataset, clips);
  if (choice.split == "stratified") return stratified_split(dataset, check, choice.seed);
  if (choice.split == "all") {
    const std::size_t clip_count = whole(check).clips.size();
    const std::size_t part_count = std::clamp<std::size_t>(clip_count, 2, kPartsOfAll);
    return random_split(dataset, check, part_count, choice.seed);
  }
  if (const auto parts = random_parts(choice.split))
    return random_split(dataset, check, *parts, choice.seed);
  std::error_code unknown;
  if (std::filesystem::exists(choice.split, unknown))
    return listed_split(dataset, clips, choice.split);
  const std::vector<std::string> known{"filtered", "stratified", "random-10", "all"};
  return Error{ErrorKind::Usage, "there is no split '" + choice.split +
                                     "' and no file of that name" +
                                     did_you_mean(choice.split, known)};
}

/// Of each recording the first that is evaluated, else the first.
void keep_recordings_once(const DatasetCheck& check, SplitClips& split) {
  std::ranges::sort(split.clips, {},
                    [](const SplitClip& clip) { return std::pair(!clip.evaluated, clip.clip); });
  std::set<std::size_t> kept;
  std::erase_if(split.clips, [&](const SplitClip& clip) {
    return !kept.insert(check.first_of[clip.clip]).second;
  });
  std::ranges::sort(split.clips, {}, &SplitClip::clip);
}

void draw_samples(const Dataset& dataset, std::size_t per_genre, std::uint64_t seed,
                  SplitClips& split) {
  std::mt19937_64 random(seed);
  for (auto& [genre, positions] : by_genre(dataset, split)) {
    std::vector<std::size_t> order = positions;
    std::erase_if(order, [&](std::size_t p) { return !split.clips[p].evaluated; });
    shuffle(order, random);
    for (std::size_t i = per_genre; i < order.size(); ++i) split.clips[order[i]].evaluated = false;
  }
}

std::size_t evaluated_genre_count(const Dataset& dataset, const SplitClips& split) {
  std::set<std::string> genres;
  for (const SplitClip& clip : split.clips)
    if (clip.evaluated) genres.insert(dataset.clips[clip.clip].genre());
  return genres.size();
}

}  // namespace

Result<SplitClips> choose_split(const Dataset& dataset, const DatasetCheck& check,
                                const SplitChoice& choice) {
  if (choice.samples_per_genre == 0u)
    return Error{ErrorKind::Usage, "--samples-per-genre needs a number above 0, or all"};
  Result<SplitClips> split = split_named(dataset, check, choice);
  if (!split) return split.error();
  split.value().name = choice.split;
  keep_recordings_once(check, split.value());
  if (evaluated_genre_count(dataset, split.value()) < 2)
    return Error{ErrorKind::BadData, "split '" + choice.split + "' of '" + dataset.name +
                                         "' has readable clips of fewer than two genres; choose "
                                         "another split"};
  if (choice.samples_per_genre)
    draw_samples(dataset, *choice.samples_per_genre, choice.seed, split.value());
  return split;
}

}  // namespace airmark::tools
