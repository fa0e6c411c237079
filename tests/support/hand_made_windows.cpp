#include "tests/support/hand_made_windows.h"

#include <initializer_list>
#include <limits>
#include <utility>

namespace airmark::testing {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

using Table = std::initializer_list<std::pair<Gtzan58, double>>;
using Heard = std::initializer_list<std::pair<Musical, std::optional<double>>>;

/// The ordinary song with other numbers.
WindowAnalysis song_with(const Table& table, const Heard& heard, const Loudness& loudness,
                         std::vector<TempoCandidate> tempi, std::optional<Key> key) {
  WindowAnalysis analysis = ordinary_song();
  for (const auto& [which, value] : table) set(analysis, which, value);
  for (const auto& [which, value] : heard) set(analysis, which, value);
  analysis.loudness = loudness;
  analysis.tempo_candidates = std::move(tempi);
  analysis.key = key;
  return analysis;
}

/// What there is without a beat.
void remove_beat(WindowAnalysis& analysis) {
  for (const Musical which : {Musical::TempoBpm, Musical::TempoConfidence, Musical::SwingRatio,
                              Musical::OffbeatEmphasis, Musical::BackbeatEmphasis})
    set(analysis, which, std::nullopt);
  analysis.tempo_candidates.clear();
}

WindowAnalysis loud_and_distorted() {
  return song_with({{Gtzan58::ChromaMean, 0.49},
                    {Gtzan58::RmsMean, 0.24},
                    {Gtzan58::RmsVariance, 0.0016},
                    {Gtzan58::CentroidMean, 2810.0},
                    {Gtzan58::CentroidVariance, 202500.0},
                    {Gtzan58::RolloffMean, 5230.0},
                    {Gtzan58::ZeroCrossingRateMean, 0.16},
                    {Gtzan58::PerceptrVariance, 0.007},
                    {Gtzan58::Tempo, 161.5}},
                   {{Musical::TempoBpm, 142.2},
                    {Musical::TempoConfidence, 0.91},
                    {Musical::PulseClarity, 0.46},
                    {Musical::OnsetRate, 5.1},
                    {Musical::SwingRatio, 1.04},
                    {Musical::BackbeatEmphasis, 0.69},
                    {Musical::KeyClarity, 0.84},
                    {Musical::Majorness, -0.81},
                    {Musical::HarmonicChangeRate, 0.21},
                    {Musical::BassWeight, 0.11},
                    {Musical::Percussiveness, 0.37},
                    {Musical::VoiceLikeness, 0.15},
                    {Musical::Distortion, 0.61},
                    {Musical::DynamicRange, 1.6}},
                   {-8.7, 1.9, 0.4}, {{142.2, 0.9}, {71.1, 0.1}}, Key{4, Mode::Minor});
}

WindowAnalysis quiet_strings() {
  WindowAnalysis analysis = song_with({{Gtzan58::ChromaMean, 0.24},
                                       {Gtzan58::RmsMean, 0.02},
                                       {Gtzan58::RmsVariance, 0.00018},
                                       {Gtzan58::CentroidMean, 1210.0},
                                       {Gtzan58::CentroidVariance, 52900.0},
                                       {Gtzan58::BandwidthMean, 1480.0},
                                       {Gtzan58::RolloffMean, 2150.0},
                                       {Gtzan58::ZeroCrossingRateMean, 0.05},
                                       {Gtzan58::PerceptrVariance, 0.0003},
                                       {Gtzan58::Tempo, 89.1}},
                                      {{Musical::PulseClarity, 0.06},
                                       {Musical::OnsetRate, 1.6},
                                       {Musical::KeyClarity, 0.93},
                                       {Musical::Majorness, 0.91},
                                       {Musical::HarmonicChangeRate, 0.64},
                                       {Musical::BassWeight, 0.09},
                                       {Musical::Percussiveness, 0.02},
                                       {Musical::VoiceLikeness, 0.04},
                                       {Musical::Vibrato, 0.41},
                                       {Musical::Distortion, 0.03},
                                       {Musical::DynamicRange, 17.3}},
                                      {-33.2, 14.8, -15.9}, {}, Key{2, Mode::Major});
  remove_beat(analysis);
  return analysis;
}

WindowAnalysis swinging_trio() {
  return song_with({{Gtzan58::ChromaMean, 0.29}, {Gtzan58::CentroidMean, 1490.0}},
                   {{Musical::TempoBpm, 184.0},
                    {Musical::TempoConfidence, 0.67},
                    {Musical::PulseClarity, 0.24},
                    {Musical::OnsetRate, 4.5},
                    {Musical::SwingRatio, 1.62},
                    {Musical::KeyClarity, 0.44},
                    {Musical::Majorness, -0.25},
                    {Musical::HarmonicChangeRate, 1.6},
                    {Musical::Percussiveness, 0.11},
                    {Musical::VoiceLikeness, 0.09},
                    {Musical::DynamicRange, 9.6}},
                   {-22.5, 8.1, -7.7}, {{184.0, 0.6}, {92.0, 0.3}, {122.7, 0.1}},
                   Key{5, Mode::Minor});
}

WindowAnalysis chords_off_the_beat() {
  return song_with({{Gtzan58::CentroidVariance, 1040400.0}},
                   {{Musical::TempoBpm, 74.6},
                    {Musical::TempoConfidence, 0.62},
                    {Musical::PulseClarity, 0.49},
                    {Musical::OnsetRate, 3.9},
                    {Musical::SwingRatio, 1.31},
                    {Musical::OffbeatEmphasis, 0.54},
                    {Musical::BackbeatEmphasis, 0.61},
                    {Musical::KeyClarity, 0.71},
                    {Musical::Majorness, 0.33},
                    {Musical::HarmonicChangeRate, 0.7},
                    {Musical::BassWeight, 0.66},
                    {Musical::VoiceLikeness, 0.38}},
                   {-16.9, 4.4, -3.0}, {{74.6, 0.5}, {149.3, 0.42}, {112.0, 0.08}},
                   Key{10, Mode::Major});
}

WindowAnalysis shuffle_between_the_modes() {
  return song_with({{Gtzan58::ChromaMean, 0.31}, {Gtzan58::BandwidthMean, 1900.0}},
                   {{Musical::TempoBpm, 112.0},
                    {Musical::TempoConfidence, 0.88},
                    {Musical::PulseClarity, 0.41},
                    {Musical::OnsetRate, 4.0},
                    {Musical::SwingRatio, 2.04},
                    {Musical::BackbeatEmphasis, 0.63},
                    {Musical::KeyClarity, 0.22},
                    {Musical::Majorness, -0.31},
                    {Musical::TuningCents, -23.0},
                    {Musical::HarmonicChangeRate, 0.5},
                    {Musical::VoiceLikeness, 0.52},
                    {Musical::Vibrato, 0.22},
                    {Musical::Distortion, 0.42}},
                   {-18.2, 6.0, -5.1}, {{112.0, 1.0}}, std::nullopt);
}

WindowAnalysis dance_floor() {
  WindowAnalysis analysis = song_with({{Gtzan58::ChromaMean, 0.44},
                                       {Gtzan58::CentroidMean, 3120.0},
                                       {Gtzan58::RmsMean, 0.26},
                                       {Gtzan58::BandwidthMean, 3010.0}},
                                      {{Musical::TempoBpm, 128.0},
                                       {Musical::TempoConfidence, 0.97},
                                       {Musical::PulseClarity, 0.62},
                                       {Musical::OnsetRate, 5.4},
                                       {Musical::SwingRatio, 1.0},
                                       {Musical::KeyClarity, 0.62},
                                       {Musical::Majorness, -0.66},
                                       {Musical::TuningCents, 31.0},
                                       {Musical::HarmonicChangeRate, 0.1},
                                       {Musical::BassWeight, 0.48},
                                       {Musical::Percussiveness, 0.55},
                                       {Musical::VoiceLikeness, 0.16},
                                       {Musical::DynamicRange, 2.4},
                                       {Musical::StereoWidth, 0.46},
                                       {Musical::StereoCorrelation, 0.11}},
                                      {-9.1, 3.3, 0.9}, {{128.0, 1.0}}, Key{6, Mode::Minor});
  analysis.source_channel_count = 2;
  return analysis;
}

WindowAnalysis unsure_of_everything() {
  return song_with({},
                   {{Musical::TempoBpm, 97.0},
                    {Musical::TempoConfidence, 0.41},
                    {Musical::PulseClarity, 0.16},
                    {Musical::KeyClarity, 0.47},
                    {Musical::VoiceLikeness, 0.13},
                    {Musical::Majorness, 0.04}},
                   {-19.0, 6.0, -4.0}, {{97.0, 0.6}, {64.0, 0.2}, {194.0, 0.2}},
                   Key{8, Mode::Major});
}

WindowAnalysis twos_against_threes() {
  return song_with({},
                   {{Musical::TempoBpm, 60.0},
                    {Musical::TempoConfidence, 0.5},
                    {Musical::KeyClarity, 0.81},
                    {Musical::StereoWidth, 0.01},
                    {Musical::StereoCorrelation, 0.98}},
                   {-19.0, 6.0, -4.0}, {{60.0, 0.45}, {90.0, 0.4}, {120.0, 0.15}},
                   Key{0, Mode::Major});
}

WindowAnalysis fast_or_half() {
  return song_with({}, {{Musical::TempoBpm, 171.8}, {Musical::TempoConfidence, 0.55}},
                   {-12.0, 6.0, -4.0}, {{171.8, 0.55}, {85.9, 0.45}}, std::nullopt);
}

/// The longest description there is.
WindowAnalysis everything_at_once() {
  WindowAnalysis analysis = song_with(
      {},
      {{Musical::TempoBpm, 124.4},
       {Musical::TempoConfidence, 0.4},
       {Musical::PulseClarity, 0.44},
       {Musical::SwingRatio, 1.92},
       {Musical::OffbeatEmphasis, 0.52},
       {Musical::BackbeatEmphasis, 0.71},
       {Musical::KeyClarity, 0.67},
       {Musical::TuningCents, -27.0},
       {Musical::BassWeight, 0.44},
       {Musical::Vibrato, 0.37},
       {Musical::Distortion, 0.53},
       {Musical::Percussiveness, 0.31},
       {Musical::StereoWidth, 0.24},
       {Musical::StereoCorrelation, 0.31}},
      {-13.3, 12.1, -10.2}, {{124.4, 0.5}, {248.8, 0.4}, {186.6, 0.1}}, Key{6, Mode::Minor});
  analysis.source_channel_count = 2;
  return analysis;
}

WindowAnalysis without_beat_and_loudness() {
  WindowAnalysis analysis = ordinary_song();
  remove_beat(analysis);
  analysis.loudness.reset();
  return analysis;
}

WindowAnalysis extreme() {
  WindowAnalysis analysis = song_with({{Gtzan58::ChromaMean, 1.0},
                                       {Gtzan58::RmsMean, 3.98},
                                       {Gtzan58::RmsVariance, 40.0},
                                       {Gtzan58::CentroidMean, 0.0},
                                       {Gtzan58::CentroidVariance, 0.0},
                                       {Gtzan58::ZeroCrossingRateMean, 1.0},
                                       {Gtzan58::HarmonyVariance, 0.0},
                                       {Gtzan58::Tempo, 319.9}},
                                      {{Musical::TempoBpm, 300.0},
                                       {Musical::TempoConfidence, 1.0},
                                       {Musical::OnsetRate, 22.0},
                                       {Musical::SwingRatio, 4.0},
                                       {Musical::BackbeatEmphasis, 1.0},
                                       {Musical::OffbeatEmphasis, 1.0},
                                       {Musical::TuningCents, -50.0},
                                       {Musical::BassWeight, 1.0},
                                       {Musical::Percussiveness, 1.0},
                                       {Musical::DynamicRange, 60.0}},
                                      {11.96, 0.0, kInfinity}, {{300.0, 1.0}}, Key{1, Mode::Minor});
  analysis.gtzan58[mfcc_mean_index(1)] = -kInfinity;
  return analysis;
}

WindowAnalysis silence() {
  WindowAnalysis analysis;
  analysis.window = {0, 30 * kAnalysisRateHz, kAnalysisRateHz};
  return analysis;
}

}  // namespace

void set(WindowAnalysis& analysis, Gtzan58 which, double value) {
  analysis.gtzan58[static_cast<std::size_t>(which)] = value;
}

void set(WindowAnalysis& analysis, Musical which, std::optional<double> value) {
  analysis.musical[static_cast<std::size_t>(which)] = value;
}

WindowAnalysis row_of_a_table() {
  WindowAnalysis analysis;
  analysis.audible_ratio = 0.99;
  analysis.window = {0, 30 * kAnalysisRateHz, kAnalysisRateHz};
  for (const auto& [which, value] : Table{{Gtzan58::ChromaMean, 0.38},
                                          {Gtzan58::RmsMean, 0.13},
                                          {Gtzan58::RmsVariance, 0.0023},
                                          {Gtzan58::CentroidMean, 2120.0},
                                          {Gtzan58::CentroidVariance, 360000.0},
                                          {Gtzan58::BandwidthMean, 2160.0},
                                          {Gtzan58::RolloffMean, 4490.0},
                                          {Gtzan58::ZeroCrossingRateMean, 0.09},
                                          {Gtzan58::HarmonyVariance, 0.012},
                                          {Gtzan58::PerceptrVariance, 0.004},
                                          {Gtzan58::Tempo, 117.45}})
    set(analysis, which, value);
  return analysis;
}

WindowAnalysis ordinary_song() {
  WindowAnalysis analysis = row_of_a_table();
  for (const auto& [which, value] : Heard{{Musical::TempoBpm, 117.45},
                                          {Musical::TempoConfidence, 0.86},
                                          {Musical::PulseClarity, 0.33},
                                          {Musical::OnsetRate, 3.7},
                                          {Musical::SwingRatio, 1.06},
                                          {Musical::OffbeatEmphasis, 0.36},
                                          {Musical::BackbeatEmphasis, 0.6},
                                          {Musical::KeyClarity, 0.66},
                                          {Musical::Majorness, 0.64},
                                          {Musical::TuningCents, 4.0},
                                          {Musical::HarmonicChangeRate, 1.1},
                                          {Musical::BassWeight, 0.27},
                                          {Musical::Percussiveness, 0.21},
                                          {Musical::VoiceLikeness, 0.31},
                                          {Musical::Vibrato, 0.06},
                                          {Musical::Distortion, 0.05},
                                          {Musical::SpectralFlatness, 0.02},
                                          {Musical::DynamicRange, 5.4}})
    set(analysis, which, value);
  analysis.loudness = Loudness{-17.4, 5.2, -3.1};
  analysis.tempo_candidates = {{117.45, 0.85}, {58.7, 0.15}};
  analysis.key = Key{7, Mode::Major};
  return analysis;
}

std::vector<HandMadeWindow> hand_made_windows() {
  return {{"ordinary_song", ordinary_song()},
          {"row_of_a_table", row_of_a_table()},
          {"loud_and_distorted", loud_and_distorted()},
          {"quiet_strings", quiet_strings()},
          {"swinging_trio", swinging_trio()},
          {"chords_off_the_beat", chords_off_the_beat()},
          {"shuffle_between_the_modes", shuffle_between_the_modes()},
          {"dance_floor", dance_floor()},
          {"unsure_of_everything", unsure_of_everything()},
          {"twos_against_threes", twos_against_threes()},
          {"fast_or_half", fast_or_half()},
          {"everything_at_once", everything_at_once()},
          {"without_beat_and_loudness", without_beat_and_loudness()},
          {"extreme", extreme()},
          {"silence", silence()}};
}

}  // namespace airmark::testing
