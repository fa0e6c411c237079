#include "tests/support/golden_signals.h"

#include <openssl/evp.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <stdexcept>

namespace airmark::testing {
namespace {

constexpr std::size_t kRate = 22050;
constexpr double kTwoPi = 2.0 * std::numbers::pi;

double at(std::size_t n) { return static_cast<double>(n); }

std::int16_t quantise(double value) {
  return static_cast<std::int16_t>(
      std::clamp(std::floor(32767.0 * value + 0.5), -32768.0, 32767.0));
}

/// Linear congruential generator; its upper half as a signed 16-bit number.
class Noise {
 public:
  explicit Noise(std::uint32_t seed) : state_(seed) {}
  int next() {
    state_ = 1664525u * state_ + 1013904223u;
    return static_cast<int>(state_ >> 16) - 32768;
  }

 private:
  std::uint32_t state_;
};

template <typename Value>
std::vector<std::int16_t> make(std::size_t count, Value value) {
  std::vector<std::int16_t> samples(count);
  for (std::size_t n = 0; n < count; ++n) samples[n] = quantise(value(n));
  return samples;
}

std::vector<std::int16_t> two_tone() {
  const double sharp = std::pow(2.0, 20.0 / 1200.0);
  const double c_hz = 261.6255653005986 * sharp;
  const double g_hz = 391.99543598174927 * sharp;
  return make(10 * kRate, [&](std::size_t n) {
    return 0.3 * std::sin(kTwoPi * c_hz * at(n) / at(kRate)) +
           0.2 * std::sin(kTwoPi * g_hz * at(n) / at(kRate));
  });
}

std::vector<std::int16_t> chirp() {
  return make(10 * kRate, [](std::size_t n) {
    const double t = at(n) / at(kRate);
    return 0.5 * std::sin(kTwoPi * (50.0 * t + 0.5 * 995.0 * t * t));
  });
}

std::vector<std::int16_t> white_noise() {
  Noise noise(12345);
  std::vector<std::int16_t> samples(10 * kRate);
  for (std::int16_t& sample : samples) sample = static_cast<std::int16_t>(noise.next() >> 2);
  return samples;
}

std::vector<std::int16_t> clicks() {
  return make(30 * kRate, [](std::size_t n) {
    const std::size_t since_click = n % 11025;
    if (since_click >= 64) return 0.0;
    return 0.9 * std::exp(-at(since_click) / 16.0) * (since_click % 2 == 0 ? 1.0 : -1.0);
  });
}

std::vector<std::int16_t> swelling_noise() {
  Noise noise(777);
  return make(15 * kRate, [&](std::size_t n) {
    const double w = noise.next() / 32768.0;
    return 0.6 * w * (0.5 + 0.5 * std::sin(kTwoPi * 2.5 * at(n) / at(kRate)));
  });
}

std::vector<std::int16_t> square() {
  std::vector<std::int16_t> samples(5 * kRate);
  for (std::size_t n = 0; n < samples.size(); ++n) samples[n] = n % 100 < 50 ? 32767 : -32768;
  return samples;
}

std::vector<std::int16_t> chords() {
  constexpr std::array<int, 4> kRoots{60, 57, 53, 55};
  Noise noise(2024);
  return make(30 * kRate, [&](std::size_t n) {
    const double t = at(n) / at(kRate);
    const std::size_t chord = static_cast<std::size_t>(t / 2.0) % kRoots.size();
    const int root = kRoots[chord];
    double value = 0.0;
    for (const int semitones : {0, chord == 1 ? 3 : 4, 7}) {
      const double hz = 440.0 * std::pow(2.0, (root + semitones - 69) / 12.0);
      for (const int harmonic : {1, 2, 3, 4})
        value += 0.06 / harmonic * std::sin(kTwoPi * hz * harmonic * t);
    }
    value += 0.12 * std::sin(kTwoPi * 440.0 * std::pow(2.0, (root - 24 - 69) / 12.0) * t);
    const double w = noise.next() / 32768.0;
    return value + 0.35 * w * std::exp(-at(n % 11025) / 800.0);
  });
}

std::vector<std::int16_t> sine(double hz, std::size_t count) {
  return make(count,
              [hz](std::size_t n) { return 0.5 * std::sin(kTwoPi * hz * at(n) / at(kRate)); });
}

}  // namespace

std::vector<std::int16_t> golden_pcm(std::string_view name) {
  if (name == "sine440") return sine(440.0, 10 * kRate);
  if (name == "twotone") return two_tone();
  if (name == "chirp") return chirp();
  if (name == "noise") return white_noise();
  if (name == "clicks120") return clicks();
  if (name == "amnoise") return swelling_noise();
  if (name == "silence") return std::vector<std::int16_t>(5 * kRate);
  if (name == "square") return square();
  if (name == "chords") return chords();
  if (name == "short") return sine(1000.0, 2000);
  throw std::invalid_argument("no golden signal is called " + std::string(name));
}

std::vector<float> golden_signal(std::string_view name) {
  const std::vector<std::int16_t> pcm = golden_pcm(name);
  std::vector<float> samples(pcm.size());
  std::transform(pcm.begin(), pcm.end(), samples.begin(),
                 [](std::int16_t sample) { return static_cast<float>(sample) / 32768.0f; });
  return samples;
}

std::string pcm_sha256(std::span<const std::int16_t> samples) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  EVP_Digest(samples.data(), samples.size_bytes(), digest.data(), &size, EVP_sha256(), nullptr);
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (unsigned int n = 0; n < size; ++n) {
    text += kDigits[digest[n] / 16];
    text += kDigits[digest[n] % 16];
  }
  return text;
}

}  // namespace airmark::testing
