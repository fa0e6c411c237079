#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>

#include "analysis/describe/describer.h"
#include "analysis/describe/one_line.h"
#include "analysis/describe/paragraph.h"
#include "tests/support/hand_made_windows.h"
#include "tests/support/test_data.h"

namespace airmark::analysis {
namespace {

/// A description in all three lengths.
std::string text_of(const Description& description) {
  static const std::map<DescriptionLevel, std::string> levels{{DescriptionLevel::Low, "low"},
                                                              {DescriptionLevel::Mid, "mid"},
                                                              {DescriptionLevel::High, "high"}};
  static const std::map<Certainty, std::string> certainties{{Certainty::Possible, " (possible)"},
                                                            {Certainty::Probable, " (probable)"},
                                                            {Certainty::Sure, ""}};
  std::string text = one_line(description) + "\n\n" + paragraph(description) + "\n\n";
  for (const Statement& s : description.statements)
    text += levels.at(s.level) + "  " + s.aspect + " = " + s.word + certainties.at(s.certainty) +
            "\n  " + s.text + "\n";
  return text;
}

class DescriptionGolden : public ::testing::TestWithParam<testing::HandMadeWindow> {};

// After a wanted change of words: run with AIRMARK_UPDATE_GOLDEN=1 and read the difference.
TEST_P(DescriptionGolden, ReadsAsItWasReviewed) {
  const auto path = testing::source_file("tests/golden/descriptions") / (GetParam().name + ".txt");
  const std::string text = text_of(describe(GetParam().analysis));
  if (std::getenv("AIRMARK_UPDATE_GOLDEN") != nullptr) std::ofstream(path) << text;
  std::stringstream expected;
  expected << std::ifstream(path).rdbuf();
  EXPECT_EQ(text, expected.str()) << path;
}

INSTANTIATE_TEST_SUITE_P(Windows, DescriptionGolden,
                         ::testing::ValuesIn(testing::hand_made_windows()),
                         [](const auto& window) { return window.param.name; });

}  // namespace
}  // namespace airmark::analysis
