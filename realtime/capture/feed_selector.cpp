#include "realtime/capture/feed_selector.h"

#include <algorithm>
#include <map>

namespace airmark::realtime {
namespace {

constexpr std::size_t kSides = 2;

/// Both sides hear what only one side would.
void spread_single_side(std::vector<Feed>& feeds) {
  const bool one_sided = std::all_of(feeds.begin(), feeds.end(), [&](const Feed& feed) {
    return feed.input == feeds.front().input;
  });
  if (!one_sided) return;
  const std::size_t count = feeds.size();
  for (std::size_t i = 0; i < count; ++i) feeds.push_back({feeds[i].source, 1 - feeds[i].input});
}

/// The first two ports of each client that has ports the sound leaves by, with their sides.
std::map<std::string_view, std::size_t> playback_sides(const Graph& graph,
                                                       std::string_view own_client) {
  const auto is_exit = [&](const GraphPort& port, bool physical) {
    return !port.is_output && client_of(port.name) != own_client &&
           (physical ? port.is_physical : port.is_terminal);
  };
  const bool physical = std::any_of(graph.ports.begin(), graph.ports.end(),
                                    [&](const GraphPort& port) { return is_exit(port, true); });
  std::map<std::string_view, std::size_t> ports_of_client;
  std::map<std::string_view, std::size_t> sides;
  for (const GraphPort& port : graph.ports) {
    if (!is_exit(port, physical)) continue;
    const std::size_t place = ports_of_client[client_of(port.name)]++;
    if (place < kSides) sides[port.name] = place;
  }
  return sides;
}

std::vector<Feed> playback_feeds(const Graph& graph, std::string_view own_client) {
  const auto sides = playback_sides(graph, own_client);
  std::vector<Feed> feeds;
  for (const GraphConnection& connection : graph.connections) {
    const auto side = sides.find(connection.destination);
    if (side != sides.end()) feeds.push_back({connection.source, side->second});
  }
  spread_single_side(feeds);
  return feeds;
}

std::vector<Feed> capture_feeds(const Graph& graph) {
  std::vector<Feed> feeds;
  for (const GraphPort& port : graph.ports) {
    if (!port.is_output || !port.is_physical || feeds.size() == kSides) continue;
    if (!feeds.empty() && client_of(feeds.front().source) != client_of(port.name)) continue;
    feeds.push_back({port.name, feeds.size()});
  }
  spread_single_side(feeds);
  return feeds;
}

std::vector<Feed> pattern_feeds(const Graph& graph, const std::vector<std::regex>& patterns) {
  std::vector<Feed> feeds;
  for (std::size_t p = 0; p < patterns.size(); ++p) {
    std::vector<Feed> matches;
    for (const GraphPort& port : graph.ports)
      if (port.is_output && std::regex_search(port.name, patterns[p]))
        matches.push_back({port.name, matches.size() % kSides});
    if (matches.size() == 1 && patterns.size() > 1) matches.front().input = p % kSides;
    if (patterns.size() == 1) spread_single_side(matches);
    feeds.insert(feeds.end(), matches.begin(), matches.end());
  }
  return feeds;
}

}  // namespace

Result<FeedSelector> FeedSelector::parse(const std::vector<std::string>& words) {
  FeedSelector selector;
  for (const std::string& word : words) {
    if (word == "none") continue;
    if (word == "playback") {
      selector.playback_ = true;
    } else if (word == "capture") {
      selector.capture_ = true;
    } else {
      try {
        selector.patterns_.emplace_back(word, std::regex::optimize);
      } catch (const std::regex_error&) {
        return Error{ErrorKind::Usage,
                     "--connect '" + word +
                         "' is neither playback, capture, none nor a regular expression over port "
                         "names; put a backslash before characters such as ( [ * +"};
      }
    }
  }
  return selector;
}

std::vector<Feed> FeedSelector::wanted(const Graph& graph, std::string_view own_client) const {
  std::vector<Feed> feeds = pattern_feeds(graph, patterns_);
  const auto add = [&feeds](const std::vector<Feed>& more) {
    feeds.insert(feeds.end(), more.begin(), more.end());
  };
  if (playback_) add(playback_feeds(graph, own_client));
  if (capture_) add(capture_feeds(graph));
  std::erase_if(feeds, [&](const Feed& feed) { return client_of(feed.source) == own_client; });
  std::sort(feeds.begin(), feeds.end());
  feeds.erase(std::unique(feeds.begin(), feeds.end()), feeds.end());
  return feeds;
}

}  // namespace airmark::realtime
