#include "realtime/session/outage_watch.h"

#include <algorithm>
#include <sstream>
#include <string_view>
#include <utility>

namespace airmark::realtime {
namespace {

constexpr std::chrono::minutes kBetweenFailures{1};
constexpr std::size_t kMostFailures = 16;  // Sentences that still differ then say nothing new.

bool has_digit(const std::string& word) {
  return std::ranges::any_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

std::string cause_in(const std::string& sentence) {
  constexpr std::string_view kMark = ": ";
  const std::size_t mark = sentence.rfind(kMark);
  return mark == sentence.npos ? sentence : sentence.substr(mark + kMark.size());
}

/// What two failures of the same sort have in common.
std::string sort_of(const Error& error) {
  std::string sort = std::to_string(static_cast<int>(error.kind));
  std::istringstream words(cause_in(error.message));
  for (std::string word; words >> word;) sort += ' ' + (has_digit(word) ? "#" : word);
  return sort;
}

}  // namespace

OutageWatch::OutageWatch(std::string subject, OnNotice on_notice, Clock now)
    : subject_(std::move(subject)), on_notice_(std::move(on_notice)), now_(std::move(now)) {}

void OutageWatch::failed(const Error& error) {
  const auto now = now_();
  if (last_told_ && now - *last_told_ < kBetweenFailures) return;
  if (told_.size() == kMostFailures || !told_.insert(sort_of(error)).second) return;
  last_told_ = now;
  on_notice_(subject_ + " fails: " + error.message);
}

void OutageWatch::answered() {
  if (std::exchange(told_, {}).empty()) return;
  on_notice_(subject_ + " answers again");
}

}  // namespace airmark::realtime
