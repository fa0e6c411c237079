#include "llm/taggers/marked_reasoning.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "llm/prompt/outside_text.h"
#include "llm/reply/reply_parser.h"

namespace airmark::llm {
namespace {

constexpr std::size_t kLongestReasoningBytes = 600;  // Two long sentences were asked for.
constexpr std::size_t kMostQuotedClaims = 4;
constexpr std::string_view kMark = "[not measured:";

std::string shortened(std::string_view reasoning) {
  std::string text = readable(reasoning, reasoning.size());
  if (text.size() <= kLongestReasoningBytes) return text;
  text = readable(text, kLongestReasoningBytes);
  if (const std::size_t blank = text.rfind(' '); blank != std::string::npos) text.resize(blank);
  return text + "…";
}

void disarm_marks(std::string& text) {
  for (std::size_t at = text.find(kMark); at != std::string::npos; at = text.find(kMark, at))
    text[at] = '(';
}

std::vector<std::string> doubtful_numbers(std::string_view text, const WindowAnalysis& analysis,
                                          const Description& description) {
  std::vector<std::string> numbers;
  for (UnsupportedClaim& claim : unsupported_claims(text, analysis, description))
    if (std::ranges::find(numbers, claim.text) == numbers.end())
      numbers.push_back(std::move(claim.text));
  return numbers;
}

}  // namespace

std::string marked_reasoning(std::string_view reasoning, const WindowAnalysis& analysis,
                             const Description& description) {
  std::string text = shortened(reasoning);
  disarm_marks(text);
  const std::vector<std::string> numbers = doubtful_numbers(text, analysis, description);
  if (numbers.empty()) return text;
  text += ' ' + std::string(kMark);
  const std::size_t quoted = std::min(numbers.size(), kMostQuotedClaims);
  for (std::size_t n = 0; n < quoted; ++n) text += (n == 0 ? " \"" : ", \"") + numbers[n] + '"';
  if (numbers.size() > quoted) text += " and " + std::to_string(numbers.size() - quoted) + " more";
  return text + ']';
}

}  // namespace airmark::llm
