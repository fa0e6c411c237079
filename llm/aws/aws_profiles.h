#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "analysis/vocabulary/result.h"
#include "llm/aws/credentials.h"
#include "llm/aws/profile_file.h"

namespace airmark::llm {

/// The shared credentials and config files of an environment, and the one profile that counts.
class AwsProfiles {
 public:
  /// One of the two files.
  struct File {
    std::string path;      ///< As given to the system.
    std::string shown;     ///< For people: "~/.aws/config".
    bool present = false;  ///< A file that is not there is as good as an empty one.
    ProfileFile content;
  };

  /// Reads AWS_SHARED_CREDENTIALS_FILE and AWS_CONFIG_FILE, by default in ~/.aws. The profile is
  /// `profile`, else AWS_PROFILE, else AWS_DEFAULT_PROFILE, else "default". Configuration where a
  /// file cannot be read or understood.
  static Result<AwsProfiles> read(const AwsEnvironment& environment,
                                  const std::optional<std::string>& profile);

  const std::string& profile() const noexcept { return profile_; }
  const File& credentials_file() const noexcept { return credentials_; }
  const File& config_file() const noexcept { return config_; }

  /// The profile's section in each file, if it has one. In the config file "[profile x]", or
  /// "[default]".
  const ProfileSection* credentials_section() const;
  const ProfileSection* config_section() const;

  /// A setting of the profile with a value; the credentials file wins over the config file.
  std::optional<std::string> setting(std::string_view key) const;
  /// A setting of `group` in the config file's "[services x]" that the profile names.
  std::optional<std::string> service_setting(std::string_view group, std::string_view key) const;

  /// An Error that names the profile where someone asked for it by name and no file has it.
  Result<Done> require_profile() const;

 private:
  std::string profile_;
  std::string chosen_by_;  // "AWS_PROFILE", "the settings"; empty for the default profile
  File credentials_;
  File config_;
};

}  // namespace airmark::llm
