// Compares the measured key of the annotated GTZAN clips with the annotation: a table by split and
// genre, and how well the clarity tells right from wrong. AIRMARK_DATA names the data folder. With
// --evidence it prints instead what fit_key_weights.py learns from.

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <map>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/summary/window_frames.h"
#include "analysis/tonality/harmony.h"
#include "bench/clip_sound.h"
#include "tests/support/annotations.h"
#include "tests/support/key_score.h"
#include "tests/support/test_data.h"

namespace airmark::bench {
namespace {

using analysis::Harmony;
using testing::AnnotatedClip;
using testing::KeyRelation;

struct Answer {
  AnnotatedClip clip;
  Harmony harmony;
};

/// One line of the table.
struct Tally {
  std::array<int, 6> relations{};  ///< By KeyRelation.
  int clip_count = 0;

  void add(const Answer& answer) {
    ++clip_count;
    if (answer.harmony.key)
      ++relations[static_cast<std::size_t>(
          testing::relation_of(*answer.harmony.key, *answer.clip.key))];
  }

  /// Mean over all clips; no answer scores 0.
  double mean(double (*score)(KeyRelation) noexcept) const {
    double sum = 0.0;
    for (std::size_t r = 0; r < relations.size(); ++r)
      sum += score(static_cast<KeyRelation>(r)) * relations[r];
    return sum / clip_count;
  }

  void print(const std::string& name) const {
    int answered = 0;
    for (const int count : relations) answered += count;
    std::printf("%-14s %5d %6.3f %8.3f %6.3f", name.c_str(), clip_count, mean(testing::mirex_score),
                mean(testing::mir_eval_score), static_cast<double>(relations[0]) / clip_count);
    for (const int count : relations) std::printf(" %5d", count);
    std::printf(" %5d\n", clip_count - answered);
  }
};

/// Measures windows one after the other.
class Listener {
 public:
  Harmony hear(std::span<const float> samples) {
    frames_.measure(samples);
    const std::clock_t start = std::clock();
    const Harmony harmony = meter_.measure(samples, frames_.harmonic());
    cpu_s_ += static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    return harmony;
  }
  const analysis::KeyEvidence& evidence() const { return meter_.evidence(); }
  double cpu_s() const { return cpu_s_; }  ///< Of the harmony alone, all windows.

 private:
  analysis::WindowFrames frames_;
  analysis::HarmonyMeter meter_;
  double cpu_s_ = 0.0;
};

std::vector<AnnotatedClip> clips_with_key() {
  const auto folder = testing::test_data_folder();
  if (!folder)
    throw std::runtime_error("AIRMARK_DATA does not name the folder with the GTZAN clips");
  std::vector<AnnotatedClip> clips = testing::read_annotated_clips(*folder);
  // The same recording as metal.00058, which is on the list for tests: not to be learned from.
  std::erase_if(clips, [](const auto& clip) { return !clip.key || clip.clip == "rock.00016"; });
  return clips;
}

void print_table(const std::vector<Answer>& answers) {
  std::map<std::string, Tally> tallies;  // "train" before "train blues"
  for (const Answer& answer : answers) {
    tallies[answer.clip.split].add(answer);
    tallies[answer.clip.split + ' ' + answer.clip.genre].add(answer);
  }
  std::puts(
      "               clips  MIREX mir_eval  right  same  5th+  5th- relat paral other  none");
  for (const auto& [name, tally] : tallies) tally.print(name);
}

/// Clips in order of clarity: are the clearest right more often?
void print_clarity(const std::vector<Answer>& answers, std::string_view split) {
  std::vector<std::pair<double, bool>> sorted;
  for (const Answer& answer : answers)
    if (answer.clip.split == split && answer.harmony.key_clarity)
      sorted.emplace_back(*answer.harmony.key_clarity, answer.harmony.key == answer.clip.key);
  std::sort(sorted.begin(), sorted.end());
  std::printf("\n%s: clarity, share of right keys in each third:", std::string(split).c_str());
  for (std::size_t third = 0; third < 3; ++third) {
    double clarity = 0.0;
    double right = 0.0;
    const std::size_t first = third * sorted.size() / 3;
    const std::size_t last = (third + 1) * sorted.size() / 3;
    for (std::size_t i = first; i < last; ++i) {
      clarity += sorted[i].first / static_cast<double>(last - first);
      right += (sorted[i].second ? 1.0 : 0.0) / static_cast<double>(last - first);
    }
    std::printf("  %.2f %.2f", clarity, right);
  }
  double ordered = 0.0;
  double pairs = 0.0;
  for (const auto& low : sorted)
    for (const auto& high : sorted)
      if (!low.second && high.second) {
        pairs += 1.0;
        ordered += high.first > low.first ? 1.0 : high.first == low.first ? 0.5 : 0.0;
      }
  std::printf("  AUC %.3f\n", ordered / pairs);
}

/// One row for the clip and one for each third of it.
void print_evidence(Listener& listener, const AnnotatedClip& clip, std::span<const float> samples) {
  const std::size_t third = samples.size() / 3;
  const std::array parts{samples, samples.first(third), samples.subspan(third, third),
                         samples.last(third)};
  for (std::size_t part = 0; part < parts.size(); ++part) {
    listener.hear(parts[part]);
    std::printf("%s,%s,%zu,%s", clip.clip.c_str(), clip.split.c_str(), part,
                std::string(name_of(*clip.key)).c_str());
    for (const auto& row : listener.evidence().logs)
      for (const double value : row) std::printf(",%.7g", value);
    std::puts("");
  }
}

int run(bool evidence_only) {
  Listener listener;
  std::vector<Answer> answers;
  for (const AnnotatedClip& clip : clips_with_key()) {
    const std::vector<float> samples = read_clip_sound(clip.sound);
    if (evidence_only)
      print_evidence(listener, clip, samples);
    else
      answers.push_back({clip, listener.hear(samples)});
  }
  if (evidence_only) return 0;
  print_table(answers);
  print_clarity(answers, "train");
  print_clarity(answers, "valid");
  std::printf("\n%.2f ms CPU a clip\n",
              1000.0 * listener.cpu_s() / static_cast<double>(answers.size()));
  return 0;
}

}  // namespace
}  // namespace airmark::bench

int main(int argument_count, char** arguments) try {
  const std::vector<std::string_view> words(arguments + 1, arguments + argument_count);
  if (words.empty()) return airmark::bench::run(false);
  if (words.size() == 1 && words[0] == "--evidence") return airmark::bench::run(true);
  std::fputs("usage: key_accuracy [--evidence]\n", stderr);
  return 2;
} catch (const std::exception& fault) {
  std::fprintf(stderr, "%s\n", fault.what());
  return 1;
}
