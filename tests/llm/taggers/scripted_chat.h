#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

#include "llm/policy/reply_cache.h"
#include "llm/providers/chat_model.h"

namespace airmark::llm::testing {

using Outcome = std::variant<ChatAnswer, CallError>;

inline ChatAnswer chat_answer(std::string text, TokenUsage usage = {1000, 100}) {
  return {.text = std::move(text), .usage = usage, .cut_off = false, .model = "us.some.model"};
}

inline ChatAnswer genre_answer(const std::string& genre, double confidence = 0.8) {
  return chat_answer(R"({"reasoning": "It sounds like it.", "genre": ")" + genre +
                     R"(", "confidence": )" + std::to_string(confidence) +
                     R"(, "keyindicators": ["tempo"], "alternatives": []})");
}

inline CallError call_error(CallFailure failure, ErrorKind kind, std::string message) {
  return {.failure = failure, .error = {kind, std::move(message)}};
}

/// Waits until told to stop, as a service does that never answers.
inline Outcome wait_for_stop(const std::stop_token& stop) {
  while (!stop.stop_requested()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  return call_error(CallFailure::Stopped, ErrorKind::Timeout, "The call was given up.");
}

/// Answers what the test says, and keeps what it was asked.
class ScriptedChat : public ChatModel {
 public:
  using Answer = std::function<Outcome(const Prompt&, const std::stop_token&)>;
  explicit ScriptedChat(Answer answer) : answer_(std::move(answer)) {}
  explicit ScriptedChat(const Outcome& always)
      : answer_([always](const Prompt&, const std::stop_token&) { return always; }) {}

  Outcome ask(const Prompt& prompt, std::stop_token stop) override {
    prompts.push_back(prompt);
    return answer_(prompt, stop);
  }
  std::string name() const override { return "scripted"; }

  std::vector<Prompt> prompts;

 private:
  Answer answer_;
};

/// A cache in memory.
class MemoryCache : public ReplyCache {
 public:
  std::optional<CachedReply> find(const std::string& key) override {
    const auto found = replies.find(key);
    if (found == replies.end()) return std::nullopt;
    return found->second;
  }
  bool contains(const std::string& key) override { return replies.contains(key); }
  void store(const std::string& key, const CachedReply& reply) override { replies[key] = reply; }
  Result<std::vector<CacheSummary>> summary() override { return std::vector<CacheSummary>{}; }
  Result<std::int64_t> clear(const std::optional<std::string>&) override { return std::int64_t{0}; }

  std::map<std::string, CachedReply> replies;
};

}  // namespace airmark::llm::testing
