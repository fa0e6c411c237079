#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "llm/prompt/material_text.h"
#include "llm/prompt/outside_text.h"
#include "llm/reply/claim_reader.h"
#include "llm/reply/key_claims.h"
#include "llm/reply/reply_parser.h"

namespace airmark::llm {
namespace {

constexpr std::size_t kLongestClaimBytes = 80;
constexpr double kTolerance = 0.02;

/// A value that a claim may speak of.
struct Measured {
  std::string feature;
  std::string_view unit;
  double value;
};

std::string lower_case(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return lower;
}

/// ASCII in place of the dashes and blanks that typography puts between numbers and units.
std::string plain_signs(std::string text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kSigns{
      {{"\xE2\x88\x92", "-"},    // minus
       {"\xE2\x80\x93", "-"},    // en dash
       {"\xE2\x80\x91", "-"},    // non-breaking hyphen
       {"\xC2\xA0", " "},        // no-break space
       {"\xE2\x80\xAF", " "}}};  // narrow no-break space
  for (const auto& [from, to] : kSigns)
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at))
      text.replace(at, from.size(), to);
  return text;
}

/// Which units a claim's unit may stand for: plain dB is any level.
bool fits(std::string_view claimed, std::string_view measured) {
  if (claimed == "dB")
    return measured == "dB" || measured == "dBFS" || measured == "dBTP" || measured == "LUFS" ||
           measured == "LU";
  if (claimed == "%" && measured == "1") return true;
  return claimed == measured;
}

std::string_view unit_of(const Evidence& evidence) {
  return evidence.feature == "swing_ratio" ? kRatioUnit : std::string_view(evidence.unit);
}

std::vector<Measured> measured_values(const WindowAnalysis& analysis,
                                      const Description& description) {
  std::vector<Measured> values;
  // Mel cepstra are left out: twenty of them would bear out nearly any number of decibels.
  constexpr std::size_t kCount = static_cast<std::size_t>(Gtzan58::Mfcc1Mean);
  for (std::size_t n = 1; n < kCount; ++n)
    if (n != static_cast<std::size_t>(Gtzan58::Tempo))  // the description tells which tempo holds
      values.push_back(
          {std::string(kGtzan58Table[n].name), kGtzan58Table[n].unit, analysis.gtzan58[n]});
  const double rms = value_of(analysis.gtzan58, Gtzan58::RmsMean);
  if (rms > 0.0) values.push_back({"level_dbfs", "dBFS", 20.0 * std::log10(rms)});
  values.push_back({"audible_ratio", "1", analysis.audible_ratio});
  if (analysis.loudness) {
    values.push_back({"integrated_lufs", "LUFS", analysis.loudness->integrated_lufs});
    values.push_back({"range_lu", "LU", analysis.loudness->range_lu});
    values.push_back({"true_peak_dbtp", "dBTP", analysis.loudness->true_peak_dbtp});
  }
  for (const Statement& statement : description.statements)
    for (const Evidence& evidence : statement.evidence)
      if (!evidence.feature.starts_with("mfcc"))
        values.push_back({evidence.feature, unit_of(evidence), evidence.value});
  for (const TempoCandidate& tempo : told_tempi(analysis, description))
    values.push_back({"tempo_bpm", "BPM", tempo.bpm});
  return values;
}

/// A whole step of 1 is much for a ratio between 1 and 4.
double tolerance(const Claim& claim, double value) {
  const double step = claim.unit == kRatioUnit ? claim.last_digit / 2.0 : claim.last_digit;
  return std::max(kTolerance * std::abs(value), step);
}

bool bears_out(const Claim& claim, double value) {
  if (claim.bound == Claim::Bound::Above) return value >= claim.lowest;
  if (claim.bound == Claim::Bound::Below) return value <= claim.highest;
  return value >= claim.lowest - tolerance(claim, value) &&
         value <= claim.highest + tolerance(claim, value);
}

/// "80 % confidence", "70 % certain": said of the answer, not of the music.
bool speaks_of_certainty(std::string_view text, const Claim& claim) {
  if (claim.unit != "%") return false;
  constexpr std::size_t kNear = 28;
  const auto at = static_cast<std::size_t>(claim.text.data() - text.data());
  const std::size_t begin = at > kNear ? at - kNear : 0;
  const std::string_view around = text.substr(begin, at - begin + claim.text.size() + kNear);
  for (const std::string_view word : {"confiden", "probab", "certain", "likel", "chance", "sure"})
    if (around.find(word) != std::string_view::npos) return true;
  return false;
}

/// What the claim speaks of, by the nearest value of its unit; empty where a value bears it out.
std::optional<std::string> contradicted_feature(const Claim& claim,
                                                const std::vector<Measured>& values) {
  std::string nearest;
  double nearest_distance = std::numeric_limits<double>::infinity();
  for (const Measured& measured : values) {
    if (!fits(claim.unit, measured.unit) || !std::isfinite(measured.value)) continue;
    const double value = measured.unit == "1" ? 100.0 * measured.value : measured.value;
    if (bears_out(claim, value)) return std::nullopt;
    const double distance = std::abs(value - claim.lowest);
    if (nearest.empty() || distance < nearest_distance) {
      nearest = measured.feature;
      nearest_distance = distance;
    }
  }
  return nearest;
}

}  // namespace

std::vector<UnsupportedClaim> unsupported_claims(std::string_view reasoning,
                                                 const WindowAnalysis& analysis,
                                                 const Description& description) {
  const std::vector<Measured> values = measured_values(analysis, description);
  const std::string signs = plain_signs(readable(reasoning, reasoning.size()));
  const std::string text = lower_case(signs);
  std::vector<UnsupportedClaim> claims;
  ClaimReader reader(text);
  while (const auto claim = reader.next()) {
    if (speaks_of_certainty(text, *claim)) continue;
    const auto feature = contradicted_feature(*claim, values);
    if (!feature) continue;
    const auto at = static_cast<std::size_t>(claim->text.data() - text.data());
    const std::string_view as_written = std::string_view(signs).substr(at, claim->text.size());
    claims.push_back({readable(as_written, kLongestClaimBytes), *feature});
  }
  for (const KeyClaim& claim : key_claims(signs))
    if (claim.key != analysis.key)
      claims.push_back({std::string(claim.text), analysis.key ? "key" : ""});
  return claims;
}

}  // namespace airmark::llm
