#pragma once

#include <array>
#include <cstddef>

#include "analysis/vocabulary/feature_spec.h"

namespace airmark {

/// The 103 values for training other models: 9 of time, 46 of the spectrum, 38 of harmony, 4 of
/// rhythm, 6 of the waveform. Of a run of values that only differ in a number or a pitch, the first
/// is an enumerator; the others follow it.
enum class Mir103 : std::size_t {
  // time
  ZeroCrossingRateMean = 0,
  ZeroCrossingRateStd,
  RmsMean,
  RmsStd,
  EnergyEntropy,
  LowEnergyRate,
  CrestFactor,
  TemporalCentroid,
  AttackDecayBalance,
  // spectrum
  CentroidMean,
  CentroidStd,
  BandwidthMean,
  BandwidthStd,
  RolloffMean,
  RolloffStd,
  FlatnessMean,
  FlatnessStd,
  FluxMean,
  FluxStd,
  SkewnessMean,
  KurtosisMean,
  SpectralCrestMean,
  Contrast1Mean,
  Mfcc1Mean = Contrast1Mean + 7,
  Mfcc1DeltaStd = Mfcc1Mean + 13,
  // harmony
  ChromaCMean = Mfcc1DeltaStd + 13,
  ChromaCStd = ChromaCMean + 12,
  Tonnetz1Mean = ChromaCStd + 12,
  Tonnetz1Std = Tonnetz1Mean + 6,
  Tuning = Tonnetz1Std + 6,
  HarmonicRatio,
  // rhythm
  Tempo,
  OnsetStrengthMean,
  OnsetStrengthStd,
  TempogramPeak,
  // waveform
  SampleMean,
  SampleStd,
  SampleSkewness,
  SampleKurtosis,
  SampleAbsoluteMean,
  SamplePeak
};

inline constexpr std::size_t kMir103Count = 103;

/// MFCCs of which mir103 and embedding45 keep values.
inline constexpr std::size_t kFewMfccCount = 13;

extern const std::array<FeatureSpec, kMir103Count> kMir103Table;

/// One window's values in table order.
using Mir103Values = std::array<double, kMir103Count>;

constexpr double value_of(const Mir103Values& values, Mir103 which) noexcept {
  return values[static_cast<std::size_t>(which)];
}

}  // namespace airmark
