#include "llm/reply/reply_parser.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "analysis/vocabulary/genres.h"
#include "llm/prompt/outside_text.h"
#include "llm/reply/genre_names.h"
#include "llm/reply/lenient_json.h"
#include "llm/reply/plain_answer.h"

namespace airmark::llm {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kLongestReplyBytes = 64 * 1024;  // 40 times what an answer may cost
constexpr std::size_t kLongestReasoningBytes = 2000;
constexpr std::size_t kLongestIndicatorBytes = 120;
constexpr std::size_t kMostIndicators = 16;

Error bad_reply(const std::string& sentence) { return {ErrorKind::BadReply, sentence}; }

/// Letters alone, parted by nothing worse than "_": a key with other signs in it swallowed more.
bool is_plain_key(std::string_view name) {
  return std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-' || c == ' ';
  });
}

/// The member whose key is one of `keys`, whatever its case and underscores.
const Json* member(const Json& object, std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys)
    for (const auto& [name, value] : object.items())
      if (is_plain_key(name) && folded_name(name) == key) return &value;
  return nullptr;
}

const Json* genre_of(const Json& object) {
  return member(object, {"genre", "maingenre", "primarygenre", "predictedgenre", "genrename", "tag",
                         "label"});
}

/// The object that holds the answer: this one or, as some models wrap it, one inside.
const Json* answer_in(const Json& object) {
  constexpr int kDeepestWrapping = 3;
  const Json* at = &object;
  for (int depth = 0; depth < kDeepestWrapping && at != nullptr; ++depth) {
    if (genre_of(*at) != nullptr) return at;
    at = member(*at, {"answer", "result", "response", "output", "classification", "prediction",
                      "consensus", "final", "finalanswer", "input", "arguments", "parameters"});
    if (at != nullptr && !at->is_object()) at = nullptr;
  }
  return nullptr;
}

std::optional<std::string> genre_in(const Json& value, const GenreNames& names) {
  if (value.is_array() && value.size() == 1) return genre_in(value.front(), names);
  if (!value.is_string()) return std::nullopt;
  return names.find(value.get_ref<const std::string&>());
}

std::optional<double> share_in(const Json& value) {
  if (value.is_string()) return read_confidence(value.get_ref<const std::string&>());
  if (!value.is_number()) return std::nullopt;
  const double number = value.get<double>();
  const double share = number > 1.0 ? number / 100.0 : number;
  if (!(share >= 0.0 && share <= 1.0)) return std::nullopt;
  return share;
}

/// [{"genre": …, "probability": …}], ["…"] or {"GENRE": probability}; what is not known is left
/// out.
std::vector<TagScore> alternatives_in(const Json& value, const GenreNames& names) {
  std::vector<TagScore> tags;
  const auto add = [&](const std::optional<std::string>& genre, std::optional<double> share) {
    if (genre) tags.push_back({*genre, share.value_or(0.0)});
  };
  for (const auto& [key, entry] : value.items()) {
    if (value.is_object()) {
      add(names.find(key), share_in(entry));
    } else if (entry.is_string()) {
      add(genre_in(entry, names), std::nullopt);
    } else if (entry.is_object()) {
      const Json* genre = genre_of(entry);
      const Json* share = member(entry, {"probability", "confidence", "score"});
      if (genre != nullptr)
        add(genre_in(*genre, names), share != nullptr ? share_in(*share) : std::nullopt);
    }
  }
  return tags;
}

/// The answer first, then the alternatives by probability; none above the answer, none twice, and
/// all together at most 1.
std::vector<TagScore> ranked(TagScore first, std::vector<TagScore> others) {
  std::ranges::sort(others, [](const TagScore& a, const TagScore& b) {
    return a.probability != b.probability ? a.probability > b.probability : a.tag < b.tag;
  });
  std::vector<TagScore> tags{std::move(first)};
  double sum = 0.0;
  for (TagScore& tag : others) {
    if (std::ranges::find(tags, tag.tag, &TagScore::tag) != tags.end()) continue;
    tag.probability = std::min(tag.probability, tags[0].probability);
    sum += tag.probability;
    tags.push_back(std::move(tag));
  }
  const double room = 1.0 - tags[0].probability;
  if (sum > room)
    for (std::size_t n = 1; n < tags.size(); ++n) tags[n].probability *= room / sum;
  return tags;
}

void read_words(const Json& answer, ParsedReply& reply) {
  if (const Json* text = member(answer, {"reasoning", "reason", "explanation", "rationale"});
      text != nullptr && text->is_string())
    reply.reasoning = readable(text->get_ref<const std::string&>(), kLongestReasoningBytes);
  const Json* list = member(answer, {"keyindicators", "indicators", "keyfeatures"});
  if (list == nullptr) return;
  for (const Json& entry : list->is_array() ? *list : Json::array({*list})) {
    if (!entry.is_string() || reply.key_indicators.size() == kMostIndicators) continue;
    std::string words = readable(entry.get_ref<const std::string&>(), kLongestIndicatorBytes);
    if (!words.empty()) reply.key_indicators.push_back(std::move(words));
  }
}

/// Empty where the answer's genre is not of the closed list.
std::optional<ParsedReply> read_answer(const Json& answer, const GenreNames& names,
                                       ReplyForm form) {
  const auto genre = genre_in(*genre_of(answer), names);
  if (!genre) return std::nullopt;
  ParsedReply reply;
  reply.form = form;
  std::vector<TagScore> others;
  if (const Json* list =
          member(answer, {"alternatives", "alternativegenres", "othergenres", "probabilities"});
      list != nullptr && (list->is_array() || list->is_object()))
    others = alternatives_in(*list, names);
  std::optional<double> confidence;
  if (const Json* value = member(answer, {"confidence", "confidencescore", "probability", "score"}))
    confidence = share_in(*value);
  if (const auto own = std::ranges::find(others, *genre, &TagScore::tag);
      !confidence && own != others.end())
    confidence = own->probability;  // a full distribution instead of a confidence
  reply.confidence = confidence.value_or(0.0);
  reply.tags = ranked({*genre, reply.confidence}, std::move(others));
  read_words(answer, reply);
  return reply;
}

/// All that the objects of a text say; they may not contradict each other.
struct Objects {
  std::optional<ParsedReply> reply;
  bool names_genre = false;  ///< Some object has a genre, known or not.
  bool disagree = false;
};

/// `is_whole`: it can only be an answer of its own. Any other object may be a piece that broke off
/// a damaged one, such as an alternative: it can contradict, but not answer.
void add(Objects& objects, const Json& object, const GenreNames& names, ReplyForm form,
         bool is_whole) {
  const Json* answer = answer_in(object);
  if (answer == nullptr) return;
  auto reply = read_answer(*answer, names, form);
  if (objects.names_genre)
    objects.disagree = objects.disagree || reply.has_value() != objects.reply.has_value() ||
                       (reply && reply->tags[0].tag != objects.reply->tags[0].tag);
  objects.names_genre = true;
  if (reply && is_whole && !objects.reply) objects.reply = std::move(reply);
}

/// Is the brace that follows `before` inside a list, or the value of a key?
bool is_inner(std::string_view before) {
  const auto trim = [&] {
    while (before.ends_with(' ')) before.remove_suffix(1);
  };
  trim();
  if (before.ends_with('[') || before.ends_with(',')) return true;
  if (!before.ends_with(':')) return false;
  before.remove_suffix(1);
  trim();
  return before.ends_with('"') || before.ends_with('\'');
}

/// Before the first quotation mark of a text there is nothing an object could have broken off.
/// After it, only what speaks as a whole answer does is one.
bool stands_by_itself(const Json& object, std::string_view before) {
  if (before.find('"') == std::string_view::npos) return true;
  const bool speaks = object.is_object() &&
                      member(object, {"reasoning", "keyindicators", "alternatives"}) != nullptr;
  return speaks && !is_inner(before);
}

/// Has an alternative been torn open, so that its parts lie among those of the answer? A genre that
/// comes after the alternatives may be one of them.
bool is_mixed(const Json& object) {
  const Json* alternatives = member(object, {"alternatives", "alternativegenres"});
  const Json* genre = genre_of(object);
  const bool is_late = alternatives != nullptr && genre != nullptr && genre > alternatives;
  const bool has_both = member(object, {"probability"}) != nullptr &&
                        member(object, {"confidence", "reasoning", "keyindicators"}) != nullptr;
  return is_late || has_both;
}

Objects read_objects(std::string_view text, const GenreNames& names) {
  Objects objects;
  constexpr int kMostObjects = 64;  // bounds the time that hostile text can cost
  std::size_t at = 0;
  for (int n = 0; n < kMostObjects; ++n) {
    at = text.find('{', at);
    if (at == std::string_view::npos) break;
    const auto mended = mend_object(text.substr(at));
    if (mended) {
      const Json object = Json::parse(mended->json, nullptr, false);
      if (object.is_object() && !is_mixed(object))
        add(objects, object, names, ReplyForm::Repaired,
            stands_by_itself(object, text.substr(0, at)));
    }
    at += mended ? std::max<std::size_t>(mended->byte_count, 1) : 1;
  }
  return objects;
}

/// The text with broken UTF-8 repaired and control characters as blanks, newlines among them.
std::string cleaned(std::string_view text) { return readable(text, kLongestReplyBytes); }

}  // namespace

Result<ParsedReply> parse_reply(std::string_view text, const std::vector<std::string>& genres) {
  const GenreNames names(genres);
  text = text.substr(0, kLongestReplyBytes);
  Objects objects;
  const Json whole = Json::parse(text.begin(), text.end(), nullptr, false);
  if (whole.is_object())
    add(objects, whole, names, ReplyForm::Json, true);
  else
    objects = read_objects(cleaned(text), names);

  if (objects.disagree) return bad_reply("the model's answer names more than one genre");
  if (objects.reply) return *std::move(objects.reply);
  if (objects.names_genre)
    return bad_reply("the model's answer is no genre of the list it was given");
  if (whole.is_object()) return bad_reply("the model's answer is JSON, but has no genre in it");
  // What is or was JSON is not searched for words: they might be an alternative's.
  const bool is_prose = text.find_first_of("{}[]") == std::string_view::npos;
  if (const auto plain = is_prose ? read_plain_answer(text, names) : std::nullopt) {
    ParsedReply reply;
    reply.form = ReplyForm::Extracted;
    reply.confidence = plain->confidence.value_or(0.0);
    reply.tags = {{plain->genre, reply.confidence}};
    reply.reasoning = readable(text, kLongestReasoningBytes);
    return reply;
  }
  return bad_reply("the model's answer names no genre plainly; it is neither JSON nor one name");
}

}  // namespace airmark::llm
