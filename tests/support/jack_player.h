#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace airmark::testing {

/// A JACK client that plays from memory: silence until play(), then every sample exactly once.
///
/// Ports      out_1, out_2 …, one per channel.
class JackPlayer {
 public:
  /// `server` may be empty for the default one. Throws where it cannot join.
  JackPlayer(const std::string& server, const std::string& name,
             std::vector<std::vector<float>> channels);
  ~JackPlayer();

  std::string name() const;
  std::string port(std::size_t channel) const;

  /// Each returns whether the server did it (or it was so already).
  bool connect(std::size_t channel, const std::string& destination);
  bool disconnect(std::size_t channel, const std::string& destination);
  std::vector<std::string> destinations(std::size_t channel) const;

  /// What JACK's metadata hold about a port of any client.
  std::optional<std::string> property(const std::string& port, const std::string& key) const;

  /// The first sample is played in the next cycle (the next freewheeling cycle).
  void play();

  /// Plays all of it as fast as the server's clients can, then lets time run again.
  bool play_freewheeling(std::chrono::seconds patience);

  bool wait_until_played(std::chrono::seconds patience) const;
  void change_buffer_size(int frames);

  /// From now on each cycle allocates, locks, calls the kernel and sleeps: what a guard must see.
  void misbehave();

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace airmark::testing
