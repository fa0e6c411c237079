#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "analysis/vocabulary/tag_set.h"
#include "analysis/vocabulary/tag_state.h"
#include "analysis/vocabulary/window_analysis.h"

namespace airmark::tools {

/// What a whole file is, from the tags of its windows.
///
/// Method     the logarithms of each tag's probability are averaged over the audible windows, each
///            weighted by its length, and renormalised: the normalised geometric mean, or
///            logarithmic opinion pool (Genest and Zidek, "Combining Probability Distributions",
///            Statistical Science 1(1), 1986). It never claims more than its windows do.
/// Memory     one entry per tag and key indicator, however many windows there are.
/// Threads    none inside.
class Verdict {
 public:
  struct Config {
    double unknown_below = 0.40;  ///< A first tag less probable than this is not told.
  };

  explicit Verdict(const Config& config) : config_(config) {}

  /// Windows come in stream order.
  void add(const WindowAnalysis& analysis, const TagSet& tags);

  std::size_t window_count() const noexcept { return window_count_; }

  /// Of a single audible window: its very TagSet. No tags where no window had any.
  TagSet tags() const;
  /// Silence where every window was silent, Unknown where no tag is probable enough.
  TagState state() const;

 private:
  struct LogSum {
    double weighted_log = 0.0;
    double weight_s = 0.0;  // length of the windows that named the tag
    std::size_t first_count = 0;
  };
  struct IndicatorSum {
    double weighted_value = 0.0;
    double weighted_contribution = 0.0;
    double weight_s = 0.0;
  };

  std::vector<TagScore> pooled() const;
  std::vector<KeyIndicator> indicators_for(const std::string& tag) const;
  std::string reasoning_for(const std::string& tag) const;

  Config config_;
  std::size_t window_count_ = 0;
  std::size_t audible_count_ = 0;
  std::size_t vote_count_ = 0;  // audible windows with tags
  double vote_s_ = 0.0;         // their length
  TagSet only_;                 // of the first window, while it is the only one
  TagSet sums_;                 // latency, usage and cost so far; who answered last, and why
  std::size_t most_indicators_ = 0;
  std::map<std::string, LogSum> logs_;                                     // by tag
  std::map<std::string, std::map<std::string, IndicatorSum>> indicators_;  // by first tag, feature
};

}  // namespace airmark::tools
