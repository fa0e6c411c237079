#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "analysis/framing/frame_grid.h"

namespace airmark::analysis {

/// One line of a spectrum, followed from frame to frame.
struct Partial {
  static constexpr std::size_t kRememberedFrames = 24;  // 0.56 s

  float hz = 0.0f;
  float magnitude = 0.0f;
  std::size_t age = 0;  ///< Frames since it began, this one included.

  /// Pitch in cents of the last frames, oldest first; requires frame_count <= age and
  /// frame_count <= kRememberedFrames.
  template <std::size_t frame_count>
  std::array<float, frame_count> recent_cents() const noexcept {
    static_assert(frame_count <= kRememberedFrames);
    std::array<float, frame_count> recent;
    for (std::size_t n = 0; n < frame_count; ++n)
      recent[n] = cents[(age - frame_count + n) % kRememberedFrames];
    return recent;
  }

  std::array<float, kRememberedFrames> cents{};  ///< Of frame a of its life at a % size.
};

/// The partials between 200 and 2500 Hz, frame by frame: where voices and melodies have their
/// fundamentals and first harmonics, and a pitch can be read to a cent.
///
/// Method     McAulay & Quatieri 1986: each frame's peaks continue the nearest partial of the frame
///            before, if it was less than 80 cents away (at least 0.6 and at most 2 bins). A peak
///            is higher than two bins on either side and 15 dB above the mean power four to seven
///            bins away, which keeps noise out; 30 dB below the frame's highest, it is not counted.
///            Its place between the bins is exact for a steady tone under a Hann window (Grandke
///            1983).
/// Input      magnitudes of consecutive frames.
/// Memory     allocated in the constructor.
/// Threads    none inside; one instance belongs to one thread.
class PartialTracks {
 public:
  static constexpr std::size_t kMostPartials = 16;

  PartialTracks();

  /// Forgets all partials: the next frame is the first of a window, or follows a silence.
  void start() noexcept { partials_.clear(); }
  void add(std::span<const float, kBinCount> magnitudes) noexcept;

  /// Those of the frame added last, lowest first.
  std::span<const Partial> partials() const noexcept { return partials_; }

 private:
  struct Peak {
    std::size_t bin;
    float magnitude;
  };

  void find_peaks(const float* magnitudes) noexcept;
  void keep_highest_peaks() noexcept;
  Partial continued(float hz) noexcept;

  std::vector<Peak> peaks_;
  std::vector<Partial> partials_;
  std::vector<Partial> previous_;  // age 0: continued already
};

}  // namespace airmark::analysis
