#include "tools/standin/canned_answer.h"

#include <algorithm>
#include <cstdint>

#include "llm/aws/sha256.h"
#include "llm/prompt/answer_schema.h"
#include "tools/standin/genre_list.h"
#include "tools/standin/model_rules.h"
#include "tools/standin/schema_filling.h"

namespace airmark::tools {
namespace {

constexpr std::string_view kSentence =
    "Canned answer of airmark's stand-in: no model has read this description.";

std::uint64_t hash_of(const ModelAsk& ask) {
  const llm::Sha256Digest digest = llm::sha256(ask.system + '\n' + ask.text);
  std::uint64_t hash = 0;
  for (std::size_t n = 0; n < sizeof hash; ++n) hash = hash << 8 | digest[n];
  return hash;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != text.npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

/// JSON as a model writes it that nobody can hold to JSON. Mixtral escapes underscores, which JSON
/// does not allow, and mostly begins with a blank.
std::string loosely_written(const std::string& json, std::uint64_t hash) {
  switch (hash / 64 % 4) {
    case 0:
      return " " + json;
    case 1:
      return " ```json\n" + json + "\n```";
    case 2:
      return " Here is my answer:\n\n" + json + "\n\nI hope this helps.";
    default:
      return " " + replaced(json, "stand-in: no model has", "stand\\_in: no model has");
  }
}

std::string words_of(const ModelAsk& ask, const llm::ModelEntry& model) {
  const std::uint64_t hash = hash_of(ask);
  const std::string& schema = ask.forced_tool.empty() ? ask.schema : ask.tool_schema;
  if (!schema.empty()) return filled_schema(schema, kSentence, hash);
  const std::vector<std::string> genres = genre_list(ask.text + '\n' + ask.system);
  if (genres.empty()) return std::string(kSentence);
  const std::string json = filled_schema(llm::answer_schema(genres), kSentence, hash);
  const bool loose = model.structured_output == llm::StructuredOutput::PlainText;
  return loose ? loosely_written(json, hash) : json;
}

/// At most so many tokens, cut between characters.
std::string cut_to(const std::string& text, std::int64_t tokens) {
  constexpr std::int64_t kTokenBytes = 4;
  std::size_t end = static_cast<std::size_t>(tokens * kTokenBytes);
  if (end >= text.size()) return text;
  const auto is_inside = [&](std::size_t place) {
    return (static_cast<unsigned char>(text[place]) & 0xC0U) == 0x80U;
  };
  while (end > 0 && is_inside(end)) --end;
  return text.substr(0, end);
}

/// What a mishap answers instead; empty where it does not.
std::optional<CannedAnswer> instead(std::optional<Mishap> mishap) {
  if (mishap == Mishap::Prose)
    return CannedAnswer{
        "Canned answer of airmark's stand-in, in words only: it is hard to say what "
        "this is; several of the names would do.",
        "", StopReason::Done};
  if (mishap == Mishap::ContentFiltered) return CannedAnswer{"", "", StopReason::ContentFiltered};
  if (mishap == Mishap::Guardrail)
    return CannedAnswer{"Sorry, the model cannot answer this question.", "", StopReason::Guardrail};
  return std::nullopt;
}

}  // namespace

CannedAnswer canned_answer(const ModelAsk& ask, const llm::ModelEntry& model,
                           const std::optional<std::string>& fixed, std::optional<Mishap> mishap) {
  CannedAnswer answer;
  if (auto other = instead(mishap)) {
    answer = *other;
  } else {
    answer.text = fixed ? *fixed : words_of(ask, model);
    answer.tool = ask.forced_tool;
    answer.stop = ask.forced_tool.empty() ? StopReason::Done : StopReason::ToolUse;
    const int whole = token_count(answer.text.size());
    std::int64_t most = ask.max_tokens.value_or(whole);
    if (mishap == Mishap::Truncated) most = std::min<std::int64_t>(most, (whole + 1) / 2);
    if (most < whole) {
      answer.text = cut_to(answer.text, most);
      answer.stop = StopReason::MaxTokens;
    }
  }
  answer.input_tokens = token_count(size_bytes(ask));
  answer.output_tokens = token_count(answer.text.size());
  return answer;
}

}  // namespace airmark::tools
