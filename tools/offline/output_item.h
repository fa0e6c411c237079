#pragma once

#include <string>
#include <variant>

#include "analysis/vocabulary/result.h"
#include "analysis/vocabulary/tag_event.h"

namespace airmark::tools {

/// A finished line for standard output, without its newline.
struct OutputLine {
  std::string text;
};

/// A sentence for standard error that is not about a failure.
struct Notice {
  std::string sentence;
};

/// What a job on one file has to say, in the order it says it. A TagEvent becomes a line only when
/// its turn has come: its sequence number and its time are those of the output.
using OutputItem = std::variant<OutputLine, TagEvent, Notice, Error>;

}  // namespace airmark::tools
