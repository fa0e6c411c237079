#include "tools/training/model_report.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "tools/training/report_tables.h"

namespace airmark::tools {
namespace {

using Json = nlohmann::ordered_json;

bool same_recording(const Gtzan58Values& a, const Gtzan58Values& b) {
  constexpr double kTolerance = 1e-6;
  for (std::size_t f = static_cast<std::size_t>(Gtzan58::Length) + 1; f < kGtzan58Count; ++f)
    if (std::abs(a[f] - b[f]) > kTolerance * std::max(std::abs(a[f]), std::abs(b[f]))) return false;
  return true;
}

Json estimate_json(const Estimate& estimate) {
  return {{"value", estimate.value}, {"lowest", estimate.lowest}, {"highest", estimate.highest}};
}

Json figures_json(const Figures& f) {
  return {
      {"clips", f.clip_count},         {"accuracy", estimate_json(f.accuracy)},
      {"top3", estimate_json(f.top3)}, {"calibration_error", estimate_json(f.calibration_error)},
      {"log_loss", f.log_loss},        {"recall", f.recall},
      {"confusion", f.confusion}};
}

}  // namespace

std::vector<std::string> same_recordings(const TrainingTable& table) {
  std::vector<std::string> pairs;
  for (std::size_t a = 0; a < table.rows.size(); ++a)
    for (std::size_t b = a + 1; b < table.rows.size(); ++b)
      if (same_recording(table.rows[a].values, table.rows[b].values))
        pairs.push_back(std::string(analysis::clip_name(table.rows[a].file_name)) + " = " +
                        std::string(analysis::clip_name(table.rows[b].file_name)));
  return pairs;
}

std::string report_text(const ModelReport& report) {
  const analysis::ModelFile& file = report.file;
  const Figures& f = report.held_out;
  std::string text = analysis::model_identifier(file) + ": " +
                     std::to_string(file.training.clip_count) + " clips, " +
                     std::to_string(file.model.classes.size()) + " genres, " +
                     std::to_string(file.model.inputs.size()) + " inputs, l2 " +
                     three_places(report.file.training.l2) + ", temperature " +
                     two_places(file.model.temperature) + "\n";
  text += "\nHeld out by " + file.training.held_out_by + ":\n  accuracy " +
          estimate_text(f.accuracy) + "\n  top-3    " + estimate_text(f.top3) + "\n  ECE      " +
          estimate_text(f.calibration_error) + "\n\n" + confusion_table(f, file.model.classes);
  for (const std::string& pair : report.same_recordings)
    text += "\nThe same recording under two names: " + pair + "\n";
  if (!report.trials.empty())
    text += "\nEach choice made inside the training side:\n\n" + trial_table(report.trials);
  return text;
}

std::string report_json(const ModelReport& report) {
  Json trials = Json::array();
  for (const Trial& trial : report.trials)
    trials.push_back({{"name", trial.name},
                      {"note", trial.note},
                      {"l2", trial.l2},
                      {"temperature", trial.temperature},
                      {"figures", figures_json(trial.figures)}});
  const Json json{{"model", analysis::model_identifier(report.file)},
                  {"classes", report.file.model.classes},
                  {"held_out_by", report.file.training.held_out_by},
                  {"held_out", figures_json(report.held_out)},
                  {"trials", trials},
                  {"same_recordings", report.same_recordings}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace airmark::tools
