#include "analysis/summary/musical_summary.h"

#include <optional>

namespace airmark::analysis {
namespace {

std::optional<double>& at(WindowFeatures& features, Musical which) {
  return features.musical[static_cast<std::size_t>(which)];
}

void put(const Rhythm& rhythm, WindowFeatures& features) {
  features.tempo_candidates = rhythm.candidates;
  at(features, Musical::TempoBpm) = rhythm.tempo_bpm;
  if (rhythm.tempo_bpm) at(features, Musical::TempoConfidence) = rhythm.tempo_confidence;
  at(features, Musical::PulseClarity) = rhythm.pulse_clarity;
  at(features, Musical::OnsetRate) = rhythm.onset_rate;
  at(features, Musical::SwingRatio) = rhythm.swing_ratio;
  at(features, Musical::OffbeatEmphasis) = rhythm.offbeat_emphasis;
  at(features, Musical::BackbeatEmphasis) = rhythm.backbeat_emphasis;
}

void put(const Harmony& harmony, WindowFeatures& features) {
  features.key = harmony.key;
  at(features, Musical::KeyClarity) = harmony.key_clarity;
  at(features, Musical::Majorness) = harmony.majorness;
  at(features, Musical::HarmonicChangeRate) = harmony.harmonic_change_rate;
  at(features, Musical::TuningCents) = harmony.tuning_cents;
}

void put(const Timbre& timbre, WindowFeatures& features) {
  at(features, Musical::BassWeight) = timbre.bass_weight;
  at(features, Musical::Percussiveness) = timbre.percussiveness;
  at(features, Musical::VoiceLikeness) = timbre.voice_likeness;
  at(features, Musical::Vibrato) = timbre.vibrato;
  at(features, Musical::Distortion) = timbre.distortion;
  at(features, Musical::SpectralFlatness) = timbre.spectral_flatness;
  at(features, Musical::DynamicRange) = timbre.dynamic_range_db;
}

}  // namespace

void MusicalSummary::measure(std::span<const float> samples, const WindowFrames& frames,
                             WindowFeatures& features) {
  put(rhythm_.measure(frames.mel_decibels()), features);
  put(harmony_.measure(samples, frames.harmonic()), features);
  put(timbre_.measure({frames.magnitudes(), frames.rms(), frames.spectral_flatness(),
                       frames.harmonic(), frames.percussive().energy()}),
      features);
}

}  // namespace airmark::analysis
