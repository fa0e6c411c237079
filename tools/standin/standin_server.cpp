#include "tools/standin/standin_server.h"

#include <utility>

#include "analysis/vocabulary/loaded_part.h"
#include "tools/standin/standin_server_part.h"

namespace airmark::tools {

Result<std::unique_ptr<StandinServer>> StandinServer::open(const Config& config, Answer answer) {
  const auto httplib = loaded<StandinServerPart>();
  if (!httplib) return httplib.error();
  return httplib.value()->open(config, std::move(answer));
}

}  // namespace airmark::tools
