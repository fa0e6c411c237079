#include "analysis/vocabulary/embedding45.h"

namespace airmark {
namespace {
constexpr double kLimit = kEmbeddingLimit;
}  // namespace

const std::array<FeatureSpec, kEmbedding45Count> kEmbedding45Table{{
    {"mfcc1_mean_scaled", "1", -kLimit, kLimit, "(mfcc1_mean + 144 dB) / 104 dB", "airmark"},
    {"mfcc2_mean_scaled", "1", -kLimit, kLimit, "(mfcc2_mean - 104 dB) / 30.8 dB", "airmark"},
    {"mfcc3_mean_scaled", "1", -kLimit, kLimit, "(mfcc3_mean + 9.94 dB) / 21.5 dB", "airmark"},
    {"mfcc4_mean_scaled", "1", -kLimit, kLimit, "(mfcc4_mean - 35.5 dB) / 16.9 dB", "airmark"},
    {"mfcc5_mean_scaled", "1", -kLimit, kLimit, "(mfcc5_mean + 1.42 dB) / 11.6 dB", "airmark"},
    {"mfcc6_mean_scaled", "1", -kLimit, kLimit, "(mfcc6_mean - 15.7 dB) / 12.2 dB", "airmark"},
    {"mfcc7_mean_scaled", "1", -kLimit, kLimit, "(mfcc7_mean + 6.06 dB) / 9.61 dB", "airmark"},
    {"mfcc8_mean_scaled", "1", -kLimit, kLimit, "(mfcc8_mean - 10.7 dB) / 10.6 dB", "airmark"},
    {"mfcc9_mean_scaled", "1", -kLimit, kLimit, "(mfcc9_mean + 8.31 dB) / 8.52 dB", "airmark"},
    {"mfcc10_mean_scaled", "1", -kLimit, kLimit, "(mfcc10_mean - 7.88 dB) / 8.19 dB", "airmark"},
    {"mfcc11_mean_scaled", "1", -kLimit, kLimit, "(mfcc11_mean + 7.07 dB) / 6.93 dB", "airmark"},
    {"mfcc12_mean_scaled", "1", -kLimit, kLimit, "(mfcc12_mean - 4.6 dB) / 7.1 dB", "airmark"},
    {"mfcc13_mean_scaled", "1", -kLimit, kLimit, "(mfcc13_mean + 5.57 dB) / 5.75 dB", "airmark"},
    {"mfcc1_std_scaled", "1", -kLimit, kLimit, "(mfcc1_std - 57.8 dB) / 21.4 dB", "airmark"},
    {"mfcc2_std_scaled", "1", -kLimit, kLimit, "(mfcc2_std - 25.3 dB) / 7.54 dB", "airmark"},
    {"mfcc3_std_scaled", "1", -kLimit, kLimit, "(mfcc3_std - 20.6 dB) / 5.73 dB", "airmark"},
    {"mfcc4_std_scaled", "1", -kLimit, kLimit, "(mfcc4_std - 14.3 dB) / 3.94 dB", "airmark"},
    {"mfcc5_std_scaled", "1", -kLimit, kLimit, "(mfcc5_std - 12.7 dB) / 3.66 dB", "airmark"},
    {"mfcc6_std_scaled", "1", -kLimit, kLimit, "(mfcc6_std - 10.8 dB) / 2.86 dB", "airmark"},
    {"mfcc7_std_scaled", "1", -kLimit, kLimit, "(mfcc7_std - 10.5 dB) / 2.74 dB", "airmark"},
    {"mfcc8_std_scaled", "1", -kLimit, kLimit, "(mfcc8_std - 9.07 dB) / 2.12 dB", "airmark"},
    {"mfcc9_std_scaled", "1", -kLimit, kLimit, "(mfcc9_std - 9.2 dB) / 2.08 dB", "airmark"},
    {"mfcc10_std_scaled", "1", -kLimit, kLimit, "(mfcc10_std - 8.85 dB) / 1.98 dB", "airmark"},
    {"mfcc11_std_scaled", "1", -kLimit, kLimit, "(mfcc11_std - 8.45 dB) / 1.97 dB", "airmark"},
    {"mfcc12_std_scaled", "1", -kLimit, kLimit, "(mfcc12_std - 8.04 dB) / 1.74 dB", "airmark"},
    {"mfcc13_std_scaled", "1", -kLimit, kLimit, "(mfcc13_std - 7.99 dB) / 1.82 dB", "airmark"},
    {"chroma_c_mean_scaled", "1", -kLimit, kLimit, "(chroma_c_mean - 0.375) / 0.125", "airmark"},
    {"chroma_c_sharp_mean_scaled", "1", -kLimit, kLimit, "(chroma_c_sharp_mean - 0.375) / 0.125",
     "airmark"},
    {"chroma_d_mean_scaled", "1", -kLimit, kLimit, "(chroma_d_mean - 0.375) / 0.125", "airmark"},
    {"chroma_d_sharp_mean_scaled", "1", -kLimit, kLimit, "(chroma_d_sharp_mean - 0.375) / 0.125",
     "airmark"},
    {"chroma_e_mean_scaled", "1", -kLimit, kLimit, "(chroma_e_mean - 0.375) / 0.125", "airmark"},
    {"chroma_f_mean_scaled", "1", -kLimit, kLimit, "(chroma_f_mean - 0.375) / 0.125", "airmark"},
    {"chroma_f_sharp_mean_scaled", "1", -kLimit, kLimit, "(chroma_f_sharp_mean - 0.375) / 0.125",
     "airmark"},
    {"chroma_g_mean_scaled", "1", -kLimit, kLimit, "(chroma_g_mean - 0.375) / 0.125", "airmark"},
    {"chroma_g_sharp_mean_scaled", "1", -kLimit, kLimit, "(chroma_g_sharp_mean - 0.375) / 0.125",
     "airmark"},
    {"chroma_a_mean_scaled", "1", -kLimit, kLimit, "(chroma_a_mean - 0.375) / 0.125", "airmark"},
    {"chroma_a_sharp_mean_scaled", "1", -kLimit, kLimit, "(chroma_a_sharp_mean - 0.375) / 0.125",
     "airmark"},
    {"chroma_b_mean_scaled", "1", -kLimit, kLimit, "(chroma_b_mean - 0.375) / 0.125", "airmark"},
    {"spectral_centroid_mean_scaled", "1", -kLimit, kLimit,
     "(spectral_centroid_mean - 2120 Hz) / 696 Hz", "airmark"},
    {"rolloff_mean_scaled", "1", -kLimit, kLimit, "(rolloff_mean - 4390 Hz) / 1540 Hz", "airmark"},
    {"zero_crossing_rate_mean_scaled", "1", -kLimit, kLimit,
     "(zero_crossing_rate_mean - 0.1) / 0.042", "airmark"},
    {"tempo_scaled", "1", -kLimit, kLimit, "(tempo - 121 BPM) / 28.5 BPM", "airmark"},
    {"rms_mean_scaled", "1", -kLimit, kLimit, "(rms_mean - 0.134) / 0.0638", "airmark"},
    {"spectral_bandwidth_mean_scaled", "1", -kLimit, kLimit,
     "(spectral_bandwidth_mean - 2190 Hz) / 497 Hz", "airmark"},
    {"spectral_flatness_mean_scaled", "1", -kLimit, kLimit,
     "(spectral_flatness_mean - 0.0167) / 0.028", "airmark"},
}};

// Mean and standard deviation over the clips of GTZAN's fault-filtered train list, to three digits.
// Of the published table's columns: over all 443, chroma's offset being its chroma_stft_mean. Of
// what the table does not have (chroma's scale, all pitches together; flatness): measured, over the
// 401 of them whose audio was there, some of it excerpts of a few seconds.
const std::array<EmbeddingScale, kEmbedding45Count> kEmbedding45Scales{{
    {-144, 104},      // mfcc1_mean
    {104, 30.8},      // mfcc2_mean
    {-9.94, 21.5},    // mfcc3_mean
    {35.5, 16.9},     // mfcc4_mean
    {-1.42, 11.6},    // mfcc5_mean
    {15.7, 12.2},     // mfcc6_mean
    {-6.06, 9.61},    // mfcc7_mean
    {10.7, 10.6},     // mfcc8_mean
    {-8.31, 8.52},    // mfcc9_mean
    {7.88, 8.19},     // mfcc10_mean
    {-7.07, 6.93},    // mfcc11_mean
    {4.6, 7.1},       // mfcc12_mean
    {-5.57, 5.75},    // mfcc13_mean
    {57.8, 21.4},     // mfcc1_std
    {25.3, 7.54},     // mfcc2_std
    {20.6, 5.73},     // mfcc3_std
    {14.3, 3.94},     // mfcc4_std
    {12.7, 3.66},     // mfcc5_std
    {10.8, 2.86},     // mfcc6_std
    {10.5, 2.74},     // mfcc7_std
    {9.07, 2.12},     // mfcc8_std
    {9.2, 2.08},      // mfcc9_std
    {8.85, 1.98},     // mfcc10_std
    {8.45, 1.97},     // mfcc11_std
    {8.04, 1.74},     // mfcc12_std
    {7.99, 1.82},     // mfcc13_std
    {0.375, 0.125},   // chroma_c_mean
    {0.375, 0.125},   // chroma_c_sharp_mean
    {0.375, 0.125},   // chroma_d_mean
    {0.375, 0.125},   // chroma_d_sharp_mean
    {0.375, 0.125},   // chroma_e_mean
    {0.375, 0.125},   // chroma_f_mean
    {0.375, 0.125},   // chroma_f_sharp_mean
    {0.375, 0.125},   // chroma_g_mean
    {0.375, 0.125},   // chroma_g_sharp_mean
    {0.375, 0.125},   // chroma_a_mean
    {0.375, 0.125},   // chroma_a_sharp_mean
    {0.375, 0.125},   // chroma_b_mean
    {2120, 696},      // spectral_centroid_mean
    {4390, 1540},     // rolloff_mean
    {0.1, 0.042},     // zero_crossing_rate_mean
    {121, 28.5},      // tempo
    {0.134, 0.0638},  // rms_mean
    {2190, 497},      // spectral_bandwidth_mean
    {0.0167, 0.028},  // spectral_flatness_mean
}};

}  // namespace airmark
