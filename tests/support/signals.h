#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace airmark::testing {

/// Closed-form test signals, float, full scale ±1; the same on every machine.
std::vector<float> sine(double frequency_hz, double duration_s, double sample_rate_hz,
                        double amplitude = 0.5);
std::vector<float> white_noise(double duration_s, double sample_rate_hz, double amplitude = 0.25,
                               std::uint32_t seed = 12345);
/// A short decaying noise burst on each beat, nothing between.
std::vector<float> clicks(double beats_per_minute, double duration_s, double sample_rate_hz);
/// Something with harmony, bass, beat and dynamics: chords over a bass line with noise hits.
std::vector<float> music(double duration_s, double sample_rate_hz, std::uint32_t seed = 2024);
std::vector<float> silence(double duration_s, double sample_rate_hz);

}  // namespace airmark::testing
