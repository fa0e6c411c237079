#include "llm/reply/genre_names.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "embedded/genre_names_json.h"

namespace airmark::llm {
namespace {

using Names = std::vector<std::pair<std::string, std::string>>;  // folded name, identifier

/// Every name of config/genres.json; the file is compiled in and its fields are tested.
const Names& known_names() {
  static const Names names = [] {
    Names all;
    const auto file = nlohmann::json::parse(embedded::genre_names_json());
    for (const auto& genre : file.at("genres")) {
      const auto identifier = genre.at("id").get<std::string>();
      all.emplace_back(folded(genre.at("name").get<std::string>()), identifier);
      for (const auto& alias : genre.at("aliases"))
        all.emplace_back(folded(alias.get<std::string>()), identifier);
    }
    return all;
  }();
  return names;
}

}  // namespace

std::string folded(std::string_view name) {
  std::string text;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z')
      text += static_cast<char>(c - 'A' + 'a');
    else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & '\x80') != 0)
      text += c;
    else if (c == '&')
      text += "and";
  }
  return text;
}

GenreNames::GenreNames(const std::vector<std::string>& identifiers) {
  for (const auto& [name, identifier] : known_names())
    if (std::ranges::find(identifiers, identifier) != identifiers.end())
      identifier_of_[name] = identifier;
  // After the aliases: in a user's own list a name means what the list says.
  for (const std::string& identifier : identifiers) identifier_of_[folded(identifier)] = identifier;
  identifier_of_.erase("");
}

std::optional<std::string> GenreNames::find(std::string_view name) const {
  const auto found = identifier_of_.find(folded(name));
  if (found == identifier_of_.end()) return std::nullopt;
  return found->second;
}

}  // namespace airmark::llm
