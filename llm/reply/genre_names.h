#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace airmark::llm {

/// Lower-case letters and digits of `name`; "&" counts as "and". Bytes beyond ASCII are kept, so
/// that a foreign name, or a cut one that ends in "…", is not mistaken for the ASCII rest of it.
std::string folded(std::string_view name);

/// Knows the closed list by its identifiers and by the names and aliases that config/genres.json
/// gives them; case, blanks and punctuation do not matter.
class GenreNames {
 public:
  explicit GenreNames(const std::vector<std::string>& identifiers);

  /// The identifier that `name`, and nothing beside it, stands for.
  std::optional<std::string> find(std::string_view name) const;

 private:
  std::map<std::string, std::string, std::less<>> identifier_of_;  // key: a folded name
};

}  // namespace airmark::llm
