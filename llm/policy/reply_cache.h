#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/vocabulary/result.h"
#include "analysis/vocabulary/tag_set.h"
#include "llm/prompt/prompt.h"

namespace airmark::llm {

/// An answer that was paid for once.
struct CachedReply {
  std::string text;
  std::string model;  ///< As sent.
  std::string strategy;
  int prompt_version = 0;
  TokenUsage usage;
  double cost_usd = 0.0;
  std::chrono::system_clock::time_point stored;  ///< By the cache's own clock.
};

/// What `airmark cache` shows of one model and prompt.
struct CacheSummary {
  std::string model;
  std::string strategy;
  int prompt_version = 0;
  std::int64_t reply_count = 0;
  std::int64_t hit_count = 0;
  double paid_usd = 0.0;   ///< What the replies cost when they were new.
  double saved_usd = 0.0;  ///< What the hits would have cost.
  std::chrono::system_clock::time_point oldest;
  std::chrono::system_clock::time_point newest;
};

/// Answers by (model, prompt version, description), in an SQLite file; the longest unused go first
/// when it is full.
///
/// Threads    any; several processes may share one file.
/// Guarantee  kill -9 leaves it whole. A cache that cannot be read or written is a miss, never a
///            failure of the call.
class ReplyCache {
 public:
  using Clock = std::function<std::chrono::system_clock::time_point()>;

  /// Opens or creates the file (mode 0600; folders are made); `most_replies` 0 keeps none. Errors:
  /// CannotCreate, BadData, InputOutput.
  static Result<std::shared_ptr<ReplyCache>> open(const std::filesystem::path& file,
                                                  std::int64_t most_replies,
                                                  Clock now = std::chrono::system_clock::now);
  virtual ~ReplyCache() = default;

  /// SHA-256 over the service, the model and everything the prompt says: prompts that differ in a
  /// letter, as edited templates or other descriptions do, never share an answer, and neither do
  /// two servers (a stand-in and Bedrock itself) with a model of the same name.
  static std::string key(std::string_view service, std::string_view model, const Prompt& prompt);

  /// Counts as a hit.
  virtual std::optional<CachedReply> find(const std::string& key) = 0;
  /// Changes nothing.
  virtual bool contains(const std::string& key) = 0;
  virtual void store(const std::string& key, const CachedReply& reply) = 0;

  virtual Result<std::vector<CacheSummary>> summary() = 0;
  /// Forgets all, or one model's replies; how many there were.
  virtual Result<std::int64_t> clear(const std::optional<std::string>& model) = 0;
};

}  // namespace airmark::llm
