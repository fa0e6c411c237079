#include "tools/standin/known_keys.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "llm/aws/ascii_text.h"
#include "tools/standin/pieces.h"

namespace airmark::tools {
KnownKeys KnownKeys::examples() {
  KnownKeys known;
  known.add({"AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "", {}});
  known.add({"AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "", {}});
  known.bearer_tokens_.insert("bedrock-api-key-EXAMPLE");
  return known;
}

void KnownKeys::add(llm::AwsCredentials keys) {
  std::string id = keys.access_key_id;
  keys_.insert_or_assign(std::move(id), std::move(keys));
}

Result<Done> KnownKeys::add(std::string_view text, const std::string& file_name) {
  int number = 0;
  for (const std::string_view line : pieces(text, '\n')) {
    ++number;
    const std::string_view said = llm::trimmed(line);
    if (said.empty() || said.starts_with('#')) continue;
    const std::vector<std::string_view> parts = pieces(said, ':');
    const bool whole = std::ranges::all_of(parts, llm::is_visible_ascii) &&
                       std::ranges::none_of(parts, &std::string_view::empty);
    if (whole && parts.size() == 2 && parts[0] == "bearer") {
      bearer_tokens_.emplace(parts[1]);
    } else if (whole && (parts.size() == 2 || parts.size() == 3)) {
      add({std::string(parts[0]),
           std::string(parts[1]),
           std::string(parts.size() == 3 ? parts[2] : ""),
           {}});
    } else {
      return Error{ErrorKind::Configuration,
                   file_name + ":" + std::to_string(number) +
                       ": a line is KEY_ID:SECRET, KEY_ID:SECRET:SESSION_TOKEN or bearer:TOKEN"};
    }
  }
  return Done();
}

const llm::AwsCredentials* KnownKeys::find(std::string_view access_key_id) const {
  const auto found = keys_.find(access_key_id);
  return found == keys_.end() ? nullptr : &found->second;
}

bool KnownKeys::has_bearer_token(std::string_view token) const {
  return bearer_tokens_.contains(token);
}

}  // namespace airmark::tools
