#include "analysis/classify/built_in_taggers.h"

#include <string>

#include "analysis/classify/heuristic_tagger.h"
#include "analysis/classify/model_file.h"
#include "analysis/classify/model_tagger.h"
#include "embedded/gtzan58_json.h"

namespace airmark::analysis {
namespace {

Result<std::unique_ptr<Tagger>> make_model_tagger(
    const std::optional<std::filesystem::path>& model_file) {
  Result<ModelFile> model = model_file
                                ? read_model(*model_file)
                                : parse_model(embedded::gtzan58_json(), "the built-in model");
  if (!model) return model.error();
  return std::unique_ptr<Tagger>(std::make_unique<ModelTagger>(std::move(model).value()));
}

}  // namespace

const std::vector<TaggerName>& built_in_tagger_names() {
  static const std::vector<TaggerName> names{
      {"local", "the best that needs no network: at present the trained classifier"},
      {"model", "logistic regression on the 58 measured values"},
      {"heuristic", "documented rules, nothing learnt"}};
  return names;
}

Result<std::unique_ptr<Tagger>> make_built_in_tagger(
    std::string_view name, const std::optional<std::filesystem::path>& model_file) {
  if (name == "model" || name == "local") return make_model_tagger(model_file);
  if (name == "heuristic") return make_heuristic_tagger();
  std::string known;
  for (const TaggerName& each : built_in_tagger_names())
    known += (known.empty() ? "" : ", ") + std::string(each.name);
  return Error{ErrorKind::Usage,
               "there is no tagger '" + std::string(name) + "'; choose one of " + known};
}

}  // namespace airmark::analysis
