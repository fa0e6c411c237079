#include "llm/model_file.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <utility>

#include "llm/prompt/outside_text.h"

namespace airmark::llm {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kLongestShownBytes = 120;

Error configuration(std::string sentence) {
  return {ErrorKind::Configuration, std::move(sentence)};
}

std::string in_quotes(std::string_view text) {
  return '"' + readable(text, kLongestShownBytes) + '"';
}

template <typename Value>
using Words = std::vector<std::pair<std::string_view, Value>>;

const Words<ModelApi> kApis{{"converse", ModelApi::Converse},
                            {"invoke_mistral", ModelApi::InvokeMistral},
                            {"invoke_claude", ModelApi::InvokeClaude},
                            {"open_ai_chat", ModelApi::OpenAiChat}};
const Words<StructuredOutput> kOutputs{{"json_schema", StructuredOutput::JsonSchema},
                                       {"forced_tool", StructuredOutput::ForcedTool},
                                       {"plain_text", StructuredOutput::PlainText}};
const Words<ModelLifecycle> kLifecycles{{"active", ModelLifecycle::Active},
                                        {"legacy", ModelLifecycle::Legacy},
                                        {"end_of_life", ModelLifecycle::EndOfLife}};

/// Reads the fields of one object; the first fault is kept, and all fields must have been asked
/// for.
class FieldReader {
 public:
  explicit FieldReader(const Json& object) : object_(object) {}

  void read(const char* name, std::string& value) {
    const Json* field = find(name);
    if (field == nullptr) return;
    if (!field->is_string()) return note(name, "must be a text in quotation marks");
    value = field->get<std::string>();
  }

  void read(const char* name, bool& value) {
    const Json* field = find(name);
    if (field == nullptr) return;
    if (!field->is_boolean()) return note(name, "must be true or false");
    value = field->get<bool>();
  }

  void read(const char* name, int& value) {
    const Json* field = find(name);
    if (field == nullptr) return;
    if (!field->is_number_unsigned() || *field > std::numeric_limits<int>::max())
      return note(name, "must be a whole number from 0 up");
    value = field->get<int>();
  }

  void read(const char* name, std::optional<double>& value) {
    const Json* field = find(name);
    if (field == nullptr || field->is_null()) return;
    if (!field->is_number() || *field < 0.0)
      return note(name, "must be a price from 0 up, or null where it is not known");
    value = field->get<double>();
  }

  void read(const char* name, std::vector<std::string>& value) {
    const Json* field = find(name);
    if (field == nullptr) return;
    const bool good = field->is_array() && std::ranges::all_of(*field, [](const Json& entry) {
                        return entry.is_string() && entry != "";
                      });
    if (!good) return note(name, "must be a list of texts");
    value = field->get<std::vector<std::string>>();
  }

  template <typename Value>
  void read(const char* name, Value& value, const Words<Value>& words) {
    std::string word;
    read(name, word);
    if (!fault_.empty()) return;
    const auto found = std::ranges::find(words, word, &Words<Value>::value_type::first);
    if (found == words.end()) {
      std::string known;
      for (const auto& [text, unused] : words)
        known += (known.empty() ? "" : ", ") + in_quotes(text);
      return note(name, "must be one of " + known);
    }
    value = found->second;
  }

  void read_list(const char* name) {
    const Json* field = find(name);
    if (field != nullptr && (!field->is_array() || field->empty()))
      note(name, "must be a list with something in it");
  }

  void note(const std::string& name, const std::string& rule) {
    if (fault_.empty()) fault_ = in_quotes(name) + ' ' + rule;
  }

  /// Empty where every field was there and no other.
  std::string fault() {
    for (const auto& field : object_.items())
      if (!asked_.contains(field.key())) note(field.key(), "is unknown; remove it");
    return fault_;
  }

 private:
  const Json* find(const char* name) {
    asked_.insert(name);
    const auto field = object_.find(name);
    if (field != object_.end()) return &*field;
    note(name, "is missing");
    return nullptr;
  }

  const Json& object_;
  std::set<std::string, std::less<>> asked_;
  std::string fault_;
};

bool is_date(std::string_view text) {
  constexpr std::string_view kForm = "0000-00-00";
  return text.size() == kForm.size() &&
         std::equal(text.begin(), text.end(), kForm.begin(), [](char c, char form) {
           return form == '-' ? c == '-' : c >= '0' && c <= '9';
         });
}

void check(const ModelEntry& model, FieldReader& fields) {
  if (model.id.empty()) fields.note("id", "must not be empty");
  if (model.source.empty()) fields.note("source", "must say where these facts come from");
  if (!model.end_of_life.empty() && !is_date(model.end_of_life))
    fields.note("end_of_life", "must be a date such as 2026-07-30, or empty");
  if (model.needs_inference_profile && model.inference_profiles.empty())
    fields.note("inference_profiles", "must name a prefix where a profile is needed");
  if (model.input_usd_per_million.has_value() != model.output_usd_per_million.has_value())
    fields.note("output_usd_per_million", "must be known or null together with the input's");
  const bool retired = model.lifecycle == ModelLifecycle::EndOfLife;
  if (retired && model.end_of_life.empty())
    fields.note("end_of_life", "must be a date where the lifecycle is \"end_of_life\"");
  if (retired && model.successor.empty())
    fields.note("successor", "must name a model where the lifecycle is \"end_of_life\"");
}

/// Empty where `object` is a model, else what is wrong with it.
std::string read_model(const Json& object, ModelEntry& model) {
  FieldReader fields(object);
  fields.read("id", model.id);
  fields.read("aliases", model.aliases);
  fields.read("name", model.name);
  fields.read("api", model.api, kApis);
  fields.read("structured_output", model.structured_output, kOutputs);
  fields.read("takes_system_prompt", model.takes_system_prompt);
  fields.read("takes_temperature", model.takes_temperature);
  fields.read("takes_top_p_with_temperature", model.takes_top_p_with_temperature);
  fields.read("needs_inference_profile", model.needs_inference_profile);
  fields.read("inference_profiles", model.inference_profiles);
  fields.read("context_tokens", model.context_tokens);
  fields.read("output_tokens", model.output_tokens);
  fields.read("input_usd_per_million", model.input_usd_per_million);
  fields.read("output_usd_per_million", model.output_usd_per_million);
  fields.read("lifecycle", model.lifecycle, kLifecycles);
  fields.read("end_of_life", model.end_of_life);
  fields.read("successor", model.successor);
  fields.read("source", model.source);
  check(model, fields);
  return fields.fault();
}

/// Empty where the file's frame is right: schema, date, a list of models.
std::string frame_fault(const Json& file) {
  if (!file.is_object()) return "the file is not a JSON object";
  FieldReader fields(file);
  int schema = 0;
  std::string checked;
  fields.read("schema", schema);
  fields.read("checked", checked);
  if (schema != 1) fields.note("schema", "must be 1, the only form this airmark reads");
  if (!is_date(checked)) fields.note("checked", "must be a date such as 2026-11-20");
  fields.read_list("models");
  return fields.fault();
}

std::string place(std::size_t index, const Json& object) {
  std::string text = "models[" + std::to_string(index) + "]";
  if (object.is_object() && object.contains("id") && object["id"].is_string())
    text += " (" + readable(object["id"].get_ref<const std::string&>(), kLongestShownBytes) + ")";
  return text;
}

}  // namespace

Result<std::vector<ModelEntry>> read_model_file(std::string_view text,
                                                const std::string& file_name) {
  const Json file = Json::parse(text.begin(), text.end(), nullptr, false);
  if (file.is_discarded()) return configuration(file_name + ": this is not JSON");
  if (const std::string fault = frame_fault(file); !fault.empty())
    return configuration(file_name + ": " + fault);
  const Json& objects = file["models"];
  std::vector<ModelEntry> models;
  for (std::size_t n = 0; n < objects.size(); ++n) {
    ModelEntry model;
    const std::string fault =
        objects[n].is_object() ? read_model(objects[n], model) : "is not a JSON object";
    if (!fault.empty())
      return configuration(file_name + ": " + place(n, objects[n]) + ": " + fault);
    models.push_back(std::move(model));
  }
  return models;
}

}  // namespace airmark::llm
