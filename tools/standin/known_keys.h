#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "analysis/vocabulary/result.h"
#include "llm/aws/credentials.h"

namespace airmark::tools {

/// The keys that the stand-in takes for good.
class KnownKeys {
 public:
  /// The two pairs that AWS's own documentation shows, and one API key. They open nothing anywhere.
  static KnownKeys examples();

  /// Adds what stands in a file, one a line: KEY_ID:SECRET, KEY_ID:SECRET:SESSION_TOKEN or
  /// bearer:TOKEN; blank lines and those that begin with # say nothing. An id that is known already
  /// is replaced. Configuration, naming file and line but never what stands there.
  Result<Done> add(std::string_view text, const std::string& file_name);

  /// Null where nobody has that key.
  const llm::AwsCredentials* find(std::string_view access_key_id) const;
  bool has_bearer_token(std::string_view token) const;

 private:
  void add(llm::AwsCredentials keys);

  std::map<std::string, llm::AwsCredentials, std::less<>> keys_;
  std::set<std::string, std::less<>> bearer_tokens_;
};

}  // namespace airmark::tools
