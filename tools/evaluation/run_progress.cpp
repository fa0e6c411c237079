#include "tools/evaluation/run_progress.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <utility>

namespace airmark::tools {
namespace {

constexpr std::chrono::milliseconds kLeastBetweenDrawings{100};
constexpr std::size_t kPlainLines = 10;

}  // namespace

RunProgress::RunProgress(Config config, std::function<void(std::string_view)> write,
                         Clock::time_point start)
    : config_(std::move(config)), write_(std::move(write)), start_(start), drawn_at_(start) {
  for (const auto& [genre, count] : config_.clip_counts) {
    by_genre_[genre].total = count;
    all_.total += count;
  }
}

void RunProgress::take(const std::string& genre, bool is_right, double cost_usd,
                       Clock::time_point now) {
  for (Count* count : {&by_genre_[genre], &all_}) {
    ++count->done;
    count->right += is_right ? 1 : 0;
  }
  cost_usd_ += cost_usd;
  if (!config_.shown) return;
  const bool is_last = all_.done == all_.total;
  if (config_.redraws) {
    if (is_last || now - drawn_at_ >= kLeastBetweenDrawings) draw(now);
    return;
  }
  const std::size_t step = std::max<std::size_t>(1, all_.total / kPlainLines);
  if (is_last || all_.done % step == 0) write_(summary(now) + "\n");
}

void RunProgress::draw(Clock::time_point now) {
  std::string text = lines_drawn_ > 0 ? fmt::format("\033[{}A", lines_drawn_) : std::string();
  text += genre_lines() + "\033[K" + summary(now) + "\n";
  write_(text);
  lines_drawn_ = by_genre_.size() + 1;
  drawn_at_ = now;
}

std::string RunProgress::genre_lines() const {
  std::string lines;
  for (const auto& [genre, count] : by_genre_) {
    lines += fmt::format("\033[K{:<11}{:>4} of {:<4}", genre, count.done, count.total);
    if (count.done > 0 && !config_.tagger.empty())
      lines += fmt::format(" {:>5.1f} %", 100.0 * static_cast<double>(count.right) /
                                              static_cast<double>(count.done));
    lines += "\n";
  }
  return lines;
}

std::string RunProgress::summary(Clock::time_point now) const {
  const double elapsed_s = std::chrono::duration<double>(now - start_).count();
  const double done = static_cast<double>(all_.done);
  std::string text = fmt::format("{} of {} clips", all_.done, all_.total);
  if (!config_.tagger.empty())
    text += fmt::format(", {} {:.1f} % right", config_.tagger,
                        100.0 * static_cast<double>(all_.right) / done);
  if (elapsed_s > 0.0) {
    const auto left_s = static_cast<long long>(
        elapsed_s * static_cast<double>(all_.total - all_.done) / done + 0.5);
    text +=
        fmt::format(", {:.1f} clips/s, {}:{:02} left", done / elapsed_s, left_s / 60, left_s % 60);
  }
  if (cost_usd_ > 0.0) text += fmt::format(", ${:.4f}", cost_usd_);
  return text;
}

}  // namespace airmark::tools
