#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>

namespace airmark::analysis {

/// Where other music begins: the cut, or the middle of the cross-fade.
struct ChangePoint {
  std::int64_t frame =
      0;  ///< Of the stream at kAnalysisRateHz, a whole number of hops from begin().
  double strength = 0.0;  ///< Novelty over what is needed for a change; 1 is just enough.

  bool operator==(const ChangePoint&) const = default;
};

/// Finds where the music of a stream changes, while the stream comes in.
///
/// Method     mel frames → blocks of 186 ms → novelty of each place between two blocks
///            (novelty.h); a place is a change where the novelty is high enough and highest within
///            4 s on either side; FadeMiddle says where exactly. Levels do not count: a fader is
///            no change of music.
/// Input      mono at kAnalysisRateHz, finite, in pieces of any size.
/// Output     changes in stream order, at least kLeastDistanceS apart, none in the first or last
///            8 s; each is reported 12 to 17 s after it.
/// Invariant  changes, and the sample with which each is reported, do not depend on how the stream
///            was cut.
/// Memory     allocated in the constructor.
/// Threads    none inside; one instance belongs to one thread.
class ChangeDetector {
 public:
  using OnChange = std::function<void(const ChangePoint&)>;

  /// What is compared on either side is so long; nearer changes cannot be told apart.
  static constexpr double kLeastDistanceS = 8.0;
  /// settled_frame() is never farther behind what was pushed: 17 s.
  static constexpr std::int64_t kLongestLagFrames = 374850;

  explicit ChangeDetector(OnChange on_change);
  ~ChangeDetector();

  /// Starts anew at this frame of the stream.
  void begin(std::int64_t first_frame);
  void push(std::span<const float> samples);
  /// The stream ends here: reports what only waited for more.
  void finish();

  /// No change before this frame will be reported any more. Behind what was pushed by 8.7 s in
  /// steady music, by 17 s at most where a change may be, by up to 12.6 s in the first 20 s; never
  /// goes back.
  std::int64_t settled_frame() const noexcept;

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace airmark::analysis
