#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "llm/aws/credentials.h"
#include "tests/llm/aws/staged_aws.h"

namespace airmark::llm {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class Place : public ::testing::Test {
 protected:
  Result<AwsPlace> resolve(const std::optional<std::string>& region = {},
                           const std::optional<std::string>& endpoint = {}) {
    return resolve_place(aws.environment, profile, region, endpoint);
  }
  std::string region(const std::optional<std::string>& given = {}) {
    const auto place = resolve(given);
    return place ? place.value().region + " by " + place.value().region_source
                 : place.error().message;
  }
  std::string endpoint(const std::optional<std::string>& given = {}) {
    const auto place = resolve({}, given);
    return place ? place.value().endpoint + " by " + place.value().endpoint_source
                 : place.error().message;
  }
  std::string control_endpoint(const std::optional<std::string>& given = {}) {
    const auto place = resolve({}, given);
    return place ? place.value().control_endpoint + " by " + place.value().control_endpoint_source
                 : place.error().message;
  }
  void set(const std::string& name, const std::string& value) {
    aws.environment.variables[name] = value;
  }

  airmark::testing::StagedAws aws;
  std::optional<std::string> profile;
};

TEST_F(Place, HasTheRegionOfTheFirstWhoNamesOne) {
  aws.write_config("[default]\nregion = eu-west-1\n");
  EXPECT_EQ(region(), "eu-west-1 by region of profile 'default'");
  set("AWS_DEFAULT_REGION", "eu-west-2");
  EXPECT_EQ(region(), "eu-west-2 by AWS_DEFAULT_REGION");
  set("AWS_REGION", "eu-west-3");
  EXPECT_EQ(region(), "eu-west-3 by AWS_REGION");
  EXPECT_EQ(region("eu-north-1"), "eu-north-1 by llm.region");
}

TEST_F(Place, IsConfigurationWhereNoRegionIsNamed) {
  const auto place = resolve();
  ASSERT_FALSE(place);
  EXPECT_EQ(place.error().kind, ErrorKind::Configuration);
  EXPECT_THAT(place.error().message, HasSubstr("set AWS_REGION"));
  EXPECT_THAT(place.error().message, HasSubstr("'default' in ~/.aws/config"));
}

TEST_F(Place, LetsNoRegionLeadToAnotherHost) {
  for (const char* bad : {"", "us-east-1.evil.org/", "us east", "US-EAST-1", "a@b"})
    EXPECT_THAT(region(bad), HasSubstr("which is not a Region; write it like")) << bad;
}

TEST_F(Place, QuotesWhatIsNoRegionBehindWhoNamedIt) {
  EXPECT_THAT(region("us east"), StartsWith("llm.region is \"us east\", which is not a Region"));
  set("AWS_REGION", "US\n");
  EXPECT_THAT(region(), StartsWith("AWS_REGION is \"US\", which is not a Region"));
}

TEST_F(Place, HasAwssOwnEndpointOfTheRegion) {
  set("AWS_REGION", "us-east-1");
  EXPECT_EQ(endpoint(), "https://bedrock-runtime.us-east-1.amazonaws.com by the region");
  set("AWS_USE_FIPS_ENDPOINT", "true");
  EXPECT_EQ(endpoint(), "https://bedrock-runtime-fips.us-east-1.amazonaws.com by the region");
  set("AWS_USE_DUALSTACK_ENDPOINT", "True");
  EXPECT_EQ(endpoint(), "https://bedrock-runtime-fips.us-east-1.api.aws by the region");
  set("AWS_USE_FIPS_ENDPOINT", "false");
  EXPECT_EQ(endpoint(), "https://bedrock-runtime.us-east-1.api.aws by the region");
  set("AWS_USE_DUALSTACK_ENDPOINT", "yes");
  EXPECT_THAT(endpoint(),
              HasSubstr("AWS_USE_DUALSTACK_ENDPOINT is \"yes\", which is neither true nor false"));
  set("AWS_USE_DUALSTACK_ENDPOINT", "");
  set("AWS_REGION", "cn-north-1");
  EXPECT_EQ(endpoint(), "https://bedrock-runtime.cn-north-1.amazonaws.com.cn by the region");
}

TEST_F(Place, HasTheEndpointOfTheFirstWhoNamesOne) {
  aws.write_config(
      "[profile radio]\nregion = us-east-1\nservices = mine\nendpoint_url = http://profile/\n"
      "[services mine]\ns3 =\n  endpoint_url = http://s3\n"
      "bedrock_runtime =\n  endpoint_url = http://service\n");
  profile = "radio";
  EXPECT_EQ(endpoint(), "http://service by endpoint_url in the services of profile 'radio'");
  set("AWS_ENDPOINT_URL", "http://all:8080");
  EXPECT_EQ(endpoint(), "http://all:8080 by AWS_ENDPOINT_URL");
  set("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "https://Special/base/");
  EXPECT_EQ(endpoint(), "https://special/base by AWS_ENDPOINT_URL_BEDROCK_RUNTIME");
  EXPECT_EQ(endpoint("http://127.0.0.1:1"), "http://127.0.0.1:1 by llm.endpoint");
  set("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true");
  EXPECT_EQ(endpoint(), "https://bedrock-runtime.us-east-1.amazonaws.com by the region");
  EXPECT_EQ(endpoint("http://127.0.0.1:1"), "http://127.0.0.1:1 by llm.endpoint");
}

TEST_F(Place, TakesTheProfilesOwnEndpointWhereItNamesNoService) {
  aws.write_config("[default]\nregion = us-east-1\nendpoint_url = http://profile\n");
  EXPECT_EQ(endpoint(), "http://profile by endpoint_url of profile 'default'");
  aws.write_config(
      "[default]\nregion = us-east-1\nendpoint_url = http://profile\n"
      "ignore_configured_endpoint_urls = true\n");
  EXPECT_EQ(endpoint(), "https://bedrock-runtime.us-east-1.amazonaws.com by the region");
}

TEST_F(Place, HasAwssOwnControlEndpointOfTheRegion) {
  set("AWS_REGION", "us-east-1");
  EXPECT_EQ(control_endpoint(), "https://bedrock.us-east-1.amazonaws.com by the region");
  set("AWS_USE_FIPS_ENDPOINT", "true");
  EXPECT_EQ(control_endpoint(), "https://bedrock-fips.us-east-1.amazonaws.com by the region");
  set("AWS_USE_DUALSTACK_ENDPOINT", "true");
  EXPECT_EQ(control_endpoint(), "https://bedrock-fips.us-east-1.api.aws by the region");
}

TEST_F(Place, HasTheControlEndpointOfTheFirstWhoNamesOne) {
  aws.write_config(
      "[default]\nregion = us-east-1\nservices = here\nendpoint_url = http://profile\n"
      "[services here]\nbedrock =\n  endpoint_url = http://control\n");
  EXPECT_EQ(endpoint(), "http://profile by endpoint_url of profile 'default'");
  EXPECT_EQ(control_endpoint(),
            "http://control by endpoint_url in the services of profile 'default'");
  set("AWS_ENDPOINT_URL", "http://all:8080");
  EXPECT_EQ(control_endpoint(), "http://all:8080 by AWS_ENDPOINT_URL");
  set("AWS_ENDPOINT_URL_BEDROCK", "https://special/base/");
  EXPECT_EQ(control_endpoint(), "https://special/base by AWS_ENDPOINT_URL_BEDROCK");
  EXPECT_EQ(endpoint(), "http://all:8080 by AWS_ENDPOINT_URL");
  set("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "http://runtime");
  EXPECT_EQ(control_endpoint(), "https://special/base by AWS_ENDPOINT_URL_BEDROCK");
  EXPECT_EQ(control_endpoint("http://127.0.0.1:1"), "http://127.0.0.1:1 by llm.endpoint");
  set("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true");
  EXPECT_EQ(control_endpoint(), "https://bedrock.us-east-1.amazonaws.com by the region");
}

TEST_F(Place, NamesTheControlEndpointThatIsNone) {
  set("AWS_REGION", "us-east-1");
  set("AWS_ENDPOINT_URL_BEDROCK", "nonsense");
  EXPECT_THAT(endpoint(), HasSubstr("AWS_ENDPOINT_URL_BEDROCK is no URL of a service"));
}

TEST_F(Place, RefusesWhatIsNoEndpointWithoutRepeatingIt) {
  set("AWS_REGION", "us-east-1");
  for (const char* bad : {"SECRET", "ftp://SECRET", "https://SECRET host", "https://me:SECRET@host",
                          "https://host/?key=SECRET", "https://host#SECRET", "https://"}) {
    EXPECT_THAT(endpoint(bad), StartsWith("llm.endpoint ")) << bad;
    EXPECT_THAT(endpoint(bad), Not(HasSubstr("SECRET")));
  }
}

TEST_F(Place, NamesTheCertificatesToTrust) {
  set("AWS_REGION", "us-east-1");
  EXPECT_FALSE(resolve().value().certificate_bundle);
  aws.write("bundle.pem", "");
  set("AWS_CA_BUNDLE", "~/bundle.pem");
  EXPECT_EQ(resolve().value().certificate_bundle, aws.path("bundle.pem"));
  set("AWS_CA_BUNDLE", aws.path("missing.pem"));
  EXPECT_THAT(endpoint(),
              HasSubstr("AWS_CA_BUNDLE is \"" + aws.path("missing.pem") + "\", which is no file"));
}

TEST_F(Place, NeedsTheProfileThatIsNamed) {
  set("AWS_REGION", "us-east-1");
  EXPECT_TRUE(resolve());  // the default profile need not be there
  set("AWS_PROFILE", "radoi");
  EXPECT_THAT(region(), HasSubstr("the profile 'radoi' (named by AWS_PROFILE)"));
}

}  // namespace
}  // namespace airmark::llm
