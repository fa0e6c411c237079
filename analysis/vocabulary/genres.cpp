#include "analysis/vocabulary/genres.h"

#include <algorithm>
#include <cassert>
#include <map>
#include <nlohmann/json.hpp>
#include <numeric>

#include "embedded/genres_json.h"

namespace airmark {
namespace {

struct Genres {
  std::vector<std::string> identifiers;
  std::map<std::string, std::string, std::less<>> display_names;
  std::map<std::string, std::string, std::less<>> identifier_of;  // key: a folded name
  std::map<std::string, std::string, std::less<>> subgenre_of;    // the same, of the narrower names
  std::map<std::string, std::string, std::less<>> parents;        // of those that have one
};

// The file is compiled in and a test reads every field of it: a fault in it cannot reach a user.
Genres read_genres() {
  Genres genres;
  const nlohmann::json file = nlohmann::json::parse(embedded::genres_json());
  for (const nlohmann::json& genre : file.at("genres")) {
    const auto identifier = genre.at("id").get<std::string>();
    const auto name = genre.at("name").get<std::string>();
    genres.identifiers.push_back(identifier);
    genres.display_names[identifier] = name;
    genres.identifier_of[folded_name(identifier)] = identifier;
    genres.identifier_of[folded_name(name)] = identifier;
    for (const nlohmann::json& alias : genre.at("aliases"))
      genres.identifier_of[folded_name(alias.get<std::string>())] = identifier;
    for (const nlohmann::json& subgenre : genre.at("subgenres"))
      genres.subgenre_of[folded_name(subgenre.get<std::string>())] = identifier;
    if (genre.contains("parent"))
      genres.parents[identifier] = genre.at("parent").get<std::string>();
  }
  std::ranges::sort(genres.identifiers);
  return genres;
}

const Genres& genres() {
  static const Genres read = read_genres();
  return read;
}

/// Fewest insertions, deletions and replacements of a byte that turn one text into the other
/// (Levenshtein 1966), by rows (Wagner and Fischer 1974).
std::size_t edit_distance(std::string_view from, std::string_view to) {
  std::vector<std::size_t> row(to.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= from.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= to.size(); ++j) {
      const std::size_t replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

std::string folded_name(std::string_view name) {
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

const std::vector<std::string>& genre_identifiers() { return genres().identifiers; }

std::optional<std::string> genre_identifier(std::string_view name) {
  const auto found = genres().identifier_of.find(folded_name(name));
  if (found == genres().identifier_of.end()) return std::nullopt;
  return found->second;
}

std::optional<std::string> genre_of_label(std::string_view label) {
  if (auto identifier = genre_identifier(label)) return identifier;
  const auto found = genres().subgenre_of.find(folded_name(label));
  if (found == genres().subgenre_of.end()) return std::nullopt;
  return found->second;
}

std::optional<std::string> parent_genre(std::string_view identifier) {
  const auto found = genres().parents.find(identifier);
  if (found == genres().parents.end()) return std::nullopt;
  return found->second;
}

std::string genre_display_name(std::string_view identifier) {
  const auto found = genres().display_names.find(identifier);
  assert(found != genres().display_names.end());
  return found == genres().display_names.end() ? std::string(identifier) : found->second;
}

std::optional<std::string> nearest_genre_identifier(std::string_view name) {
  constexpr std::size_t kLongestName = 64;  // No genre is near a longer one.
  const std::string wanted = folded_name(name);
  if (wanted.size() > kLongestName) return std::nullopt;
  std::optional<std::string> nearest;
  std::size_t fewest = wanted.size() / 3 + 1;
  for (const auto& [known, identifier] : genres().identifier_of) {
    const std::size_t distance = edit_distance(wanted, known);
    if (distance >= fewest) continue;
    fewest = distance;
    nearest = identifier;
  }
  return nearest;
}

}  // namespace airmark
