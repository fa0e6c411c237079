#include "tools/evaluation/dataset/sound_checksum.h"

#include <openssl/evp.h>

#include <array>
#include <cstdlib>
#include <memory>
#include <span>
#include <vector>

#include "tools/offline/block_reader.h"
#include "tools/sound_file/sound_error.h"

namespace airmark::tools {
namespace {

/// SHA-256 of bytes that come in pieces.
class Digest {
 public:
  Digest() : context_(EVP_MD_CTX_new(), EVP_MD_CTX_free) {
    demand(context_ && EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1);
  }

  void add(std::span<const float> samples) {
    demand(EVP_DigestUpdate(context_.get(), samples.data(), samples.size_bytes()) == 1);
  }

  std::string hex() {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    unsigned size = 0;
    demand(EVP_DigestFinal_ex(context_.get(), bytes.data(), &size) == 1);
    std::string text;
    for (const unsigned char byte : std::span(bytes).first(size)) {
      text += kDigits[byte >> 4];
      text += kDigits[byte & 15];
    }
    return text;
  }

 private:
  // OpenSSL refuses only where its installation is broken; there is nothing to go on with then.
  static void demand(bool success) {
    if (!success) std::abort();
  }

  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

std::vector<float> interleaved(const AudioBlock& block) {
  std::vector<float> samples;
  samples.reserve(block.frame_count * block.channels.size());
  for (std::size_t n = 0; n < block.frame_count; ++n)
    for (const auto& channel : block.channels) samples.push_back(channel[n]);
  return samples;
}

}  // namespace

Result<std::optional<SoundChecksum>> sound_checksum(SoundSource& source, std::string_view name,
                                                    const std::stop_token& stop) {
  Digest digest;
  const auto on_block = [&](const AudioBlock& block) {
    digest.add(interleaved(block));
    return true;
  };
  const Result<ReadFrames> read = for_each_block(source, {}, on_block, stop);
  if (!read) return read.error();
  if (stop.stop_requested()) return std::optional<SoundChecksum>();
  if (read.value().given == 0) return no_audio_in(name);
  return std::optional<SoundChecksum>(
      {digest.hex(), source.sample_rate_hz(), source.channel_count(), read.value().given});
}

}  // namespace airmark::tools
