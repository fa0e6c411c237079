#include "llm/prompt/template_file.h"

#include <gmock/gmock.h>

namespace airmark::llm {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

const std::string kHead =
    "strategy: few-shot\nversion: 2\nmax_output_tokens: 200\ntemperature: 0.5\n";
const std::string kSystem = "== system ==\nBe an expert.\n";
const std::string kUser = "== user ==\n{{description}}\n{{genres}}\n{{examples}}\n";

std::string fault(const std::string& text) {
  const auto read = read_template(text, "p.txt");
  EXPECT_FALSE(read);
  if (read) return {};
  EXPECT_EQ(read.error().kind, ErrorKind::Configuration);
  return read.error().message;
}

TEST(TemplateFile, IsReadWithItsHeadAndBothParts) {
  const auto read = read_template("# A remark.\n\n" + kHead + "\n" + kSystem + kUser, "p.txt");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read.value().strategy, "few-shot");
  EXPECT_EQ(read.value().version, 2);
  EXPECT_EQ(read.value().max_output_tokens, 200);
  EXPECT_EQ(read.value().temperature, 0.5);
  EXPECT_EQ(read.value().system, "Be an expert.");
  EXPECT_EQ(read.value().user, "{{description}}\n{{genres}}\n{{examples}}");
}

TEST(TemplateFile, MayHaveWindowsLineEnds) {
  std::string text = kHead + kSystem + kUser;
  for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2)
    text.replace(at, 1, "\r\n");
  const auto read = read_template(text, "p.txt");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read.value().system, "Be an expert.");
}

TEST(TemplateFile, NamesTheLineOfAnUnknownOrUnclosedPlaceholder) {
  EXPECT_THAT(fault(kHead + kSystem + kUser + "{{title}}\n"),
              StartsWith("p.txt:11: \"{{title}}\""));
  EXPECT_THAT(fault(kHead + kSystem + kUser + "\n{{genres\n}}"), StartsWith("p.txt:12: \"{{\""));
  EXPECT_THAT(fault(kHead + kSystem + kUser + "{{ genres }}"),
              HasSubstr("known are {{description}}"));
}

TEST(TemplateFile, MustUseWhatItsStrategyLivesFrom) {
  const std::string start = kHead + kSystem;
  EXPECT_THAT(fault(start + "== user ==\n{{description}}{{genres}}\n"),
              StartsWith("p.txt:7: {{examples}} is missing"));
  EXPECT_THAT(fault(start + "== user ==\n{{description}}{{examples}}\n"), HasSubstr("{{genres}}"));
  EXPECT_THAT(fault(start + "== user ==\n{{genres}}{{examples}}\n"), HasSubstr("{{description}}"));
  std::string grounded = start + kUser;
  grounded.replace(0, 18, "strategy: grounded");
  EXPECT_THAT(fault(grounded), HasSubstr("{{local_opinion}}"));
}

TEST(TemplateFile, NamesTheLineOfABadHead) {
  const std::string rest = kSystem + kUser;
  EXPECT_THAT(fault("version: 1\nversion: 2\n" + rest), StartsWith("p.txt:2: \"version\""));
  EXPECT_THAT(fault("# x\nversion: one\n" + rest), StartsWith("p.txt:2: version"));
  EXPECT_THAT(fault("temperature: 2\n" + rest), StartsWith("p.txt:1: temperature"));
  EXPECT_THAT(fault("temperature: nan\n" + rest), StartsWith("p.txt:1: temperature"));
  EXPECT_THAT(fault("max_output_tokens: 0\n" + rest), StartsWith("p.txt:1: max_output_tokens"));
  EXPECT_THAT(fault("strategy: Few Shot\n" + rest), StartsWith("p.txt:1: a strategy"));
  EXPECT_THAT(fault("model: x\n" + rest), StartsWith("p.txt:1: \"model\" is unknown"));
  EXPECT_THAT(fault("hello\n" + rest), StartsWith("p.txt:1: the head"));
  EXPECT_THAT(fault("version: 1\n" + rest), HasSubstr("lacks the line \"strategy"));
}

TEST(TemplateFile, HasASystemAndAUserPartOnceEach) {
  EXPECT_THAT(fault(kHead + kUser), HasSubstr("== system =="));
  EXPECT_THAT(fault(kHead + kUser + kSystem), HasSubstr("and then"));
  EXPECT_THAT(fault(kHead + kSystem + kUser + kUser), HasSubstr("once each"));
  EXPECT_THAT(fault(kHead + "== systen ==\nx\n" + kUser), StartsWith("p.txt:5: \"systen\""));
  EXPECT_THAT(fault(kHead + "== system ==\n \n" + kUser), StartsWith("p.txt:5: the section"));
  EXPECT_NE(fault(""), "");
}

TEST(ExampleFile, IsPairsOfDescriptionAndAnswer) {
  const auto read = read_examples("# note\n== example jazz ==\nSoft.\n== answer ==\n{}\n", "e.txt");
  ASSERT_TRUE(read);
  ASSERT_EQ(read.value().size(), 1U);
  EXPECT_EQ(read.value()[0].genre, "jazz");
  EXPECT_EQ(read.value()[0].description, "Soft.");
  EXPECT_EQ(read.value()[0].answer, "{}");
  for (const char* text :
       {"", "== answer ==\n{}", "== example jazz ==\nSoft.\n",
        "== example jazz ==\n== answer ==\n{}", "== example a ==\nx\n== user ==\n"}) {
    const auto bad = read_examples(text, "e.txt");
    ASSERT_FALSE(bad) << text;
    EXPECT_THAT(bad.error().message, StartsWith("e.txt:"));
  }
}

TEST(Filling, LooksAtNothingThatWasFilledIn) {
  const auto value = [](std::string_view name) {
    return name == "genres" ? std::string("{{schema}}") : "<" + std::string(name) + ">";
  };
  EXPECT_EQ(fill("a {{genres}} b {{schema}}{{x}} c", value), "a {{schema}} b <schema><x> c");
  EXPECT_EQ(fill("", value), "");
  EXPECT_EQ(fill("open {{genres", value), "open {{genres");
}

}  // namespace
}  // namespace airmark::llm
