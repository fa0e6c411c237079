#include "analysis/spectrum/mel_stream.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "analysis/framing/frame_grid.h"
#include "analysis/spectrum/decibels.h"
#include "analysis/spectrum/magnitude_block.h"
#include "analysis/spectrum/spectrum_block.h"
#include "analysis/spectrum/stft.h"

namespace airmark::analysis {
namespace {

constexpr std::size_t kBlockSamples = kFrameSize + (kBlockFrames - 1) * kHopSize;
/// Stft centres its frame t on sample 512 t: this one begins with the first sample.
constexpr std::size_t kFirstWholeFrame = kFrameSize / 2 / kHopSize;

}  // namespace

class MelStream::Implementation {
 public:
  explicit Implementation(OnFrame on_frame)
      : on_frame_(std::move(on_frame)), samples_(kBlockSamples), bands_(kMelBandCount) {}

  void begin(std::int64_t first_frame) {
    first_frame_ = first_frame;
    held_ = 0;
  }

  void push(std::span<const float> samples) {
    while (!samples.empty()) {
      const std::size_t count = std::min(samples.size(), kBlockSamples - held_);
      std::copy_n(samples.data(), count, samples_.data() + held_);
      held_ += count;
      samples = samples.subspan(count);
      if (held_ == kBlockSamples) measure(kBlockFrames);
    }
  }

  void flush() {
    if (held_ >= kFrameSize) measure(1 + (held_ - kFrameSize) / kHopSize);
  }

 private:
  void measure(std::size_t frame_count) {
    stft_.transform(samples_, kFirstWholeFrame, spectra_, block_);
    mel_bands_.measure(block_.powers(), std::span<Lanes<float>, kMelBandCount>(bands_));
    for (Lanes<float>& band : bands_) to_decibels(band.values);
    for (std::size_t t = 0; t < frame_count; ++t) hand_out(t);
    drop(frame_count * kHopSize);
  }

  void hand_out(std::size_t lane) {
    std::array<float, kMelBandCount> decibels;
    for (std::size_t band = 0; band < kMelBandCount; ++band) decibels[band] = bands_[band][lane];
    constexpr std::size_t kHalfFrame = kFrameSize / 2;
    on_frame_(first_frame_ + static_cast<std::int64_t>(lane * kHopSize + kHalfFrame), decibels);
  }

  void drop(std::size_t count) {
    std::copy(samples_.begin() + static_cast<std::ptrdiff_t>(count),
              samples_.begin() + static_cast<std::ptrdiff_t>(held_), samples_.begin());
    held_ -= count;
    first_frame_ += static_cast<std::int64_t>(count);
  }

  const OnFrame on_frame_;
  std::vector<float> samples_;    // of the next block, as far as they came
  std::size_t held_ = 0;          // how many of them
  std::int64_t first_frame_ = 0;  // of samples_, in the stream
  Stft stft_;
  MelBands mel_bands_;
  SpectrumBlock spectra_;
  MagnitudeBlock block_;
  std::vector<Lanes<float>> bands_;
};

MelStream::MelStream(OnFrame on_frame)
    : implementation_(std::make_unique<Implementation>(std::move(on_frame))) {}
MelStream::~MelStream() = default;

void MelStream::begin(std::int64_t first_frame) { implementation_->begin(first_frame); }
void MelStream::push(std::span<const float> samples) { implementation_->push(samples); }
void MelStream::flush() { implementation_->flush(); }

}  // namespace airmark::analysis
