#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace airmark::analysis {

/// The highest point of the waveform, between the samples as well.
///
/// Method     ITU-R BS.1770-4, annex 2: three points between each two samples, each from the 24
///            samples around it by a windowed sinc (Kaiser, 40 dB) that leaves straight lines
///            straight. Only stretches that could hold the highest point are looked at, so that
///            nothing is missed: a point lies no farther from the straight line between its
///            neighbours than the greatest bend (second difference) around it times a constant,
///            and is no higher than the highest sample around it times another.
/// Input      finite samples at any rate; the crest of a tone up to 0.3 of the rate is met within
///            +0.1 and -0.2 dB (EBU Tech 3341 wants +0.2 and -0.4 dB for its test signals).
/// Output     at least the highest sample, and no more than it below kFewestSamples. The first and
///            last eleven gaps between samples are left out: where a stretch is cut out of its
///            music, a sudden start would overshoot. A stretch may be measured in parts that
///            overlap by kFewestSamples or more.
/// Memory     grows with the longest stretch seen, two floats for 64 samples.
/// Threads    none inside; one instance belongs to one thread.
class TruePeak {
 public:
  TruePeak();

  /// Absolute value, full scale 1: that of the samples or, if it is higher, `highest`, which was
  /// met elsewhere.
  float measure(std::span<const float> samples, float highest = 0.0f);

  /// Below so many samples nothing is looked at between them.
  static constexpr std::size_t kFewestSamples = 66;

  static constexpr std::size_t kTaps = 24;
  static constexpr std::size_t kBlockSamples = 64;

  /// The points at 1/4 and 3/4 have the same weights, in opposite order: half their sum weighs sums
  /// of samples at the same distance, half their difference differences.
  struct Weights {
    std::array<float, kTaps / 2> quarters_sum;
    std::array<float, kTaps / 2> quarters_difference;
    std::array<float, kTaps / 2> middle;
  };

  /// What is known of kBlockSamples before it is looked between them.
  struct Block {
    float peak;  ///< The highest sample.
    float bend;  ///< The greatest second difference.
  };

 private:
  void measure_blocks(std::span<const float> samples);
  bool may_exceed(std::size_t block, float highest) const noexcept;

  Weights weights_;
  float gain_per_peak_;
  float gain_per_bend_;
  std::vector<Block> blocks_;  // of kBlockSamples each
};

}  // namespace airmark::analysis
