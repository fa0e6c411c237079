#include "tools/evaluation/reports/report_files.h"

#include <cassert>
#include <functional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "tools/common/text_file.h"
#include "tools/evaluation/reports/classification_text.h"
#include "tools/evaluation/reports/csv_reports.h"
#include "tools/evaluation/reports/detailed_json.h"
#include "tools/evaluation/reports/html_page.h"
#include "tools/evaluation/reports/metrics_json.h"
#include "tools/evaluation/reports/origin_json.h"
#include "tools/evaluation/reports/pictures.h"
#include "tools/evaluation/reports/tagged_songs.h"

namespace airmark::tools {
namespace {

/// A file of the folder, and what makes its text: one at a time is in memory.
struct ReportFile {
  std::string_view path;
  std::function<std::string()> text;
};

std::vector<ReportFile> report_files(const Evaluation& e, const std::vector<SvgPicture>& pictures) {
  std::vector<ReportFile> files{
      {kRunFile, [&] { return origin_json(e.origin); }},
      {kTaggedSongsFile, [&] { return tagged_songs_json(e.taggers); }},
      {"model_performance.csv", [&] { return performance_csv(e); }},
      {"accuracy_metrics.json", [&] { return metrics_json(e); }},
      {"confusion_matrix.csv", [&] { return confusion_csv(e); }},
      {"worth_a_look.csv", [&] { return worth_a_look_csv(e); }},
      {"timing.json", [&] { return timing_json(e); }},
      {"reports/classification_report.txt", [&] { return classification_text(e); }},
      {"reports/detailed_analysis.json", [&] { return detailed_json(e); }},
      {"reports/report.html", [&] { return html_page(e, pictures); }}};
  if (!e.effects.empty())
    files.push_back({"perturbations.csv", [&] { return perturbations_csv(e); }});
  return files;
}

}  // namespace

Result<Done> write_reports(const Evaluation& evaluation, const std::filesystem::path& folder) {
  assert(evaluation.measures.size() == evaluation.taggers.size());
  std::error_code problem;
  std::filesystem::create_directories(folder / "reports", problem);
  if (problem)
    return Error{
        ErrorKind::CannotCreate,
        "cannot create the folder " + (folder / "reports").string() + ": " + problem.message()};
  const auto pictures = read_pictures(folder);
  if (!pictures) return pictures.error();
  for (const ReportFile& file : report_files(evaluation, pictures.value()))
    if (const auto written = write_text_file(folder / file.path, file.text()); !written)
      return written.error();
  return Done{};
}

}  // namespace airmark::tools
