#include "tools/evaluation/dataset/dataset_check.h"

#include <gmock/gmock.h>

#include <fstream>

#include "tests/support/temporary_folder.h"
#include "tests/support/wave_file.h"
#include "tools/evaluation/dataset/findings_text.h"

namespace airmark::tools {
namespace {

using airmark::testing::TemporaryFolder;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// A dataset that is written as it is made.
class WrittenDataset {
 public:
  void add(const std::string& file, const std::string& genre) {
    dataset_.clips.push_back({file, folder_ / file, genre, {{genre, 1.0}}});
    std::filesystem::create_directories((folder_ / file).parent_path());
  }

  /// A ramp that differs with `seed`.
  void add_sound(const std::string& file, const std::string& genre, float seed,
                 double duration_s = 0.1, int rate_hz = 22050) {
    add(file, genre);
    std::vector<float> samples(static_cast<std::size_t>(duration_s * rate_hz));
    for (std::size_t n = 0; n < samples.size(); ++n)
      samples[n] = seed + 1e-3f * static_cast<float>(n % 100);
    testing::write_wave(folder_ / file, std::vector<std::vector<float>>{samples}, rate_hz);
  }

  void add_bytes(const std::string& file, const std::string& genre, std::string_view bytes) {
    add(file, genre);
    std::ofstream(folder_ / file) << bytes;
  }

  DatasetCheck check(std::int64_t job_count = 2) const {
    Result<DatasetCheck> checked = check_dataset(dataset_, {.job_count = job_count}, {});
    EXPECT_TRUE(checked);
    return checked ? std::move(checked).value() : DatasetCheck{};
  }

  Dataset& dataset() { return dataset_; }

 private:
  TemporaryFolder folder_;
  Dataset dataset_{"made", {}};
};

std::vector<std::string> told(const DatasetCheck& check) {
  std::vector<std::string> words;
  for (const DatasetFinding& f : check.findings)
    words.push_back(std::string(finding_name(f.kind)) + ": " + f.subject);
  return words;
}

TEST(DatasetCheck, HasNothingToSayOfSoundFilesOfAnyRateAndLength) {
  WrittenDataset written;
  written.add_sound("jazz/a.wav", "jazz", 0.1f, 0.1, 44100);
  written.add_sound("rock/a.wav", "rock", 0.2f, 0.3);
  const DatasetCheck check = written.check();
  EXPECT_THAT(told(check), ElementsAre());
  EXPECT_THAT(check.first_of, ElementsAre(0u, 1u));
  EXPECT_EQ(check.sounds[0]->sample_rate_hz, 44100.0);
  EXPECT_NEAR(check.sounds[1]->duration_s(), 0.3, 1e-3);
}

TEST(DatasetCheck, LeavesOutWhatCannotBeReadAndGoesOn) {
  WrittenDataset written;
  written.add("blues/gone.wav", "blues");
  written.add_bytes("jazz/jazz.00054.wav", "jazz", "no sound at all");
  written.add_sound("rock/a.wav", "rock", 0.2f);
  written.add_sound("rock/b.wav", "rock", 0.3f);
  written.add_sound("rock/c.wav", "rock", 0.4f);
  const DatasetCheck check = written.check();
  EXPECT_THAT(told(check),
              ElementsAre("missing: blues/gone.wav", "unreadable: jazz/jazz.00054.wav"));
  EXPECT_THAT(check.findings[1].detail, HasSubstr("broken in a common copy of GTZAN"));
  EXPECT_FALSE(check.sounds[0]);
  EXPECT_FALSE(check.sounds[1]);
  EXPECT_TRUE(check.sounds[2]);
}

TEST(DatasetCheck, FindsTheSameSoundUnderAnotherNameAndLabel) {
  WrittenDataset written;
  written.add_sound("jazz/a.wav", "jazz", 0.1f);
  written.add_sound("jazz/b.wav", "jazz", 0.2f);
  written.add_sound("rock/c.wav", "rock", 0.1f);
  const DatasetCheck check = written.check();
  EXPECT_THAT(told(check), ElementsAre("same sound: rock/c.wav"));
  EXPECT_EQ(check.findings[0].detail, "of 'jazz/a.wav'");
  EXPECT_THAT(check.first_of, ElementsAre(0u, 1u, 0u));
}

TEST(DatasetCheck, AUsualNameTwiceIsNoFault) {
  WrittenDataset written;
  written.add_sound("jazz/one/01.wav", "jazz", 0.1f);
  written.add_sound("jazz/two/01.wav", "jazz", 0.2f);
  EXPECT_THAT(told(written.check()), ElementsAre());
}

TEST(DatasetCheck, KnowsWhatGtzanShouldBe) {
  WrittenDataset written;  // low rates: less to decode
  written.add_sound("a/jazz.00001.wav", "jazz", 0.1f, 30.0, 1000);
  written.add_sound("b/jazz.00001.wav", "jazz", 0.2f, 30.0, 1000);
  written.add_sound("metal/metal.00058.wav", "metal", 0.3f, 2.0, 22050);
  written.add_sound("rock/rock.00016.wav", "rock", 0.4f, 31.5, 1000);
  const DatasetCheck check = written.check();
  const auto lines = told(check);
  ASSERT_EQ(lines.size(), 17u);
  EXPECT_EQ(lines[0], "same name: b/jazz.00001.wav");
  EXPECT_EQ(lines[1], "same recording: rock/rock.00016.wav");
  EXPECT_EQ(lines[2], "wrong rate: a/jazz.00001.wav");
  EXPECT_EQ(check.findings[2].detail, "1000 Hz");
  EXPECT_EQ(lines[4], "wrong rate: rock/rock.00016.wav");
  EXPECT_EQ(lines[5], "too short: metal/metal.00058.wav");
  EXPECT_EQ(lines[6], "too long: rock/rock.00016.wav");
  EXPECT_EQ(check.findings[6].detail, "31.5 s");
  EXPECT_EQ(lines[12], "incomplete: jazz");
  EXPECT_EQ(check.findings[12].detail, "1 of 100, without jazz.00054");
  EXPECT_THAT(check.first_of, ElementsAre(0u, 0u, 2u, 2u));
}

TEST(DatasetCheck, DoesNotDependOnTheNumberOfJobs) {
  WrittenDataset written;
  for (int n = 0; n < 20; ++n)
    written.add_sound("jazz/" + std::to_string(n) + ".wav", "jazz", 0.01f * float(n % 7));
  const DatasetCheck one = written.check(1), four = written.check(4);
  EXPECT_EQ(one.findings, four.findings);
  EXPECT_EQ(one.first_of, four.first_of);
  EXPECT_EQ(dataset_sha256(written.dataset(), one), dataset_sha256(written.dataset(), four));
}

TEST(DatasetCheck, TellsHowFarItIsAndStopsWhenAsked) {
  WrittenDataset written;
  for (const char* file : {"jazz/1.wav", "jazz/2.wav", "jazz/3.wav"})
    written.add_sound(file, "jazz", 0.1f);
  std::vector<std::size_t> counts;
  const CheckRun run{2, [&](std::size_t done_count) { counts.push_back(done_count); }};
  EXPECT_TRUE(check_dataset(written.dataset(), run, {}));
  EXPECT_THAT(counts, ElementsAre(1u, 2u, 3u));
  std::stop_source stop;
  stop.request_stop();
  const auto stopped = check_dataset(written.dataset(), run, stop.get_token());
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().kind, ErrorKind::Timeout);
}

TEST(DatasetCheck, ItsSumChangesWithNamesAndSounds) {
  WrittenDataset written;
  written.add_sound("jazz/1.wav", "jazz", 0.1f);
  DatasetCheck check = written.check();
  const std::string before = dataset_sha256(written.dataset(), check);
  written.dataset().clips[0].file = "jazz/2.wav";
  EXPECT_NE(dataset_sha256(written.dataset(), check), before);
  written.dataset().clips[0].file = "jazz/1.wav";
  EXPECT_EQ(dataset_sha256(written.dataset(), check), before);
  check.sounds[0]->sha256[0] ^= 1;
  EXPECT_NE(dataset_sha256(written.dataset(), check), before);
}

TEST(FindingsText, IsATableOfKindsWithTheFirstSubjects) {
  WrittenDataset written;
  for (int n = 0; n < 5; ++n)
    written.add_sound("jazz/" + std::to_string(n) + ".wav", "jazz", n == 4 ? 0.2f : 0.1f);
  written.add("jazz/gone.wav", "jazz");
  DatasetCheck check = written.check();
  check.findings[0].detail = "there is no file";
  EXPECT_EQ(findings_text(written.dataset(), check),
            "'made': 6 clips, 5 of them readable\n"
            "  missing             1  left out   jazz/gone.wav (there is no file)\n"
            "  same sound          3  kept once  jazz/1.wav (of 'jazz/0.wav'), jazz/2.wav (of "
            "'jazz/0.wav'), jazz/3.wav (of 'jazz/0.wav')\n");
}

}  // namespace
}  // namespace airmark::tools
