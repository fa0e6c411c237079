#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace airmark::testing {

/// The names of the signals that tests/golden/librosa was measured on.
inline constexpr std::array<std::string_view, 10> kGoldenSignals{
    "sine440", "twotone", "chirp",  "noise",  "clicks120",
    "amnoise", "silence", "square", "chords", "short"};

/// The signal as 16-bit samples at 22050 Hz, by the formulas of
/// tests/golden/librosa/gen_signals.py. Throws std::invalid_argument for another name.
std::vector<std::int16_t> golden_pcm(std::string_view name);

/// The same, full scale ±1.
std::vector<float> golden_signal(std::string_view name);

/// SHA-256 of the samples as little-endian bytes, in hexadecimal digits.
std::string pcm_sha256(std::span<const std::int16_t> samples);

}  // namespace airmark::testing
