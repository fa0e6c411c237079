#include "analysis/vocabulary/gtzan58.h"

#include <algorithm>
#include <limits>

namespace airmark {
namespace {
constexpr double kUnbounded = std::numeric_limits<double>::infinity();
constexpr double kNyquistHz = 11025.0;
}  // namespace

// Source of every row: librosa 0.8.1 with its defaults (n_fft 2048, hop 512, reflect padding),
// which made the published table; `var` is the population variance over frames.
const std::array<FeatureSpec, kGtzan58Count> kGtzan58Table{{
    {"length", "samples", 0, kUnbounded, "samples in the window"},
    {"chroma_stft_mean", "1", 0, 1,
     "chroma from the power STFT, each frame divided by its maximum: mean over pitches and frames"},
    {"chroma_stft_var", "1", 0, 0.25, "the same: population variance"},
    {"rms_mean", "1", 0, 1, "root mean square of frames of 2048 samples"},
    {"rms_var", "1", 0, 0.25, "the same: population variance"},
    {"spectral_centroid_mean", "Hz", 0, kNyquistHz,
     "magnitude-weighted mean frequency; 0 in a silent frame"},
    {"spectral_centroid_var", "Hz^2", 0, kNyquistHz* kNyquistHz / 4,
     "the same: population variance"},
    {"spectral_bandwidth_mean", "Hz", 0, kNyquistHz,
     "magnitude-weighted standard deviation around the centroid"},
    {"spectral_bandwidth_var", "Hz^2", 0, kNyquistHz* kNyquistHz / 4,
     "the same: population variance"},
    {"rolloff_mean", "Hz", 0, kNyquistHz, "frequency below which 85 % of the magnitude lies"},
    {"rolloff_var", "Hz^2", 0, kNyquistHz* kNyquistHz / 4, "the same: population variance"},
    {"zero_crossing_rate_mean", "1", 0, 1,
     "sign changes per sample in frames of 2048, edges padded"},
    {"zero_crossing_rate_var", "1", 0, 0.25, "the same: population variance"},
    {"harmony_mean", "1", -1, 1, "the harmonic part of the waveform (median-filter HPSS): mean"},
    {"harmony_var", "1", 0, kUnbounded, "the same: population variance"},
    {"perceptr_mean", "1", -1, 1, "the percussive part of the waveform: mean"},
    {"perceptr_var", "1", 0, kUnbounded, "the same: population variance"},
    {"tempo", "BPM", 0, 320,
     "strongest tempogram lag under a log-normal prior around 120 BPM; 0 where there is no onset"},
    {"mfcc1_mean", "dB", -kUnbounded, kUnbounded, "MFCC 1 of 20 (mel 128, dB, DCT-II): mean"},
    {"mfcc1_var", "dB^2", 0, kUnbounded, "the same: population variance"},
    {"mfcc2_mean", "dB", -kUnbounded, kUnbounded, "MFCC 2 of 20 (mel 128, dB, DCT-II): mean"},
    {"mfcc2_var", "dB^2", 0, kUnbounded, "the same: population variance"},
    {"mfcc3_mean", "dB", -kUnbounded, kUnbounded, "MFCC 3 of 20 (mel 128, dB, DCT-II): mean"},
    {"mfcc3_var", "dB^2", 0, kUnbounded, "the same: population variance"},
    {"mfcc4_mean", "dB", -kUnbounded, kUnbounded, "MFCC 4 of 20 (mel 128, dB, DCT-II): mean"},
    {"mfcc4_var", "dB^2", 0, kUnbounded, "the same: population variance"},
    {"mfcc5_mean", "dB", -kUnbounded, kUnbounded, "MFCC 5 of 20 (mel 128, dB, DCT-II): mean"},
    {"mfcc5_var", "dB^2", 0, kUnbounded, "the same: population variance"},
    {"mfcc6_mean", "dB", -kUnbounded, kUnbounded, "MFCC 6 of 20 (mel 128, dB, DCT-II): mean"},
    {"mfcc6_var", "dB^2", 0, kUnbounded, "the same: population variance"},
    {"mfcc7_mean", "dB", -kUnbounded, kUnbounded, "MFCC 7 of 20 (mel 128, dB, DCT-II): mean"},
    {"mfcc7_var", "dB^2", 0, kUnbounded, "the same: population variance"},
    {"mfcc8_mean", "dB", -kUnbounded, kUnbounded, "MFCC 8 of 20 (mel 128, dB, DCT-II): mean"},
    {"mfcc8_var", "dB^2", 0, kUnbounded, "the same: population variance"},
    {"mfcc9_mean", "dB", -kUnbounded, kUnbounded, "MFCC 9 of 20 (mel 128, dB, DCT-II): mean"},
    {"mfcc9_var", "dB^2", 0, kUnbounded, "the same: population variance"},
    {"mfcc10_mean", "dB", -kUnbounded, kUnbounded, "MFCC 10 of 20 (mel 128, dB, DCT-II): mean"},
    {"mfcc10_var", "dB^2", 0, kUnbounded, "the same: population variance"},
    {"mfcc11_mean", "dB", -kUnbounded, kUnbounded, "MFCC 11 of 20 (mel 128, dB, DCT-II): mean"},
    {"mfcc11_var", "dB^2", 0, kUnbounded, "the same: population variance"},
    {"mfcc12_mean", "dB", -kUnbounded, kUnbounded, "MFCC 12 of 20 (mel 128, dB, DCT-II): mean"},
    {"mfcc12_var", "dB^2", 0, kUnbounded, "the same: population variance"},
    {"mfcc13_mean", "dB", -kUnbounded, kUnbounded, "MFCC 13 of 20 (mel 128, dB, DCT-II): mean"},
    {"mfcc13_var", "dB^2", 0, kUnbounded, "the same: population variance"},
    {"mfcc14_mean", "dB", -kUnbounded, kUnbounded, "MFCC 14 of 20 (mel 128, dB, DCT-II): mean"},
    {"mfcc14_var", "dB^2", 0, kUnbounded, "the same: population variance"},
    {"mfcc15_mean", "dB", -kUnbounded, kUnbounded, "MFCC 15 of 20 (mel 128, dB, DCT-II): mean"},
    {"mfcc15_var", "dB^2", 0, kUnbounded, "the same: population variance"},
    {"mfcc16_mean", "dB", -kUnbounded, kUnbounded, "MFCC 16 of 20 (mel 128, dB, DCT-II): mean"},
    {"mfcc16_var", "dB^2", 0, kUnbounded, "the same: population variance"},
    {"mfcc17_mean", "dB", -kUnbounded, kUnbounded, "MFCC 17 of 20 (mel 128, dB, DCT-II): mean"},
    {"mfcc17_var", "dB^2", 0, kUnbounded, "the same: population variance"},
    {"mfcc18_mean", "dB", -kUnbounded, kUnbounded, "MFCC 18 of 20 (mel 128, dB, DCT-II): mean"},
    {"mfcc18_var", "dB^2", 0, kUnbounded, "the same: population variance"},
    {"mfcc19_mean", "dB", -kUnbounded, kUnbounded, "MFCC 19 of 20 (mel 128, dB, DCT-II): mean"},
    {"mfcc19_var", "dB^2", 0, kUnbounded, "the same: population variance"},
    {"mfcc20_mean", "dB", -kUnbounded, kUnbounded, "MFCC 20 of 20 (mel 128, dB, DCT-II): mean"},
    {"mfcc20_var", "dB^2", 0, kUnbounded, "the same: population variance"},
}};

std::optional<std::size_t> gtzan58_index(std::string_view name) {
  const auto row = std::ranges::find(kGtzan58Table, name, &FeatureSpec::name);
  if (row == kGtzan58Table.end()) return std::nullopt;
  return static_cast<std::size_t>(row - kGtzan58Table.begin());
}

}  // namespace airmark
