#include "tests/fuzz/bytes_as_text.h"
#include "tools/common/setting_file.h"

using namespace airmark;

// Any bytes are settings, each with a key and a line, or one sentence that names the file.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto settings = tools::parse_settings(fuzzing::text_of(bytes, size), "config.toml");
  if (!settings) {
    fuzzing::demand(settings.error().message.starts_with("config.toml:"));
    return 0;
  }
  for (const tools::FoundSetting& setting : settings.value()) fuzzing::demand(setting.line > 0);
  return 0;
}
