#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

namespace airmark::tools {

/// How far a long run is.
struct ProgressFigures {
  double done_ratio = 0.0;  ///< 0..1
  std::size_t done_count = 0;
  std::size_t total_count = 0;
  std::chrono::duration<double> elapsed{0.0};
};

/// "[=====>    ]  52 %  13 of 25 files, 0:40 left"; the time appears when there is enough to tell
/// it by. Colour is an ANSI escape sequence around the bar.
std::string progress_text(const ProgressFigures& figures, bool coloured);

/// Whether standard error is a terminal that can redraw a line, and whether NO_COLOR leaves it its
/// colours.
bool terminal_redraws();
bool terminal_has_colours();

/// One line of a terminal that says how far a run is, and steps aside for other output.
///
/// Threads    all functions from any thread.
class ProgressLine {
 public:
  struct Config {
    bool shown = true;
    bool coloured = false;
    std::size_t total_count = 0;                    ///< Files.
    double total_work = 1.0;                        ///< In any unit, that of advance().
    std::chrono::milliseconds least_interval{100};  ///< Between two drawings.
  };
  using Write = std::function<void(std::string_view)>;

  /// `write` puts text on the terminal.
  ProgressLine(const Config& config, Write write);
  /// Removes the line.
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void advance(double work);
  void finish_one();

  /// Takes the line away while `write_something` writes to the same terminal.
  void around(const std::function<void()>& write_something);

 private:
  using Clock = std::chrono::steady_clock;
  void draw_when_due();
  void draw();
  void erase();

  const Config config_;
  const Write write_;
  const Clock::time_point start_ = Clock::now();

  // Protected by mutex_.
  std::mutex mutex_;
  double done_work_ = 0.0;
  std::size_t done_count_ = 0;
  bool drawn_ = false;
  Clock::time_point drawn_at_ = start_;
};

}  // namespace airmark::tools
