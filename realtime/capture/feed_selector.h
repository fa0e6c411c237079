#pragma once

#include <regex>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/vocabulary/result.h"
#include "realtime/capture/graph.h"

namespace airmark::realtime {

/// Which output ports are to be heard, by the words of the option --connect.
///
/// Method     `playback`: the sources of the first two playback ports of every sound card (of every
///            terminal port where there is no card), first port left, second right; further pairs
///            are headphones and other monitors. Where only one side is fed, both inputs hear it.
///            `capture`: the first two inputs of the first sound card; a single one goes to both.
///            A regular expression (ECMAScript, found anywhere in the name): its ports take turns,
///            left first. One of several expressions that matches a single port gives it the side
///            of its own place in the list, so that an absent neighbour leaves its input empty; a
///            lone port of a lone expression goes to both.
///            `none`: nothing. Several words add up.
/// Threads    none inside; wanted() may be called from any one thread at a time.
class FeedSelector {
 public:
  /// Fails (Usage) where a word is not a regular expression.
  static Result<FeedSelector> parse(const std::vector<std::string>& words);

  /// Without duplicates; our own client's ports are never among them.
  std::vector<Feed> wanted(const Graph& graph, std::string_view own_client) const;

 private:
  FeedSelector() = default;

  bool playback_ = false;
  bool capture_ = false;
  std::vector<std::regex> patterns_;
};

}  // namespace airmark::realtime
