#pragma once

#include <cstddef>
#include <vector>

#include "analysis/spectrum/lanes.h"

/// Discrete Fourier transforms of sixteen frames side by side, one lane per frame.
///
/// Method     2048 real samples are transformed as 1024 complex ones, even samples real and odd
/// ones
///            imaginary (Cooley, Lewis & Welch 1970), those as (4 x 8) x (4 x 8) by decimation in
///            frequency (Cooley & Tukey 1965), in double. No number ever changes its lane, nothing
///            is shuffled, and every instruction set computes the same bits.
/// Threads    none inside; a TransformWork belongs to one call at a time.
namespace airmark::analysis::kernels {

/// Hops that sixteen overlapping frames of four hops reach into, rounded up to whole fours.
inline constexpr std::size_t kTurnedHops = kBlockFrames + 4;

/// What a transform lays down between its two halves.
class TransformWork {
 public:
  static constexpr std::size_t kRows = 32;
  /// One more than a row has: rows a power of two apart would drive each other out of the cache.
  static constexpr std::size_t kRowLength = 33;

  TransformWork() : numbers_(kRows * kRowLength) {}

  double* data() noexcept { return numbers_.data()->values.data(); }

 private:
  std::vector<Lanes<double>> numbers_;  // complex ones of up to eight frames
};

/// The bins 0 to 1024 of sixteen frames, each rounded to float once; their magnitudes are those of
/// the rounded bins, their powers the squares of the magnitudes.
struct SpectraOut {
  Lanes<float>* real;
  Lanes<float>* imaginary;
  Lanes<float>* magnitudes;
  Lanes<float>* powers;
};

/// Input      `turned`: for each of the 512 samples of a hop its value in kTurnedHops consecutive
///            hops; frame l begins with hop l. `window`: 2048 weights, halved.
void transform_frames(const float* turned, const double* window, TransformWork& work,
                      const SpectraOut& spectra) noexcept;

/// The bins 0 to 1024 of sixteen frames, and how much of each counts.
struct SpectraIn {
  const Lanes<float>* real;
  const Lanes<float>* imaginary;
  const Lanes<float>* mask;
};

/// Windowed samples of sixteen frames, on their way to being added up: for each of the 512 samples
/// of a hop and each of a frame's four hops, the last four frames of the block before and these.
inline constexpr std::size_t kOverlapLanes = 4 + kBlockFrames;
inline constexpr std::size_t kOverlapSize = 512 * 4 * kOverlapLanes;

/// `window`: 2048 weights, divided by 2048. Fills the sixteen frames of `overlap`.
void invert_frames(const SpectraIn& spectra, const double* window, TransformWork& work,
                   float* overlap) noexcept;

/// Adds up the four frames that reach into each of sixteen hops: the first one begins with the
/// first of the sixteen frames. `scale`: 512 factors. `hops`: 512 rows. Moves the last four frames
/// to the place of those of the block before.
void add_overlap(float* overlap, const double* scale, Lanes<float>* hops) noexcept;

/// Frames of a tempogram: 344 values of which the last is 343 after the first.
inline constexpr std::size_t kCorrelatedValues = 344;
/// Sums of the power spectra of eight pairs of frames, 1024 points each.
inline constexpr std::size_t kPowerSumSize = 1024 * 8;

/// Adds the power spectra of windowed frames, each divided by its energy (a silent one adds
/// nothing), to `power_sums`. Frame l begins with values[l]; there are at most sixteen, but values
/// for sixteen are looked at. `window`: 344 weights.
void add_power_spectra(const float* values, std::size_t frame_count, const double* window,
                       TransformWork& work, double* power_sums) noexcept;

/// Sum of the autocorrelations that belong to power sums, for 344 lags. Leaves nothing of use in
/// `power_sums`.
void correlate(double* power_sums, TransformWork& work, double* correlation) noexcept;

}  // namespace airmark::analysis::kernels
