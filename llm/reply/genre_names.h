#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace airmark::llm {

/// Knows the closed list by its identifiers and by the names and aliases that config/genres.json
/// gives them; case, blanks and punctuation do not matter.
class GenreNames {
 public:
  explicit GenreNames(const std::vector<std::string>& identifiers);

  /// The identifier that `name`, and nothing beside it, stands for.
  std::optional<std::string> find(std::string_view name) const;

 private:
  const std::vector<std::string> identifiers_;
  std::map<std::string, std::string, std::less<>> identifier_of_;  // key: a folded identifier
};

}  // namespace airmark::llm
