#pragma once

#include <optional>
#include <string>

#include "realtime/publish/sink.h"
#include "realtime/publish/text_output.h"

namespace airmark::realtime {

/// For a person at a terminal: one line when what is on the air or its tempo changes, one for each
/// alarm, and one about the capture at the start and whenever more audio was lost.
class TerminalSink : public Sink {
 public:
  struct Config {
    int descriptor = 1;
    bool colour = false;
  };

  explicit TerminalSink(const Config& config);

  std::string name() const override { return output_.name(); }
  Result<Done> open() override { return Done{}; }
  Result<Publication> publish(const TagEvent& event, std::stop_token stop) override;

 private:
  std::string words(const TagEvent& event);
  std::string health_words(const TagEvent& event);
  std::string painted(const char* colour, const std::string& text) const;

  bool colour_;
  TextOutput output_;
  std::optional<CaptureHealth> told_;  ///< What the last line about the capture said.
};

/// True where `descriptor` is a terminal and the user did not refuse colour (NO_COLOR,
/// no-color.org).
bool wants_colour(int descriptor);

}  // namespace airmark::realtime
