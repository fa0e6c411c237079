#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace airmark::tools {

/// Tells how far an evaluation is: on a terminal a line per genre and one for all, redrawn; else a
/// line each tenth of the clips.
///
/// Threads    one at a time.
class RunProgress {
 public:
  struct Config {
    std::map<std::string, std::size_t> clip_counts;  ///< By genre.
    std::string tagger;                              ///< Whose accuracy is shown; empty: none.
    bool redraws = false;                            ///< The output is a terminal.
    bool shown = true;
  };
  using Clock = std::chrono::steady_clock;

  /// `write` puts text, with its line ends, where people read it.
  RunProgress(Config config, std::function<void(std::string_view)> write,
              Clock::time_point start = Clock::now());

  /// A clip is done.
  void take(const std::string& genre, bool is_right, double cost_usd,
            Clock::time_point now = Clock::now());

 private:
  struct Count {
    std::size_t done = 0, right = 0, total = 0;
  };

  void draw(Clock::time_point now);
  std::string genre_lines() const;
  std::string summary(Clock::time_point now) const;

  const Config config_;
  const std::function<void(std::string_view)> write_;
  const Clock::time_point start_;
  std::map<std::string, Count> by_genre_;
  Count all_;
  double cost_usd_ = 0.0;
  std::size_t lines_drawn_ = 0;
  Clock::time_point drawn_at_;
};

}  // namespace airmark::tools
