#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>

#include "analysis/summary/detail_frames.h"
#include "tests/support/golden_expectations.h"

namespace airmark::analysis {
namespace {

using testing::expect_matrix;
using testing::expect_series;
using testing::golden_matrix;
using testing::golden_series;

/// librosa's frame matrices of these are kept at every eighth frame.
constexpr std::size_t kStep = 8;

/// Detail of a golden signal, measured once for all tests of it.
const DetailFrames& detail_of(std::string_view signal) {
  static std::map<std::string, std::unique_ptr<DetailFrames>, std::less<>> cache;
  auto& detail = cache[std::string(signal)];
  if (!detail) {
    WindowFrames frames;
    frames.measure(testing::golden_signal(signal));
    detail = std::make_unique<DetailFrames>();
    detail->measure(frames);
  }
  return *detail;
}

class DetailGolden : public ::testing::TestWithParam<std::string_view> {};

TEST_P(DetailGolden, SpectralContrast) {
  expect_matrix(detail_of(GetParam()).contrast(), golden_matrix(GetParam(), "contrast", kStep),
                2e-5);
}

TEST_P(DetailGolden, Tonnetz) {
  // Tonnetz follows chroma, and chroma the tuning; of the clicks' librosa itself is not sure.
  if (testing::golden_is_fragile(GetParam(), "tuning")) return;
  expect_matrix(detail_of(GetParam()).tonnetz(), golden_matrix(GetParam(), "tonnetz", kStep), 1e-5);
}

TEST_P(DetailGolden, MeanOnsetStrength) {
  expect_series(detail_of(GetParam()).mean_onset_strength(),
                golden_series(GetParam(), "onset_mean"), 0.0, 1e-4);
}

INSTANTIATE_TEST_SUITE_P(Librosa, DetailGolden, ::testing::ValuesIn(testing::kGoldenSignals),
                         [](const auto& signal) { return std::string(signal.param); });

}  // namespace
}  // namespace airmark::analysis
