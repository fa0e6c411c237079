#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include "analysis/summary/gtzan58_extractor.h"
#include "tests/support/clip_file.h"
#include "tests/support/published_rows.h"
#include "tests/support/test_data.h"

namespace airmark::analysis {
namespace {

/// How far a value may be from the published one, in standard deviations of its column.
constexpr double kBoundDeviations = 1e-4;

/// The published table, by clip ("blues.00000").
std::map<std::string, Gtzan58Values> read_table(const std::filesystem::path& folder) {
  std::map<std::string, Gtzan58Values> rows;
  for (const char* list : {"train", "valid"})
    for (const testing::PublishedRow& row : testing::read_published_rows(folder, list))
      rows[row.clip] = row.analysis.gtzan58;
  return rows;
}

Gtzan58Values deviations_of(const std::map<std::string, Gtzan58Values>& rows) {
  Gtzan58Values deviations{};
  const auto count = static_cast<double>(rows.size());
  for (std::size_t i = 0; i < kGtzan58Count; ++i) {
    double mean = 0.0;
    double variance = 0.0;
    for (const auto& row : rows) mean += row.second[i] / count;
    for (const auto& row : rows)
      variance += (row.second[i] - mean) * (row.second[i] - mean) / count;
    deviations[i] = std::sqrt(variance);
  }
  return deviations;
}

std::vector<std::filesystem::path> parity_clips(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> clips;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder / "gtzan/parity"))
    if (entry.path().extension() == ".flac") clips.push_back(entry.path());
  std::sort(clips.begin(), clips.end());
  return clips;
}

/// What all clips say of one column.
struct Column {
  double worst = 0.0;  ///< In standard deviations.
  std::string clip = "-";
  std::size_t beyond = 0;  ///< Clips farther than kBoundDeviations.

  void add(double distance, const std::string& name) {
    if (distance > kBoundDeviations) ++beyond;
    if (distance > worst) {
      worst = distance;
      clip = name;
    }
  }
};

void print(const std::array<Column, kGtzan58Count>& columns, std::size_t clip_count) {
  std::size_t beyond = 0;
  std::printf("%-26s  %9s  %-16s  beyond %g\n", "column", "worst sd", "of clip", kBoundDeviations);
  for (std::size_t i = 0; i < kGtzan58Count; ++i) {
    std::printf("%-26s  %9.2e  %-16s  %zu\n", std::string(kGtzan58Table[i].name).c_str(),
                columns[i].worst, columns[i].clip.c_str(), columns[i].beyond);
    beyond += columns[i].beyond;
  }
  const Column& worst = *std::ranges::max_element(columns, {}, &Column::worst);
  std::printf("%zu clips: worst %.2e sd, %zu of %zu values beyond %g sd\n", clip_count, worst.worst,
              beyond, clip_count * kGtzan58Count, kBoundDeviations);
}

TEST(Gtzan58Parity, EveryValueOfEveryClipIsThePublishedOne) {
  const auto folder = testing::test_data_folder();
  if (!folder) GTEST_SKIP() << "AIRMARK_DATA does not name the folder with the GTZAN clips";
  const auto rows = read_table(*folder);
  const Gtzan58Values deviations = deviations_of(rows);
  const std::vector<std::filesystem::path> clips = parity_clips(*folder);
  ASSERT_FALSE(clips.empty());

  Gtzan58Extractor extractor;
  std::array<Column, kGtzan58Count> columns;
  for (const auto& clip : clips) {
    const std::string name = clip.stem().string();
    ASSERT_TRUE(rows.contains(name)) << clip << " has no row in the table";
    const Gtzan58Values& published = rows.at(name);
    const Gtzan58Values values = extractor.extract(testing::read_clip(clip)).gtzan58;
    for (std::size_t i = 0; i < kGtzan58Count; ++i) {
      const double distance = std::abs(values[i] - published[i]) / deviations[i];
      EXPECT_LE(distance, kBoundDeviations) << kGtzan58Table[i].name << " of " << name << " is "
                                            << values[i] << ", published " << published[i];
      columns[i].add(distance, name);
    }
  }
  print(columns, clips.size());
}

}  // namespace
}  // namespace airmark::analysis
