#include "tools/evaluation/dataset/dataset_findings.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <map>
#include <numeric>
#include <set>

#include "analysis/classify/training_clip.h"
#include "analysis/vocabulary/genres.h"
#include "tools/evaluation/dataset/gtzan_clips.h"

namespace airmark::tools {
namespace {

std::string name_of(const Clip& clip) { return std::string(analysis::clip_name(clip.file)); }

std::string seconds(double duration_s) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%.1f s", duration_s);
  return text.data();
}

/// Makes two clips, and all that are with them, one recording.
void join(std::size_t one, std::size_t other, std::vector<std::size_t>& first_of) {
  const std::size_t first = std::min(first_of[one], first_of[other]);
  const std::size_t later = std::max(first_of[one], first_of[other]);
  std::ranges::replace(first_of, later, first);
}

/// Why a clip is taken for the recording of an earlier one.
FindingKind reason_of(const Dataset& dataset, const DatasetCheck& check, std::size_t clip) {
  const std::string name = name_of(dataset.clips[clip]);
  FindingKind reason = FindingKind::SameRecording;
  for (std::size_t c = 0; c < clip; ++c) {
    if (check.first_of[c] != check.first_of[clip]) continue;
    if (check.sounds[c]->sha256 == check.sounds[clip]->sha256) return FindingKind::SameSound;
    if (name_of(dataset.clips[c]) == name) reason = FindingKind::SameName;
  }
  return reason;
}

DatasetFinding failure_of(const Clip& clip, const Error& failure) {
  const bool missing = failure.kind == ErrorKind::NotFound;
  DatasetFinding finding{missing ? FindingKind::Missing : FindingKind::Unreadable, clip.file,
                         failure.message};
  if (!missing && name_of(clip) == kGtzanBrokenClip)
    finding.detail += " (it is broken in a common copy of GTZAN)";
  return finding;
}

void add_gtzan_findings(const Clip& clip, const SoundChecksum& sound,
                        std::vector<DatasetFinding>& findings) {
  if (sound.sample_rate_hz != kGtzanRateHz)
    findings.push_back({FindingKind::WrongRate, clip.file,
                        std::to_string(std::lround(sound.sample_rate_hz)) + " Hz"});
  if (sound.duration_s() < kGtzanShortestS)
    findings.push_back({FindingKind::TooShort, clip.file, seconds(sound.duration_s())});
  if (sound.duration_s() > kGtzanLongestS)
    findings.push_back({FindingKind::TooLong, clip.file, seconds(sound.duration_s())});
}

void add_incomplete(const Dataset& dataset, std::vector<DatasetFinding>& findings) {
  std::set<std::string> names;
  for (const Clip& clip : dataset.clips) names.insert(name_of(clip));
  const bool broken_is_here = names.contains(std::string(kGtzanBrokenClip));
  for (const std::string& genre : genre_identifiers()) {
    const auto count = static_cast<std::size_t>(std::ranges::count_if(
        names, [&](const auto& n) { return is_gtzan_name(n) && n.starts_with(genre + "."); }));
    if (count == kGtzanClipsPerGenre) continue;
    std::string detail = std::to_string(count) + " of 100";
    if (kGtzanBrokenClip.starts_with(genre) && !broken_is_here)
      detail += ", without " + std::string(kGtzanBrokenClip);
    findings.push_back({FindingKind::Incomplete, genre, detail});
  }
}

}  // namespace

std::vector<std::size_t> first_of_each_recording(
    const Dataset& dataset, std::span<const std::optional<SoundChecksum>> sounds) {
  std::vector<std::size_t> first_of(sounds.size());
  std::iota(first_of.begin(), first_of.end(), std::size_t{0});
  std::map<std::string, std::size_t, std::less<>> sound_of, named;
  for (std::size_t c = 0; c < sounds.size(); ++c) {
    if (!sounds[c]) continue;
    join(sound_of.emplace(sounds[c]->sha256, c).first->second, c, first_of);
    const std::string name = name_of(dataset.clips[c]);
    if (is_gtzan_name(name)) join(named.emplace(name, c).first->second, c, first_of);
  }
  for (const auto& [one, other] : kGtzanSameRecordings)
    if (const auto a = named.find(one), b = named.find(other); a != named.end() && b != named.end())
      join(a->second, b->second, first_of);
  return first_of;
}

std::vector<DatasetFinding> dataset_findings(const Dataset& dataset, const DatasetCheck& check,
                                             std::span<const std::optional<Error>> failures) {
  std::vector<DatasetFinding> findings;
  const bool gtzan = is_gtzan(dataset);
  for (std::size_t c = 0; c < dataset.clips.size(); ++c) {
    const Clip& clip = dataset.clips[c];
    if (failures[c]) findings.push_back(failure_of(clip, *failures[c]));
    if (!check.sounds[c]) continue;
    if (check.first_of[c] != c)
      findings.push_back({reason_of(dataset, check, c), clip.file,
                          "of '" + dataset.clips[check.first_of[c]].file + "'"});
    if (gtzan) add_gtzan_findings(clip, *check.sounds[c], findings);
  }
  if (gtzan) add_incomplete(dataset, findings);
  std::ranges::stable_sort(findings, {}, &DatasetFinding::kind);
  return findings;
}

}  // namespace airmark::tools
