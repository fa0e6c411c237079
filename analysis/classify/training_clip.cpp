#include "analysis/classify/training_clip.h"

#include <openssl/sha.h>

#include <array>
#include <charconv>

namespace airmark::analysis {

TrainingClip training_clip(std::string_view file_name, const Gtzan58Values& values) {
  return {sha256_hex(clip_name(file_name)), sha256_hex(canonical_row(values))};
}

std::string canonical_row(const Gtzan58Values& values) {
  std::string row;
  for (const double value : values) {
    std::array<char, 32> digits{};  // the longest double has 24 characters
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    if (!row.empty()) row += ',';
    row.append(digits.data(), end);
  }
  return row;
}

std::string_view clip_name(std::string_view file_name) noexcept {
  file_name.remove_prefix(file_name.find_last_of('/') + 1);  // npos + 1 is 0: nothing to remove
  const std::size_t dot = file_name.find_last_of('.');
  if (dot == 0 || dot == std::string_view::npos) return file_name;
  const bool numbered =
      file_name.find_first_not_of("0123456789", dot + 1) == std::string_view::npos;
  return numbered ? file_name : file_name.substr(0, dot);
}

std::string sha256_hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data());
  std::string hex;
  hex.reserve(2 * digest.size());
  for (const unsigned char byte : digest) {
    hex += kDigits[byte >> 4];
    hex += kDigits[byte & 15];
  }
  return hex;
}

}  // namespace airmark::analysis
