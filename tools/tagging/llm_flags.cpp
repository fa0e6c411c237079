#include "tools/tagging/llm_flags.h"

#include <CLI/CLI.hpp>

namespace airmark::tools {
namespace {

constexpr const char* kGroup = "Language model";

}  // namespace

void add_llm_flags(CLI::App& command, Settings& settings,
                   std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys) settings.add_flag(command, key)->group(kGroup);
}

void add_asking_flags(CLI::App& command, Settings& settings, const std::string& run_ceiling) {
  add_llm_flags(command, settings,
                {"llm.provider", "llm.strategy", "llm.prompts", "llm.labelled", "llm.models",
                 "llm.profile", "llm.region", "llm.endpoint", "llm.openai_url"});
  settings.add_flag(command, "llm.max_usd_run", run_ceiling)->group(kGroup);
  add_llm_flags(command, settings,
                {"llm.max_usd_hour", "llm.max_usd_day", "llm.input_price", "llm.output_price",
                 "llm.cache_replies", "llm.record_answers"});
}

}  // namespace airmark::tools
