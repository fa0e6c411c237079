#pragma once

#include "llm/model_registry.h"

namespace airmark::tools {

/// A registry of models that do not exist, one for each kind that the rules tell apart:
/// maker.plain-v1:0 (Mistral's body, no system prompt, plain text, 4096 tokens), maker.held-v1
/// (schema, needs a profile, temperature or top_p), maker.tools-v1 (forced tool, no sampling, no
/// limits, no price), maker.dead-v1 (end of life), maker.old-v1 (legacy).
inline const llm::ModelRegistry& made_up_models() {
  static const llm::ModelRegistry registry =
      llm::ModelRegistry::from_json(R"json({"schema": 1, "checked": "2026-11-20", "models": [
{"id": "maker.plain-v1:0", "aliases": ["plain"], "name": "Plain", "api": "invoke_mistral",
 "structured_output": "plain_text", "takes_system_prompt": false, "takes_temperature": true,
 "takes_top_p_with_temperature": true, "needs_inference_profile": false, "inference_profiles": [],
 "context_tokens": 32000, "output_tokens": 4096, "input_usd_per_million": 0.45,
 "output_usd_per_million": 0.7, "lifecycle": "active", "end_of_life": "", "successor": "",
 "source": "made up"},
{"id": "maker.held-v1", "aliases": ["held"], "name": "Held", "api": "converse",
 "structured_output": "json_schema", "takes_system_prompt": true, "takes_temperature": true,
 "takes_top_p_with_temperature": false, "needs_inference_profile": true,
 "inference_profiles": ["us", "eu"], "context_tokens": 200000, "output_tokens": 64000,
 "input_usd_per_million": 1.0, "output_usd_per_million": 5.0, "lifecycle": "active",
 "end_of_life": "", "successor": "", "source": "made up"},
{"id": "maker.tools-v1", "aliases": ["tools"], "name": "Tools", "api": "converse",
 "structured_output": "forced_tool", "takes_system_prompt": true, "takes_temperature": false,
 "takes_top_p_with_temperature": false, "needs_inference_profile": false,
 "inference_profiles": [], "context_tokens": 0, "output_tokens": 0,
 "input_usd_per_million": null, "output_usd_per_million": null, "lifecycle": "active",
 "end_of_life": "", "successor": "", "source": "made up"},
{"id": "maker.dead-v1", "aliases": [], "name": "Dead", "api": "converse",
 "structured_output": "forced_tool", "takes_system_prompt": true, "takes_temperature": true,
 "takes_top_p_with_temperature": true, "needs_inference_profile": false,
 "inference_profiles": ["us"], "context_tokens": 0, "output_tokens": 0,
 "input_usd_per_million": null, "output_usd_per_million": null, "lifecycle": "end_of_life",
 "end_of_life": "2026-07-30", "successor": "held", "source": "made up"},
{"id": "maker.old-v1", "aliases": [], "name": "Old", "api": "converse",
 "structured_output": "plain_text", "takes_system_prompt": true, "takes_temperature": true,
 "takes_top_p_with_temperature": true, "needs_inference_profile": false,
 "inference_profiles": [], "context_tokens": 0, "output_tokens": 0,
 "input_usd_per_million": 0.0375, "output_usd_per_million": 0.15, "lifecycle": "legacy",
 "end_of_life": "2027-01-01", "successor": "held", "source": "made up"}
]})json",
                                    "made-up models")
          .value();
  return registry;
}

}  // namespace airmark::tools
