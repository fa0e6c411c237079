#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

#include "analysis/vocabulary/result.h"
#include "realtime/capture/audio_tap.h"
#include "realtime/capture/graph.h"

namespace airmark::realtime {

/// What libjack's threads report: each callback only stores a value here. Outlives the clients,
/// because counters go on over a restart of the server.
struct JackEvents {
  std::atomic<bool> graph_changed{false};
  std::atomic<bool> ports_went_away{false};
  std::atomic<bool> server_gone{false};  ///< Or it threw us out, which comes to the same.
  std::atomic<bool> freewheeling{false};
  std::atomic<std::uint32_t> sample_rate_hz{0};
  std::atomic<std::uint32_t> buffer_frames{0};
  std::atomic<std::int64_t> xruns{0};
};

/// A client of one JACK server with two audio inputs, in_1 and in_2, that feeds an AudioTap.
///
/// Threads    all functions from one thread, which may block. The tap is called from the server's
///            process thread between activate() and the end of the object.
/// Errors     libjack's own words on standard error are silenced; ours say what to do.
class JackClient {
 public:
  struct Config {
    std::string name;         ///< Asked for; the server may append a number.
    std::string server_name;  ///< Empty for $JACK_DEFAULT_SERVER, or else "default".
  };

  /// Never starts a server. Unavailable where none answers.
  static Result<std::unique_ptr<JackClient>> open(const Config& config, AudioTap& tap,
                                                  JackEvents& events);
  ~JackClient();
  JackClient(const JackClient&) = delete;
  JackClient& operator=(const JackClient&) = delete;

  /// Begins to call the tap, and gives the ports names for people.
  Result<Done> activate();

  /// The name that the server knows us by.
  const std::string& name() const noexcept { return name_; }

  Graph graph() const;

  /// True where the connection exists (does not exist) afterwards.
  bool connect(const Feed& feed);
  bool disconnect(const Feed& feed);

 private:
  class Implementation;
  explicit JackClient(std::unique_ptr<Implementation> implementation);

  std::unique_ptr<Implementation> implementation_;
  std::string name_;
};

/// A server as a client finds it that only looks around.
struct JackServerView {
  std::string name;  ///< As asked for, else as the environment has it.
  std::uint32_t sample_rate_hz = 0;
  std::uint32_t buffer_frames = 0;
  bool real_time = false;  ///< Its clients' callbacks run with real-time priority.
  Graph graph;
};

/// Joins the server, looks and leaves. Never starts a server; errors as JackClient::open().
Result<JackServerView> look_at_jack_server(const JackClient::Config& config);

/// The library that this program reaches servers by, and so the only kind of server it can reach:
/// "jackd2 1.9.21", "PipeWire 0.3.65".
std::string jack_software();

/// True where that library is PipeWire's.
bool jack_is_pipewire();

}  // namespace airmark::realtime
