#include "analysis/vocabulary/json_text.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdio>
#include <string_view>
#include <utility>

#include "analysis/vocabulary/feature_values.h"

namespace airmark {
namespace {

using Json = nlohmann::ordered_json;

/// A tag after the first is an alternative from this probability on: below one in twenty it is
/// noise to a reader.
constexpr double kAlternativeProbability = 0.05;

std::string line(const Json& object) {
  return object.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string_view name_of(DescriptionLevel level) {
  switch (level) {
    case DescriptionLevel::Low:
      return "low";
    case DescriptionLevel::Mid:
      return "mid";
    case DescriptionLevel::High:
      return "high";
  }
  return {};
}

std::string_view name_of(TagEventType type) {
  switch (type) {
    case TagEventType::Window:
      return "window";
    case TagEventType::File:
      return "file";
    case TagEventType::State:
      return "state";
    case TagEventType::Tempo:
      return "tempo";
    case TagEventType::Health:
      return "health";
    case TagEventType::Alarm:
      return "alarm";
  }
  return {};
}

std::string_view name_of(AirState state) {
  switch (state) {
    case AirState::Unknown:
      return "unknown";
    case AirState::Music:
      return "music";
    case AirState::Silence:
      return "silence";
    case AirState::Transition:
      return "transition";
  }
  return {};
}

std::string_view name_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::Usage:
      return "usage";
    case ErrorKind::BadData:
      return "bad_data";
    case ErrorKind::NotFound:
      return "not_found";
    case ErrorKind::Unavailable:
      return "unavailable";
    case ErrorKind::Timeout:
      return "timeout";
    case ErrorKind::Refused:
      return "refused";
    case ErrorKind::BadReply:
      return "bad_reply";
    case ErrorKind::CannotCreate:
      return "cannot_create";
    case ErrorKind::InputOutput:
      return "input_output";
    case ErrorKind::Configuration:
      return "configuration";
    case ErrorKind::Internal:
      return "internal";
  }
  return {};
}

Json set_json(const WindowAnalysis& analysis, FeatureSet set) {
  const auto specs = feature_specs(set);
  const auto values = feature_values(analysis, set);
  Json object = Json::object();
  for (std::size_t i = 0; i < specs.size(); ++i)
    object[std::string(specs[i].name)] = values[i] ? Json(*values[i]) : Json(nullptr);
  return object;
}

Json candidates_json(const std::vector<TempoCandidate>& candidates) {
  Json array = Json::array();
  for (const TempoCandidate& c : candidates)
    array.push_back(Json{{"bpm", c.bpm}, {"weight", c.weight}});
  return array;
}

Json key_json(const std::optional<Key>& key) {
  if (!key) return nullptr;
  return {{"tonic", key->tonic},
          {"mode", key->mode == Mode::Major ? "major" : "minor"},
          {"name", name_of(*key)}};
}

Json analysis_json(const WindowAnalysis& analysis) {
  Json object{{"analysis_version", analysis.analysis_version},
              {"start_s", analysis.window.begin_s()},
              {"duration_s", analysis.window.duration_s()},
              {"first_frame", analysis.window.first_frame},
              {"frame_count", analysis.window.frame_count},
              {"sample_rate_hz", analysis.window.sample_rate_hz},
              {"source_rate_hz", analysis.source_rate_hz},
              {"source_channel_count", analysis.source_channel_count},
              {"lost_frames", analysis.lost_frames},
              {"starts_at_change", analysis.starts_at_change},
              {"audible_ratio", analysis.audible_ratio},
              {"loudness", nullptr},
              {"gtzan58", set_json(analysis, FeatureSet::Gtzan58)},
              {"musical", set_json(analysis, FeatureSet::Musical)},
              {"tempo_candidates", candidates_json(analysis.tempo_candidates)},
              {"key", key_json(analysis.key)}};
  for (const FeatureSet set : {FeatureSet::Loudness, FeatureSet::Mir103, FeatureSet::Embedding45})
    if (has_set(analysis, set)) object[std::string(name_of(set))] = set_json(analysis, set);
  return object;
}

Json statement_json(const Statement& statement) {
  Json evidence = Json::array();
  for (const Evidence& e : statement.evidence)
    evidence.push_back(Json{{"feature", e.feature}, {"value", e.value}, {"unit", e.unit}});
  return {{"level", name_of(statement.level)},
          {"aspect", statement.aspect},
          {"word", statement.word},
          {"text", statement.text},
          {"evidence", std::move(evidence)}};
}

Json described_json(const WindowAnalysis& analysis, const Description& description) {
  Json object = analysis_json(analysis);
  Json& statements = object["description"] = Json::array();
  for (const Statement& statement : description.statements)
    statements.push_back(statement_json(statement));
  return object;
}

/// RFC 3339, UTC, milliseconds: 2026-11-20T12:34:56.789Z.
std::string timestamp(std::chrono::system_clock::time_point time) {
  const auto whole_ms = std::chrono::floor<std::chrono::milliseconds>(time);
  const auto day = std::chrono::floor<std::chrono::days>(whole_ms);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(whole_ms - day);
  char text[40];
  std::snprintf(
      text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
      static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
      static_cast<int>(clock.seconds().count()), static_cast<int>(clock.subseconds().count()));
  return text;
}

Json tags_json(const std::vector<TagScore>& tags) {
  Json array = Json::array();
  for (const TagScore& score : tags)
    array.push_back(Json{{"tag", score.tag}, {"probability", score.probability}});
  return array;
}

Json indicators_json(const std::vector<KeyIndicator>& indicators) {
  Json array = Json::array();
  for (const KeyIndicator& i : indicators)
    array.push_back(
        Json{{"feature", i.feature}, {"value", i.value}, {"contribution", i.contribution}});
  return array;
}

Json alternatives_json(const std::vector<TagScore>& tags) {
  Json array = Json::array();
  for (std::size_t i = 1; i < tags.size(); ++i)
    if (tags[i].probability >= kAlternativeProbability) array.push_back(tags[i].tag);
  return array;
}

Json components_json(const std::vector<TagComponent>& components) {
  Json array = Json::array();
  for (const TagComponent& c : components)
    array.push_back(
        Json{{"tagger", c.tagger_id}, {"weight", c.weight}, {"tags", tags_json(c.tags)}});
  return array;
}

Json health_json(const CaptureHealth& health) {
  return {{"callbacks", health.callbacks},
          {"frames_seen", health.frames_seen},
          {"frames_dropped", health.frames_dropped},
          {"xruns", health.xruns},
          {"reconnects", health.reconnects},
          {"windows_replaced", health.windows_replaced},
          {"unusable_samples", health.unusable_samples},
          {"worst_callback_us", health.worst_callback_us},
          {"coverage", health.coverage}};
}

void add_tempo(Json& object, const TempoReport& tempo) {
  object["tempo_bpm"] = tempo.bpm ? Json(*tempo.bpm) : Json(nullptr);
  object["tempo_confidence"] = tempo.confidence;
  object["tempo_candidates"] = candidates_json(tempo.candidates);
}

void add_text(Json& object, const char* key, const std::string& text) {
  if (!text.empty()) object[key] = text;
}

void add_state(Json& object, const TagState& state) {
  object["state"] = name_of(state.state);
  if (state.state == AirState::Music) {
    object["tag"] = state.tag;
    object["state_confidence"] = state.confidence;
  }
  object["since_frame"] = state.since_frame;
}

Json usage_json(const TokenUsage& usage) {
  return {{"input_tokens", usage.input_tokens}, {"output_tokens", usage.output_tokens}};
}

void add_opinion(Json& object, const TagSet& opinion) {
  using Milliseconds = std::chrono::duration<double, std::milli>;
  object["tags"] = tags_json(opinion.tags);
  object["confidence"] = opinion.confidence;
  object["reasoning"] = opinion.reasoning;
  object["key_indicators"] = indicators_json(opinion.key_indicators);
  object["alternative_genres"] = alternatives_json(opinion.tags);
  if (!opinion.components.empty()) object["components"] = components_json(opinion.components);
  object["tagger"] = opinion.tagger_id;
  add_text(object, "model", opinion.model);
  if (opinion.prompt_version > 0) object["prompt_version"] = opinion.prompt_version;
  if (opinion.usage != TokenUsage{}) object["usage"] = usage_json(opinion.usage);
  object["latency_ms"] = Milliseconds(opinion.latency).count();
  object["cost_usd"] = opinion.cost_usd;
}

Json answer_json(const TagSet& answer) {
  Json object = Json::object();
  add_opinion(object, answer);
  return object;
}

bool tells_state(TagEventType type) {
  return type == TagEventType::Window || type == TagEventType::File || type == TagEventType::State;
}

bool tells_opinion(const TagEvent& event) {
  if (event.type == TagEventType::State) return !event.tags.tagger_id.empty();
  return event.type == TagEventType::Window || event.type == TagEventType::File;
}

}  // namespace

std::string json_line(const WindowAnalysis& analysis) { return line(analysis_json(analysis)); }

std::string json_line(const WindowAnalysis& analysis, const Description& description) {
  return line(described_json(analysis, description));
}

std::string json_line(const WindowAnalysis& analysis, const Description& description,
                      const Result<TagSet>& answer) {
  Json object = described_json(analysis, description);
  if (answer)
    object["answer"] = answer_json(answer.value());
  else
    object["error"] = {{"kind", name_of(answer.error().kind)}, {"message", answer.error().message}};
  return line(object);
}

std::string json_line(const TagSet& opinion) { return line(answer_json(opinion)); }

std::string json_line(const TagEvent& event) {
  Json object{{"schema", kTagEventSchema},   {"type", name_of(event.type)},
              {"ts", timestamp(event.time)}, {"session", event.session},
              {"seq", event.sequence},       {"frame", event.frame}};
  add_text(object, "source", event.source);
  add_text(object, "file", event.file);
  if (!event.file.empty() && event.window) {
    object["start_s"] = event.window->begin_s();
    object["duration_s"] = event.window->duration_s();
  }
  add_text(object, "id", event.id);
  if (tells_state(event.type)) add_state(object, event.state);
  if (tells_opinion(event)) add_opinion(object, event.tags);
  if (event.type == TagEventType::Tempo && event.tempo) add_tempo(object, *event.tempo);
  if (event.type == TagEventType::Health && event.health)
    object["health"] = health_json(*event.health);
  if (event.type == TagEventType::Alarm) object["message"] = event.message;
  return line(object);
}

}  // namespace airmark
