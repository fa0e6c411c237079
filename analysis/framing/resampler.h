#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <span>

namespace airmark::analysis {

/// Brings mono audio of any rate to kAnalysisRateHz.
///
/// Method     libsoxr's HQ recipe: 20 bits, linear phase, pass band to 0.91 of the lower Nyquist
///            frequency. Its delay is taken off: output sample n is the input at n / 22050 s.
///            Audio that has the right rate already passes untouched.
/// Output     round(N × kAnalysisRateHz / source rate) samples for a stretch of N.
/// Invariant  the output does not depend on how the input was cut: the library sees only blocks of
///            kBlockFrames, whatever is pushed, and what remains at the end of the stretch.
/// Memory     the filter and one block; built again for each stretch, nothing in between.
/// Threads    none inside; one instance belongs to one thread.
class Resampler {
 public:
  static constexpr std::size_t kBlockFrames = 1024;
  static constexpr std::size_t kLongestOutputFrames = 4096;  ///< Given to OnSamples at a time.
  using OnSamples = std::function<void(std::span<const float>)>;

  /// Requires source_rate_hz > 0.
  Resampler(int source_rate_hz, OnSamples on_samples);
  ~Resampler();

  void push(std::span<const float> samples);

  /// Ends the stretch: gives what is still inside. The next push begins another, with no memory of
  /// this one.
  void finish();

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace airmark::analysis
