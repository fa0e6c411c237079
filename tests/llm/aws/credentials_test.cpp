#include "llm/aws/credentials.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "tests/llm/aws/staged_aws.h"

namespace airmark::llm {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class Credentials : public ::testing::Test {
 protected:
  Result<ResolvedIdentity> find(const std::optional<std::string>& profile = {}) {
    return CredentialChain(aws.environment, profile).identity();
  }

  /// The access key id or the bearer token, whichever it is; "none: why" where there is none.
  std::string found(const std::optional<std::string>& profile = {}) {
    const auto resolved = find(profile);
    if (!resolved) return "none: " + resolved.error().message;
    if (const auto* bearer = std::get_if<BearerToken>(&resolved.value().identity))
      return bearer->token;
    return std::get<AwsCredentials>(resolved.value().identity).access_key_id;
  }

  void set(const std::string& name, const std::string& value) {
    aws.environment.variables[name] = value;
  }

  void set_keys(const std::string& id) {
    set("AWS_ACCESS_KEY_ID", id);
    set("AWS_SECRET_ACCESS_KEY", "TOPSECRET");
  }

  airmark::testing::StagedAws aws;
};

const std::string kProcessJson =
    R"({"Version":1,"AccessKeyId":"PROCESS","SecretAccessKey":"TOPSECRET","SessionToken":"t"})";

std::string keys_section(const std::string& section, const std::string& id) {
  return "[" + section + "]\naws_access_key_id = " + id + "\naws_secret_access_key = TOPSECRET\n";
}

TEST_F(Credentials, ComeFromTheFirstSourceInTheOrderOfTheSdks) {
  set("AWS_BEARER_TOKEN_BEDROCK", "BEARER");
  set_keys("ENVIRONMENT");
  aws.write_credentials(keys_section("default", "FILE"));
  const std::string program = aws.write_program("keys", "echo '" + kProcessJson + "'");
  aws.write_config(keys_section("default", "CONFIG") + "credential_process = " + program + "\n");
  EXPECT_EQ(found(), "BEARER");
  aws.environment.variables.erase("AWS_BEARER_TOKEN_BEDROCK");
  EXPECT_EQ(found(), "ENVIRONMENT");
  set("AWS_ACCESS_KEY_ID", "");
  set("AWS_SECRET_ACCESS_KEY", "");
  EXPECT_EQ(found(), "FILE");
  aws.write_credentials("");
  EXPECT_EQ(found(), "PROCESS");
  aws.write_config(keys_section("default", "CONFIG"));
  EXPECT_EQ(found(), "CONFIG");
}

TEST_F(Credentials, KeepTokenAndExpiryOfTheEnvironment) {
  set_keys("ENVIRONMENT");
  set("AWS_SESSION_TOKEN", "token");
  set("AWS_CREDENTIAL_EXPIRATION", "2100-01-01T00:00:00Z");
  const auto resolved = find();
  ASSERT_TRUE(resolved);
  const auto& keys = std::get<AwsCredentials>(resolved.value().identity);
  EXPECT_EQ(keys.secret_access_key, "TOPSECRET");
  EXPECT_EQ(keys.session_token, "token");
  EXPECT_TRUE(keys.expires);
  set("AWS_CREDENTIAL_EXPIRATION", "2020-01-01T00:00:00Z");
  EXPECT_THAT(found(), HasSubstr("expired at 2020-01-01T00:00:00Z; renew"));
  set("AWS_CREDENTIAL_EXPIRATION", "soon");
  EXPECT_THAT(found(), HasSubstr("AWS_CREDENTIAL_EXPIRATION is no time"));
}

TEST_F(Credentials, OfHalfAPairEndTheSearchByName) {
  aws.write_credentials(keys_section("default", "FILE"));
  set("AWS_ACCESS_KEY_ID", "ENVIRONMENT");
  EXPECT_THAT(found(), HasSubstr("AWS_SECRET_ACCESS_KEY is not set; set both or neither"));
  set("AWS_ACCESS_KEY_ID", "");
  aws.write_credentials("[default]\naws_secret_access_key = TOPSECRET\n");
  EXPECT_THAT(found(), HasSubstr("~/.aws/credentials: aws_access_key_id is missing; add it"));
}

TEST_F(Credentials, OfANamedProfileWinOverTheEnvironmentsKeys) {
  set_keys("ENVIRONMENT");
  aws.write_credentials(keys_section("radio", "RADIO"));
  EXPECT_EQ(found("radio"), "RADIO");
  set("AWS_PROFILE", "radio");
  EXPECT_EQ(found(), "ENVIRONMENT");  // as the SDKs have it: a variable names no profile firmly
}

TEST_F(Credentials, AreThoseOfTheProfileThatIsNamed) {
  aws.write_credentials(keys_section("default", "DEFAULT") + keys_section("radio", "RADIO"));
  aws.write_config(keys_section("profile studio", "STUDIO") + keys_section("loose", "LOOSE"));
  EXPECT_EQ(found(), "DEFAULT");
  set("AWS_DEFAULT_PROFILE", "studio");
  EXPECT_EQ(found(), "STUDIO");
  set("AWS_PROFILE", "radio");
  EXPECT_EQ(found(), "RADIO");
  EXPECT_EQ(found("studio"), "STUDIO");
  EXPECT_THAT(found("loose"), HasSubstr("the profile 'loose' (named by the settings) is neither"));
  set("AWS_PROFILE", "radoi");
  EXPECT_THAT(found(), HasSubstr("the profile 'radoi' (named by AWS_PROFILE)"));
}

TEST_F(Credentials, CanLieInOtherFiles) {
  aws.write("shared", keys_section("default", "SHARED"));
  aws.write("settings",
            keys_section("profile default", "SETTINGS") + keys_section("default", "SHADOWED"));
  set("AWS_SHARED_CREDENTIALS_FILE", "~/shared");
  set("AWS_CONFIG_FILE", aws.path("settings"));
  EXPECT_EQ(found(), "SHARED");
  set("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
  EXPECT_EQ(found(), "SETTINGS");
}

TEST_F(Credentials, OfAProcessAreAskedForWithoutAShell) {
  const std::string program = aws.write_program(
      "my keys", "printf '%s|' \"$@\" > " + aws.path("words") + "\necho '" + kProcessJson + "'");
  aws.write_config("[default]\ncredential_process = '" + program + "' --name \"a b\" $HOME;x\n");
  EXPECT_EQ(found(), "PROCESS");
  std::string words;
  std::getline(std::ifstream(aws.path("words")), words);
  EXPECT_EQ(words, "--name|a b|$HOME;x|");
}

TEST_F(Credentials, OfABrokenProcessEndTheSearchWithoutItsWords) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"echo TOPSECRET; echo TOPSECRET >&2; exit 2", "ended with code 2"},
      {"echo TOPSECRET", "not a JSON object"},
      {R"(echo '{"Version":1,"AccessKeyId":"A","SecretAccessKey":"TOPSECRET",)"
       R"("Expiration":"2020-01-01T00:00:00Z"}')",
       "expired at 2020-01-01"}};
  for (const auto& [script, reason] : cases) {
    const std::string program = aws.write_program("keys", script);
    aws.write_config(keys_section("default", "CONFIG") + "credential_process = " + program +
                     " --password TOPSECRET\n");
    const std::string result = found();
    EXPECT_THAT(result, HasSubstr("none: no AWS credentials: credential_process of profile"));
    EXPECT_THAT(result, HasSubstr(reason));
    EXPECT_THAT(result, Not(HasSubstr("TOPSECRET")));
  }
  aws.write_config("[default]\ncredential_process = 'TOPSECRET\n");
  EXPECT_THAT(found(), HasSubstr("open quote"));
}

TEST_F(Credentials, OfARoleOrSingleSignOnAreLeftToTheAwsCli) {
  aws.write_credentials(keys_section("default", "WRONG"));
  for (const char* line : {"role_arn = arn:aws:iam::1:role/x\nsource_profile = base",
                           "sso_session = work", "sso_start_url = https://example.org",
                           "login_session = arn", "web_identity_token_file = /t"}) {
    aws.write_config("[default]\n" + std::string(line) + "\n");
    EXPECT_THAT(found(), HasSubstr("credential_process = aws configure export-credentials "
                                   "--profile default --format process"));
    const std::string program = aws.write_program("keys", "echo '" + kProcessJson + "'");
    aws.write_credentials("");
    aws.write_config("[default]\n" + std::string(line) + "\ncredential_process = " + program);
    EXPECT_EQ(found(), "PROCESS") << line;
    aws.write_credentials(keys_section("default", "WRONG"));
  }
  set("AWS_WEB_IDENTITY_TOKEN_FILE", "/t");
  set("AWS_ROLE_ARN", "arn");
  EXPECT_THAT(found(), HasSubstr("airmark does not exchange web identity tokens"));
}

TEST_F(Credentials, NeverBreakOutOfAHeader) {
  set("AWS_BEARER_TOKEN_BEDROCK", "TOPSECRET\r\nX-Evil: 1");
  EXPECT_THAT(found(), HasSubstr("AWS_BEARER_TOKEN_BEDROCK: holds a blank or a line break"));
  set("AWS_BEARER_TOKEN_BEDROCK", "");
  set_keys("AKID");
  set("AWS_SESSION_TOKEN", "TOPSECRET\nX-Evil: 1");
  EXPECT_THAT(found(), HasSubstr("holds a blank"));
  EXPECT_THAT(found(), Not(HasSubstr("TOPSECRET")));
}

TEST_F(Credentials, ThatAreNowhereAreAnErrorThatNamesEverySource) {
  const auto resolved = find();
  ASSERT_FALSE(resolved);
  EXPECT_EQ(resolved.error().kind, ErrorKind::Refused);
  for (const char* text :
       {"AWS_BEARER_TOKEN_BEDROCK: not set", "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY: not set",
        "~/.aws/credentials: there is no such file", "~/.aws/config: there is no such file",
        "credential_process of profile 'default': not set", "container and instance metadata",
        "run `aws configure`"})
    EXPECT_THAT(resolved.error().message, HasSubstr(text));
}

TEST_F(Credentials, ComeWithARecordOfWhatWasLookedAt) {
  aws.write_config(keys_section("default", "CONFIG"));
  const auto resolved = find();
  ASSERT_TRUE(resolved);
  EXPECT_EQ(resolved.value().source, "profile 'default' in ~/.aws/config");
  std::vector<std::string> lines;
  for (const auto& [source, outcome] : resolved.value().attempts) {
    lines.push_back(source + ": " + outcome);
    EXPECT_THAT(lines.back(), Not(HasSubstr("TOPSECRET")));
  }
  EXPECT_THAT(lines, Contains("AWS_BEARER_TOKEN_BEDROCK: not set"));
  EXPECT_THAT(lines, Contains("profile 'default' in ~/.aws/credentials: there is no such file"));
  EXPECT_EQ(lines.back(), "profile 'default' in ~/.aws/config: used");
}

TEST_F(Credentials, InADamagedFileAreAnErrorThatNamesTheLine) {
  aws.write_credentials("[default]\naws_secret_access_key TOPSECRET\n");
  EXPECT_THAT(found(), HasSubstr("~/.aws/credentials:2: "));
  EXPECT_THAT(found(), Not(HasSubstr("TOPSECRET")));
  aws.write_credentials(std::string((1 << 20) + 1, '\n'));
  EXPECT_THAT(found(), HasSubstr("larger than 1 MiB"));
  set("AWS_SHARED_CREDENTIALS_FILE", aws.path(""));
  EXPECT_THAT(found(), HasSubstr("is a folder"));
}

TEST_F(Credentials, InAFileWithoutRightsAreAnError) {
  if (geteuid() == 0) GTEST_SKIP() << "root may read every file";
  aws.write_credentials(keys_section("default", "FILE"));
  std::filesystem::permissions(aws.path(".aws/credentials"), std::filesystem::perms::none);
  EXPECT_THAT(found(), HasSubstr("~/.aws/credentials: Permission denied"));
}

TEST(AwsEnvironment, IsThatOfThisProcess) {
  const AwsEnvironment environment = AwsEnvironment::of_this_process();
  EXPECT_EQ(environment.variable("PATH"), std::string(std::getenv("PATH")));
  EXPECT_FALSE(environment.variable("AIRMARK_NO_SUCH_VARIABLE"));
}

}  // namespace
}  // namespace airmark::llm
