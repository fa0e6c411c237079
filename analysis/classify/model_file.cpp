#include "analysis/classify/model_file.h"

#include <algorithm>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "analysis/vocabulary/genres.h"

namespace airmark::analysis {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kFormat = "airmark-linear-model";
constexpr std::size_t kLargestFileBytes = std::size_t{16} << 20;
/// No fit of standardised inputs comes near it; it keeps logits finite.
constexpr double kLargestWeight = 1e6;

/// Left between the functions below and parse_model() only.
struct Damage : std::runtime_error {
  using std::runtime_error::runtime_error;
};

[[noreturn]] void damaged(std::string_view field, std::string_view what) {
  throw Damage("field '" + std::string(field) + "' " + std::string(what));
}

const Json& member(const Json& object, std::string_view key) {
  const auto found = object.find(key);
  if (found == object.end()) damaged(key, "is missing");
  return *found;
}

const Json& list(const Json& object, std::string_view key) {
  const Json& value = member(object, key);
  if (!value.is_array()) damaged(key, "is not a list");
  return value;
}

const Json& section(const Json& object, std::string_view key) {
  const Json& value = member(object, key);
  if (!value.is_object()) damaged(key, "is not an object");
  return value;
}

std::string text(const Json& value, std::string_view key) {
  if (!value.is_string()) damaged(key, "is not a text");
  return value.get<std::string>();
}

double number(const Json& value, std::string_view key, double lowest, double highest) {
  if (!value.is_number()) damaged(key, "is not a number");
  const auto n = value.get<double>();
  if (!(n >= lowest && n <= highest)) damaged(key, "is out of range");
  return n;
}

int integer(const Json& value, std::string_view key) {
  if (!value.is_number_integer()) damaged(key, "is not a whole number");
  return static_cast<int>(number(value, key, 0, std::numeric_limits<int>::max()));
}

std::string hash(const Json& value, std::string_view key) {
  const std::string digits = text(value, key);
  if (digits.size() != 64 || digits.find_first_not_of("0123456789abcdef") != std::string::npos)
    damaged(key, "is no SHA-256");
  return digits;
}

TransformKind transform_kind(const Json& value) {
  const std::string name = text(value, "transform");
  for (const auto kind : {TransformKind::Identity, TransformKind::Log, TransformKind::SignedRoot})
    if (name == transform_name(kind)) return kind;
  damaged("transform", "names no known transform");
}

FeatureTransform read_input(const Json& value) {
  constexpr double kLargest = 1e15;
  if (!value.is_object()) damaged("features", "holds something other than objects");
  FeatureTransform input;
  const auto feature = gtzan58_index(text(member(value, "name"), "name"));
  if (!feature) damaged("name", "names no feature of gtzan58");
  input.feature = *feature;
  input.kind = transform_kind(member(value, "transform"));
  input.lowest = number(member(value, "lowest"), "lowest", -kLargest, kLargest);
  input.highest = number(member(value, "highest"), "highest", input.lowest, kLargest);
  input.centre = number(member(value, "centre"), "centre", -kLargest, kLargest);
  input.scale = number(member(value, "scale"), "scale", 1e-15, kLargest);
  if (input.kind == TransformKind::Log && !(input.lowest > 0.0))
    damaged("lowest", "must be above 0 where the transform is log");
  return input;
}

std::vector<std::string> read_classes(const Json& json) {
  std::vector<std::string> classes;
  for (const Json& value : list(json, "classes")) {
    classes.push_back(text(value, "classes"));
    if (!std::ranges::binary_search(genre_identifiers(), classes.back()))
      damaged("classes", "names an unknown genre");
  }
  if (classes.size() < 2) damaged("classes", "has fewer than two genres");
  if (!std::ranges::is_sorted(classes, std::ranges::less_equal{}))  // none twice, either
    damaged("classes", "is not in alphabetical order");
  return classes;
}

LinearModel read_linear_model(const Json& json) {
  LinearModel model;
  model.classes = read_classes(json);
  for (const Json& value : list(json, "features")) {
    model.inputs.push_back(read_input(value));
    const std::size_t count = model.inputs.size();
    if (count > 1 && model.inputs[count - 2].feature >= model.inputs[count - 1].feature)
      damaged("features", "is not in the table's order");
  }
  if (model.inputs.empty()) damaged("features", "is empty");
  const Json& rows = list(json, "weights");
  if (rows.size() != model.classes.size()) damaged("weights", "has not one row per class");
  for (const Json& row : rows) {
    if (!row.is_array() || row.size() != model.inputs.size())
      damaged("weights", "has not one number per feature");
    for (const Json& weight : row)
      model.weights.push_back(number(weight, "weights", -kLargestWeight, kLargestWeight));
  }
  const Json& bias = list(json, "bias");
  if (bias.size() != model.classes.size()) damaged("bias", "has not one number per class");
  for (const Json& value : bias)
    model.bias.push_back(number(value, "bias", -kLargestWeight, kLargestWeight));
  model.temperature = number(member(json, "temperature"), "temperature", 0.01, 100.0);
  return model;
}

TrainingSummary read_training(const Json& json) {
  TrainingSummary training;
  training.table = text(member(json, "table"), "table");
  training.table_sha256 = hash(member(json, "table_sha256"), "table_sha256");
  training.clip_count = integer(member(json, "clips"), "clips");
  training.l2 = number(member(json, "l2"), "l2", 0.0, 1e9);
  training.seed = integer(member(json, "seed"), "seed");
  training.held_out_by = text(member(json, "held_out_by"), "held_out_by");
  training.held_out_accuracy =
      number(member(json, "held_out_accuracy"), "held_out_accuracy", 0.0, 1.0);
  training.held_out_calibration_error =
      number(member(json, "held_out_calibration_error"), "held_out_calibration_error", 0.0, 1.0);
  return training;
}

std::vector<TrainingClip> read_training_clips(const Json& json) {
  constexpr std::string_view kKey = "training_clips";
  std::vector<TrainingClip> clips;
  for (const Json& pair : list(json, kKey)) {
    if (!pair.is_array() || pair.size() != 2) damaged(kKey, "holds something other than pairs");
    clips.push_back({hash(pair[0], kKey), hash(pair[1], kKey)});
  }
  return clips;
}

/// Checks that do not depend on the analysis come first: a foreign file is called foreign.
ModelFile read_header(const Json& json) {
  if (!json.is_object() || json.value("format", Json()) != kFormat)
    throw Damage("it does not say that it is one");
  if (integer(member(json, "version"), "version") != kModelFileVersion)
    throw Damage("its layout has another version than " + std::to_string(kModelFileVersion));
  if (text(member(json, "feature_set"), "feature_set") != "gtzan58")
    damaged("feature_set", "is not gtzan58");
  ModelFile file;
  file.name = text(member(json, "name"), "name");
  file.analysis_version = integer(member(json, "analysis_version"), "analysis_version");
  return file;
}

ModelFile read_body(const Json& json, ModelFile file) {
  file.model = read_linear_model(json);
  file.training = read_training(section(json, "training"));
  file.training_clips = read_training_clips(json);
  return file;
}

Json input_json(const FeatureTransform& input) {
  return {{"name", kGtzan58Table[input.feature].name},
          {"transform", transform_name(input.kind)},
          {"lowest", input.lowest},
          {"highest", input.highest},
          {"centre", input.centre},
          {"scale", input.scale}};
}

Json training_json(const TrainingSummary& training) {
  return {{"table", training.table},
          {"table_sha256", training.table_sha256},
          {"clips", training.clip_count},
          {"l2", training.l2},
          {"seed", training.seed},
          {"held_out_by", training.held_out_by},
          {"held_out_accuracy", training.held_out_accuracy},
          {"held_out_calibration_error", training.held_out_calibration_error}};
}

/// A table's name may hold any bytes; JSON holds UTF-8.
std::string dumped(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// One line per member, and one per element of a list of lists or objects.
std::string lines(const Json& json) {
  std::string all = "{";
  for (const auto& [key, value] : json.items()) {
    if (all.size() > 1) all += ',';
    all += "\n" + dumped(key) + ": ";
    if (!value.is_array() || value.empty() || !value[0].is_structured()) {
      all += dumped(value);
      continue;
    }
    all += '[';
    for (const Json& element : value)
      all += (&element == &value[0] ? "\n " : ",\n ") + dumped(element);
    all += ']';
  }
  return all + "\n}\n";
}

}  // namespace

std::string model_text(const ModelFile& file) {
  Json inputs = Json::array(), weights = Json::array(), clips = Json::array();
  for (const FeatureTransform& input : file.model.inputs) inputs.push_back(input_json(input));
  for (std::size_t k = 0; k < file.model.classes.size(); ++k)
    weights.push_back(Json(file.model.weights_of(k)));
  for (const TrainingClip& clip : file.training_clips)
    clips.push_back(Json::array({clip.name_sha256, clip.row_sha256}));
  return lines({{"format", kFormat},
                {"version", kModelFileVersion},
                {"name", file.name},
                {"analysis_version", file.analysis_version},
                {"feature_set", "gtzan58"},
                {"classes", file.model.classes},
                {"features", inputs},
                {"weights", weights},
                {"bias", file.model.bias},
                {"temperature", file.model.temperature},
                {"training", training_json(file.training)},
                {"training_clips", clips}});
}

Result<ModelFile> parse_model(std::string_view text, std::string_view origin) {
  const std::string start = std::string(origin) + " is no usable airmark model: ";
  const std::string remedy = "; train one with `airmark train`";
  const Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded()) return Error{ErrorKind::BadData, start + "it is not JSON" + remedy};
  try {
    ModelFile file = read_header(json);
    if (file.analysis_version != kAnalysisVersion)
      return Error{ErrorKind::Configuration,
                   std::string(origin) + " was trained for version " +
                       std::to_string(file.analysis_version) +
                       " of the analysis and this program measures version " +
                       std::to_string(kAnalysisVersion) + "; train it again with `airmark train`"};
    return read_body(json, std::move(file));
  } catch (const Damage& damage) {
    return Error{ErrorKind::BadData, start + damage.what() + remedy};
  }
}

Result<ModelFile> read_model(const std::filesystem::path& path) {
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored))
    return Error{ErrorKind::NotFound, "there is no model file " + path.string()};
  const std::string unreadable = "cannot read the model file " + path.string();
  if (!std::filesystem::is_regular_file(path, ignored))
    return Error{ErrorKind::BadData, unreadable + ": it is no regular file"};
  if (std::filesystem::file_size(path, ignored) > kLargestFileBytes)
    return Error{ErrorKind::BadData, unreadable + ": it is larger than 16 MiB"};
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return Error{ErrorKind::Refused, unreadable + "; check its permissions"};
  const std::string text(std::istreambuf_iterator<char>(stream), {});
  if (stream.bad()) return Error{ErrorKind::InputOutput, unreadable + " to its end"};
  return parse_model(text, path.string());
}

std::string model_identifier(const ModelFile& file) {
  return file.name + "@" + sha256_hex(model_text(file)).substr(0, 8);
}

}  // namespace airmark::analysis
