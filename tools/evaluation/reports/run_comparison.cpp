#include "tools/evaluation/reports/run_comparison.h"

#include <algorithm>
#include <utility>

#include "tools/evaluation/reports/origin_differences.h"
#include "tools/evaluation/reports/origin_json.h"
#include "tools/evaluation/reports/tagged_songs.h"
#include "tools/evaluation/reports/tagger_change.h"

namespace airmark::tools {
namespace {

namespace fs = std::filesystem;

struct Run {
  EvaluationOrigin origin;
  std::vector<TaggerAnswers> taggers;
};

Result<Run> read_run(const fs::path& folder) {
  std::error_code ignored;
  if (!fs::is_directory(folder, ignored))
    return Error{ErrorKind::NotFound, "there is no folder " + folder.string() +
                                          "; give the folder that 'airmark eval' wrote"};
  auto origin = read_origin(folder);
  if (!origin) return origin.error();
  auto taggers = read_tagged_songs(folder);
  if (!taggers) return taggers.error();
  return Run{std::move(origin).value(), std::move(taggers).value()};
}

using Pair = std::pair<TaggerAnswers, TaggerAnswers>;

/// Takes the pairs out of both lists; what is left has no partner.
std::vector<Pair> take_pairs(std::vector<TaggerAnswers>& first,
                             std::vector<TaggerAnswers>& second) {
  std::vector<Pair> pairs;
  std::vector<TaggerAnswers> alone;
  for (TaggerAnswers& tagger : first) {
    const auto partner = std::ranges::find(second, tagger.tagger, &TaggerAnswers::tagger);
    if (partner == second.end()) {
      alone.push_back(std::move(tagger));
    } else {
      pairs.emplace_back(std::move(tagger), std::move(*partner));
      second.erase(partner);
    }
  }
  if (alone.size() == 1 && second.size() == 1) {
    pairs.emplace_back(std::move(alone.front()), std::move(second.front()));
    alone.clear();
    second.clear();
  }
  first = std::move(alone);
  return pairs;
}

std::vector<std::string> names_of(const std::vector<TaggerAnswers>& taggers) {
  std::vector<std::string> names;
  for (const TaggerAnswers& tagger : taggers) names.push_back(tagger.tagger);
  return names;
}

Error nothing_in_common(const RunComparison& runs, const std::string& what) {
  return {ErrorKind::BadData, runs.first_folder + " and " + runs.second_folder + " have no " +
                                  what + " in common; compare runs of one dataset"};
}

}  // namespace

Result<RunComparison> compare_run_folders(const fs::path& run1, const fs::path& run2) {
  auto first = read_run(run1);
  if (!first) return first.error();
  auto second = read_run(run2);
  if (!second) return second.error();
  const EvaluationOrigin& origin = first.value().origin;
  RunComparison runs{.first_folder = run1.string(),
                     .second_folder = run2.string(),
                     .differences = origin_differences(origin, second.value().origin),
                     .taggers = {},
                     .only_in_first = {},
                     .only_in_second = {}};
  const auto pairs = take_pairs(first.value().taggers, second.value().taggers);
  if (pairs.empty()) return nothing_in_common(runs, "tagger");
  for (const auto& [one, two] : pairs)
    if (auto change = tagger_change(one, two, origin.seed))
      runs.taggers.push_back(std::move(*change));
  if (runs.taggers.empty()) return nothing_in_common(runs, "song");
  runs.only_in_first = names_of(first.value().taggers);
  runs.only_in_second = names_of(second.value().taggers);
  return runs;
}

Result<std::string> compare_runs(const fs::path& run1, const fs::path& run2) {
  const auto comparison = compare_run_folders(run1, run2);
  if (!comparison) return comparison.error();
  return comparison_text(comparison.value());
}

}  // namespace airmark::tools
