#include "analysis/classify/built_in_taggers.h"

#include <string>

#include "analysis/classify/heuristic_tagger.h"
#include "analysis/classify/model_tagger.h"
#include "embedded/gtzan58_json.h"

namespace airmark::analysis {
const std::vector<TaggerName>& built_in_tagger_names() {
  static const std::vector<TaggerName> names{
      {"local", "the best that needs no network: at present the trained classifier"},
      {"model", "logistic regression on the 58 measured values"},
      {"heuristic", "documented rules, nothing learnt"}};
  return names;
}

Result<ModelFile> read_local_model(const std::optional<std::filesystem::path>& model_file) {
  if (model_file) return read_model(*model_file);
  return parse_model(embedded::gtzan58_json(), "the built-in model");
}

Result<std::unique_ptr<Tagger>> make_built_in_tagger(
    std::string_view name, const std::optional<std::filesystem::path>& model_file) {
  if (name == "model" || name == "local") {
    Result<ModelFile> model = read_local_model(model_file);
    if (!model) return model.error();
    return std::unique_ptr<Tagger>(std::make_unique<ModelTagger>(std::move(model).value()));
  }
  if (name == "heuristic") return make_heuristic_tagger();
  std::string known;
  for (const TaggerName& each : built_in_tagger_names())
    known += (known.empty() ? "" : ", ") + std::string(each.name);
  return Error{ErrorKind::Usage,
               "there is no tagger '" + std::string(name) + "'; choose one of " + known};
}

}  // namespace airmark::analysis
