// What the timbre says of real music: the unaltered GTZAN clips, ten genres.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "tests/analysis/timbre/window_timbre.h"
#include "tests/support/clip_file.h"
#include "tests/support/test_data.h"

namespace airmark::analysis {
namespace {

using TimbresByGenre = std::map<std::string, std::vector<Timbre>>;
using Medians = std::map<std::string, double>;  // by genre

TimbresByGenre measure_clips(const std::filesystem::path& folder) {
  TimbresByGenre timbres;
  testing::WindowTimbre meter;
  for (const auto& genre : std::filesystem::directory_iterator(folder))
    for (const auto& clip : std::filesystem::directory_iterator(genre.path()))
      if (clip.path().extension() == ".flac")
        timbres[genre.path().filename().string()].push_back(
            meter.measure(testing::read_clip(clip.path())));
  return timbres;
}

/// Also checks that each value is there and in its range, and prints the medians.
Medians medians_of(const char* name, const TimbresByGenre& timbres,
                   std::optional<double> Timbre::*value, double highest = 1.0) {
  Medians medians;
  std::printf("%-15s", name);
  for (const auto& [genre, clips] : timbres) {
    std::vector<double> values;
    for (const Timbre& timbre : clips) values.push_back((timbre.*value).value());
    std::sort(values.begin(), values.end());
    EXPECT_GE(values.front(), 0.0) << name;
    EXPECT_LE(values.back(), highest) << name;
    medians[genre] = values[values.size() / 2];
    std::printf("  %s %.3f", genre.c_str(), medians[genre]);
  }
  std::printf("\n");
  return medians;
}

void expect_above(const Medians& medians, const std::string& genre, double factor,
                  const std::vector<std::string>& others) {
  for (const std::string& other : others)
    EXPECT_GT(medians.at(genre), factor * medians.at(other)) << genre << " and " << other;
}

TEST(TimbreOfGenres, RanksThemAsAListenerWould) {
  const auto folder = testing::test_data_folder();
  if (!folder) GTEST_SKIP() << "AIRMARK_DATA does not name the folder with the GTZAN clips";
  const TimbresByGenre timbres = measure_clips(*folder / "gtzan/parity");
  ASSERT_EQ(timbres.size(), 10u);

  const Medians distortion = medians_of("distortion", timbres, &Timbre::distortion);
  expect_above(distortion, "metal", 1.3,
               {"blues", "country", "disco", "hiphop", "jazz", "pop", "reggae", "rock"});
  expect_above(distortion, "metal", 10.0, {"classical"});

  const Medians bass = medians_of("bass_weight", timbres, &Timbre::bass_weight);
  const Medians beat = medians_of("percussiveness", timbres, &Timbre::percussiveness);
  for (const char* genre : {"hiphop", "reggae"}) {
    expect_above(bass, genre, 1.0, {"classical", "country", "jazz", "rock"});
    expect_above(beat, genre, 1.0, {"classical", "country", "jazz", "rock"});
  }

  const Medians voice = medians_of("voice_likeness", timbres, &Timbre::voice_likeness);
  expect_above(voice, "hiphop", 2.0, {"classical", "jazz"});
  const Medians range = medians_of("dynamic_range", timbres, &Timbre::dynamic_range_db, 60.0);
  expect_above(range, "classical", 1.0, {"disco", "hiphop", "jazz", "metal", "pop", "rock"});
  medians_of("flatness", timbres, &Timbre::spectral_flatness);
}

}  // namespace
}  // namespace airmark::analysis
