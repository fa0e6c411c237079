#include "llm/aws/profile_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace airmark::llm {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::Pair;

ProfileFile parsed(std::string_view text) {
  Result<ProfileFile> file = ProfileFile::parse(text, "config");
  EXPECT_TRUE(file) << (file ? "" : file.error().message);
  return file ? std::move(file).value() : ProfileFile();
}

std::string fault(std::string_view text) {
  const Result<ProfileFile> file = ProfileFile::parse(text, "config");
  return file ? "" : file.error().message;
}

ProfileSection::Settings settings(std::string_view text, std::string_view section) {
  const ProfileFile file = parsed(text);
  const ProfileSection* found = file.section(section);
  return found == nullptr ? ProfileSection::Settings() : found->settings;
}

TEST(ProfileFile, HasSectionsAndKeysWithoutRegardToBlanks) {
  constexpr std::string_view kText =
      "\xEF\xBB\xBF# a comment\r\n[default]\r\nRegion=us-east-1\r\n\r\n"
      "[ profile \t  radio ]  # the station\n  aws_access_key_id =  AKID=x \n"
      "  region\t= eu-west-1\n";
  EXPECT_THAT(settings(kText, "default"), ElementsAre(Pair("region", "us-east-1")));
  EXPECT_THAT(settings(kText, "profile radio"),
              ElementsAre(Pair("aws_access_key_id", "AKID=x"), Pair("region", "eu-west-1")));
}

TEST(ProfileFile, KnowsQuotedNames) {
  EXPECT_THAT(settings("[profile \"my radio\"]\na = 1\n", "profile my radio"),
              ElementsAre(Pair("a", "1")));
  EXPECT_THAT(settings("['my']\na = 1\n", "my"), ElementsAre(Pair("a", "1")));
}

TEST(ProfileFile, CutsCommentsOffOnlyAfterABlank) {
  EXPECT_THAT(settings("[a]\nb = c#d;e\nf = g # h\ni = j\t; k\nl = # m\n  ; deep\n", "a"),
              ElementsAre(Pair("b", "c#d;e"), Pair("f", "g"), Pair("i", "j"), Pair("l", "")));
}

TEST(ProfileFile, JoinsASectionThatComesTwice) {
  EXPECT_THAT(settings("[a]\nb = 1\nc = 2\n[x]\n[a]\nb = 3\n", "a"),
              ElementsAre(Pair("b", "3"), Pair("c", "2")));
}

TEST(ProfileFile, NestsSettingsUnderAKeyWithoutValue) {
  const ProfileFile file = parsed(
      "[services mine]\nbedrock_runtime =\n  endpoint_url = http://localhost:1\n\n  other = 2\n"
      "s3 =\n  endpoint_url = x\nlast = y\n");
  const ProfileSection* section = file.section("services mine");
  ASSERT_NE(section, nullptr);
  EXPECT_THAT(section->nested.at("bedrock_runtime"),
              ElementsAre(Pair("endpoint_url", "http://localhost:1"), Pair("other", "2")));
  EXPECT_THAT(section->nested.at("s3"), ElementsAre(Pair("endpoint_url", "x")));
  EXPECT_EQ(section->settings.at("last"), "y");
}

TEST(ProfileFile, ContinuesAValueOnADeeperLine) {
  EXPECT_THAT(settings("[a]\nb = one\n   two\nc = 3\n", "a"),
              ElementsAre(Pair("b", "one\ntwo"), Pair("c", "3")));
}

TEST(ProfileFile, NamesFileAndLineOfAFault) {
  EXPECT_THAT(fault("a = b\n"), HasSubstr("config:1: "));
  EXPECT_THAT(fault("[a]\n\n# x\nnonsense\n"), HasSubstr("config:4: "));
  EXPECT_THAT(fault("[a\nb = 1\n"), HasSubstr("config:1: the section has no ']'"));
  EXPECT_THAT(fault("[a] b\n"), HasSubstr("config:1: "));
  EXPECT_THAT(fault("[]\n"), HasSubstr("config:1: the section has no name"));
  EXPECT_THAT(fault("[a]\r\n= b\r\n"), HasSubstr("config:2: there is no key"));
  EXPECT_THAT(fault("[a]\nb =\n  c\n"), HasSubstr("config:3: "));
}

TEST(ProfileFile, KeepsWhatStandsOnAFaultyLineToItself) {
  EXPECT_THAT(fault("[a]\naws_secret_access_key wJalrXUtnFEMI\n"), Not(HasSubstr("wJalr")));
}

/// Text in which a key, a name or a value may be written without quotes.
std::string word(std::mt19937& random, bool is_value) {
  const std::string letters = is_value ? "abcXYZ019_-+/=.:\xc3\xa9 []" : "abcxyz019_-";
  std::string result;
  const int size = std::uniform_int_distribution(1, 12)(random);
  for (int i = 0; i < size; ++i)
    result += letters[std::uniform_int_distribution<std::size_t>(0, letters.size() - 1)(random)];
  if (result.front() == ' ') result.front() = 'x';
  if (result.back() == ' ') result.back() = 'x';
  return result;
}

std::string noise(std::mt19937& random) {
  static const std::vector<std::string> kLines = {"", "\n", "# [x]\n", "  ; a = b\r\n", "\t\n"};
  return kLines[std::uniform_int_distribution<std::size_t>(0, kLines.size() - 1)(random)];
}

TEST(ProfileFile, ReadsBackWhateverWasWritten) {
  std::mt19937 random(20261120);
  for (int round = 0; round < 500; ++round) {
    std::map<std::string, ProfileSection::Settings> written;
    std::string text;
    for (int i = 0; i < 6; ++i) {
      const std::string name = word(random, false);
      text += noise(random) + "[" + name + "]\n";
      for (int k = 0; k < 4; ++k) {
        const std::string key = word(random, false);
        text += key + (k % 2 ? " = " : "=") + (written[name][key] = word(random, true)) +
                (k % 3 ? "\n" : " \r\n") + noise(random);
      }
    }
    const ProfileFile file = parsed(text);
    ASSERT_EQ(file.sections().size(), written.size()) << text;
    for (const auto& [name, values] : written)
      ASSERT_EQ(file.section(name)->settings, values) << text;
  }
}

TEST(ProfileFile, SurvivesAnyBytes) {
  std::mt19937 random(7);
  constexpr std::string_view kAlphabet("[]=#; \t\r\n\"'ab\0\xff", 15);
  int refused = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (int i = 0; i < 30; ++i) text += kAlphabet[random() % kAlphabet.size()];
    const Result<ProfileFile> file = ProfileFile::parse(text, "config");
    if (file) continue;
    ++refused;
    ASSERT_EQ(file.error().kind, ErrorKind::Configuration);
    ASSERT_TRUE(file.error().message.starts_with("config:"));
  }
  EXPECT_GT(refused, 0);
}

}  // namespace
}  // namespace airmark::llm
