#include "realtime/publish/json_lines_sink.h"

#include <utility>

#include "analysis/vocabulary/json_text.h"

namespace airmark::realtime {

JsonLinesSink::JsonLinesSink(int descriptor, std::string name)
    : output_(descriptor, std::move(name)) {}

Result<Publication> JsonLinesSink::publish(const TagEvent& event, std::stop_token stop) {
  return output_.write(json_line(event) + '\n', stop);
}

}  // namespace airmark::realtime
