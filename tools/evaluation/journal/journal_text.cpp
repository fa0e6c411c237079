#include "tools/evaluation/journal/journal_text.h"

#include <array>
#include <cassert>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>

namespace airmark::tools {
namespace {

using Json = nlohmann::json;

std::string text_of(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// JSON has numbers only that are finite; the others are words.
Json json_of(double number) {
  if (std::isfinite(number)) return number;
  return std::isnan(number) ? "nan" : number > 0 ? "inf" : "-inf";
}

double number_of(const Json& json) {
  if (!json.is_string()) return json.get<double>();
  if (json == "nan") return std::numeric_limits<double>::quiet_NaN();
  const double infinity = std::numeric_limits<double>::infinity();
  return json == "inf" ? infinity : -infinity;
}

template <std::size_t kCount>
Json json_of(const std::array<double, kCount>& values) {
  Json json = Json::array();
  for (const double value : values) json.push_back(json_of(value));
  return json;
}

Json json_of(const MusicalValues& values) {
  Json json = Json::array();
  for (const auto& value : values) json.push_back(value ? json_of(*value) : Json());
  return json;
}

Json json_of(const std::vector<TempoCandidate>& candidates) {
  Json json = Json::array();
  for (const auto& [bpm, weight] : candidates) json.push_back({json_of(bpm), json_of(weight)});
  return json;
}

Json json_of(const WindowAnalysis& w) {
  assert(!w.mir103 && !w.embedding45);
  return {{"version", w.analysis_version},
          {"first", w.window.first_frame},
          {"frames", w.window.frame_count},
          {"rate", w.window.sample_rate_hz},
          {"source_rate", w.source_rate_hz},
          {"channels", w.source_channel_count},
          {"lost", w.lost_frames},
          {"change", w.starts_at_change},
          {"audible", json_of(w.audible_ratio)},
          {"gtzan58", json_of(w.gtzan58)},
          {"loudness", w.loudness ? json_of(values_of(*w.loudness)) : Json()},
          {"musical", json_of(w.musical)},
          {"tempo", json_of(w.tempo_candidates)},
          {"key", w.key ? Json{w.key->tonic, static_cast<int>(w.key->mode)} : Json()}};
}

Loudness loudness_of(const Json& json) {
  return {number_of(json.at(0)), number_of(json.at(1)), number_of(json.at(2)),
          number_of(json.at(3)), number_of(json.at(4))};
}

WindowAnalysis window_of(const Json& json) {
  WindowAnalysis w;
  w.analysis_version = json.at("version");
  w.window = {json.at("first"), json.at("frames"), json.at("rate")};
  w.source_rate_hz = json.at("source_rate");
  w.source_channel_count = json.at("channels");
  w.lost_frames = json.at("lost");
  w.starts_at_change = json.at("change");
  w.audible_ratio = number_of(json.at("audible"));
  for (std::size_t i = 0; i < kGtzan58Count; ++i)
    w.gtzan58[i] = number_of(json.at("gtzan58").at(i));
  if (const Json& loudness = json.at("loudness"); !loudness.is_null())
    w.loudness = loudness_of(loudness);
  for (std::size_t i = 0; i < kMusicalCount; ++i)
    if (const Json& value = json.at("musical").at(i); !value.is_null())
      w.musical[i] = number_of(value);
  for (const Json& candidate : json.at("tempo"))
    w.tempo_candidates.push_back({number_of(candidate.at(0)), number_of(candidate.at(1))});
  if (const Json& key = json.at("key"); !key.is_null())
    w.key = Key{key.at(0), static_cast<Mode>(key.at(1).get<int>())};
  return w;
}

Json json_of(const std::vector<TagScore>& tags) {
  Json json = Json::array();
  for (const auto& [tag, probability] : tags) json.push_back({tag, probability});
  return json;
}

std::vector<TagScore> tags_of(const Json& json) {
  std::vector<TagScore> tags;
  for (const Json& tag : json) tags.push_back({tag.at(0), tag.at(1)});
  return tags;
}

Json json_of(const TagSet& t) {
  Json indicators = Json::array(), components = Json::array();
  for (const KeyIndicator& i : t.key_indicators)
    indicators.push_back({i.feature, json_of(i.value), json_of(i.contribution)});
  for (const TagComponent& c : t.components)
    components.push_back({{"id", c.tagger_id}, {"weight", c.weight}, {"tags", json_of(c.tags)}});
  return {{"tags", json_of(t.tags)},
          {"confidence", t.confidence},
          {"reasoning", t.reasoning},
          {"indicators", std::move(indicators)},
          {"components", std::move(components)},
          {"id", t.tagger_id},
          {"model", t.model},
          {"prompt", t.prompt_version},
          {"latency_us", t.latency.count()},
          {"input", t.usage.input_tokens},
          {"output", t.usage.output_tokens},
          {"usd", t.cost_usd}};
}

TagSet tag_set_of(const Json& json) {
  TagSet t;
  t.tags = tags_of(json.at("tags"));
  t.confidence = json.at("confidence");
  t.reasoning = json.at("reasoning");
  for (const Json& i : json.at("indicators"))
    t.key_indicators.push_back({i.at(0), number_of(i.at(1)), number_of(i.at(2))});
  for (const Json& c : json.at("components"))
    t.components.push_back({c.at("id"), c.at("weight"), tags_of(c.at("tags"))});
  t.tagger_id = json.at("id");
  t.model = json.at("model");
  t.prompt_version = json.at("prompt");
  t.latency = std::chrono::microseconds(json.at("latency_us").get<std::int64_t>());
  t.usage = {json.at("input"), json.at("output")};
  t.cost_usd = json.at("usd");
  return t;
}

/// What `read` makes of the text as JSON.
template <typename Read>
auto read_json(std::string_view text, Read read) -> Result<decltype(read(Json()))> {
  try {
    return read(Json::parse(text));
  } catch (const Json::exception&) {
    return Error{ErrorKind::BadData,
                 "the journal of the evaluation is damaged; begin anew in another folder"};
  }
}

}  // namespace

std::string windows_text(const std::vector<WindowAnalysis>& windows) {
  Json json = Json::array();
  for (const WindowAnalysis& window : windows) json.push_back(json_of(window));
  return text_of(json);
}

Result<std::vector<WindowAnalysis>> parse_windows(std::string_view text) {
  return read_json(text, [](const Json& json) {
    std::vector<WindowAnalysis> windows;
    for (const Json& window : json) windows.push_back(window_of(window));
    return windows;
  });
}

std::string answer_text(const Result<TagSet>& answer) {
  if (answer) return text_of(json_of(answer.value()));
  return text_of(
      {{"error", answer.error().message}, {"kind", static_cast<int>(answer.error().kind)}});
}

Result<Result<TagSet>> parse_answer(std::string_view text) {
  return read_json(text, [](const Json& json) -> Result<TagSet> {
    if (!json.contains("error")) return tag_set_of(json);
    return Error{static_cast<ErrorKind>(json.at("kind").get<int>()), json.at("error")};
  });
}

}  // namespace airmark::tools
