#include "tools/standin/genre_list.h"

namespace airmark::tools {
namespace {

constexpr std::size_t kLongestNameBytes = 80;

/// Takes a quoted name from the front of `text`; empty where there is none.
std::string_view take_name(std::string_view& text) {
  if (!text.starts_with('"')) return {};
  const std::size_t close = text.find_first_of("\"\n", 1);
  if (close == text.npos || text[close] != '"' || close > kLongestNameBytes) return {};
  const std::string_view name = text.substr(1, close - 1);
  text.remove_prefix(close + 1);
  return name;
}

/// The row that `text` begins with; what follows it stays in `text`.
std::vector<std::string> take_row(std::string_view& text) {
  constexpr std::string_view kBetween = ", ";
  std::vector<std::string> row;
  std::string_view rest = text;
  for (std::string_view name = take_name(rest); !name.empty(); name = take_name(rest)) {
    row.emplace_back(name);
    text = rest;
    if (!rest.starts_with(kBetween)) break;
    rest.remove_prefix(kBetween.size());
  }
  if (text.starts_with(':') && !row.empty()) row.pop_back();  // a key of a JSON object
  return row;
}

}  // namespace

std::vector<std::string> genre_list(std::string_view prompt) {
  std::vector<std::string> longest;
  char before = ' ';
  while (!prompt.empty()) {
    const std::size_t size = prompt.size();
    std::vector<std::string> row = take_row(prompt);
    if (before != '[' && row.size() > longest.size()) longest = std::move(row);
    if (prompt.size() == size) {
      before = prompt.front();
      prompt.remove_prefix(1);
    } else {
      before = '"';
    }
  }
  if (longest.size() < 2) longest.clear();
  return longest;
}

}  // namespace airmark::tools
