#include "realtime/publish/on_air_text.h"

#include <optional>

#include "analysis/vocabulary/genres.h"

namespace airmark::realtime {
namespace {

std::string tag_text(const std::string& tag) {
  if (tag.empty()) return "unknown";
  const std::optional<std::string> known = genre_identifier(tag);
  return known ? genre_display_name(*known) : tag;
}

}  // namespace

std::string on_air_text(const TagState& state) {
  switch (state.state) {
    case AirState::Music:
      return tag_text(state.tag);
    case AirState::Silence:
      return "silence";
    case AirState::Transition:
      return "changing";
    case AirState::Unknown:
      return "unknown";
  }
  return "unknown";
}

}  // namespace airmark::realtime
