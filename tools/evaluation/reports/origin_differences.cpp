#include "tools/evaluation/reports/origin_differences.h"

#include <map>
#include <set>
#include <string>
#include <utility>

namespace airmark::tools {
namespace {

using Map = std::map<std::string, std::string>;

std::string value_of(const Map& map, const std::string& key) {
  const auto found = map.find(key);
  return found == map.end() ? "" : found->second;
}

class Differences {
 public:
  void compare(const std::string& what, const std::string& first, const std::string& second) {
    if (first != second) list_.push_back({what, first, second});
  }
  void compare(const std::string& prefix, const Map& first, const Map& second) {
    std::set<std::string> keys;
    for (const Map* map : {&first, &second})
      for (const auto& [key, value] : *map) keys.insert(key);
    for (const std::string& key : keys)
      compare(prefix + key, value_of(first, key), value_of(second, key));
  }
  std::vector<OriginDifference> list() && { return std::move(list_); }

 private:
  std::vector<OriginDifference> list_;
};

}  // namespace

std::vector<OriginDifference> origin_differences(const EvaluationOrigin& a,
                                                 const EvaluationOrigin& b) {
  Differences differences;
  differences.compare("airmark", a.program_version, b.program_version);
  differences.compare("revision", a.git_revision, b.git_revision);
  differences.compare("analysis version", std::to_string(a.analysis_version),
                      std::to_string(b.analysis_version));
  differences.compare("dataset", a.dataset, b.dataset);
  differences.compare("checksum of the songs", a.dataset_sha256, b.dataset_sha256);
  differences.compare("split", a.split, b.split);
  differences.compare("split is", a.split_note, b.split_note);
  differences.compare("songs per genre", a.samples_per_genre, b.samples_per_genre);
  differences.compare("seed", std::to_string(a.seed), std::to_string(b.seed));
  differences.compare("", a.configuration, b.configuration);
  differences.compare("model of ", a.model_sha256, b.model_sha256);
  return std::move(differences).list();
}

}  // namespace airmark::tools
