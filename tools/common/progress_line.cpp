#include "tools/common/progress_line.h"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

namespace airmark::tools {
namespace {

constexpr std::size_t kBarColumns = 24;
/// An estimate from less than this is a guess.
constexpr double kLeastElapsedS = 2.0;
constexpr double kLeastRatio = 0.02;

constexpr std::string_view kCyan = "\033[36m";
constexpr std::string_view kPlain = "\033[0m";
constexpr std::string_view kEraseLine = "\r\033[K";

std::string bar(double ratio, bool coloured) {
  const auto filled = static_cast<std::size_t>(ratio * static_cast<double>(kBarColumns));
  std::string columns(filled, '=');
  if (filled < kBarColumns) columns += '>';
  columns.resize(kBarColumns, ' ');
  if (!coloured) return "[" + columns + "]";
  return "[" + std::string(kCyan) + columns + std::string(kPlain) + "]";
}

std::string time_left(const ProgressFigures& figures) {
  const double elapsed_s = figures.elapsed.count();
  if (elapsed_s < kLeastElapsedS || figures.done_ratio < kLeastRatio) return {};
  const double left_s = elapsed_s * (1.0 - figures.done_ratio) / figures.done_ratio;
  const long long seconds = std::llround(left_s);
  const std::string rest = std::to_string(seconds % 60);
  return ", " + std::to_string(seconds / 60) + (rest.size() < 2 ? ":0" : ":") + rest + " left";
}

}  // namespace

std::string progress_text(const ProgressFigures& figures, bool coloured) {
  const double ratio = std::clamp(figures.done_ratio, 0.0, 1.0);
  std::string percent = std::to_string(static_cast<int>(100.0 * ratio));
  percent.insert(0, 3 - percent.size(), ' ');
  return bar(ratio, coloured) + " " + percent + " %  " + std::to_string(figures.done_count) +
         " of " + std::to_string(figures.total_count) + " files" + time_left(figures);
}

bool terminal_redraws() {
  const char* terminal = std::getenv("TERM");
  return isatty(STDERR_FILENO) == 1 && terminal != nullptr && std::string_view(terminal) != "dumb";
}

bool terminal_has_colours() {
  const char* refused = std::getenv("NO_COLOR");  // https://no-color.org: any text, not empty
  return terminal_redraws() && (refused == nullptr || *refused == '\0');
}

ProgressLine::ProgressLine(const Config& config, Write write)
    : config_(config), write_(std::move(write)) {}

ProgressLine::~ProgressLine() { erase(); }

void ProgressLine::advance(double work) {
  const std::lock_guard lock(mutex_);
  done_work_ += work;
  draw_when_due();
}

void ProgressLine::finish_one() {
  const std::lock_guard lock(mutex_);
  ++done_count_;
  draw_when_due();
}

void ProgressLine::around(const std::function<void()>& write_something) {
  const std::lock_guard lock(mutex_);
  const bool was_drawn = drawn_;
  erase();
  write_something();
  if (was_drawn) draw();
}

void ProgressLine::draw_when_due() {
  if (config_.shown && Clock::now() - drawn_at_ >= config_.least_interval) draw();
}

void ProgressLine::draw() {
  const ProgressFigures figures{done_work_ / config_.total_work, done_count_, config_.total_count,
                                Clock::now() - start_};
  write_(std::string(kEraseLine) + progress_text(figures, config_.coloured));
  drawn_ = true;
  drawn_at_ = Clock::now();
}

void ProgressLine::erase() {
  if (!drawn_) return;
  write_(kEraseLine);
  drawn_ = false;
}

}  // namespace airmark::tools
