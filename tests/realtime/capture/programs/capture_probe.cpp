// Plays stereo noise from one JACK client of this process to another, a JackCapture, and prints
// what arrived, a fact a line:
//
//   client NAME
//   playing                     as soon as the first sample is on its way
//   notice TEXT
//   stream SAMPLE_RATE_HZ FIRST_FRAME FRAMES GAPS WRONG     for each stream
//   heard FIRST FRAMES                                      for each stretch without a gap
//   health CALLBACKS DROPPED XRUNS WORST_CALLBACK_US
//
// A stretch is heard where it is the noise from its frame FIRST on, FRAMES frames long, silence
// before and after it left out. WRONG counts the stretches of a stream that are not, or that do not
// lie as far apart in the stream as they do in the noise.
//
// capture_probe SERVER SECONDS SAMPLE_RATE_HZ [--misbehave]      (SERVER may be empty)

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <thread>

#include "realtime/capture/jack_capture.h"
#include "tests/support/chunk_recorder.h"
#include "tests/support/jack_player.h"
#include "tests/support/signals.h"

namespace airmark::testing {
namespace {

using namespace std::chrono_literals;

struct Wish {
  std::string server;
  double duration_s = 0.0;
  double sample_rate_hz = 0.0;
  bool misbehave = false;
};

bool wait_until_connected(const JackPlayer& player) {
  for (int attempt = 0; attempt < 1000; ++attempt, std::this_thread::sleep_for(10ms))
    if (!player.destinations(0).empty() && !player.destinations(1).empty()) return true;
  return false;
}

/// Where in the noise a stretch of capture was heard.
struct Heard {
  std::int64_t noise_frame = 0;
  std::int64_t stream_frame = 0;
  std::size_t frame_count = 0;
};

/// Empty where the sound in `stretch` is not one piece of `noise`.
std::optional<Heard> locate(std::span<const float> stretch, const std::vector<float>& noise) {
  const auto is_sound = [](float sample) { return sample != 0.0f; };
  const auto begin = std::find_if(stretch.begin(), stretch.end(), is_sound);
  const auto end = std::find_if(stretch.rbegin(), stretch.rend(), is_sound).base();
  if (begin >= end) return Heard{};
  const auto found = std::search(noise.begin(), noise.end(), begin, end);
  if (found == noise.end()) return std::nullopt;
  return Heard{found - noise.begin(), begin - stretch.begin(),
               static_cast<std::size_t>(end - begin)};
}

void report(const RecordedStream& stream, const std::vector<float>& noise) {
  const std::span<const float> left = stream.channels[0];
  std::vector<Heard> all;
  int wrong = 0;
  std::int64_t lost = 0;
  std::size_t at = 0;
  for (std::size_t g = 0; g <= stream.gaps.size(); ++g) {
    const bool last = g == stream.gaps.size();
    const auto end = last ? left.size() : static_cast<std::size_t>(stream.gaps[g].at_frame - lost);
    auto heard = locate(left.subspan(at, end - at), noise);
    if (!heard) ++wrong;
    if (heard && heard->frame_count > 0) {
      heard->stream_frame += static_cast<std::int64_t>(at) + lost;
      if (!all.empty() &&
          heard->noise_frame - all[0].noise_frame != heard->stream_frame - all[0].stream_frame)
        ++wrong;
      all.push_back(*heard);
    }
    at = end;
    if (!last) lost += stream.gaps[g].frame_count;
  }
  std::cout << "stream " << stream.sample_rate_hz << ' ' << stream.first_frame << ' '
            << stream.frame_count() << ' ' << stream.gaps.size() << ' ' << wrong << '\n';
  for (const Heard& heard : all)
    std::cout << "heard " << heard.noise_frame << ' ' << heard.frame_count << '\n';
}

int probe(const Wish& wish) {
  std::mutex mutex;
  const auto capture = realtime::make_jack_capture({"airmark", wish.server, {"^player:"}});
  const auto started = capture->start([&mutex](const std::string& message) {
    const std::lock_guard lock(mutex);
    std::cout << "notice " << message << std::endl;
  });
  if (!started) {
    std::cout << started.error().message << std::endl;
    return EXIT_FAILURE;
  }
  std::cout << "client " << capture->name() << std::endl;
  ChunkRecorder recorder(capture->chunks());
  const std::vector<std::vector<float>> sound = {
      white_noise(wish.duration_s, wish.sample_rate_hz, 0.25, 1),
      white_noise(wish.duration_s, wish.sample_rate_hz, 0.25, 2)};
  {
    JackPlayer player(wish.server, "player", sound);
    if (!wait_until_connected(player)) return EXIT_FAILURE;
    if (wish.misbehave) player.misbehave();
    player.play();
    std::cout << "playing" << std::endl;
    if (!player.wait_until_played(60s)) return EXIT_FAILURE;
    capture->stop();
  }
  const auto streams = recorder.finish();
  for (const RecordedStream& stream : streams) report(stream, sound[0]);
  const CaptureHealth health = capture->health();
  std::cout << "health " << health.callbacks << ' ' << health.frames_dropped << ' ' << health.xruns
            << ' ' << health.worst_callback_us << std::endl;
  return EXIT_SUCCESS;
}

}  // namespace
}  // namespace airmark::testing

/// Read by the leak sanitizer: PipeWire's libjack keeps the ports of a client that was closed.
extern "C" const char* __lsan_default_suppressions() { return "leak:pipewire-0.3"; }

int main(int argument_count, char** arguments) {
  if (argument_count < 4) return 64;
  const std::string last = arguments[argument_count - 1];
  return airmark::testing::probe(
      {arguments[1], std::atof(arguments[2]), std::atof(arguments[3]), last == "--misbehave"});
}
