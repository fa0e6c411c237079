#include "tools/evaluation/reports/origin_json.h"

#include <nlohmann/json.hpp>

#include "tools/common/text_file.h"

namespace airmark::tools {
namespace {

using Json = nlohmann::ordered_json;

/// An object even where it is empty.
Json map_json(const std::map<std::string, std::string>& map) {
  Json object = Json::object();
  for (const auto& [key, value] : map) object[key] = value;
  return object;
}

/// Throws what the JSON library throws.
EvaluationOrigin origin_of(const Json& run) {
  using Map = std::map<std::string, std::string>;
  EvaluationOrigin origin;
  origin.program_version = run.at("program_version").get<std::string>();
  origin.git_revision = run.at("git_revision").get<std::string>();
  origin.analysis_version = run.at("analysis_version").get<int>();
  origin.dataset = run.at("dataset").get<std::string>();
  origin.dataset_sha256 = run.at("dataset_sha256").get<std::string>();
  origin.split = run.at("split").get<std::string>();
  origin.split_note = run.at("split_note").get<std::string>();
  origin.samples_per_genre = run.at("samples_per_genre").get<std::string>();
  origin.seed = run.at("seed").get<std::uint64_t>();
  origin.configuration = run.at("configuration").get<Map>();
  origin.model_sha256 = run.at("model_sha256").get<Map>();
  return origin;
}

}  // namespace

std::string origin_json(const EvaluationOrigin& origin) {
  const Json run{{"schema", 1},
                 {"program_version", origin.program_version},
                 {"git_revision", origin.git_revision},
                 {"analysis_version", origin.analysis_version},
                 {"dataset", origin.dataset},
                 {"dataset_sha256", origin.dataset_sha256},
                 {"split", origin.split},
                 {"split_note", origin.split_note},
                 {"samples_per_genre", origin.samples_per_genre},
                 {"seed", origin.seed},
                 {"configuration", map_json(origin.configuration)},
                 {"model_sha256", map_json(origin.model_sha256)}};
  return run.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<EvaluationOrigin> read_origin(const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / kRunFile;
  const auto text = read_text_file(path);
  if (!text) return text.error();
  try {
    return origin_of(Json::parse(text.value()));
  } catch (const Json::exception&) {
    return Error{ErrorKind::BadData, path.string() +
                                         " is not what an evaluation writes; give the folder that "
                                         "'airmark eval' wrote"};
  }
}

}  // namespace airmark::tools
