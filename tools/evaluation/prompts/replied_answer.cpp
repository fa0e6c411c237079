#include "tools/evaluation/prompts/replied_answer.h"

#include <cstddef>

#include "analysis/describe/describer.h"
#include "analysis/vocabulary/genres.h"
#include "llm/reply/reply_parser.h"
#include "llm/taggers/reply_tags.h"
#include "tools/common/shown_text.h"
#include "tools/evaluation/prompts/prompt_id.h"
#include "tools/offline/verdict.h"

namespace airmark::tools {
namespace {

constexpr const char* kTaggerId = "replies";

std::string place_of(const ReplyFile& file, const GivenReply& reply) {
  return file.path.string() + ", line " + std::to_string(reply.line);
}

Result<TagSet> replied_tags(const ReplyFile& file, const std::string& id,
                            const WindowAnalysis& window) {
  TagSet tags;
  if (!is_silent(window)) {
    const auto found = file.replies.find(id);
    if (found == file.replies.end())
      return Error{ErrorKind::NotFound,
                   "no reply: " + file.path.string() + " has none for the id " + id};
    const GivenReply& given = found->second;
    const auto reply = llm::parse_reply(given.text, genre_identifiers());
    if (!reply)
      return Error{reply.error().kind, place_of(file, given) + ": " + reply.error().message};
    tags = llm::reply_tags(reply.value(), window, analysis::describe(window));
    tags.model = given.model;
    tags.usage = given.usage;
    tags.cost_usd = given.cost_usd;
  }
  tags.tagger_id = kTaggerId;
  return tags;
}

}  // namespace

Result<TagSet> replied_answer(const ReplyFile& file, std::string_view sound_sha256,
                              std::span<const WindowAnalysis> windows) {
  Verdict verdict{Verdict::Config{}};
  for (std::size_t w = 0; w < windows.size(); ++w) {
    const auto tags = replied_tags(file, prompt_id(sound_sha256, w, windows.size()), windows[w]);
    if (!tags) return tags;
    verdict.add(windows[w], tags.value());
  }
  return verdict.tags();
}

Result<std::optional<std::string>> notice_on_strangers(
    const ReplyFile& file, const std::set<std::string, std::less<>>& clips) {
  std::size_t count = 0;
  std::string first;
  const GivenReply* first_reply = nullptr;
  for (const auto& [id, reply] : file.replies) {
    if (clips.contains(clip_id_of(id))) continue;
    ++count;
    if (first_reply != nullptr && first_reply->line < reply.line) continue;
    first = id;
    first_reply = &reply;
  }
  if (first_reply == nullptr) return std::optional<std::string>();
  if (count == file.replies.size())
    return Error{ErrorKind::BadData,
                 file.path.string() +
                     " answers no clip that is evaluated; export the prompts of this dataset with "
                     "the same --split, --samples-per-genre and --seed"};
  return std::optional(place_of(file, *first_reply) + ": the id '" + shown_text(first) +
                       "' is of no clip that is evaluated; passed over, as are " +
                       std::to_string(count - 1) + " others");
}

}  // namespace airmark::tools
