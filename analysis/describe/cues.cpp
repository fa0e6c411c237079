#include "analysis/describe/cues.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "analysis/describe/derived_cues.h"

namespace airmark::analysis {
namespace {

// A double in fixed notation has at most 309 digits before its point, a sign and three decimals.
constexpr std::size_t kLongestNumber = 320;

std::optional<Evidence> if_measured(std::string_view name, std::string_view unit, double value) {
  if (!std::isfinite(value)) return std::nullopt;
  return Evidence{std::string(name), std::string(unit), value};
}

std::optional<Evidence> find_loudness(const WindowAnalysis& analysis, std::string_view name) {
  if (!analysis.loudness) return std::nullopt;
  if (name == "integrated_lufs")
    return if_measured(name, "LUFS", analysis.loudness->integrated_lufs);
  if (name == "range_lu") return if_measured(name, "LU", analysis.loudness->range_lu);
  if (name == "true_peak_dbtp") return if_measured(name, "dBTP", analysis.loudness->true_peak_dbtp);
  return std::nullopt;
}

/// A musical value outside the range of its row is a fault and no measurement.
std::optional<Evidence> find_musical(const WindowAnalysis& analysis, const FeatureSpec& row) {
  const auto value = analysis.musical[static_cast<std::size_t>(&row - kMusicalTable.data())];
  if (!value || *value < row.lowest || *value > row.highest) return std::nullopt;
  return if_measured(row.name, row.unit, *value);
}

int decimals_of(std::string_view unit) {
  if (unit == "Hz" || unit == "BPM" || unit == "%" || unit == "cents") return 0;
  return unit == "1" ? 2 : 1;
}

}  // namespace

std::optional<Evidence> find_cue(const WindowAnalysis& analysis, std::string_view name) {
  const auto derived = std::ranges::find(derived_cues(), name, &DerivedCue::name);
  if (derived != derived_cues().end())
    return if_measured(name, derived->unit, derived->formula(analysis));
  const auto musical = std::ranges::find(kMusicalTable, name, &FeatureSpec::name);
  if (musical != kMusicalTable.end()) return find_musical(analysis, *musical);
  const auto index = gtzan58_index(name);
  if (!index) return find_loudness(analysis, name);
  const double value = analysis.gtzan58[*index];
  const bool is_tempo = *index == static_cast<std::size_t>(Gtzan58::Tempo);
  if (is_tempo && (value <= 0.0 || value > kGtzan58Table[*index].highest)) return std::nullopt;
  return if_measured(name, kGtzan58Table[*index].unit, value);
}

std::string plain_number_text(const Evidence& evidence) {
  const int decimals = decimals_of(evidence.unit);
  const double step = std::pow(10.0, -decimals);
  // Rounds to nothing: without this, "-0.0" would be printed.
  const double value = std::abs(evidence.value) < step / 2.0 ? 0.0 : evidence.value;
  std::array<char, kLongestNumber> text;
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value,
                                 std::chars_format::fixed, decimals);
  return {text.data(), end.ptr};
}

std::string number_text(const Evidence& evidence) {
  const std::string number = plain_number_text(evidence);
  if (evidence.unit == "1") return number;
  return number + (evidence.unit == "1/s" ? " per second" : " " + evidence.unit);
}

}  // namespace airmark::analysis
