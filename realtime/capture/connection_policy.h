#pragma once

#include <map>
#include <set>
#include <string_view>
#include <vector>

#include "realtime/capture/feed_selector.h"
#include "realtime/capture/graph.h"

namespace airmark::realtime {

/// Decides from snapshots of the graph what to connect and disconnect. Knows no JACK.
///
/// Invariant  connections that we did not make are never removed, and made again after the server
///            restarted. One of ours that somebody removed is not made again for as long as it goes
///            on being wanted; when it has ceased to be wanted, or its source has left, a new
///            wish starts afresh.
/// Threads    none inside; one instance belongs to one thread.
class ConnectionPolicy {
 public:
  struct Step {
    bool connect = true;  ///< false: take the connection away.
    Feed feed;
    bool operator==(const Step&) const = default;
  };

  explicit ConnectionPolicy(FeedSelector selector) : selector_(std::move(selector)) {}

  /// What to do now, where the server knows us as `own_client`. A snapshot without our own ports
  /// (of a server that is going away) says nothing, and nothing is to be done.
  std::vector<Step> plan(const Graph& graph, std::string_view own_client);

  /// The server took the step. A step that failed is simply planned again.
  void carried_out(const Step& step);

  /// The next snapshot is of a new server, on which nothing is connected yet.
  void server_restarted();

 private:
  enum class Seen { NotYet, Yes };

  void note_what_others_did(const std::set<Feed>& existing, const Graph& graph);
  void forget_old_refusals(const std::set<Feed>& wanted);
  std::vector<Step> steps_to(const std::set<Feed>& wanted, const std::set<Feed>& existing,
                             const Graph& graph) const;

  FeedSelector selector_;
  std::map<Feed, Seen> ours_;      ///< Made by us; Seen once a snapshot has shown it.
  std::set<Feed> theirs_;          ///< Made by somebody else.
  std::set<Feed> refused_;         ///< Ours, wanted, and removed by somebody else.
  std::set<Feed> refused_before_;  ///< The same on the server before, until wanted again.
  std::set<Feed> to_restore_;      ///< Theirs on the server before; made when they can be.
};

}  // namespace airmark::realtime
