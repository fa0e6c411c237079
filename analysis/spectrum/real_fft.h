#pragma once

#include <complex>
#include <cstddef>
#include <memory>
#include <span>

namespace airmark::analysis {

/// Discrete Fourier transform of real numbers, between two buffers of its own.
///
/// Method     FFTW in double precision, planned by rule and not by stopwatch: the same machine
///            always computes the same bits.
/// Memory     allocated in the constructor.
/// Threads    instances may be constructed on any thread at any time; one belongs to one thread.
class RealFft {
 public:
  explicit RealFft(std::size_t size);
  ~RealFft();
  RealFft(const RealFft&) = delete;
  RealFft& operator=(const RealFft&) = delete;

  std::span<double> time() noexcept;                ///< size
  std::span<std::complex<double>> bins() noexcept;  ///< size / 2 + 1

  /// time() to bins().
  void forward() noexcept;
  /// bins() to time(), times the size; bins() hold nothing of use afterwards.
  void inverse() noexcept;

 private:
  struct Plans;
  std::unique_ptr<Plans> plans_;
};

}  // namespace airmark::analysis
