#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "analysis/vocabulary/result.h"

namespace airmark::llm {

/// One `[section]` of an AWS file. Keys are lower case.
struct ProfileSection {
  using Settings = std::map<std::string, std::string, std::less<>>;

  Settings settings;
  std::map<std::string, Settings, std::less<>> nested;  ///< "bedrock_runtime" -> its settings.
};

/// Reads the credentials and config files that the AWS tools share.
///
/// Method     a section per [name]; key = value; lines that begin with # or ; and what follows a
///            blank and one of them are comments; a line that stands deeper than the key above it
///            belongs to that key: a setting of its own where the key has no value, a further line
///            of the value otherwise. A section that comes twice is one section, where the later
///            value wins. Source: AWS SDKs and Tools Reference Guide, "Format of the config file".
/// Input      any bytes; a byte-order mark and CR before LF are passed over.
class ProfileFile {
 public:
  /// Configuration, naming file and line but never what stands there: it may be a secret.
  static Result<ProfileFile> parse(std::string_view text, const std::string& file_name);

  /// By the words between the brackets, blanks and quotes apart: "profile radio".
  const ProfileSection* section(std::string_view name) const;

  const std::map<std::string, ProfileSection, std::less<>>& sections() const noexcept {
    return sections_;
  }

 private:
  std::map<std::string, ProfileSection, std::less<>> sections_;
};

}  // namespace airmark::llm
