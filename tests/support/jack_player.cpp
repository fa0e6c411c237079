#include "tests/support/jack_player.h"

#include <jack/jack.h>
#include <jack/metadata.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <mutex>
#include <stdexcept>
#include <thread>

namespace airmark::testing {
namespace {

using namespace std::chrono_literals;

bool wait_for(const std::atomic<bool>& flag, bool value, std::chrono::seconds patience) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (flag != value && std::chrono::steady_clock::now() < deadline)
    std::this_thread::sleep_for(2ms);
  return flag == value;
}

}  // namespace

class JackPlayer::Implementation {
 public:
  enum class Mode { Silent, Now, WhenFreewheeling };

  // The buffers are handed from client to client by the server, in another process; the thread
  // sanitizer sees two threads write and read them and not what keeps these apart.
  __attribute__((no_sanitize("thread"))) void on_cycle(jack_nframes_t frame_count) {
    const bool playing = mode == Mode::Now || (mode == Mode::WhenFreewheeling && freewheeling);
    for (std::size_t c = 0; c < ports.size(); ++c) {
      auto* out = static_cast<float*>(jack_port_get_buffer(ports[c], frame_count));
      for (std::size_t n = 0; n < frame_count; ++n)
        out[n] = playing && position + n < channels[c].size() ? channels[c][position + n] : 0.0f;
    }
    if (misbehaving) break_all_rules();
    if (!playing) return;
    position += frame_count;
    // Later cycles make sure that those who listen have finished the last one with sound.
    if (position >= channels[0].size() + 4 * frame_count) played = true;
  }

  void break_all_rules() {
    auto* volatile memory = new char[64];
    delete[] memory;
    const std::lock_guard lock(mutex);
    syscall(SYS_getppid);
    usleep(100);
  }

  std::vector<std::vector<float>> channels;
  jack_client_t* client = nullptr;
  std::vector<jack_port_t*> ports;
  std::atomic<Mode> mode{Mode::Silent};
  std::atomic<bool> freewheeling{false};
  std::atomic<bool> played{false};
  std::atomic<bool> misbehaving{false};
  std::mutex mutex;
  std::size_t position = 0;  ///< Process thread only.
};

JackPlayer::JackPlayer(const std::string& server, const std::string& name,
                       std::vector<std::vector<float>> channels)
    : implementation_(std::make_unique<Implementation>()) {
  Implementation& self = *implementation_;
  self.channels = std::move(channels);
  self.client = server.empty()
                    ? jack_client_open(name.c_str(), JackNoStartServer, nullptr)
                    : jack_client_open(name.c_str(),
                                       static_cast<JackOptions>(JackNoStartServer | JackServerName),
                                       nullptr, server.c_str());
  if (self.client == nullptr) throw std::runtime_error("no JACK server '" + server + "'");
  for (std::size_t c = 0; c < self.channels.size(); ++c)
    self.ports.push_back(jack_port_register(self.client, ("out_" + std::to_string(c + 1)).c_str(),
                                            JACK_DEFAULT_AUDIO_TYPE, JackPortIsOutput, 0));
  jack_set_process_callback(
      self.client,
      [](jack_nframes_t frame_count, void* player) {
        static_cast<Implementation*>(player)->on_cycle(frame_count);
        return 0;
      },
      &self);
  jack_set_freewheel_callback(
      self.client,
      [](int on, void* player) { static_cast<Implementation*>(player)->freewheeling = on != 0; },
      &self);
  if (jack_activate(self.client) != 0) throw std::runtime_error("cannot activate " + name);
}

JackPlayer::~JackPlayer() { jack_client_close(implementation_->client); }

std::string JackPlayer::name() const { return jack_get_client_name(implementation_->client); }

std::string JackPlayer::port(std::size_t channel) const {
  return jack_port_name(implementation_->ports[channel]);
}

bool JackPlayer::connect(std::size_t channel, const std::string& destination) {
  const int outcome =
      jack_connect(implementation_->client, port(channel).c_str(), destination.c_str());
  return outcome == 0 || outcome == EEXIST;
}

bool JackPlayer::disconnect(std::size_t channel, const std::string& destination) {
  return jack_disconnect(implementation_->client, port(channel).c_str(), destination.c_str()) == 0;
}

std::vector<std::string> JackPlayer::destinations(std::size_t channel) const {
  std::vector<std::string> names;
  const char** found =
      jack_port_get_all_connections(implementation_->client, implementation_->ports[channel]);
  for (std::size_t i = 0; found != nullptr && found[i] != nullptr; ++i)
    names.emplace_back(found[i]);
  jack_free(static_cast<void*>(found));
  std::sort(names.begin(), names.end());
  return names;
}

std::optional<std::string> JackPlayer::property(const std::string& port,
                                                const std::string& key) const {
  const jack_port_t* found = jack_port_by_name(implementation_->client, port.c_str());
  char* value = nullptr;
  char* type = nullptr;
  if (found == nullptr || jack_get_property(jack_port_uuid(found), key.c_str(), &value, &type) != 0)
    return std::nullopt;
  std::string text = value;
  jack_free(value);
  jack_free(type);
  return text;
}

void JackPlayer::play() { implementation_->mode = Implementation::Mode::Now; }

bool JackPlayer::play_freewheeling(std::chrono::seconds patience) {
  implementation_->mode = Implementation::Mode::WhenFreewheeling;
  if (jack_set_freewheel(implementation_->client, 1) != 0) return false;
  const bool played = wait_until_played(patience);
  jack_set_freewheel(implementation_->client, 0);
  return wait_for(implementation_->freewheeling, false, 5s) && played;
}

bool JackPlayer::wait_until_played(std::chrono::seconds patience) const {
  return wait_for(implementation_->played, true, patience);
}

void JackPlayer::change_buffer_size(int frames) {
  jack_set_buffer_size(implementation_->client, static_cast<jack_nframes_t>(frames));
}

void JackPlayer::misbehave() { implementation_->misbehaving = true; }

}  // namespace airmark::testing
