#include "tools/sound_file/checked_source.h"

#include <algorithm>
#include <utility>

#include "analysis/vocabulary/audio_block.h"
#include "tools/sound_file/sound_error.h"

namespace airmark::tools {
namespace {

class CheckedSource : public SoundSource {
 public:
  CheckedSource(std::unique_ptr<SoundSource> source, std::string name,
                std::int64_t shortfall_frames)
      : source_(std::move(source)), name_(std::move(name)), shortfall_frames_(shortfall_frames) {}

  double sample_rate_hz() const noexcept override { return source_->sample_rate_hz(); }
  int channel_count() const noexcept override { return source_->channel_count(); }
  std::optional<std::int64_t> frame_count() const noexcept override {
    return source_->frame_count();
  }

  Result<std::size_t> read(std::span<const std::span<float>> channels) override {
    auto got = source_->read(channels);
    if (!got) return got;
    if (got.value() == 0) return at_end();
    const std::size_t bad = first_bad_frame(channels, got.value());
    if (bad < got.value()) return unusable(bad);
    position_ += static_cast<std::int64_t>(got.value());
    return got;
  }

 private:
  double seconds(std::int64_t frames) const {
    return static_cast<double>(frames) / sample_rate_hz();
  }

  Result<std::size_t> at_end() const {
    const auto promised = frame_count();
    if (promised && position_ + shortfall_frames_ < *promised)
      return cut_off(name_, seconds(*promised), seconds(position_));
    return std::size_t{0};
  }

  static std::size_t first_bad_frame(std::span<const std::span<float>> channels,
                                     std::size_t frame_count) {
    std::size_t first = frame_count;
    for (const std::span<float> channel : channels) {
      const auto end = channel.begin() + static_cast<std::ptrdiff_t>(first);
      const auto bad =
          std::find_if_not(channel.begin(), end, [](float sample) { return is_usable(sample); });
      first = static_cast<std::size_t>(bad - channel.begin());
    }
    return first;
  }

  Error unusable(std::size_t frame_in_block) const {
    const std::int64_t frame = position_ + static_cast<std::int64_t>(frame_in_block);
    return {ErrorKind::BadData, in_quotes(name_) +
                                    " holds samples that are not numbers or beyond any scale, the "
                                    "first at frame " +
                                    std::to_string(frame) + " (" + seconds_text(seconds(frame)) +
                                    "); export it again from its source"};
  }

  std::unique_ptr<SoundSource> source_;
  std::string name_;
  std::int64_t shortfall_frames_;
  std::int64_t position_ = 0;  // frames given so far
};

}  // namespace

std::unique_ptr<SoundSource> check_source(std::unique_ptr<SoundSource> source, std::string name,
                                          std::int64_t shortfall_frames) {
  return std::make_unique<CheckedSource>(std::move(source), std::move(name), shortfall_frames);
}

}  // namespace airmark::tools
