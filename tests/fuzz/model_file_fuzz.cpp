#include "analysis/classify/model_file.h"
#include "tests/fuzz/bytes_as_text.h"

using namespace airmark;

// Any bytes are a model or one sentence that names the file; a model that is read can be written
// and read again without a difference.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto model = analysis::parse_model(fuzzing::text_of(bytes, size), "model.json");
  if (!model) {
    fuzzing::demand(model.error().message.starts_with("model.json"));
    return 0;
  }
  const auto again = analysis::parse_model(analysis::model_text(model.value()), "model.json");
  fuzzing::demand(again && again.value() == model.value());
  return 0;
}
