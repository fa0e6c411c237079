#include "tools/evaluation/prompts/prompt_id.h"

#include "analysis/classify/training_clip.h"

namespace airmark::tools {
namespace {

/// 64 bits: two of a million clips share an id once in 37 million such datasets.
constexpr std::size_t kDigits = 16;

}  // namespace

std::string clip_id(std::string_view sound_sha256) {
  return analysis::sha256_hex("airmark prompt " + std::string(sound_sha256)).substr(0, kDigits);
}

std::string prompt_id(std::string_view sound_sha256, std::size_t window, std::size_t window_count) {
  const std::string clip = clip_id(sound_sha256);
  return window_count < 2 ? clip : clip + '-' + std::to_string(window + 1);
}

std::string_view clip_id_of(std::string_view prompt_id) {
  return prompt_id.substr(0, prompt_id.find('-'));
}

}  // namespace airmark::tools
