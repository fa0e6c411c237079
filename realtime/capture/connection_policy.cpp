#include "realtime/capture/connection_policy.h"

#include <algorithm>
#include <optional>
#include <string>

namespace airmark::realtime {
namespace {

constexpr std::size_t kInputs = 2;

bool has_port(const Graph& graph, std::string_view name) {
  return std::any_of(graph.ports.begin(), graph.ports.end(),
                     [&](const GraphPort& port) { return port.name == name; });
}

/// What is connected to our inputs.
std::set<Feed> feeds_of(const Graph& graph, std::string_view own_client) {
  std::set<Feed> feeds;
  for (const GraphConnection& connection : graph.connections)
    for (std::size_t input = 0; input < kInputs; ++input)
      if (connection.destination == input_name(own_client, input))
        feeds.insert({connection.source, input});
  return feeds;
}

}  // namespace

std::vector<ConnectionPolicy::Step> ConnectionPolicy::plan(const Graph& graph,
                                                           std::string_view own_client) {
  for (std::size_t input = 0; input < kInputs; ++input)
    if (!has_port(graph, input_name(own_client, input))) return {};
  const std::set<Feed> existing = feeds_of(graph, own_client);
  note_what_others_did(existing, graph);
  const std::vector<Feed> feeds = selector_.wanted(graph, own_client);
  const std::set<Feed> wanted(feeds.begin(), feeds.end());
  forget_old_refusals(wanted);
  return steps_to(wanted, existing, graph);
}

void ConnectionPolicy::carried_out(const Step& step) {
  if (!step.connect)
    ours_.erase(step.feed);
  else if (to_restore_.contains(step.feed))
    theirs_.insert(step.feed);
  else
    ours_.insert({step.feed, Seen::NotYet});
}

void ConnectionPolicy::server_restarted() {
  to_restore_.merge(theirs_);
  refused_before_.merge(refused_);
  theirs_.clear();
  refused_.clear();
  ours_.clear();
}

void ConnectionPolicy::note_what_others_did(const std::set<Feed>& existing, const Graph& graph) {
  for (auto made = ours_.begin(); made != ours_.end();) {
    auto& [feed, seen] = *made;
    const bool exists = existing.contains(feed);
    const bool source_stays = has_port(graph, feed.source);
    // A source that left and came back under the same name between two snapshots (a player going
    // on to its next track) has lost its connection too, but nobody refused it.
    if (!exists && seen == Seen::Yes && source_stays && !graph.ports_went_away)
      refused_.insert(feed);
    if (exists) seen = Seen::Yes;
    const bool lost = !exists && (seen == Seen::Yes || !source_stays);
    made = lost ? ours_.erase(made) : std::next(made);
  }
  theirs_.clear();
  for (const Feed& feed : existing) {
    to_restore_.erase(feed);
    if (!ours_.contains(feed)) theirs_.insert(feed);
  }
}

void ConnectionPolicy::forget_old_refusals(const std::set<Feed>& wanted) {
  std::erase_if(refused_, [&](const Feed& feed) { return !wanted.contains(feed); });
  for (const Feed& feed : wanted)
    if (refused_before_.erase(feed) > 0) refused_.insert(feed);
}

std::vector<ConnectionPolicy::Step> ConnectionPolicy::steps_to(const std::set<Feed>& wanted,
                                                               const std::set<Feed>& existing,
                                                               const Graph& graph) const {
  std::vector<Step> steps;
  for (const auto& [feed, seen] : ours_)
    if (!wanted.contains(feed) && existing.contains(feed)) steps.push_back({false, feed});
  for (const Feed& feed : wanted)
    if (!existing.contains(feed) && !refused_.contains(feed)) steps.push_back({true, feed});
  for (const Feed& feed : to_restore_)
    if (!wanted.contains(feed) && has_port(graph, feed.source)) steps.push_back({true, feed});
  return steps;
}

}  // namespace airmark::realtime
