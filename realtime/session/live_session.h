#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "analysis/analysis_pipeline.h"
#include "analysis/vocabulary/result.h"
#include "analysis/vocabulary/tagger.h"
#include "realtime/capture/capture.h"
#include "realtime/publish/sink.h"

namespace airmark::realtime {

/// Longer than a server takes to restart, shorter than a listener believes an old tag.
inline constexpr std::chrono::seconds kNothingHeardAfter{5};

/// A live feed from capture to published tags: owns the threads, starts and stops them in order.
///
/// Threads    analysis (queue → pipeline → first tagger → tracker), tagging (newest window only →
///            slow second opinion), one per sink. run() belongs to the caller.
class LiveSession {
 public:
  struct Config {
    analysis::WindowPlan plan;
    std::optional<double> duration_s;              ///< Stop after this much captured audio.
    std::optional<std::filesystem::path> record;   ///< 32-bit float WAV of what was captured.
    std::optional<std::filesystem::path> windows;  ///< JSON lines, one WindowAnalysis each.
    /// Without audio for so long, what was heard last is told to be on the air no longer.
    std::chrono::milliseconds nothing_heard_after = kNothingHeardAfter;
  };

  LiveSession(const Config& config, std::unique_ptr<Capture> capture,
              std::unique_ptr<Tagger> tagger, std::unique_ptr<Tagger> second_opinion,
              std::vector<std::unique_ptr<Sink>> sinks);
  ~LiveSession();

  /// Runs until `stop` is requested or the duration has passed; then finishes the open window,
  /// publishes it and the final health, and closes everything in the reverse order of starting.
  Result<Done> run(std::stop_token stop);

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace airmark::realtime
