#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "llm/aws/profile_file.h"
#include "llm/aws/shell_words.h"

namespace {

void demand(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

// Any bytes are a profile file or an error that names file and line; whatever a file says may be
// run as a command, so its words are split too.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const auto file = airmark::llm::ProfileFile::parse(text, "config");
  if (!file) {
    demand(file.error().kind == airmark::ErrorKind::Configuration);
    demand(file.error().message.starts_with("config:"));
    return 0;
  }
  for (const auto& [name, section] : file.value().sections()) {
    demand(!name.empty() && file.value().section(name) == &section);
    for (const auto& [key, value] : section.settings) {
      demand(!key.empty());
      const auto words = airmark::llm::shell_words(value);
      demand(!words || words->size() <= value.size());
    }
    for (const auto& [key, settings] : section.nested) demand(section.settings.contains(key));
  }
  return 0;
}
