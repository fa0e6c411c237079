#include "tools/tagging/llm_flags.h"

#include <CLI/CLI.hpp>

#include "tools/common/setting_table.h"

namespace airmark::tools {

void add_llm_flags(CLI::App& command, Settings& settings,
                   std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys) {
    settings.add_flag(command, key);
    command.get_option(find_setting(key)->flag())->group("Language model");
  }
}

void add_asking_flags(CLI::App& command, Settings& settings) {
  add_llm_flags(command, settings,
                {"llm.provider", "llm.strategy", "llm.prompts", "llm.labelled", "llm.models",
                 "llm.profile", "llm.region", "llm.endpoint", "llm.openai_url", "llm.max_usd_run",
                 "llm.max_usd_hour", "llm.max_usd_day", "llm.input_price", "llm.output_price",
                 "llm.cache_replies", "llm.record_answers"});
}

}  // namespace airmark::tools
