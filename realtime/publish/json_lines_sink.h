#pragma once

#include <string>

#include "realtime/publish/sink.h"
#include "realtime/publish/text_output.h"

namespace airmark::realtime {

/// Every event as one line of JSON, written at once and whole.
class JsonLinesSink : public Sink {
 public:
  /// Does not own the descriptor.
  JsonLinesSink(int descriptor, std::string name);

  std::string name() const override { return output_.name(); }
  Result<Done> open() override { return Done{}; }
  Result<Publication> publish(const TagEvent& event, std::stop_token stop) override;

 private:
  TextOutput output_;
};

}  // namespace airmark::realtime
