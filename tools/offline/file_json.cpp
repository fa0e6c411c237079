#include "tools/offline/file_json.h"

#include <cassert>
#include <nlohmann/json.hpp>

namespace airmark::tools {

std::string with_file(std::string_view object, const std::string& file) {
  assert(object.starts_with('{'));
  const auto name =
      nlohmann::json(file).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  return "{\"file\":" + name + "," + std::string(object.substr(1));
}

}  // namespace airmark::tools
