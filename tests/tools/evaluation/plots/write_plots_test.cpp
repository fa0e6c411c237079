#include "tools/evaluation/plots/write_plots.h"

#include <gmock/gmock.h>
#include <sys/resource.h>

#include <csignal>
#include <filesystem>
#include <map>
#include <string>

#include "tests/tools/evaluation/plots/made_up_evaluation.h"
#include "tools/common/text_file.h"
#include "tools/evaluation/plots/labels.h"

namespace airmark::tools {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class WritePlots : public ::testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::remove_all(folder_);
    evaluation_.measures[0].tagger = "bedrock:claude_haiku/hybrid";
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::map<std::string, std::string> files() const {
    std::map<std::string, std::string> bytes;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_))
      if (entry.is_regular_file())
        bytes[entry.path().lexically_relative(folder_).string()] =
            read_text_file(entry.path()).value();
    return bytes;
  }

  const std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() /
      ("airmark_plots_" +
       std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
  Evaluation evaluation_ = made_up_evaluation({1, 4, 10, false, true, false});
};

std::size_t big_endian(const std::string& bytes, std::size_t at) {
  std::size_t value = 0;
  for (std::size_t n = 0; n < 4; ++n)
    value = value * 256 + static_cast<unsigned char>(bytes[at + n]);
  return value;
}

TEST_F(WritePlots, GivesEveryFileTheSameEachTime) {
  ASSERT_TRUE(write_plots(evaluation_, folder_));
  const auto first = files();
  EXPECT_EQ(first.size(), (5u + 1u) * 2u + 1u);
  ASSERT_TRUE(write_plots(evaluation_, folder_));
  EXPECT_TRUE(files() == first);
  for (const auto& [name, bytes] : first) {
    if (!name.ends_with(".png")) continue;
    EXPECT_THAT(bytes, StartsWith("\x89PNG\r\n\x1a\n")) << name;
    EXPECT_GE(big_endian(bytes, 16), 1100u) << name;
    EXPECT_THAT(bytes.substr(bytes.size() - 8), HasSubstr("IEND")) << name;
  }
  const std::string& matrix = first.at("confusion_matrices/bedrock_claude_haiku_hybrid.svg");
  EXPECT_THAT(matrix, HasSubstr("bedrock:claude_haiku/hybrid"));
  EXPECT_THAT(matrix, HasSubstr("no answer"));
  EXPECT_THAT(matrix, HasSubstr("</svg>"));
  EXPECT_THAT(first.at("visualizations/accuracy_comparison.svg"), HasSubstr("chance, 1 of 4"));
}

TEST_F(WritePlots, DrawsPerturbationsWhereThereAreAny) {
  ASSERT_TRUE(write_plots(evaluation_, folder_));
  EXPECT_FALSE(files().contains("visualizations/perturbations.svg"));
  ASSERT_TRUE(write_plots(made_up_evaluation({2, 4, 10, false, true, false, 3}), folder_));
  EXPECT_TRUE(files().contains("visualizations/perturbations.png"));
  EXPECT_THAT(files()["visualizations/perturbations.svg"], HasSubstr("excerpt"));
}

TEST_F(WritePlots, PlaceThatIsNoFolderCannotBeCreated) {
  ASSERT_TRUE(write_text_file(folder_, "a file"));
  const auto written = write_plots(evaluation_, folder_);
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().kind, ErrorKind::CannotCreate);
  EXPECT_THAT(written.error().message, HasSubstr(folder_.string()));
}

TEST_F(WritePlots, DiskWithoutRoomIsNamedAndLeavesNoHalfFile) {
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  rlimit small = before;
  small.rlim_cur = 4096;
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
  const auto written = write_plots(evaluation_, folder_);
  setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().kind, ErrorKind::InputOutput);
  EXPECT_THAT(written.error().message, HasSubstr("accuracy_comparison.png"));
  EXPECT_TRUE(files().empty());
}

TEST(FileNamesFor, KeepsLettersOnly) {
  EXPECT_THAT(file_names_for({"bedrock:claude_haiku/hybrid", "../x"}),
              ElementsAre("bedrock_claude_haiku_hybrid", ".._x"));
}

TEST(FileNamesFor, GivesNoTwoTaggersTheSame) {
  EXPECT_THAT(file_names_for({"a:b/c", "a:b_c", "a_b_c_2", "a/b/c"}),
              ElementsAre("a_b_c", "a_b_c_2", "a_b_c_2_2", "a_b_c_3"));
}

}  // namespace
}  // namespace airmark::tools
