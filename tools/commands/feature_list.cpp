#include "tools/commands/feature_list.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "tools/common/csv_text.h"

namespace airmark::tools {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kNameWidth = 32;
constexpr std::size_t kUnitWidth = 11;
constexpr std::size_t kRangeWidth = 20;
constexpr std::size_t kSourceWidth = 29;

constexpr const char* kPaperHead = R"(# What is measured

Every value that a window can be measured by: one row of the feature table each. `airmark features`
prints this list, `airmark describe --features SET --csv` the values of files. The name is the one
in JSON, CSV and prompts. All but `loudness` and `stereo_*` are measured of the mean of the channels
at 22050 Hz.

`mean` and `std` are mean and standard deviation over the frames of a window, `var` the variance,
all of the population. A value of one name in two sets is the same value.
)";

constexpr const char* kPaperTail = R"(
## Sources

- librosa: McFee et al., "librosa: Audio and music signal analysis in Python", SciPy 2015; the
  definitions are those of version 0.8.1 with its defaults. The tonnetz is that of `chroma_stft`.
- Tzanetakis & Cook: "Musical genre classification of audio signals", IEEE Transactions on Speech
  and Audio Processing 10 (5), 2002. `spectral_flux` is the square root of theirs.
- Peeters: "A large set of audio features for sound description", CUIDADO report, IRCAM 2004.
- ITU-R BS.1770-4, EBU R 128 with Tech 3341 and 3342: loudness.
- airmark: defined here. The headers in `analysis/` tell how, and where other papers are found.
)";

std::string column(std::string text, std::size_t width) {
  text.resize(std::max(width, text.size() + 1), ' ');
  return text;
}

std::string number(double value) {
  std::array<char, 32> text;
  std::snprintf(text.data(), text.size(), "%.10g", value);
  return text.data();
}

std::string range(const FeatureSpec& spec) {
  const bool has_lowest = std::isfinite(spec.lowest);
  const bool has_highest = std::isfinite(spec.highest);
  if (has_lowest && has_highest) return number(spec.lowest) + " to " + number(spec.highest);
  if (has_lowest) return "from " + number(spec.lowest);
  return has_highest ? "to " + number(spec.highest) : "any";
}

std::string heading(FeatureSet set) {
  return std::string(name_of(set)) + ": " + std::string(purpose_of(set));
}

Json bound(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

std::string csv_bound(double value) { return std::isfinite(value) ? csv_number(value) : ""; }

}  // namespace

std::string feature_list_text(std::span<const FeatureSet> sets) {
  std::string text;
  for (const FeatureSet set : sets) {
    text += (text.empty() ? "" : "\n") + heading(set) + "\n";
    for (const FeatureSpec& spec : feature_specs(set))
      text += "  " + column(std::string(spec.name), kNameWidth) +
              column(std::string(spec.unit), kUnitWidth) + column(range(spec), kRangeWidth) +
              column(std::string(spec.source), kSourceWidth) + std::string(spec.meaning) + "\n";
  }
  return text;
}

std::string feature_list_json(std::span<const FeatureSet> sets) {
  Json rows = Json::array();
  for (const FeatureSet set : sets)
    for (const FeatureSpec& spec : feature_specs(set))
      rows.push_back(Json{{"set", name_of(set)},
                          {"name", spec.name},
                          {"unit", spec.unit},
                          {"lowest", bound(spec.lowest)},
                          {"highest", bound(spec.highest)},
                          {"meaning", spec.meaning},
                          {"source", spec.source}});
  return rows.dump(2) + "\n";
}

std::string feature_list_csv(std::span<const FeatureSet> sets) {
  std::string text = "set,name,unit,lowest,highest,meaning,source\n";
  for (const FeatureSet set : sets)
    for (const FeatureSpec& spec : feature_specs(set))
      text += std::string(name_of(set)) + "," + csv_field(spec.name) + "," + csv_field(spec.unit) +
              "," + csv_bound(spec.lowest) + "," + csv_bound(spec.highest) + "," +
              csv_field(spec.meaning) + "," + csv_field(spec.source) + "\n";
  return text;
}

std::string feature_list_markdown(std::span<const FeatureSet> sets) {
  std::string text = kPaperHead;
  for (const FeatureSet set : sets) {
    const std::string purpose(purpose_of(set));
    text += "\n## " + std::string(name_of(set)) + "\n\n";
    text += static_cast<char>(std::toupper(static_cast<unsigned char>(purpose.front())));
    text += purpose.substr(1) +
            ".\n\n| name | unit | range | meaning | source |\n|---|---|---|---|---|\n";
    for (const FeatureSpec& spec : feature_specs(set))
      text += "| `" + std::string(spec.name) + "` | " + std::string(spec.unit) + " | " +
              range(spec) + " | " + std::string(spec.meaning) + " | " + std::string(spec.source) +
              " |\n";
  }
  return text + kPaperTail;
}

}  // namespace airmark::tools
