#include <gmock/gmock.h>

#include <fstream>
#include <string>

#include "tests/support/temporary_folder.h"
#include "tools/doctor/model_checks.h"
#include "tools/doctor/real_time_limits.h"
#include "tools/doctor/sound_checks.h"
#include "tools/sound_file/libav_source.h"
#include "tools/sound_file/sndfile_source.h"

namespace airmark::tools {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr std::uint64_t kMebibyte = std::uint64_t{1} << 20;

TEST(CheckRealTime, IsContentWithWhatAudioGroupsAllow) {
  EXPECT_EQ(check_real_time({95, RealTimeLimits::kNoLimit}).state, FindingState::Ok);
  EXPECT_EQ(check_real_time({RealTimeLimits::kNoLimit, 64 * kMebibyte}).state, FindingState::Ok);
}

TEST(CheckRealTime, NamesEachLimitThatIsTooLow) {
  const Finding both = check_real_time({0, 8 * kMebibyte});
  EXPECT_EQ(both.state, FindingState::Warning);
  EXPECT_THAT(both.found, AllOf(HasSubstr("priority up to 0"), HasSubstr("8 MiB of locked")));
  EXPECT_THAT(both.remedy, HasSubstr("audio"));
  EXPECT_EQ(check_real_time({9, RealTimeLimits::kNoLimit}).state, FindingState::Warning);
  EXPECT_EQ(check_real_time({95, 63 * kMebibyte}).state, FindingState::Warning);
}

TEST(CheckModel, LetsTheBuiltInClassifierTagASecondOfSound) {
  const Finding finding = check_model(Check::BuiltInModel, std::nullopt);
  EXPECT_EQ(finding.state, FindingState::Ok) << finding.found;
  EXPECT_THAT(finding.found, HasSubstr("tells 10 genres apart"));
}

TEST(CheckModel, RefusesAFileThatIsMissingOrNoModel) {
  const airmark::testing::TemporaryFolder folder;
  const Finding missing = check_model(Check::OwnModel, folder / "none.json");
  EXPECT_EQ(missing.kind, ErrorKind::NotFound);
  EXPECT_THAT(missing.found, HasSubstr("none.json"));
  std::ofstream(folder / "bad.json") << "{}";
  const Finding bad = check_model(Check::OwnModel, folder / "bad.json");
  EXPECT_EQ(bad.kind, ErrorKind::BadData);
  EXPECT_FALSE(bad.remedy.empty());
}

TEST(CheckDecoding, ReadsBackWhatItWrote) {
  const Finding finding = check_decoding();
  EXPECT_EQ(finding.state, FindingState::Ok) << finding.found;
}

TEST(CheckSoundFormats, FindsAllThatDebianBuilds) {
  const Finding finding = check_sound_formats();
  EXPECT_EQ(finding.state, FindingState::Ok) << finding.found;
  for (const SoundFormat format : kSoundFormats)
    EXPECT_THAT(finding.found, HasSubstr(std::string(sound_format_name(format))));
}

TEST(SoundFormats, AreAskedOfTheLibraryThatReadsThem) {
  for (const SoundFormat format :
       {SoundFormat::Wav, SoundFormat::Flac, SoundFormat::OggVorbis, SoundFormat::Opus})
    EXPECT_TRUE(sndfile_knows(format)) << sound_format_name(format);
  for (const SoundFormat format : {SoundFormat::Mp3, SoundFormat::Aac}) {
    EXPECT_FALSE(sndfile_knows(format)) << sound_format_name(format);
    EXPECT_TRUE(libav_knows(format)) << sound_format_name(format);
  }
}

}  // namespace
}  // namespace airmark::tools
