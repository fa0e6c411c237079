#include "analysis/tonality/key_model.h"

#include <gtest/gtest.h>

#include <random>

#include "analysis/tonality/note_peaks.h"
#include "tests/support/chord_signals.h"
#include "tests/support/signals.h"

namespace airmark::analysis {
namespace {

using testing::major_triad;
using testing::minor_triad;
using testing::played;

KeyEvidence evidence_of(std::span<const float> samples) {
  NotePeaks peaks;
  peaks.measure(samples);
  RegisterChroma chroma;
  chroma.measure(peaks);
  return key_evidence(chroma);
}

double of_chord(const KeyEvidence& evidence, EvidenceKind kind, std::size_t root) {
  return evidence.logs[static_cast<std::size_t>(kind)][root];
}

KeyEvidence random_evidence() {
  std::mt19937 generator(5);
  std::normal_distribution<double> value;
  KeyEvidence evidence;
  for (PitchClasses& row : evidence.logs)
    for (double& log : row) log = value(generator);
  return evidence;
}

constexpr std::array kKinds{EvidenceKind::Major, EvidenceKind::Minor, EvidenceKind::Seventh,
                            EvidenceKind::MinorSeventh};

TEST(KeyEvidence, OneChordIsTheOneThatStandsOut) {
  const std::array<testing::Notes, 4> chords{major_triad(2), minor_triad(2),
                                             testing::Notes{38, 50, 54, 57, 60},
                                             testing::Notes{38, 50, 53, 57, 60}};
  for (std::size_t i = 0; i < chords.size(); ++i) {
    const KeyEvidence evidence = evidence_of(played({chords[i]}, 6.0));
    for (const EvidenceKind kind : kKinds)
      for (std::size_t root = 0; root < 12; ++root)
        if (kind != kKinds[i] || root != 2) {
          EXPECT_GT(of_chord(evidence, kKinds[i], 2), of_chord(evidence, kind, root) + 1.0)
              << "chord " << i << ", root " << root;
        }
  }
}

TEST(KeyEvidence, BassIsTheLowestNote) {
  const KeyEvidence evidence = evidence_of(played({{33, 60, 64, 67}}, 6.0));
  const PitchClasses& bass = evidence.logs[static_cast<std::size_t>(EvidenceKind::Bass)];
  for (std::size_t c = 0; c < 12; ++c)
    if (c != 9) {
      EXPECT_GT(bass[9], bass[c] + 1.0);
    }
}

TEST(KeyEvidence, SilenceSaysNothing) {
  const KeyEvidence evidence = evidence_of(std::vector<float>(66150));
  for (const PitchClasses& row : evidence.logs)
    for (const double log : row) EXPECT_EQ(log, 0.0);
  EXPECT_EQ(evidence.heard_class_count, 0);
}

TEST(KeyEvidence, CountsPitchClasses) {
  std::vector<float> samples(44100);
  int class_count = 0;
  for (const double frequency_hz : {110.0, 220.0, 261.63, 329.63, 440.0}) {  // A A C E A
    const auto sine = testing::sine(frequency_hz, 2.0, kAnalysisRateHz, 0.1);
    for (std::size_t n = 0; n < samples.size(); ++n) samples[n] += sine[n];
    if (frequency_hz != 220.0 && frequency_hz != 440.0) ++class_count;
    EXPECT_EQ(evidence_of(samples).heard_class_count, class_count) << frequency_hz;
  }
}

TEST(KeyEvidence, MoreOfTheSameSaysMore) {
  const auto chord = [](int seconds) {
    return of_chord(evidence_of(played(testing::repeated({major_triad(0)}, seconds), 1.0)),
                    EvidenceKind::Major, 0);
  };
  EXPECT_GT(chord(3), 0.0);
  EXPECT_GT(chord(10), chord(3) + 0.5);
  EXPECT_GT(chord(30), chord(10) + 0.5);
}

TEST(KeyBeliefs, AddUpToOne) {
  const KeyBeliefs beliefs(random_evidence());
  double sum = 0.0;
  for (const Mode mode : {Mode::Major, Mode::Minor})
    for (int tonic = 0; tonic < 12; ++tonic) sum += beliefs.of({tonic, mode});
  EXPECT_NEAR(sum, 1.0, 1e-12);
}

TEST(KeyBeliefs, TurnWithTheEvidence) {
  const KeyEvidence evidence = random_evidence();
  const KeyBeliefs beliefs(evidence);
  for (int semitones = 1; semitones < 12; ++semitones) {
    KeyEvidence turned;
    for (std::size_t kind = 0; kind < kEvidenceKindCount; ++kind)
      for (std::size_t c = 0; c < 12; ++c)
        turned.logs[kind][(c + static_cast<std::size_t>(semitones)) % 12] = evidence.logs[kind][c];
    const KeyBeliefs turned_beliefs(turned);
    const Key key = beliefs.likeliest();
    EXPECT_EQ(turned_beliefs.likeliest(), (Key{(key.tonic + semitones) % 12, key.mode}));
    EXPECT_NEAR(turned_beliefs.of(turned_beliefs.likeliest()), beliefs.of(key), 1e-14);
    EXPECT_NEAR(turned_beliefs.majorness(), beliefs.majorness(), 1e-14);
  }
}

TEST(KeyBeliefs, NoEvidenceFavoursNoTonic) {
  const KeyBeliefs beliefs(KeyEvidence{});
  for (int tonic = 1; tonic < 12; ++tonic) {
    EXPECT_EQ(beliefs.of({tonic, Mode::Major}), beliefs.of({0, Mode::Major}));
    EXPECT_EQ(beliefs.of({tonic, Mode::Minor}), beliefs.of({0, Mode::Minor}));
  }
}

TEST(KeyBeliefs, NoiseIsInNoKey) {
  for (const double duration_s : {3.0, 30.0}) {
    const KeyBeliefs beliefs(evidence_of(testing::white_noise(duration_s, kAnalysisRateHz)));
    EXPECT_LT(beliefs.of(beliefs.likeliest()), 0.2);
  }
}

}  // namespace
}  // namespace airmark::analysis
