#include "tools/offline/decoded_source.h"

#include <algorithm>
#include <utility>

#include "tools/offline/block_reader.h"

namespace airmark::tools {
namespace {

class DecodedSource : public SoundSource {
 public:
  explicit DecodedSource(DecodedSound sound) : sound_(std::move(sound)) {}

  double sample_rate_hz() const noexcept override { return sound_.sample_rate_hz; }
  int channel_count() const noexcept override { return static_cast<int>(sound_.channels.size()); }
  std::optional<std::int64_t> frame_count() const noexcept override {
    return static_cast<std::int64_t>(sound_.frame_count());
  }

  Result<std::size_t> read(std::span<const std::span<float>> channels) override {
    const std::size_t count = std::min(channels[0].size(), sound_.frame_count() - position_);
    for (std::size_t c = 0; c < channels.size(); ++c)
      std::copy_n(sound_.channels[c].begin() + static_cast<std::ptrdiff_t>(position_), count,
                  channels[c].begin());
    position_ += count;
    return count;
  }

 private:
  DecodedSound sound_;
  std::size_t position_ = 0;  // frames given so far
};

}  // namespace

Result<DecodedSound> decode(SoundSource& source, const std::stop_token& stop) {
  DecodedSound sound{source.sample_rate_hz(), {}};
  sound.channels.resize(static_cast<std::size_t>(source.channel_count()));
  const auto read = for_each_block(
      source, Excerpt{},
      [&](const AudioBlock& block) {
        for (std::size_t c = 0; c < sound.channels.size(); ++c)
          sound.channels[c].insert(sound.channels[c].end(), block.channels[c],
                                   block.channels[c] + block.frame_count);
        return true;
      },
      stop);
  if (!read) return read.error();
  return sound;
}

std::unique_ptr<SoundSource> source_of(DecodedSound sound) {
  return std::make_unique<DecodedSource>(std::move(sound));
}

}  // namespace airmark::tools
