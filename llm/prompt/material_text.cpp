#include "llm/prompt/material_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "llm/prompt/outside_text.h"

namespace airmark::llm {
namespace {

constexpr std::size_t kLongestSentenceBytes = 240;
constexpr std::size_t kLongestNameBytes = 40;
constexpr std::size_t kMostStatements = 32;
constexpr std::size_t kMostTags = 8;
constexpr std::size_t kMostNeighbours = 5;

std::string number_text(double value, int decimals) {
  // The longest double in fixed notation has 309 digits before its point.
  std::array<char, 330> text;
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value,
                                 std::chars_format::fixed, decimals);
  return {text.data(), end.ptr};
}

std::string in_quotes(std::string_view name) {
  return '"' + quotable(name, kLongestNameBytes) + '"';
}

void append_line(std::string& text, std::string_view line) {
  if (!text.empty()) text += '\n';
  text += line;
}

std::string_view heading(DescriptionLevel level) {
  switch (level) {
    case DescriptionLevel::Low:
      return "Measured:";
    case DescriptionLevel::Mid:
      return "Heard:";
    case DescriptionLevel::High:
      return "Felt:";
  }
  return {};
}

const Evidence* find_evidence(const Description& description, std::string_view feature) {
  for (const Statement& statement : description.statements)
    for (const Evidence& evidence : statement.evidence)
      if (evidence.feature == feature) return &evidence;
  return nullptr;
}

struct Measurement {
  std::string name;
  double value;
  int decimals;
  std::string unit;  ///< With its blank; empty for a ratio.
};

/// "tempo 75 BPM (weight 0.50) or 149 BPM (weight 0.42)"; one tempo needs no weight.
std::string tempo_text(const std::vector<TempoCandidate>& tempi) {
  std::string text;
  for (const TempoCandidate& tempo : tempi) {
    text += (text.empty() ? "tempo " : " or ") + number_text(tempo.bpm, 0) + " BPM";
    if (tempi.size() > 1) text += " (weight " + number_text(tempo.weight, 2) + ")";
  }
  return text;
}

/// How a number of the feature tables is written in a prompt.
Measurement told(const Evidence& evidence) {
  std::string name = evidence.feature;
  std::ranges::replace(name, '_', ' ');
  if (evidence.unit == "1") return {name, evidence.value, 2, ""};
  if (evidence.unit == "1/s") return {name, evidence.value, 1, " per second"};
  return {name, evidence.value, evidence.unit == "dB" ? 1 : 0, " " + evidence.unit};
}

std::vector<Measurement> measurements(const WindowAnalysis& analysis) {
  const auto value = [&](Gtzan58 which) { return value_of(analysis.gtzan58, which); };
  std::vector<Measurement> list;
  if (analysis.loudness) {
    list.push_back({"integrated loudness", analysis.loudness->integrated_lufs, 1, " LUFS"});
    list.push_back({"loudness range", analysis.loudness->range_lu, 1, " LU"});
    list.push_back({"true peak", analysis.loudness->true_peak_dbtp, 1, " dBTP"});
  }
  list.push_back({"mean RMS", value(Gtzan58::RmsMean), 3, ""});
  list.push_back({"spectral centroid", value(Gtzan58::CentroidMean), 0, " Hz"});
  list.push_back({"spectral bandwidth", value(Gtzan58::BandwidthMean), 0, " Hz"});
  list.push_back({"rolloff", value(Gtzan58::RolloffMean), 0, " Hz"});
  list.push_back({"zero-crossing rate", value(Gtzan58::ZeroCrossingRateMean), 3, ""});
  list.push_back({"mean chroma", value(Gtzan58::ChromaMean), 2, ""});
  return list;
}

/// The musical values that statements rest on, tempo aside, in the table's order.
std::vector<Measurement> musical_measurements(const Description& description) {
  std::vector<Measurement> list;
  for (const FeatureSpec& row : kMusicalTable) {
    if (row.unit == "BPM") continue;
    if (const Evidence* evidence = find_evidence(description, row.name))
      list.push_back(told(*evidence));
  }
  return list;
}

std::string neighbour_line(std::size_t number, const LabelledNeighbour& neighbour) {
  std::string line = std::to_string(number) + ". " + in_quotes(neighbour.genre) + ", similarity " +
                     number_text(neighbour.similarity, 2) + ":";
  const auto& statements = neighbour.description.statements;
  for (std::size_t n = 0; n < std::min(statements.size(), kMostStatements); ++n)
    line += (n == 0 ? " " : ", ") + quotable(statements[n].aspect, kLongestNameBytes) + " " +
            quotable(statements[n].word, kLongestNameBytes);
  return line;
}

}  // namespace

std::string description_text(const Description& description) {
  std::string text;
  std::optional<DescriptionLevel> level;
  const std::size_t count = std::min(description.statements.size(), kMostStatements);
  for (std::size_t n = 0; n < count; ++n) {
    const Statement& statement = description.statements[n];
    if (statement.level != level) append_line(text, heading(statement.level));
    level = statement.level;
    text += ' ' + quotable(statement.text, kLongestSentenceBytes);
  }
  return text.empty() ? "Nothing could be said of this window." : text;
}

std::vector<TempoCandidate> told_tempi(const WindowAnalysis& analysis,
                                       const Description& description) {
  constexpr std::size_t kMostTempi = 3;
  if (find_evidence(description, "tempo_bpm") == nullptr) return {};
  std::vector<TempoCandidate> tempi;
  for (const TempoCandidate& tempo : analysis.tempo_candidates)
    if (tempi.size() < kMostTempi && std::isfinite(tempo.bpm) && std::isfinite(tempo.weight))
      tempi.push_back(tempo);
  return tempi;
}

std::string measurements_text(const WindowAnalysis& analysis, const Description& description) {
  std::string text = tempo_text(told_tempi(analysis, description));
  std::vector<Measurement> list;
  if (const Evidence* tempo = find_evidence(description, "tempo")) list.push_back(told(*tempo));
  for (Measurement& row : measurements(analysis)) list.push_back(std::move(row));
  for (Measurement& row : musical_measurements(description)) list.push_back(std::move(row));
  if (const Evidence* share = find_evidence(description, "percussive_share"))
    list.push_back(told(*share));
  for (const Measurement& row : list) {
    if (!std::isfinite(row.value)) continue;
    text += (text.empty() ? "" : "; ") + row.name + ' ' + number_text(row.value, row.decimals);
    text += row.unit;
  }
  return text.empty() ? "none" : text;
}

std::string genres_text(const std::vector<std::string>& genres) {
  std::string text;
  for (const std::string& genre : genres) text += (text.empty() ? "" : ", ") + in_quotes(genre);
  return text;
}

std::string examples_text(const std::vector<WorkedExample>& examples,
                          const std::vector<std::string>& genres) {
  std::string text;
  for (const WorkedExample& example : examples) {
    if (std::ranges::find(genres, example.genre) == genres.end()) continue;
    append_line(text, example.description);
    append_line(text, example.answer);
  }
  return text.empty() ? "none" : text;
}

std::string local_opinion_text(const std::optional<TagSet>& opinion) {
  if (!opinion || opinion->tags.empty()) return "none";
  std::string text;
  for (std::size_t n = 0; n < std::min(opinion->tags.size(), kMostTags); ++n)
    text += (n == 0 ? "" : ", ") + in_quotes(opinion->tags[n].tag) + ' ' +
            number_text(opinion->tags[n].probability, 2);
  return text + " (confidence " + number_text(opinion->confidence, 2) + ")";
}

std::string neighbours_text(const std::vector<LabelledNeighbour>& neighbours) {
  std::string text;
  for (std::size_t n = 0; n < std::min(neighbours.size(), kMostNeighbours); ++n)
    append_line(text, neighbour_line(n + 1, neighbours[n]));
  return text.empty() ? "none" : text;
}

}  // namespace airmark::llm
