#include "tools/standin/genre_list.h"

#include <gmock/gmock.h>

#include "llm/prompt/answer_schema.h"
#include "llm/prompt/prompt.h"
#include "tests/llm/music_fixture.h"

namespace airmark::tools {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(GenreList, IsTheRowOfNamesInQuotationMarks) {
  EXPECT_THAT(genre_list("One of \"blues\", \"hip-hop\", \"rock\" it is."),
              ElementsAre("blues", "hip-hop", "rock"));
}

TEST(GenreList, IsNotTheFormOfTheAnswerNorAList) {
  EXPECT_THAT(genre_list(llm::answer_form()), IsEmpty());
  EXPECT_THAT(genre_list(R"({"keyindicators": ["fast", "loud", "bright"]})"), IsEmpty());
  EXPECT_THAT(genre_list(R"("jazz" 0.62, "blues" 0.21)"), IsEmpty());
  EXPECT_THAT(genre_list("\"alone\" and \"unfinished, \"x"), IsEmpty());
  EXPECT_THAT(genre_list(""), IsEmpty());
}

TEST(GenreList, IsTheLongestOfSeveral) {
  EXPECT_THAT(genre_list("\"a\", \"b\"; \"c\", \"d\", \"e\"; \"f\", \"g\""),
              ElementsAre("c", "d", "e"));
}

TEST(GenreList, StandsInEachPromptOfAirmark) {
  const auto library = llm::PromptLibrary::built_in();
  ASSERT_TRUE(library);
  const WindowAnalysis analysis = llm::testing::song();
  const Description description = analysis::describe(analysis);
  const auto material = llm::testing::grounded_material(analysis, description);
  for (const std::string& strategy : llm::prompt_strategies()) {
    const auto prompt = library.value().make_prompt(strategy, material);
    ASSERT_TRUE(prompt) << strategy;
    EXPECT_EQ(genre_list(prompt.value().user), material.genres) << strategy;
  }
}

}  // namespace
}  // namespace airmark::tools
