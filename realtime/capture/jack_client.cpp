#include "realtime/capture/jack_client.h"

#include <jack/jack.h>
#include <jack/metadata.h>
#include <jack/uuid.h>
#include <pthread.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#if defined(__SSE__)
#include <xmmintrin.h>
#endif

namespace airmark::realtime {
namespace {

constexpr std::size_t kInputs = kMaxCaptureChannels;
constexpr const char* kIntegerType = "http://www.w3.org/2001/XMLSchema#int";
constexpr const char* kTextType = "text/plain";
constexpr const char* kPipewire = "PipeWire";  // in the version that its libjack tells

struct FreeByJack {
  void operator()(void* memory) const noexcept { jack_free(memory); }
};
using PortNames = std::unique_ptr<const char*[], FreeByJack>;

constexpr std::pair<JackStatus, std::string_view> kStatusWords[] = {
    {JackFailure, "the operation failed"},
    {JackInvalidOption, "an option is invalid or not supported"},
    {JackNameNotUnique, "the name is taken"},
    {JackServerStarted, "a server was started"},
    {JackServerFailed, "the server cannot be reached"},
    {JackServerError, "the server broke the connection"},
    {JackNoSuchClient, "there is no such client"},
    {JackLoadFailure, "a client cannot be loaded"},
    {JackInitFailure, "the client cannot be set up"},
    {JackShmFailure, "shared memory cannot be reached (is the server another user's?)"},
    {JackVersionError, "server and libjack are of different versions"},
    {JackBackendError, "the driver failed"},
    {JackClientZombie, "the client was thrown out"},
};

std::string status_words(JackStatus status) {
  std::string words;
  for (const auto& [bit, meaning] : kStatusWords)
    if ((status & bit) != 0) words += (words.empty() ? "" : ", ") + std::string(meaning);
  return words.empty() ? "no reason given" : words;
}

std::string server_in_words(const std::string& asked_for) {
  if (!asked_for.empty()) return asked_for;
  const char* by_environment = std::getenv("JACK_DEFAULT_SERVER");
  return by_environment == nullptr ? "default" : by_environment;
}

Error cannot_open(const JackClient::Config& config, JackStatus status) {
  const std::string server = server_in_words(config.server_name);
  if ((status & JackServerFailed) != 0)
    return {ErrorKind::Unavailable,
            "no JACK server named '" + server +
                "' answers; start one (jackd -d …, or run airmark by pw-jack under PipeWire) or "
                "name another with --server"};
  return {ErrorKind::Unavailable, "the JACK server '" + server + "' refused the client '" +
                                      config.name + "': " + status_words(status)};
}

/// Null where no server answers or it refuses; `status` then says why.
jack_client_t* open_client(const JackClient::Config& config, JackStatus& status) {
  jack_set_error_function([](const char*) {});
  jack_set_info_function([](const char*) {});
  if (config.server_name.empty())
    return jack_client_open(config.name.c_str(), JackNoStartServer, &status);
  return jack_client_open(config.name.c_str(),
                          static_cast<JackOptions>(JackNoStartServer | JackServerName), &status,
                          config.server_name.c_str());
}

Graph read_graph(jack_client_t* client) {
  Graph graph;
  const PortNames names(jack_get_ports(client, nullptr, JACK_DEFAULT_AUDIO_TYPE, 0));
  for (std::size_t i = 0; names != nullptr && names[i] != nullptr; ++i) {
    const jack_port_t* port = jack_port_by_name(client, names[i]);
    if (port == nullptr) continue;  // It left in the meantime.
    const int flags = jack_port_flags(port);
    graph.ports.push_back({names[i], (flags & JackPortIsOutput) != 0,
                           (flags & JackPortIsPhysical) != 0, (flags & JackPortIsTerminal) != 0});
    if ((flags & JackPortIsOutput) == 0) continue;
    const PortNames destinations(jack_port_get_all_connections(client, port));
    for (std::size_t d = 0; destinations != nullptr && destinations[d] != nullptr; ++d)
      graph.connections.push_back({names[i], destinations[d]});
  }
  return graph;
}

/// Denormal numbers can slow arithmetic a hundredfold; a feed that fades out is full of them.
void flush_denormals() noexcept {
#if defined(__SSE__)
  constexpr unsigned kFlushToZero = 0x8000;
  constexpr unsigned kDenormalsAreZero = 0x0040;
  _mm_setcsr(_mm_getcsr() | kFlushToZero | kDenormalsAreZero);
#endif
}

}  // namespace

class JackClient::Implementation {
 public:
  Implementation(jack_client_t* client, AudioTap& tap, JackEvents& events)
      : client_(client), tap_(tap), events_(events) {}

  ~Implementation() {
    if (!events_.server_gone.load()) remove_names();
    jack_client_close(client_);
  }

  const char* name() const { return jack_get_client_name(client_); }

  bool register_ports() {
    for (std::size_t i = 0; i < kInputs; ++i) {
      const std::string port = "in_" + std::to_string(i + 1);
      inputs_[i] = jack_port_register(client_, port.c_str(), JACK_DEFAULT_AUDIO_TYPE,
                                      JackPortIsInput | JackPortIsTerminal, 0);
      if (inputs_[i] == nullptr) return false;
    }
    return true;
  }

  void set_callbacks();
  bool activate() { return jack_activate(client_) == 0; }
  void give_names();
  Graph graph();

  bool connect(const Feed& feed) {
    const int outcome =
        jack_connect(client_, feed.source.c_str(), jack_port_name(inputs_[feed.input]));
    return outcome == 0 || outcome == EEXIST;
  }

  bool disconnect(const Feed& feed) {
    return jack_disconnect(client_, feed.source.c_str(), jack_port_name(inputs_[feed.input])) == 0;
  }

 private:
  struct Name {
    jack_uuid_t subject;
    const char* key;
  };

  static JackEvents& events(void* argument) noexcept { return *static_cast<JackEvents*>(argument); }

  void set_graph_callbacks();
  int on_cycle(jack_nframes_t frame_count) noexcept;
  int on_real_time_cycle(jack_nframes_t frame_count) noexcept AIRMARK_RT;
  AudioTap::Block block(jack_nframes_t frame_count) noexcept AIRMARK_RT;
  void give_name(jack_uuid_t subject, const char* key, const char* value, const char* type);
  void remove_names();

  jack_client_t* client_;
  AudioTap& tap_;
  JackEvents& events_;
  /// jackd2 begins a cycle when all clients have finished the last one, and skips it for all of
  /// them where one has not. PipeWire skips it for that client alone.
  const bool clients_run_apart_ = jack_is_pipewire();
  std::array<jack_port_t*, kInputs> inputs_{};
  std::vector<Name> names_;  ///< Set by us, to be removed.

  std::array<const float*, kInputs> samples_{};  ///< Process thread only.
};

/// Freewheel is the one state in which the callback may wait; so this fork is not marked AIRMARK_RT
/// and everything on its real-time side is.
int JackClient::Implementation::on_cycle(jack_nframes_t frame_count) noexcept {
  if (!events_.freewheeling.load(std::memory_order_acquire)) return on_real_time_cycle(frame_count);
  tap_.on_freewheel_block(block(frame_count));
  return 0;
}

int JackClient::Implementation::on_real_time_cycle(jack_nframes_t frame_count) noexcept AIRMARK_RT {
  tap_.on_block(block(frame_count));
  return 0;
}

// The clock is the vDSO's, see AudioTap::Clock. JACK documents buffers and frame time for this
// thread. The rate is a read of memory shared with the server, and only this read is exact at a
// change.
AIRMARK_RT_TRUST_BEGIN
AudioTap::Block JackClient::Implementation::block(jack_nframes_t frame_count) noexcept AIRMARK_RT {
  AudioTap::Block block;
  block.started = AudioTap::Clock::now();
  for (std::size_t i = 0; i < kInputs; ++i)
    samples_[i] = static_cast<const float*>(jack_port_get_buffer(inputs_[i], frame_count));
  block.channels = samples_;
  block.frame_count = frame_count;
  block.sample_rate_hz = jack_get_sample_rate(client_);
  if (clients_run_apart_) block.server_frame = jack_last_frame_time(client_);
  return block;
}
AIRMARK_RT_TRUST_END

/// libjack refuses a callback only where the client is active already. All but the first run in a
/// thread of libjack that is not the process thread; none calls libjack.
void JackClient::Implementation::set_callbacks() {
  jack_set_process_callback(
      client_,
      [](jack_nframes_t frame_count, void* self) {
        return static_cast<Implementation*>(self)->on_cycle(frame_count);
      },
      this);
  jack_set_thread_init_callback(
      client_,
      [](void*) {
        pthread_setname_np(pthread_self(), "airmark-jack");
        flush_denormals();
      },
      nullptr);
  jack_on_info_shutdown(
      client_, [](jack_status_t, const char*, void* to) { events(to).server_gone = true; },
      &events_);
  jack_set_freewheel_callback(
      client_, [](int on, void* to) { events(to).freewheeling = on != 0; }, &events_);
  jack_set_buffer_size_callback(
      client_,
      [](jack_nframes_t frames, void* to) {
        events(to).buffer_frames = frames;
        return 0;
      },
      &events_);
  jack_set_sample_rate_callback(
      client_,
      [](jack_nframes_t rate_hz, void* to) {
        events(to).sample_rate_hz = rate_hz;
        return 0;
      },
      &events_);
  jack_set_xrun_callback(
      client_,
      [](void* to) {
        events(to).xruns.fetch_add(1);
        return 0;
      },
      &events_);
  set_graph_callbacks();
}

void JackClient::Implementation::set_graph_callbacks() {
  jack_set_graph_order_callback(
      client_,
      [](void* to) {
        events(to).graph_changed = true;
        return 0;
      },
      &events_);
  jack_set_port_registration_callback(
      client_,
      [](jack_port_id_t, int registered, void* to) {
        if (registered == 0) events(to).ports_went_away = true;
        events(to).graph_changed = true;
      },
      &events_);
  jack_set_port_connect_callback(
      client_,
      [](jack_port_id_t, jack_port_id_t, int, void* to) { events(to).graph_changed = true; },
      &events_);
}

Graph JackClient::Implementation::graph() {
  const bool ports_went_away = events_.ports_went_away.exchange(false);
  Graph graph = read_graph(client_);
  graph.ports_went_away = ports_went_away;
  return graph;
}

void JackClient::Implementation::give_names() {
  constexpr std::array<const char*, kInputs> kNames = {"Input L", "Input R"};
  for (std::size_t i = 0; i < kInputs; ++i) {
    const jack_uuid_t port = jack_port_uuid(inputs_[i]);
    give_name(port, JACK_METADATA_PRETTY_NAME, kNames[i], kTextType);
    give_name(port, JACK_METADATA_ORDER, std::to_string(i + 1).c_str(), kIntegerType);
    give_name(port, JACK_METADATA_PORT_GROUP, "Input", kTextType);
  }
}

/// Leaves a value alone that somebody gave before.
void JackClient::Implementation::give_name(jack_uuid_t subject, const char* key, const char* value,
                                           const char* type) {
  char* found = nullptr;
  char* found_type = nullptr;
  const bool taken = jack_get_property(subject, key, &found, &found_type) == 0;
  jack_free(found);
  jack_free(found_type);
  if (!taken && jack_set_property(client_, subject, key, value, type) == 0)
    names_.push_back({subject, key});
}

void JackClient::Implementation::remove_names() {
  for (const Name& name : names_) jack_remove_property(client_, name.subject, name.key);
}

Result<std::unique_ptr<JackClient>> JackClient::open(const Config& config, AudioTap& tap,
                                                     JackEvents& events) {
  events.server_gone = false;
  events.freewheeling = false;
  events.graph_changed = true;

  JackStatus status{};
  jack_client_t* client = open_client(config, status);
  if (client == nullptr) return cannot_open(config, status);

  auto implementation = std::make_unique<Implementation>(client, tap, events);
  events.sample_rate_hz = jack_get_sample_rate(client);
  events.buffer_frames = jack_get_buffer_size(client);
  implementation->set_callbacks();
  if (!implementation->register_ports())
    return Error{ErrorKind::Unavailable,
                 "the JACK server '" + server_in_words(config.server_name) +
                     "' has no room for two more ports; start it with a larger --port-max"};
  return std::unique_ptr<JackClient>(new JackClient(std::move(implementation)));
}

JackClient::JackClient(std::unique_ptr<Implementation> implementation)
    : implementation_(std::move(implementation)), name_(implementation_->name()) {}

JackClient::~JackClient() = default;

Result<Done> JackClient::activate() {
  if (!implementation_->activate())
    return Error{ErrorKind::Unavailable,
                 "the JACK server does not let '" + name_ +
                     "' take part; is another client freewheeling, or the server overloaded?"};
  implementation_->give_names();
  return Done{};
}

Graph JackClient::graph() const { return implementation_->graph(); }
bool JackClient::connect(const Feed& feed) { return implementation_->connect(feed); }
bool JackClient::disconnect(const Feed& feed) { return implementation_->disconnect(feed); }

Result<JackServerView> look_at_jack_server(const JackClient::Config& config) {
  JackStatus status{};
  jack_client_t* client = open_client(config, status);
  if (client == nullptr) return cannot_open(config, status);
  JackServerView view{server_in_words(config.server_name), jack_get_sample_rate(client),
                      jack_get_buffer_size(client), jack_is_realtime(client) == 1,
                      read_graph(client)};
  jack_client_close(client);
  return view;
}

/// jackd counts 0.x, jackd2 1.9 and later; PipeWire adds "(using PipeWire 0.3.65)".
std::string jack_software() {
  const std::string version = jack_get_version_string();
  const std::size_t pipewire = version.find(kPipewire);
  if (pipewire == std::string::npos)
    return (version.starts_with("0.") ? "jackd " : "jackd2 ") + version;
  return version.substr(pipewire, version.find(')', pipewire) - pipewire);
}

bool jack_is_pipewire() {
  return std::string_view(jack_get_version_string()).find(kPipewire) != std::string_view::npos;
}

}  // namespace airmark::realtime
