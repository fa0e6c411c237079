#include "tools/tagging/nearest_clips.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "analysis/describe/describer.h"

namespace airmark::tools {
namespace {

constexpr double kSameRecording = 0.01;

llm::LabelledNeighbour described(const std::string& genre, const Gtzan58Values& measured,
                                 double distance) {
  WindowAnalysis analysis;
  analysis.window = {0, std::llround(value_of(measured, Gtzan58::Length)), kAnalysisRateHz};
  analysis.source_rate_hz = kAnalysisRateHz;
  analysis.source_channel_count = 1;
  analysis.audible_ratio = 1.0;
  analysis.gtzan58 = measured;
  return {genre, 1.0 / (1.0 + distance), analysis::describe(analysis)};
}

}  // namespace

Result<std::shared_ptr<const NearestClips>> NearestClips::read(const std::filesystem::path& table) {
  const auto rows = read_training_table(table);
  if (!rows) return rows.error();
  return std::make_shared<const NearestClips>(rows.value());
}

NearestClips::NearestClips(const TrainingTable& table) {
  const auto count = static_cast<double>(table.rows.size());
  for (std::size_t n = 0; n < means_.size(); ++n) {
    for (const TrainingRow& row : table.rows) means_[n] += row.values[n + 1] / count;
    double square = 0.0;
    for (const TrainingRow& row : table.rows)
      square += std::pow(row.values[n + 1] - means_[n], 2) / count;
    deviations_[n] = std::sqrt(square);
  }
  for (const TrainingRow& row : table.rows)
    clips_.push_back({table.classes[row.label], row.values, standardised(row.values)});
}

NearestClips::Values NearestClips::standardised(const Gtzan58Values& measured) const {
  Values values{};
  for (std::size_t n = 0; n < values.size(); ++n)
    if (deviations_[n] > 0.0) values[n] = (measured[n + 1] - means_[n]) / deviations_[n];
  return values;
}

std::vector<llm::LabelledNeighbour> NearestClips::find(const WindowAnalysis& analysis) const {
  const Values wanted = standardised(analysis.gtzan58);
  std::vector<std::pair<double, const Clip*>> others;
  for (const Clip& clip : clips_) {
    double square = 0.0;
    for (std::size_t n = 0; n < wanted.size(); ++n)
      square += std::pow(clip.standardised[n] - wanted[n], 2);
    const double distance = std::sqrt(square / static_cast<double>(wanted.size()));
    if (distance >= kSameRecording) others.emplace_back(distance, &clip);
  }
  const std::size_t count = std::min(kNeighbourCount, others.size());
  std::ranges::partial_sort(others, others.begin() + static_cast<std::ptrdiff_t>(count),
                            std::ranges::less(), &std::pair<double, const Clip*>::first);
  std::vector<llm::LabelledNeighbour> nearest;
  for (std::size_t n = 0; n < count; ++n)
    nearest.push_back(
        described(others[n].second->genre, others[n].second->measured, others[n].first));
  return nearest;
}

}  // namespace airmark::tools
