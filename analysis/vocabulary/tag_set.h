#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace airmark {

/// One tag and how probable it is.
struct TagScore {
  std::string tag;           ///< Identifier from config/genres.json, never free text.
  double probability = 0.0;  ///< 0..1; the scores of one TagSet sum to at most 1.
  bool operator==(const TagScore&) const = default;
};

/// Something measured that spoke for the first tag.
struct KeyIndicator {
  std::string feature;  ///< Name in the feature table, or the aspect of a Statement.
  double value = 0.0;   ///< In the feature's unit.
  double contribution =
      0.0;  ///< What it added to the first tag's score, in the tagger's own scale.
  bool operator==(const KeyIndicator&) const = default;
};

/// One voice of a tagger made of several.
struct TagComponent {
  std::string tagger_id;
  double weight = 0.0;
  std::vector<TagScore> tags;
  bool operator==(const TagComponent&) const = default;
};

/// What a paid model counted; zeros for a local one.
struct TokenUsage {
  int input_tokens = 0;
  int output_tokens = 0;
  bool operator==(const TokenUsage&) const = default;
};

/// One tagger's answer for one window, and where it came from.
struct TagSet {
  std::vector<TagScore> tags;  ///< Most probable first; empty means "cannot tell".
  double confidence = 0.0;     ///< Calibrated probability that tags[0] is right; 0 where empty.
  std::string reasoning;       ///< One sentence made from what was measured.
  std::vector<KeyIndicator> key_indicators;  ///< Strongest first.
  std::vector<TagComponent> components;      ///< Who said what; empty for a tagger that is one.
  std::string tagger_id;                     ///< "model", "heuristic", …
  std::string model;                         ///< Which model file, by name and short hash.
  int prompt_version = 0;                    ///< 0 where no prompt is involved.
  std::chrono::microseconds latency{0};
  TokenUsage usage;
  double cost_usd = 0.0;
};

/// The most probable tag; empty where there is none. Valid as long as `tags` is.
inline std::string_view first_tag(const TagSet& tags) noexcept {
  return tags.tags.empty() ? std::string_view() : tags.tags.front().tag;
}

}  // namespace airmark
