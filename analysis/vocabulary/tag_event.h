#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "analysis/vocabulary/stream_time.h"
#include "analysis/vocabulary/tag_set.h"
#include "analysis/vocabulary/tag_state.h"
#include "analysis/vocabulary/tempo_report.h"

namespace airmark {

/// Version of the flat JSON object that a TagEvent becomes (config/tag_event.schema.json).
inline constexpr int kTagEventSchema = 1;

enum class TagEventType {
  Window,  ///< One analysed window and its tags.
  File,    ///< The verdict over all windows of one file.
  State,   ///< What is on the air changed.
  Tempo,   ///< The tempo on the air changed, or its beat began or ended.
  Health,  ///< Counters of the live capture.
  Alarm    ///< Something a person should look at; `message` says what and how to mend it.
};

/// What a live capture has seen and lost since it started.
struct CaptureHealth {
  std::int64_t callbacks = 0;
  std::int64_t frames_seen = 0;
  std::int64_t frames_dropped = 0;    ///< The queue to the analysis was full.
  std::int64_t xruns = 0;             ///< As counted by the JACK server.
  std::int64_t reconnects = 0;        ///< Times the JACK server came back.
  std::int64_t windows_replaced = 0;  ///< Windows the slow second opinion never saw.
  std::int64_t unusable_samples = 0;  ///< Not numbers, or beyond any scale: taken as silence.
  double worst_callback_us = 0.0;
  double coverage = 1.0;  ///< Share of captured frames that were analysed, 0..1.
  bool operator==(const CaptureHealth&) const = default;
};

/// What is published, one flat JSON object a line. Fields are added over time, never re-meant.
struct TagEvent {
  TagEventType type = TagEventType::Window;
  std::chrono::system_clock::time_point time;
  std::string session;        ///< Random, once per run.
  std::int64_t sequence = 0;  ///< 1, 2, 3 … within a session.
  std::int64_t frame = 0;     ///< End of the window, at kAnalysisRateHz, from the stream's start.
  std::string source;         ///< Stable name of where it was heard: the JACK client's.
  std::string file;           ///< Path as given; empty for a live feed.
  std::string id;             ///< Names the window; a later opinion of it has the same id.
  TagState state;
  TagSet tags;
  std::optional<StreamSpan> window;     ///< Window events, and File events (the whole file).
  std::optional<TempoReport> tempo;     ///< Tempo events only.
  std::optional<CaptureHealth> health;  ///< Health events only.
  std::string message;                  ///< Alarm events only.
};

}  // namespace airmark
