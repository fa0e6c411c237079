#include "tools/tagging/tagger_spec.h"

#include <algorithm>
#include <array>

#include "analysis/classify/built_in_taggers.h"
#include "tools/common/nearest_word.h"

namespace airmark::tools {
namespace {

constexpr std::array<std::string_view, 3> kLlmTaggers{"bedrock", "openai", "cascade"};

std::string_view name_in(std::string_view text) { return text.substr(0, text.find(':')); }

Error no_tagger(std::string_view text) {
  std::string known;
  for (const std::string& name : tagger_names()) known += (known.empty() ? "" : ", ") + name;
  return {ErrorKind::Usage, "there is no tagger '" + std::string(text) + "'; choose one of " +
                                known + did_you_mean(name_in(text), tagger_names())};
}

}  // namespace

const std::vector<std::string>& tagger_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    for (const auto& tagger : analysis::built_in_tagger_names()) all.emplace_back(tagger.name);
    all.insert(all.end(), kLlmTaggers.begin(), kLlmTaggers.end());
    return all;
  }();
  return names;
}

bool asks_llm(std::string_view tagger) {
  return std::ranges::find(kLlmTaggers, name_in(tagger)) != kLlmTaggers.end();
}

bool is_tagger_spec(std::string_view text) {
  const std::string_view name = name_in(text);
  if (std::ranges::find(tagger_names(), name) == tagger_names().end()) return false;
  if (name == text) return true;
  const std::string_view model = text.substr(name.size() + 1);
  return asks_llm(name) && !model.empty() && !model.starts_with('/') && !model.ends_with('/');
}

Result<TaggerSpec> parse_tagger_spec(std::string_view text,
                                     std::span<const std::string> strategies) {
  if (!is_tagger_spec(text)) return no_tagger(text);
  TaggerSpec spec{std::string(name_in(text)), {}, {}};
  if (spec.name == text) return spec;
  spec.model = text.substr(spec.name.size() + 1);
  const std::size_t slash = spec.model.rfind('/');
  if (slash == std::string::npos) return spec;
  const std::string last = spec.model.substr(slash + 1);
  if (std::ranges::find(strategies, last) != strategies.end()) {
    spec.strategy = last;
    spec.model.resize(slash);
  } else if (const std::string meant = did_you_mean(last, strategies); !meant.empty()) {
    return Error{ErrorKind::Usage, "there is no prompt strategy '" + last + "'" + meant +
                                       " (where it belongs to the model's name, add /STRATEGY)"};
  }
  return spec;
}

}  // namespace airmark::tools
