#include "analysis/framing/finite_block.h"

#include <cassert>

namespace airmark::analysis {

FiniteBlock::FiniteBlock(std::size_t channel_count)
    : samples_(channel_count, std::vector<float>(kMaxFrames)),
      mean_(kMaxFrames),
      pointers_(channel_count) {}

void FiniteBlock::assign(const AudioBlock& block, std::size_t offset, std::size_t frame_count) {
  assert(block.channels.size() == samples_.size());
  assert(frame_count <= kMaxFrames && offset + frame_count <= block.frame_count);
  offset_ = 0;
  frame_count_ = frame_count;
  for (std::size_t c = 0; c < samples_.size(); ++c) {
    const float* source = block.channels[c] + offset;
    pointers_[c] = samples_[c].data();
    for (std::size_t n = 0; n < frame_count; ++n)
      samples_[c][n] = is_usable(source[n]) ? source[n] : 0.0f;
  }
  average();
}

void FiniteBlock::average() {
  const double channel_count = static_cast<double>(samples_.size());
  for (std::size_t n = 0; n < frame_count_; ++n) {
    double sum = 0.0;
    for (const std::vector<float>& channel : samples_) sum += static_cast<double>(channel[n]);
    mean_[n] = static_cast<float>(sum / channel_count);
  }
}

void FiniteBlock::drop_front(std::size_t frame_count) {
  assert(frame_count <= frame_count_);
  offset_ += frame_count;
  frame_count_ -= frame_count;
  for (const float*& pointer : pointers_) pointer += frame_count;
}

}  // namespace airmark::analysis
