#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/vocabulary/result.h"

namespace airmark::llm {

/// How a model's answer is made to be JSON, best first.
enum class StructuredOutput { JsonSchema, ForcedTool, PlainText };

/// Which request the model understands.
enum class ModelApi { Converse, InvokeMistral, InvokeClaude, OpenAiChat };

enum class ModelLifecycle { Active, Legacy, EndOfLife };

/// What is known of one model, all of it data from config/llm_models.json: no rule about a model
/// stands in code.
struct ModelEntry {
  std::string id;                    ///< "anthropic.claude-haiku-4-5-20251001-v1:0"
  std::vector<std::string> aliases;  ///< "claude_haiku"
  std::string name;                  ///< For people.
  ModelApi api = ModelApi::Converse;
  StructuredOutput structured_output = StructuredOutput::PlainText;
  bool takes_system_prompt = true;
  bool takes_temperature = true;
  bool takes_top_p_with_temperature = false;
  bool needs_inference_profile = false;
  std::vector<std::string> inference_profiles;  ///< Prefixes: "us", "eu", "global".
  int context_tokens = 0;                       ///< 0 where not known.
  int output_tokens = 0;                        ///< 0 where not known.
  std::optional<double> input_usd_per_million;  ///< Empty where no price is known.
  std::optional<double> output_usd_per_million;
  ModelLifecycle lifecycle = ModelLifecycle::Active;
  std::string end_of_life;  ///< ISO date; empty where none is announced.
  std::string successor;    ///< Id or alias to use instead.
  std::string source;       ///< Where these facts come from, with a date.
};

/// Knows every model by id, id with a geographic prefix ("us."), ARN of a foundation model or of an
/// inference profile, and alias.
class ModelRegistry {
 public:
  /// The registry shipped inside the program, or a user's file in the same form.
  static Result<ModelRegistry> built_in();
  /// Every field is needed and no other allowed; the Error names the file, the model and the field.
  static Result<ModelRegistry> from_json(std::string_view text, const std::string& file_name);

  /// The model's entry; its `id` is what to send: as given where that was an id with a prefix or an
  /// ARN, else the plain id. The ARN of an application inference profile does not say which model
  /// is behind it: it gets an entry that is safe with every model (Converse, plain text, no system
  /// prompt, no sampling parameters, no price), unless the file has an entry with that ARN as id.
  /// A retired or unknown model is an Error (Configuration) that names the successor or the nearest
  /// known one, if at most a third of the letters differ.
  Result<ModelEntry> find(std::string_view id_or_alias) const;

  const std::vector<ModelEntry>& entries() const noexcept { return entries_; }

 private:
  const ModelEntry* entry_named(std::string_view id_or_alias) const;
  /// Empty where names, aliases and successors hold together, else what does not.
  std::string contradiction() const;
  /// Refuses a model at the end of its life; else its entry under the id that is to be sent.
  Result<ModelEntry> alive(const ModelEntry& entry, std::string_view sent_id) const;
  Error unknown(std::string_view id_or_alias) const;

  std::vector<ModelEntry> entries_;
};

/// What a call of so many tokens costs; empty where the price is not known.
std::optional<double> cost_usd(const ModelEntry& model, int input_tokens, int output_tokens);

}  // namespace airmark::llm
