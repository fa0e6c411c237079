#include "analysis/describe/cues.h"

#include <gmock/gmock.h>

#include <clocale>
#include <limits>
#include <locale>

namespace airmark::analysis {
namespace {

WindowAnalysis with(std::initializer_list<std::pair<Gtzan58, double>> values) {
  WindowAnalysis analysis;
  for (const auto& [which, value] : values)
    analysis.gtzan58[static_cast<std::size_t>(which)] = value;
  return analysis;
}

TEST(Cues, ComeFromTheTableByName) {
  const auto cue = find_cue(with({{Gtzan58::Tempo, 120.5}}), "tempo");
  EXPECT_EQ(cue, (Evidence{"tempo", "BPM", 120.5}));
}

TEST(Cues, ComeFromTheLoudnessWhereItWasMeasured) {
  WindowAnalysis analysis;
  EXPECT_EQ(find_cue(analysis, "integrated_lufs"), std::nullopt);
  analysis.loudness = Loudness{-14.0, 6.0, -1.0};
  EXPECT_EQ(find_cue(analysis, "integrated_lufs"), (Evidence{"integrated_lufs", "LUFS", -14.0}));
  EXPECT_EQ(find_cue(analysis, "range_lu"), (Evidence{"range_lu", "LU", 6.0}));
  EXPECT_EQ(find_cue(analysis, "true_peak_dbtp"), (Evidence{"true_peak_dbtp", "dBTP", -1.0}));
}

TEST(Cues, ComeFromTheMusicalValuesWhereTheyWereMeasured) {
  WindowAnalysis analysis;
  EXPECT_EQ(find_cue(analysis, "onset_rate"), std::nullopt);
  analysis.musical[static_cast<std::size_t>(Musical::OnsetRate)] = 4.5;
  EXPECT_EQ(find_cue(analysis, "onset_rate"), (Evidence{"onset_rate", "1/s", 4.5}));
}

TEST(Cues, AreAbsentOutsideTheRangeThatAValueCanTake) {
  WindowAnalysis analysis;
  for (const double onset_rate : {-0.1, 44.1, 1e300}) {
    analysis.musical[static_cast<std::size_t>(Musical::OnsetRate)] = onset_rate;
    EXPECT_EQ(find_cue(analysis, "onset_rate"), std::nullopt) << onset_rate;
  }
  EXPECT_EQ(find_cue(with({{Gtzan58::Tempo, 1e300}}), "tempo"), std::nullopt);
}

TEST(Cues, AreAbsentWhereTheyWereNotMeasured) {
  EXPECT_EQ(find_cue({}, "tempo"), std::nullopt);
  EXPECT_EQ(find_cue({}, "level_dbfs"), std::nullopt);
  EXPECT_EQ(find_cue({}, "level_variation"), std::nullopt);
  EXPECT_EQ(find_cue({}, "percussive_share"), std::nullopt);
  EXPECT_EQ(find_cue({}, "no such number"), std::nullopt);
  const double not_a_number = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(find_cue(with({{Gtzan58::ChromaMean, not_a_number}}), "chroma_stft_mean"),
            std::nullopt);
}

TEST(Cues, AreWrittenWithDecimalsThatFitTheUnit) {
  EXPECT_EQ(number_text({"tempo", "BPM", 119.6}), "120 BPM");
  EXPECT_EQ(number_text({"integrated_lufs", "LUFS", -14.04}), "-14.0 LUFS");
  EXPECT_EQ(number_text({"percussive_share", "%", 24.6}), "25 %");
  EXPECT_EQ(number_text({"chroma_stft_mean", "1", 0.346}), "0.35");
  EXPECT_EQ(number_text({"range_lu", "LU", -0.04}), "0.0 LU");
  EXPECT_EQ(number_text({"onset_rate", "1/s", 4.46}), "4.5 per second");
  EXPECT_EQ(number_text({"tuning_cents", "cents", -22.4}), "-22 cents");
  EXPECT_EQ(plain_number_text({"tempo", "BPM", 119.6}), "120");
}

/// A locale that exists everywhere and writes decimals with a comma.
class DecimalComma : public std::numpunct<char> {
  char do_decimal_point() const override { return ','; }
  std::string do_grouping() const override { return "\3"; }
};

TEST(Cues, AreWrittenWithAPointInAnyLocale) {
  const std::string c_locale = std::setlocale(LC_ALL, nullptr);
  const std::locale before =
      std::locale::global(std::locale(std::locale::classic(), new DecimalComma));
  std::setlocale(LC_ALL, "de_DE.UTF-8");  // Where it is installed.
  EXPECT_EQ(number_text({"integrated_lufs", "LUFS", -1234.04}), "-1234.0 LUFS");
  std::locale::global(before);
  std::setlocale(LC_ALL, c_locale.c_str());
}

}  // namespace
}  // namespace airmark::analysis
