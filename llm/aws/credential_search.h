#pragma once

#include <chrono>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "analysis/vocabulary/result.h"
#include "llm/aws/aws_profiles.h"
#include "llm/aws/credentials.h"

namespace airmark::llm {

/// One walk along the sources, in the SDKs' order, that keeps a record of what it saw.
class CredentialSearch {
 public:
  CredentialSearch(const AwsEnvironment& environment, const std::optional<std::string>& profile,
                   std::chrono::system_clock::time_point now, std::stop_token stop);

  /// The first source that has an identity, or why there is none.
  Result<ResolvedIdentity> run();

 private:
  enum class Verdict { Found, GoOn, End };

  Verdict bearer_token();
  Verdict environment_keys();
  Verdict web_identity();
  Verdict profile_files();
  Verdict ways_not_spoken();
  Verdict credentials_file_keys();
  Verdict credential_process();
  Verdict config_file_keys();
  Verdict metadata_services();

  Verdict section_keys(const ProfileSection* section, const AwsProfiles::File& file);
  Verdict run_credential_process(const std::string& source, const std::string& command);
  Verdict use(const std::string& source, AwsCredentials credentials);
  Verdict skip(const std::string& source, const std::string& why);
  Verdict end(const std::string& source, const std::string& why, const std::string& mend);
  Error nothing_found() const;

  const AwsEnvironment& environment_;
  const std::optional<std::string>& profile_;
  std::chrono::system_clock::time_point now_;
  std::stop_token stop_;
  std::optional<AwsProfiles> profiles_;
  std::optional<AwsIdentity> identity_;
  std::optional<Error> error_;
  std::vector<CredentialAttempt> attempts_;
};

}  // namespace airmark::llm
