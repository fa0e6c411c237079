#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "analysis/vocabulary/tagger.h"
#include "llm/model_registry.h"
#include "llm/policy/reply_cache.h"
#include "llm/prompt/prompt.h"
#include "llm/providers/chat_model.h"

namespace airmark::llm {

/// Labelled clips that sound like a window, nearest first; for the grounded strategy.
using FindNeighbours =
    std::function<std::vector<LabelledNeighbour>(const WindowAnalysis& analysis)>;

/// Who is asked, and how.
struct LlmTaggerSetup {
  std::string tagger_id;  ///< "bedrock", "openai"
  std::string service;    ///< Whose answers they are, to keep them apart in the cache.
  std::shared_ptr<ChatModel> model;
  ModelEntry entry;  ///< For its id and price.
  std::shared_ptr<const PromptLibrary> prompts;
  std::string strategy = "hybrid";
  std::vector<std::string> genres;    ///< The closed list.
  std::shared_ptr<ReplyCache> cache;  ///< May be absent.
  std::shared_ptr<Tagger> local;      ///< May be absent; asked for the grounded strategy only.
  FindNeighbours neighbours;          ///< May be empty.
};

/// Asks a language model what a window is: description → prompt → reply → tags. An answer that was
/// paid for before comes from the cache, at no cost. A claim in the reasoning that the measurements
/// do not bear out is marked as such. An unreadable reply is an Error and is not kept; its cost is.
///
/// Guarantee  never an invented answer; returns within 200 ms after `stop` is requested if `model`
///            does. Longer only where another process holds the cache: its statements wait 1 s
///            each, one thread after the other.
std::unique_ptr<Tagger> make_llm_tagger(LlmTaggerSetup setup);

}  // namespace airmark::llm
