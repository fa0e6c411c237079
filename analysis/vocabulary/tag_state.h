#pragma once

#include <cstdint>
#include <string>

namespace airmark {

/// What is on the air, as a person is told.
enum class AirState {
  Unknown,    ///< Something plays, but no tag is sure enough.
  Music,      ///< `tag` says which.
  Silence,    ///< Nothing audible.
  Transition  ///< Windows disagree: one programme is giving way to another.
};

/// The settled answer of a TagTracker.
struct TagState {
  AirState state = AirState::Unknown;
  std::string tag;               ///< Set in Music only.
  double confidence = 0.0;       ///< Of `tag`, smoothed; 0 outside Music.
  std::int64_t since_frame = 0;  ///< Where this state began, at kAnalysisRateHz.
  bool operator==(const TagState&) const = default;
};

}  // namespace airmark
