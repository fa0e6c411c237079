#include "analysis/framing/resampler.h"

#include <soxr.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

#include "analysis/vocabulary/window_analysis.h"

namespace airmark::analysis {
namespace {

struct SoxrDeleter {
  void operator()(soxr_t soxr) const noexcept { soxr_delete(soxr); }
};
using Soxr = std::unique_ptr<soxr, SoxrDeleter>;

Soxr open_soxr(int source_rate_hz) {
  const soxr_io_spec_t samples = soxr_io_spec(SOXR_FLOAT32_I, SOXR_FLOAT32_I);
  const soxr_quality_spec_t quality = soxr_quality_spec(SOXR_HQ, 0);
  const soxr_runtime_spec_t one_thread = soxr_runtime_spec(1);
  soxr_error_t error = nullptr;
  Soxr soxr(
      soxr_create(source_rate_hz, kAnalysisRateHz, 1, &error, &samples, &quality, &one_thread));
  assert(error == nullptr);
  return soxr;
}

}  // namespace

class Resampler::Implementation {
 public:
  Implementation(int source_rate_hz, OnSamples on_samples)
      : source_rate_hz_(source_rate_hz), on_samples_(std::move(on_samples)) {
    assert(source_rate_hz > 0);
  }

  void push(std::span<const float> samples) {
    while (!samples.empty()) {
      const std::size_t taken = std::min(samples.size(), kBlockFrames - waiting_);
      std::ranges::copy(samples.first(taken), block_.begin() + static_cast<int>(waiting_));
      waiting_ += taken;
      samples = samples.subspan(taken);
      if (waiting_ == kBlockFrames) convert_block();
    }
  }

  void finish() {
    convert_block();
    if (!soxr_) return;
    std::span<const float> nothing;
    while (convert(nothing, true) > 0) {
    }
    soxr_.reset();
  }

 private:
  void convert_block() {
    std::span<const float> input(block_.data(), waiting_);
    waiting_ = 0;
    if (input.empty()) return;
    if (source_rate_hz_ == kAnalysisRateHz) return on_samples_(input);
    if (!soxr_) soxr_ = open_soxr(source_rate_hz_);
    while (convert(input, false) == output_.size() || !input.empty()) {
    }
  }

  /// One call of the library, which takes from the front of `input` what it wants; without input
  /// it drains. Returns how many samples came out.
  std::size_t convert(std::span<const float>& input, bool drain) {
    std::size_t taken = 0;
    std::size_t given = 0;
    const soxr_error_t error =
        soxr_process(soxr_.get(), drain ? nullptr : input.data(), input.size(), &taken,
                     output_.data(), output_.size(), &given);
    assert(error == nullptr);
    input = input.subspan(error == nullptr ? taken : input.size());
    if (given > 0) on_samples_(std::span<const float>(output_).first(given));
    return given;
  }

  int source_rate_hz_;
  OnSamples on_samples_;
  Soxr soxr_;  // empty before a stretch's first block
  std::array<float, kBlockFrames> block_{};
  std::size_t waiting_ = 0;  // samples at the front of block_
  std::array<float, kLongestOutputFrames> output_{};
};

Resampler::Resampler(int source_rate_hz, OnSamples on_samples)
    : implementation_(std::make_unique<Implementation>(source_rate_hz, std::move(on_samples))) {}
Resampler::~Resampler() = default;

void Resampler::push(std::span<const float> samples) { implementation_->push(samples); }
void Resampler::finish() { implementation_->finish(); }

}  // namespace airmark::analysis
