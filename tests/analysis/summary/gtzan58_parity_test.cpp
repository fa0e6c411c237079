#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "analysis/summary/gtzan58_extractor.h"
#include "tests/support/clip_file.h"
#include "tests/support/test_data.h"

namespace airmark::analysis {
namespace {

/// How far a value may be from the published one, in standard deviations of its column.
constexpr double kBoundDeviations = 1e-4;

/// The published table: one row per clip, by name ("blues.00000").
std::map<std::string, Gtzan58Values> read_table(const std::filesystem::path& path) {
  std::map<std::string, Gtzan58Values> rows;
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::istringstream cells(line);
    std::string name;
    std::getline(cells, name, ',');
    Gtzan58Values& values = rows[name.substr(0, name.rfind(".wav"))];
    for (double& value : values) {
      std::string cell;
      std::getline(cells, cell, ',');
      value = std::stod(cell);
    }
  }
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

struct Worst {
  double distance = 0.0;  ///< In standard deviations.
  std::string clip = "-";
};

void print_worst(const std::array<Worst, kGtzan58Count>& worst, std::size_t clip_count) {
  std::array<std::size_t, kGtzan58Count> order{};
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return worst[a].distance > worst[b].distance; });
  std::printf("%zu clips; the columns farthest from the published table:\n", clip_count);
  for (std::size_t place = 0; place < 8; ++place) {
    const Worst& column = worst[order[place]];
    std::printf("  %-26s %.2e standard deviations (%s)\n",
                std::string(kGtzan58Table[order[place]].name).c_str(), column.distance,
                column.clip.c_str());
  }
}

TEST(Gtzan58Parity, EveryValueOfEveryClipIsThePublishedOne) {
  const auto folder = testing::test_data_folder();
  if (!folder) GTEST_SKIP() << "AIRMARK_DATA does not name the folder with the GTZAN clips";
  const auto rows = read_table(*folder / "gtzan/features_30_sec.train_valid.csv");
  const Gtzan58Values deviations = deviations_of(rows);

  std::vector<std::filesystem::path> clips;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(*folder / "gtzan/parity"))
    if (entry.path().extension() == ".flac") clips.push_back(entry.path());
  std::sort(clips.begin(), clips.end());
  ASSERT_FALSE(clips.empty());

  Gtzan58Extractor extractor;
  std::array<Worst, kGtzan58Count> worst;
  for (const auto& clip : clips) {
    const std::string name = clip.stem().string();
    ASSERT_TRUE(rows.contains(name)) << clip << " has no row in the table";
    const Gtzan58Values& published = rows.at(name);
    const Gtzan58Values values = extractor.extract(testing::read_clip(clip)).gtzan58;
    for (std::size_t i = 0; i < kGtzan58Count; ++i) {
      const double distance = std::abs(values[i] - published[i]) / deviations[i];
      EXPECT_LE(distance, kBoundDeviations) << kGtzan58Table[i].name << " of " << name << " is "
                                            << values[i] << ", published " << published[i];
      if (distance > worst[i].distance) worst[i] = {distance, name};
    }
  }
  print_worst(worst, clips.size());
}

}  // namespace
}  // namespace airmark::analysis
