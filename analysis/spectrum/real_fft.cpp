#include "analysis/spectrum/real_fft.h"

#include <fftw3.h>

#include <mutex>

namespace airmark::analysis {
namespace {

/// FFTW plans with global tables; only execution may run on several threads.
std::mutex& planner_mutex() {
  static std::mutex mutex;
  return mutex;
}

}  // namespace

struct RealFft::Plans {
  explicit Plans(std::size_t transform_size) : size(transform_size) {
    time = fftw_alloc_real(size);
    bins = fftw_alloc_complex(size / 2 + 1);
    const std::lock_guard lock(planner_mutex());
    const int n = static_cast<int>(size);
    forward = fftw_plan_dft_r2c_1d(n, time, bins, FFTW_ESTIMATE);
    inverse = fftw_plan_dft_c2r_1d(n, bins, time, FFTW_ESTIMATE);
  }
  ~Plans() {
    const std::lock_guard lock(planner_mutex());
    fftw_destroy_plan(forward);
    fftw_destroy_plan(inverse);
    fftw_free(time);
    fftw_free(bins);
  }
  Plans(const Plans&) = delete;
  Plans& operator=(const Plans&) = delete;

  std::size_t size;
  double* time;
  fftw_complex* bins;
  fftw_plan forward;
  fftw_plan inverse;
};

RealFft::RealFft(std::size_t size) : plans_(std::make_unique<Plans>(size)) {}
RealFft::~RealFft() = default;

std::span<double> RealFft::time() noexcept { return {plans_->time, plans_->size}; }

std::span<std::complex<double>> RealFft::bins() noexcept {
  // FFTW documents its complex type to be laid out like C++'s.
  return {reinterpret_cast<std::complex<double>*>(plans_->bins), plans_->size / 2 + 1};
}

void RealFft::forward() noexcept { fftw_execute(plans_->forward); }
void RealFft::inverse() noexcept { fftw_execute(plans_->inverse); }

}  // namespace airmark::analysis
