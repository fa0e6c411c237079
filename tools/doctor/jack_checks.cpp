#include "tools/doctor/jack_checks.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "realtime/capture/feed_selector.h"
#include "realtime/capture/jack_client.h"
#include "tools/doctor/pipewire_socket.h"

namespace airmark::tools {
namespace {

constexpr const char* kClientName = "airmark-doctor";
constexpr std::size_t kMostNames = 4;

std::string server_text(const realtime::JackServerView& server) {
  const double period_ms = 1000.0 * server.buffer_frames / std::max(1u, server.sample_rate_hz);
  return realtime::jack_software() + ", server '" + server.name +
         "': " + std::to_string(server.sample_rate_hz) + " Hz, periods of " +
         std::to_string(server.buffer_frames) + " frames (" +
         std::to_string(std::lround(period_ms)) + " ms), " +
         (server.real_time ? "real-time" : "not real-time");
}

/// What keeps people from their server most often: the libjack of jackd cannot reach PipeWire.
Error unreachable(const Error& error) {
  if (realtime::jack_is_pipewire() || !pipewire_runs()) return error;
  const std::string what = error.message.substr(0, error.message.find("; "));
  return {error.kind, what + ", but PipeWire runs, which this libjack (" +
                          realtime::jack_software() +
                          ") cannot reach; start airmark by `pw-jack airmark live` (package "
                          "pipewire-jack)"};
}

std::string names_of(const std::vector<realtime::Feed>& feeds) {
  std::set<std::string> sources;
  for (const realtime::Feed& feed : feeds) sources.insert(feed.source);
  std::string text;
  std::size_t told = 0;
  for (const std::string& source : sources) {
    if (told++ == kMostNames)
      return text + " and " + std::to_string(sources.size() - kMostNames) + " more";
    text += (text.empty() ? "" : ", ") + source;
  }
  return text;
}

Finding check_ports(const std::vector<std::string>& words, const realtime::Graph& graph) {
  const auto selector = realtime::FeedSelector::parse(words);
  if (!selector)
    return failed(Check::JackPorts, selector.error(), "correct the setting live.connect");
  if (words == std::vector<std::string>{"none"})
    return fine(Check::JackPorts, "none is followed (live.connect says none)");
  const auto feeds = selector.value().wanted(graph, kClientName);
  if (!feeds.empty()) return fine(Check::JackPorts, "would listen to " + names_of(feeds));
  std::string list;
  for (const std::string& word : words) list += (list.empty() ? "" : ", ") + word;
  return doubtful(Check::JackPorts,
                  "nothing to listen to at the moment (live.connect: " + list + ")",
                  "start what plays (airmark live waits for it), or name ports with --connect; "
                  "`jack_lsp` lists them");
}

}  // namespace

void check_jack(const Settings& settings, bool required, const OnFinding& on_finding) {
  const auto server = realtime::look_at_jack_server({kClientName, settings.text("live.server")});
  if (!server) {
    constexpr const char* kMend = "see what the server itself reports, and start it anew";
    const Error error = unreachable(server.error());
    on_finding(required ? failed(Check::JackServer, error, kMend)
                        : doubtful(Check::JackServer, error, kMend));
    on_finding(passed_over(Check::JackPorts, "there is no server to ask"));
    return;
  }
  on_finding(fine(Check::JackServer, server_text(server.value())));
  on_finding(check_ports(settings.texts("live.connect"), server.value().graph));
}

}  // namespace airmark::tools
