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

/// What is known of one model, all of it data from config/models.json: no rule about a model stands
/// in code.
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
  int context_tokens = 0;
  int output_tokens = 0;
  std::optional<double> input_usd_per_million;  ///< Empty where no price is known.
  std::optional<double> output_usd_per_million;
  ModelLifecycle lifecycle = ModelLifecycle::Active;
  std::string end_of_life;  ///< ISO date; empty where none is announced.
  std::string successor;    ///< Id or alias to use instead.
  std::string source;       ///< Where these facts come from, with a date.
};

/// Knows every model by id, id with a geographic prefix, and alias.
class ModelRegistry {
 public:
  /// The registry shipped inside the program, or a user's file in the same form.
  static Result<ModelRegistry> built_in();
  static Result<ModelRegistry> from_json(std::string_view text, const std::string& file_name);

  /// A retired or unknown model is an Error that names the successor or the nearest known one.
  Result<ModelEntry> find(std::string_view id_or_alias) const;

  const std::vector<ModelEntry>& entries() const noexcept { return entries_; }

 private:
  std::vector<ModelEntry> entries_;
};

/// What a call of so many tokens costs; empty where the price is not known.
std::optional<double> cost_usd(const ModelEntry& model, int input_tokens, int output_tokens);

}  // namespace airmark::llm
