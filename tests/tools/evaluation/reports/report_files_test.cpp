#include "tools/evaluation/reports/report_files.h"

#include <gmock/gmock.h>

#include <fstream>
#include <map>
#include <string>

#include "tests/support/temporary_folder.h"
#include "tests/tools/evaluation/reports/made_up_evaluation.h"
#include "tools/common/text_file.h"

namespace airmark::tools {
namespace {

namespace fs = std::filesystem;
using airmark::testing::TemporaryFolder;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::map<std::string, std::string> files_of(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file())
      files[fs::relative(entry.path(), folder).string()] = read_text_file(entry.path()).value();
  return files;
}

std::map<std::string, std::string> written(const Evaluation& evaluation) {
  const TemporaryFolder folder;
  EXPECT_TRUE(write_reports(evaluation, folder.path()));
  return files_of(folder.path());
}

std::vector<std::string> names_of(const std::map<std::string, std::string>& files) {
  std::vector<std::string> names;
  for (const auto& [name, text] : files) names.push_back(name);
  return names;
}

TEST(ReportFiles, AreTheOnesThatTheReadmeLists) {
  const auto names = names_of(written(made_up_evaluation()));
  EXPECT_THAT(names,
              ElementsAre("accuracy_metrics.json", "confusion_matrix.csv", "model_performance.csv",
                          "reports/classification_report.txt", "reports/detailed_analysis.json",
                          "reports/report.html", "run.json", "tagged_songs.json", "timing.json",
                          "worth_a_look.csv"));
  const std::string readme =
      read_text_file(fs::path(AIRMARK_SOURCE_DIR) / "tools/evaluation/reports/README.md").value();
  for (const std::string& name : names) EXPECT_THAT(readme, HasSubstr("`" + name + "`"));
}

TEST(ReportFiles, TellOfPerturbationsWhereThereAreAny) {
  auto plain = written(made_up_evaluation()), perturbed = written(made_up_perturbed_evaluation());
  EXPECT_FALSE(plain.contains("perturbations.csv"));
  EXPECT_TRUE(perturbed.contains("perturbations.csv"));
  for (const auto& [name, text] : plain)
    EXPECT_THAT(text, ::testing::Not(HasSubstr("erturbation"))) << name;
  for (const char* name : {"accuracy_metrics.json", "reports/classification_report.txt",
                           "reports/detailed_analysis.json", "reports/report.html"})
    EXPECT_THAT(perturbed[name], HasSubstr("erturbation")) << name;
}

TEST(ReportFiles, DifferInTheTimesAloneWhenOnlyTimesDiffer) {
  auto first = written(made_up_evaluation(std::chrono::microseconds(100)));
  auto second = written(made_up_evaluation(std::chrono::microseconds(731)));
  EXPECT_NE(first["timing.json"], second["timing.json"]);
  first.erase("timing.json");
  second.erase("timing.json");
  EXPECT_EQ(first, second);
}

TEST(ReportFiles, ReplaceThoseOfAnEarlierRun) {
  const TemporaryFolder folder;
  Evaluation evaluation = made_up_evaluation();
  ASSERT_TRUE(write_reports(evaluation, folder.path()));
  evaluation.origin.seed = 99;
  ASSERT_TRUE(write_reports(evaluation, folder.path()));
  EXPECT_EQ(files_of(folder.path()), written(evaluation));
}

TEST(ReportFiles, TakeInThePicturesThatLieBeside) {
  const TemporaryFolder folder;
  fs::create_directories(folder.path() / "visualizations");
  std::ofstream(folder.path() / "visualizations" / "per_genre.svg") << "<svg fill=\"#a0b%\"/>\n";
  ASSERT_TRUE(write_reports(made_up_evaluation(), folder.path()));
  const std::string page = files_of(folder.path())["reports/report.html"];
  EXPECT_THAT(page, HasSubstr("<img alt=\"per genre\" src=\"data:image/svg+xml;charset=utf-8,"
                              "&lt;svg fill=&quot;%23a0b%25&quot;/&gt;%0A\">"));
  EXPECT_THAT(page, HasSubstr("<figcaption>per genre</figcaption>"));
}

TEST(ReportFiles, RefuseAPictureThatIsNone) {
  const TemporaryFolder folder;
  fs::create_directories(folder.path() / "confusion_matrices");
  std::ofstream(folder.path() / "confusion_matrices" / "odd.svg") << "<html><script/></html>";
  const auto done = write_reports(made_up_evaluation(), folder.path());
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, ErrorKind::BadData);
  EXPECT_THAT(done.error().message, HasSubstr("odd.svg"));
}

TEST(ReportFiles, NameTheFileThatCannotBeWritten) {
  const TemporaryFolder folder;
  fs::create_directories(folder.path() / "timing.json" / "in_the_way");
  const auto done = write_reports(made_up_evaluation(), folder.path());
  ASSERT_FALSE(done);
  EXPECT_THAT(done.error().message, HasSubstr("timing.json"));
}

TEST(ReportFiles, NameTheFolderThatCannotBeMade) {
  const TemporaryFolder folder;
  std::ofstream(folder.path() / "file") << "text";
  const auto done = write_reports(made_up_evaluation(), folder.path() / "file");
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, ErrorKind::CannotCreate);
  EXPECT_THAT(done.error().message, HasSubstr("reports"));
}

}  // namespace
}  // namespace airmark::tools
