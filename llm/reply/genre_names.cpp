#include "llm/reply/genre_names.h"

#include <algorithm>

#include "analysis/vocabulary/genres.h"

namespace airmark::llm {

GenreNames::GenreNames(const std::vector<std::string>& identifiers) : identifiers_(identifiers) {
  for (const std::string& identifier : identifiers)
    identifier_of_[folded_name(identifier)] = identifier;
  identifier_of_.erase("");
}

// The list itself comes before the aliases: in a user's own list a name means what the list says.
std::optional<std::string> GenreNames::find(std::string_view name) const {
  const auto listed = identifier_of_.find(folded_name(name));
  if (listed != identifier_of_.end()) return listed->second;
  const std::optional<std::string> known = genre_identifier(name);
  const bool allowed = known && std::ranges::find(identifiers_, *known) != identifiers_.end();
  return allowed ? known : std::nullopt;
}

}  // namespace airmark::llm
