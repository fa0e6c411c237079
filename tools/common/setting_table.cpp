#include "tools/common/setting_table.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

#include "analysis/analysis_pipeline.h"
#include "tools/common/nearest_word.h"
#include "tools/tagging/tagger_spec.h"

namespace airmark::tools {
namespace {

constexpr double kLongestIntervalS = 3600.0;
constexpr double kMostUsd = 1e6;
constexpr double kMostReplies = 1e8;

constexpr TextRule kTaggerRule{
    tagger_names, is_tagger_spec,
    "; :MODEL or :MODEL/STRATEGY may follow bedrock, openai and cascade"};

const std::vector<std::string>& provider_names() {
  static const std::vector<std::string> names{"bedrock", "openai"};
  return names;
}
constexpr TextRule kProviderRule{
    provider_names,
    [](std::string_view text) { return std::ranges::count(provider_names(), text) > 0; },
    {}};

constexpr SettingSpec number(std::string_view key, double lowest, double highest,
                             std::string_view placeholder, std::string_view meaning) {
  return {key, SettingType::Number, lowest, highest, nullptr, true, placeholder, meaning};
}
/// Seconds from window to window; 0 stands for the window's own length.
constexpr SettingSpec interval(std::string_view key) {
  SettingSpec spec =
      number(key, 1, kLongestIntervalS, "SECONDS",
             "Seconds from one window's start to the next; 0 for as long as the window");
  spec.may_be_zero = true;
  return spec;
}
const std::vector<std::string>& change_choices() {
  static const std::vector<std::string> choices{"auto", "on", "off"};
  return choices;
}
constexpr TextRule kChangeRule{
    change_choices,
    [](std::string_view text) { return std::ranges::count(change_choices(), text) > 0; },
    {}};
constexpr SettingSpec changes(std::string_view key) {
  return {key,
          SettingType::Text,
          0,
          0,
          &kChangeRule,
          false,
          "WHEN",
          "End windows where other music begins: on, off, or auto, from windows of 20 s on"};
}
constexpr SettingSpec integer(std::string_view key, double lowest, double highest,
                              std::string_view placeholder, std::string_view meaning) {
  return {key, SettingType::Integer, lowest, highest, nullptr, true, placeholder, meaning};
}
constexpr SettingSpec text(std::string_view key, std::string_view placeholder,
                           std::string_view meaning) {
  return {key, SettingType::Text, 0, 0, nullptr, true, placeholder, meaning};
}
constexpr SettingSpec texts(std::string_view key, std::string_view placeholder,
                            std::string_view meaning) {
  return {key, SettingType::Texts, 0, 0, nullptr, true, placeholder, meaning};
}
constexpr SettingSpec tagger(std::string_view key, bool may_be_empty, std::string_view meaning) {
  return {key,          SettingType::Text,         0,      0, &kTaggerRule,
          may_be_empty, "NAME[:MODEL[/STRATEGY]]", meaning};
}
constexpr SettingSpec dollars(std::string_view key, std::string_view meaning) {
  return number(key, 0, kMostUsd, "DOLLARS", meaning);
}

constexpr std::string_view kWindowMeaning = "Seconds of audio analysed together";
constexpr std::string_view kModelMeaning = "Model file of the trained classifier";

constexpr SettingSpec kTable[] = {
    text("live.name", "NAME", "Name of the JACK client"),
    texts("live.connect", "WHAT",
          "playback, capture, none or a regular expression over ports; repeatable"),
    text("live.server", "NAME", "Name of the JACK server"),
    number("live.window", 1, analysis::kLongestWindowS, "SECONDS", kWindowMeaning),
    interval("live.interval"),
    changes("live.changes"),
    tagger("live.tagger", false, "Who tags; a language model after the local tagger"),
    text("live.model", "FILE", kModelMeaning),
    tagger("live.second_opinion", true, "A slower tagger that may correct the first"),
    text("live.now_playing", "FILE", "File that always holds the current tag"),
    tagger("tag.tagger", false, "Who tags"),
    text("tag.model", "FILE", kModelMeaning),
    integer("tag.jobs", 0, 1024, "COUNT", "Files at a time; 0 for one per processor core"),
    number("tag.window", 1, analysis::kLongestWindowS, "SECONDS", kWindowMeaning),
    interval("tag.interval"),
    changes("tag.changes"),
    text("eval.tagger", "NAME,…", "Who is evaluated; NAME as of `airmark tag --tagger`"),
    text("eval.model", "FILE", kModelMeaning),
    integer("eval.jobs", 0, 1024, "COUNT", "Files at a time; 0 for one per processor core"),
    {"llm.provider", SettingType::Text, 0, 0, &kProviderRule, false, "NAME",
     "Who runs the language model of cascade: bedrock or openai"},
    text("llm.model", "NAME", "Language model, by alias or id; `airmark models` lists them"),
    text("llm.strategy", "NAME", "How it is asked: a template in the prompt folder"),
    text("llm.profile", "NAME", "Profile in ~/.aws/config and ~/.aws/credentials"),
    text("llm.region", "REGION", "AWS Region, as us-east-1"),
    text("llm.endpoint", "URL", "Where Bedrock answers, in place of AWS's own address"),
    text("llm.openai_url", "URL", "Server that speaks OpenAI's chat completions"),
    text("llm.prompts", "FOLDER", "Prompt templates of your own"),
    text("llm.models", "FILE", "Model registry of your own"),
    number("llm.requests_per_second", 0.01, 1000, "COUNT", "Requests a second at most"),
    number("llm.timeout", 1, 900, "SECONDS", "How long one request may take"),
    integer("llm.attempts", 1, 10, "COUNT", "Times a request is tried in all"),
    dollars("llm.max_usd_run", "Ceiling on what one run may cost"),
    dollars("llm.max_usd_hour", "Ceiling on the last 60 minutes, of all runs together"),
    dollars("llm.max_usd_day", "Ceiling on the last 24 hours, of all runs together"),
    text("llm.cache", "FILE", "Where answers are kept, so that none is paid for twice"),
    integer("llm.cache_replies", 0, kMostReplies, "COUNT", "Answers kept at most; 0 keeps none"),
    text("llm.ledger", "FILE", "Where spending is written down"),
    text("llm.record_answers", "FILE", "Keep each window and its answer: JSON lines, appended"),
    number("llm.sure_from", 0, 1, "SHARE",
           "cascade: from this confidence on the local tagger is believed"),
    number("llm.changed_from", 0, 1, "SHARE",
           "cascade: share of words that differ where other music begins"),
    dollars("llm.input_price", "Dollars per million tokens sent; 0 for what the registry says"),
    dollars("llm.output_price",
            "Dollars per million tokens answered; 0 for what the registry says"),
    text("llm.labelled", "TABLE.csv", "Feature table with labels, for the grounded strategy"),
};

std::string allowed(const SettingSpec& spec) {
  const auto range = [&] {
    return setting_text(spec.lowest) + " to " + setting_text(spec.highest);
  };
  switch (spec.type) {
    case SettingType::Number:
      return (spec.may_be_zero ? "0 or a number from " : "a number from ") + range();
    case SettingType::Integer:
      return "a whole number from " + range();
    case SettingType::Texts:
      return "a text or a list of texts";
    case SettingType::Text:
      break;
  }
  if (spec.rule == nullptr) return "a text";
  std::string list = "one of ";
  for (const std::string& name : spec.rule->names()) list += name + ", ";
  list.resize(list.size() - 2);
  if (spec.may_be_empty) list += ", or nothing";
  return list.append(spec.rule->addition);
}

template <typename Number>
std::optional<SettingValue> read_number(const std::string& text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// A list is told from a regular expression such as `[a-z]+:out` by the quote after its bracket.
std::vector<std::string> read_texts(const std::string& text) {
  if (text.starts_with("[\"")) {
    const auto list = nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
    const auto is_text = [](const nlohmann::json& item) { return item.is_string(); };
    if (list.is_array() && std::ranges::all_of(list, is_text)) return list;
  }
  return {text};
}

bool in_range(const SettingSpec& spec, double value) {
  if (spec.may_be_zero && value == 0.0) return true;
  return value >= spec.lowest && value <= spec.highest;  // false for NaN
}

bool keeps_rule(const SettingSpec& spec, const std::string& value) {
  if (spec.rule == nullptr) return true;
  if (value.empty()) return spec.may_be_empty;
  return spec.rule->accepts(value);
}

}  // namespace

std::string_view SettingSpec::section() const { return key.substr(0, key.find('.')); }

std::string SettingSpec::flag() const {
  std::string name = "--" + std::string(key.substr(key.find('.') + 1));
  std::ranges::replace(name, '_', '-');
  return name;
}

std::string SettingSpec::environment_variable() const {
  std::string name = "AIRMARK_";
  for (const char c : key) name += c == '.' ? '_' : static_cast<char>(c >= 'a' ? c - 'a' + 'A' : c);
  return name;
}

std::span<const SettingSpec> setting_table() { return kTable; }

const SettingSpec* find_setting(std::string_view key) {
  const auto* row = std::ranges::find(kTable, key, &SettingSpec::key);
  return row == std::end(kTable) ? nullptr : row;
}

std::string setting_text(const SettingValue& value) {
  nlohmann::json json;
  std::visit([&](const auto& alternative) { json = alternative; }, value);
  if (const double* real = std::get_if<double>(&value))
    if (*real == std::trunc(*real) && std::abs(*real) < 1e15)
      json = static_cast<std::int64_t>(*real);  // 30, not 30.0
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::optional<SettingValue> read_setting(SettingType type, const std::string& text) {
  switch (type) {
    case SettingType::Number:
      return read_number<double>(text);
    case SettingType::Integer:
      return read_number<std::int64_t>(text);
    case SettingType::Text:
      return text;
    case SettingType::Texts:
      return read_texts(text);
  }
  return std::nullopt;
}

std::optional<SettingValue> accept_setting(const SettingSpec& spec, const SettingValue& value) {
  const double* number = std::get_if<double>(&value);
  const std::int64_t* integer = std::get_if<std::int64_t>(&value);
  const std::string* text = std::get_if<std::string>(&value);
  switch (spec.type) {
    case SettingType::Number: {
      if (number == nullptr && integer == nullptr) return std::nullopt;
      const double real = number != nullptr ? *number : static_cast<double>(*integer);
      return in_range(spec, real) ? std::optional<SettingValue>(real) : std::nullopt;
    }
    case SettingType::Integer:
      if (integer == nullptr || !in_range(spec, static_cast<double>(*integer))) return std::nullopt;
      return value;
    case SettingType::Text:
      if (text == nullptr || !keeps_rule(spec, *text)) return std::nullopt;
      return value;
    case SettingType::Texts:
      if (text != nullptr) return std::vector<std::string>{*text};
      if (!std::holds_alternative<std::vector<std::string>>(value)) return std::nullopt;
      return value;
  }
  return std::nullopt;
}

std::string setting_complaint(const SettingSpec& spec, std::string_view written) {
  const std::string shown = written.empty() ? "empty" : std::string(written);
  std::string complaint = "is " + shown + "; allowed is " + allowed(spec);
  if (spec.rule == nullptr) return complaint;
  if (written.starts_with('"') || written.starts_with('\''))
    written = written.substr(1, written.size() - 2);
  return complaint + did_you_mean(written.substr(0, written.find(':')), spec.rule->names());
}

}  // namespace airmark::tools
