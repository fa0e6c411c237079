// Compares the measured tempo of the annotated GTZAN clips with the annotation: a table by split
// and genre, and whether the confidence can be believed. AIRMARK_DATA names the data folder. With
// --evidence it prints instead what fit_tempo_weights.py learns from.

#include <array>
#include <cmath>
#include <cstdio>
#include <map>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/rhythm/rhythm_meter.h"
#include "analysis/summary/window_frames.h"
#include "bench/clip_sound.h"
#include "tests/support/annotations.h"
#include "tests/support/tempo_score.h"
#include "tests/support/test_data.h"

namespace airmark::bench {
namespace {

using analysis::Rhythm;
using testing::AnnotatedClip;

struct Answer {
  AnnotatedClip clip;
  Rhythm rhythm;
  double librosa_bpm = 0.0;
};

/// Shares of right answers; no answer is a wrong one.
struct Tally {
  int clip_count = 0;
  int same = 0;
  int related = 0;
  int among = 0;  ///< A candidate is right.
  int librosa_same = 0;
  int librosa_related = 0;

  void add(const Answer& answer) {
    const double truth = answer.clip.tempo_bpm.value();
    const double bpm = answer.rhythm.tempo_bpm.value_or(0.0);
    ++clip_count;
    same += testing::is_same_tempo(bpm, truth);
    related += testing::is_related_tempo(bpm, truth);
    librosa_same += testing::is_same_tempo(answer.librosa_bpm, truth);
    librosa_related += testing::is_related_tempo(answer.librosa_bpm, truth);
    bool is_among = false;
    for (const TempoCandidate& candidate : answer.rhythm.candidates)
      is_among = is_among || testing::is_same_tempo(candidate.bpm, truth);
    among += is_among;
  }

  void print(const std::string& name) const {
    const auto share = [this](int count) { return static_cast<double>(count) / clip_count; };
    std::printf("%-16s %5d  %5.3f %5.3f %9.3f    %5.3f %5.3f\n", name.c_str(), clip_count,
                share(same), share(related), share(among), share(librosa_same),
                share(librosa_related));
  }
};

std::vector<AnnotatedClip> clips_with_tempo() {
  const auto folder = testing::test_data_folder();
  if (!folder)
    throw std::runtime_error("AIRMARK_DATA does not name the folder with the GTZAN clips");
  std::vector<AnnotatedClip> clips = testing::read_annotated_clips(*folder);
  std::erase_if(clips, [](const auto& clip) { return !clip.tempo_bpm; });
  return clips;
}

void print_table(const std::vector<Answer>& answers) {
  std::map<std::string, Tally> tallies;
  for (const Answer& answer : answers) {
    tallies["all"].add(answer);
    tallies["all " + answer.clip.genre].add(answer);
    tallies[answer.clip.split].add(answer);
    tallies[answer.clip.split + ' ' + answer.clip.genre].add(answer);
  }
  std::puts("                 clips   Acc1  Acc2 candidate   librosa's Acc1, Acc2");
  for (const auto& [name, tally] : tallies) tally.print(name);
}

/// Fifths of the confidence beside the share of right answers in them.
void print_confidence(const std::vector<Answer>& answers, std::string_view split) {
  std::printf("\n%s: confidence, share right, clips:", std::string(split).c_str());
  for (int fifth = 0; fifth < 5; ++fifth) {
    double sum = 0.0;
    int right = 0;
    int count = 0;
    for (const Answer& answer : answers) {
      const double confidence = answer.rhythm.tempo_confidence;
      if (answer.clip.split != split || std::min(static_cast<int>(confidence * 5.0), 4) != fifth)
        continue;
      sum += confidence;
      right += testing::is_same_tempo(answer.rhythm.tempo_bpm.value_or(0.0),
                                      answer.clip.tempo_bpm.value());
      ++count;
    }
    if (count > 0)
      std::printf("  %.2f %.2f %d", sum / count, static_cast<double>(right) / count, count);
  }
  std::puts("");
}

/// The whole clip, its halves and its thirds.
void print_evidence(const AnnotatedClip& clip, std::span<const float> samples) {
  analysis::WindowFrames frames;
  analysis::RhythmMeter meter;
  const std::size_t half = samples.size() / 2;
  const std::size_t third = samples.size() / 3;
  const std::array parts{samples,
                         samples.first(half),
                         samples.last(half),
                         samples.first(third),
                         samples.subspan(third, third),
                         samples.last(third)};
  for (std::size_t part = 0; part < parts.size(); ++part) {
    frames.measure(parts[part]);
    meter.measure(frames.mel_decibels());
    for (const analysis::RhythmMeter::Way& way : meter.ways()) {
      std::printf("%s,%s,%s,%zu,%.7g,%.7g", clip.clip.c_str(), clip.genre.c_str(),
                  clip.split.c_str(), part, clip.tempo_bpm.value(), way.bpm);
      for (const double value : way.evidence) std::printf(",%.7g", value);
      std::puts("");
    }
  }
}

int run(bool evidence_only) {
  analysis::WindowFrames frames;
  analysis::RhythmMeter meter;
  std::vector<Answer> answers;
  for (const AnnotatedClip& clip : clips_with_tempo()) {
    const std::vector<float> samples = read_clip_sound(clip.sound);
    if (evidence_only) {
      print_evidence(clip, samples);
      continue;
    }
    frames.measure(samples);
    answers.push_back({clip, meter.measure(frames.mel_decibels()), frames.tempo_bpm()});
  }
  if (evidence_only) return 0;
  print_table(answers);
  print_confidence(answers, "train");
  print_confidence(answers, "valid");
  return 0;
}

}  // namespace
}  // namespace airmark::bench

int main(int argument_count, char** arguments) try {
  const std::vector<std::string_view> words(arguments + 1, arguments + argument_count);
  if (words.empty()) return airmark::bench::run(false);
  if (words.size() == 1 && words[0] == "--evidence") return airmark::bench::run(true);
  std::fputs("usage: tempo_accuracy [--evidence]\n", stderr);
  return 2;
} catch (const std::exception& fault) {
  std::fprintf(stderr, "%s\n", fault.what());
  return 1;
}
