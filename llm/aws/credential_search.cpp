#include "llm/aws/credential_search.h"

#include <array>
#include <utility>

#include "llm/aws/ascii_text.h"
#include "llm/aws/aws_time.h"
#include "llm/aws/credential_json.h"
#include "llm/aws/run_program.h"
#include "llm/aws/shell_words.h"

namespace airmark::llm {
namespace {

constexpr const char* kBearer = "AWS_BEARER_TOKEN_BEDROCK";
constexpr const char* kKeys = "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY";

/// Settings of a profile that lead to keys by a way that this program does not go.
struct OtherWay {
  const char* key;
  const char* name;
};
constexpr std::array<OtherWay, 5> kOtherWays = {{{"role_arn", "assumes a role"},
                                                 {"web_identity_token_file", "uses a web identity"},
                                                 {"sso_session", "uses single sign-on"},
                                                 {"sso_start_url", "uses single sign-on"},
                                                 {"login_session", "uses 'aws login'"}}};

std::string setting_in(const ProfileSection& section, std::string_view key) {
  const auto found = section.settings.find(key);
  return found == section.settings.end() ? "" : found->second;
}

}  // namespace

CredentialSearch::CredentialSearch(const AwsEnvironment& environment,
                                   const std::optional<std::string>& profile,
                                   std::chrono::system_clock::time_point now, std::stop_token stop)
    : environment_(environment), profile_(profile), now_(now), stop_(std::move(stop)) {}

Result<ResolvedIdentity> CredentialSearch::run() {
  using Step = Verdict (CredentialSearch::*)();
  constexpr std::array<Step, 9> kOrder = {
      &CredentialSearch::bearer_token,       &CredentialSearch::environment_keys,
      &CredentialSearch::web_identity,       &CredentialSearch::profile_files,
      &CredentialSearch::ways_not_spoken,    &CredentialSearch::credentials_file_keys,
      &CredentialSearch::credential_process, &CredentialSearch::config_file_keys,
      &CredentialSearch::metadata_services};
  for (const Step step : kOrder) {
    const Verdict verdict = (this->*step)();
    if (verdict == Verdict::End) return *error_;
    if (verdict == Verdict::Found)
      return ResolvedIdentity{*identity_, attempts_.back().source, attempts_};
  }
  return nothing_found();
}

CredentialSearch::Verdict CredentialSearch::bearer_token() {
  const auto token = environment_.variable(kBearer);
  if (!token) return skip(kBearer, "not set");
  if (!is_visible_ascii(*token))
    return end(kBearer, "holds a blank or a line break", "set it to the API key alone");
  identity_ = BearerToken{*token};
  attempts_.push_back({kBearer, "used"});
  return Verdict::Found;
}

CredentialSearch::Verdict CredentialSearch::environment_keys() {
  const auto id = environment_.variable("AWS_ACCESS_KEY_ID");
  const auto secret = environment_.variable("AWS_SECRET_ACCESS_KEY");
  if (!id && !secret) return skip(kKeys, "not set");
  if (profile_) return skip(kKeys, "passed over, for the settings name a profile");
  if (!id || !secret)
    return end(kKeys,
               std::string(id ? "AWS_SECRET_ACCESS_KEY" : "AWS_ACCESS_KEY_ID") + " is not set",
               "set both or neither");
  AwsCredentials keys{*id, *secret, environment_.variable("AWS_SESSION_TOKEN").value_or(""), {}};
  if (const auto expiry = environment_.variable("AWS_CREDENTIAL_EXPIRATION")) {
    keys.expires = parse_time(*expiry);
    if (!keys.expires)
      return end(kKeys, "AWS_CREDENTIAL_EXPIRATION is no time like 2026-11-20T10:30:00Z",
                 "correct or unset it");
  }
  return use(kKeys, std::move(keys));
}

CredentialSearch::Verdict CredentialSearch::web_identity() {
  const char* source = "AWS_WEB_IDENTITY_TOKEN_FILE and AWS_ROLE_ARN";
  if (!environment_.variable("AWS_WEB_IDENTITY_TOKEN_FILE") ||
      !environment_.variable("AWS_ROLE_ARN"))
    return skip(source, "not set");
  if (profile_) return skip(source, "passed over, for the settings name a profile");
  return end(source, "airmark does not exchange web identity tokens",
             "export keys with `aws configure export-credentials --format env`, or unset them");
}

CredentialSearch::Verdict CredentialSearch::profile_files() {
  Result<AwsProfiles> profiles = AwsProfiles::read(environment_, profile_);
  if (!profiles) {
    error_ = profiles.error();
    return Verdict::End;
  }
  profiles_ = std::move(profiles).value();
  if (const auto there = profiles_->require_profile(); !there) {
    error_ = there.error();
    return Verdict::End;
  }
  return Verdict::GoOn;
}

// Keys of the same profile would be another identity than the one that is meant; a
// credential_process may well be the way round.
CredentialSearch::Verdict CredentialSearch::ways_not_spoken() {
  const std::string source = "profile '" + profiles_->profile() + "'";
  if (profiles_->setting("credential_process")) return Verdict::GoOn;
  for (const auto& [key, name] : kOtherWays)
    if (profiles_->setting(key))
      return end(source, std::string(name) + " (" + key + "), which airmark leaves to the AWS CLI",
                 "add to the profile: credential_process = aws configure export-credentials "
                 "--profile " +
                     profiles_->profile() + " --format process");
  return Verdict::GoOn;
}

CredentialSearch::Verdict CredentialSearch::credentials_file_keys() {
  // The CLI would assume the role before it looked at these keys, and so does the process.
  const bool other_way = profiles_->setting("credential_process") && profiles_->setting("role_arn");
  if (other_way) return skip("profile '" + profiles_->profile() + "'", "assumes a role");
  return section_keys(profiles_->credentials_section(), profiles_->credentials_file());
}

CredentialSearch::Verdict CredentialSearch::config_file_keys() {
  return section_keys(profiles_->config_section(), profiles_->config_file());
}

CredentialSearch::Verdict CredentialSearch::section_keys(const ProfileSection* section,
                                                         const AwsProfiles::File& file) {
  const std::string source = "profile '" + profiles_->profile() + "' in " + file.shown;
  if (!file.present) return skip(source, "there is no such file");
  if (section == nullptr) return skip(source, "the file has no such profile");
  AwsCredentials keys{setting_in(*section, "aws_access_key_id"),
                      setting_in(*section, "aws_secret_access_key"),
                      setting_in(*section, "aws_session_token"),
                      {}};
  if (keys.access_key_id.empty() && keys.secret_access_key.empty())
    return skip(source, "the profile has no keys");
  if (keys.access_key_id.empty() || keys.secret_access_key.empty())
    return end(
        source,
        std::string(keys.access_key_id.empty() ? "aws_access_key_id" : "aws_secret_access_key") +
            " is missing",
        "add it");
  return use(source, std::move(keys));
}

CredentialSearch::Verdict CredentialSearch::credential_process() {
  const std::string source = "credential_process of profile '" + profiles_->profile() + "'";
  const auto command = profiles_->setting("credential_process");
  if (!command) return skip(source, "not set");
  return run_credential_process(source, *command);
}

CredentialSearch::Verdict CredentialSearch::run_credential_process(const std::string& source,
                                                                   const std::string& command) {
  const auto words = shell_words(command);
  if (!words || words->empty())
    return end(source, "the command has an open quote or no word", "correct it");
  const Result<std::string> output =
      run_program(*words, environment_.variables, environment_.process_patience, stop_);
  if (!output) {
    end(source, output.error().message, "run it by hand to see why");
    if (output.error().kind == ErrorKind::Timeout) error_->kind = ErrorKind::Timeout;
    return Verdict::End;
  }
  Result<AwsCredentials> keys = parse_process_credentials(output.value());
  if (!keys) return end(source, keys.error().message, "run it by hand to see why");
  return use(source, std::move(keys).value());
}

CredentialSearch::Verdict CredentialSearch::metadata_services() {
  return skip("container and instance metadata", "airmark does not ask these services");
}

CredentialSearch::Verdict CredentialSearch::use(const std::string& source, AwsCredentials keys) {
  if (!is_visible_ascii(keys.access_key_id) || !is_visible_ascii(keys.session_token))
    return end(source, "the key or the token holds a blank or a character that no key has",
               "copy them again");
  if (keys.expires && *keys.expires <= now_)
    return end(source, "the keys expired at " + time_text(*keys.expires), "renew them");
  identity_ = std::move(keys);
  attempts_.push_back({source, "used"});
  return Verdict::Found;
}

CredentialSearch::Verdict CredentialSearch::skip(const std::string& source,
                                                 const std::string& why) {
  attempts_.push_back({source, why});
  return Verdict::GoOn;
}

CredentialSearch::Verdict CredentialSearch::end(const std::string& source, const std::string& why,
                                                const std::string& mend) {
  attempts_.push_back({source, why});
  error_ = Error{ErrorKind::Refused, "no AWS credentials: " + source + ": " + why + "; " + mend};
  return Verdict::End;
}

Error CredentialSearch::nothing_found() const {
  std::string seen;
  for (const auto& [source, outcome] : attempts_)
    seen.append(seen.empty() ? "" : ", ").append(source).append(": ").append(outcome);
  return {ErrorKind::Refused, "no AWS credentials (" + seen + "); set " + kBearer + ", or " +
                                  kKeys + ", or run `aws configure`"};
}

}  // namespace airmark::llm
