#include "tools/evaluation/reports/tagged_songs.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "analysis/vocabulary/json_text.h"
#include "tools/common/text_file.h"
#include "tools/evaluation/measures/outcome.h"
#include "tools/evaluation/reports/acquaintance_name.h"

namespace airmark::tools {
namespace {

using Json = nlohmann::ordered_json;

std::string line(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json alternatives_json(const Json& tags) {
  Json array = Json::array();
  for (std::size_t rank = 1; rank < tags.size(); ++rank) array.push_back(tags[rank]);
  return array;
}

Json usage_json(const TagSet& tags) {
  return {{"input_tokens", tags.usage.input_tokens},
          {"output_tokens", tags.usage.output_tokens},
          {"cost_usd", tags.cost_usd}};
}

Json text_or_null(std::string_view text) { return text.empty() ? Json(nullptr) : Json(text); }

/// The opinion's keys come from where every TagEvent's come from, so that they mean the same.
Json song_json(const std::string& tagger, const ClipAnswer& answer) {
  const Json opinion = Json::parse(json_line(answer.tags));
  const Json& tags = opinion["tags"];
  Json song{{"file", answer.file},
            {"tagger", tagger},
            {"actual_genre", answer.actual_genre},
            {"predicted_genre", text_or_null(answered_genre(answer))},
            {"probability", tags.empty() ? Json(nullptr) : tags[0]["probability"]},
            {"confidence", opinion["confidence"]},
            {"is_correct", is_right(answer)},
            {"reasoning", opinion["reasoning"]},
            {"key_indicators", opinion["key_indicators"]},
            {"alternative_genres", alternatives_json(tags)},
            {"components", opinion.value("components", Json::array())}};
  song["answered_by"] = text_or_null(answer.tags.tagger_id);
  for (const char* key : {"model", "prompt_version"})
    if (opinion.contains(key)) song[key] = opinion[key];
  song["usage"] = usage_json(answer.tags);
  song["acquaintance"] = acquaintance_name(answer.acquaintance);
  song["error"] = answer.failure ? Json(answer.failure->message) : Json(nullptr);
  return song;
}

std::vector<TagScore> tags_of(const Json& song) {
  std::vector<TagScore> tags;
  if (song.at("predicted_genre").is_null()) return tags;
  tags.push_back(
      {song["predicted_genre"].get<std::string>(), song.at("probability").get<double>()});
  for (const Json& other : song.at("alternative_genres"))
    tags.push_back({other.at("tag").get<std::string>(), other.at("probability").get<double>()});
  return tags;
}

/// Throws what the JSON library throws.
ClipAnswer answer_of(const Json& song) {
  ClipAnswer answer;
  answer.file = song.at("file").get<std::string>();
  answer.actual_genre = song.at("actual_genre").get<std::string>();
  answer.tags.tags = tags_of(song);
  answer.tags.confidence = song.at("confidence").get<double>();
  answer.tags.reasoning = song.at("reasoning").get<std::string>();
  if (!song.at("error").is_null())
    answer.failure = Error{ErrorKind::Internal, song["error"].get<std::string>()};
  answer.acquaintance = acquaintance_named(song.at("acquaintance").get<std::string>());
  return answer;
}

std::vector<TaggerAnswers> taggers_of(const Json& songs) {
  std::vector<TaggerAnswers> taggers;
  for (const Json& song : songs) {
    const auto name = song.at("tagger").get<std::string>();
    if (taggers.empty() || taggers.back().tagger != name) taggers.push_back({name, false, {}});
    taggers.back().answers.push_back(answer_of(song));
  }
  return taggers;
}

}  // namespace

std::string tagged_songs_json(std::span<const TaggerAnswers> taggers) {
  std::string text;
  for (const TaggerAnswers& tagger : taggers)
    for (const ClipAnswer& answer : tagger.answers)
      text += (text.empty() ? "[\n" : ",\n") + line(song_json(tagger.tagger, answer));
  return text.empty() ? "[]\n" : text + "\n]\n";
}

Result<std::vector<TaggerAnswers>> read_tagged_songs(const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / kTaggedSongsFile;
  const auto text = read_text_file(path);
  if (!text) return text.error();
  const Error foreign{ErrorKind::BadData, path.string() +
                                              " is not what an evaluation writes; give the folder "
                                              "that 'airmark eval' wrote"};
  try {
    const Json songs = Json::parse(text.value());
    if (!songs.is_array()) return foreign;
    return taggers_of(songs);
  } catch (const Json::exception&) {
    return foreign;
  }
}

}  // namespace airmark::tools
