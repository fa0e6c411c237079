#include <algorithm>
#include <filesystem>
#include <string_view>
#include <utility>
#include <vector>

#include "llm/aws/ascii_text.h"
#include "llm/aws/aws_profiles.h"
#include "llm/aws/credentials.h"
#include "llm/aws/url_parts.h"
#include "llm/prompt/outside_text.h"

namespace airmark::llm {
namespace {

constexpr std::size_t kLongestShownBytes = 200;

/// A value and who gave it.
struct Origin {
  std::string value;
  std::string source;
};

/// What the two hosts of Bedrock are called, where.
struct ServiceNames {
  std::string host;
  std::string variable;
  std::string_view group;  ///< In a services section.
};

const ServiceNames kRuntime{"bedrock-runtime", "AWS_ENDPOINT_URL_BEDROCK_RUNTIME",
                            "bedrock_runtime"};
const ServiceNames kControl{"bedrock", "AWS_ENDPOINT_URL_BEDROCK", "bedrock"};

Error configuration(std::string sentence) {
  return {ErrorKind::Configuration, std::move(sentence)};
}

/// "AWS_REGION is "us east", which is …"
Error wrong(const Origin& origin, const std::string& what) {
  return configuration(origin.source + " is \"" + readable(origin.value, kLongestShownBytes) +
                       "\", which is " + what);
}

/// The settings of one environment and profile, asked for one by one.
class PlaceSettings {
 public:
  PlaceSettings(const AwsEnvironment& environment, const AwsProfiles& profiles)
      : environment_(environment), profiles_(profiles) {}

  std::optional<Origin> variable(const std::string& name) const {
    const auto value = environment_.variable(name);
    return value ? std::optional<Origin>({*value, name}) : std::nullopt;
  }

  std::optional<Origin> profile(const std::string& key) const {
    const auto value = profiles_.setting(key);
    return value
               ? std::optional<Origin>({*value, key + " of profile '" + profiles_.profile() + "'"})
               : std::nullopt;
  }

  std::optional<Origin> service_endpoint(const ServiceNames& service) const {
    const auto value = profiles_.service_setting(service.group, "endpoint_url");
    if (!value) return std::nullopt;
    return Origin{*value, "endpoint_url in the services of profile '" + profiles_.profile() + "'"};
  }

  /// A switch that is off where nobody sets it; the variable wins over the profile.
  Result<bool> flag(const std::string& name, const std::string& key) const {
    std::optional<Origin> origin = variable(name);
    if (!origin) origin = profile(key);
    if (!origin) return false;
    const std::string word = lower_case(origin->value);
    if (word != "true" && word != "false")
      return wrong(*origin, "neither true nor false; set it to one of them");
    return word == "true";
  }

 private:
  const AwsEnvironment& environment_;
  const AwsProfiles& profiles_;
};

Result<Origin> find_region(const PlaceSettings& settings, const AwsProfiles& profiles,
                           const std::optional<std::string>& given) {
  std::optional<Origin> region;
  if (given) region = Origin{*given, "llm.region"};
  if (!region) region = settings.variable("AWS_REGION");
  if (!region) region = settings.variable("AWS_DEFAULT_REGION");
  if (!region) region = settings.profile("region");
  if (!region)
    return Error{ErrorKind::Configuration,
                 "no AWS region is named; set AWS_REGION (for instance to us-east-1) or write "
                 "'region = …' under the profile '" +
                     profiles.profile() + "' in " + profiles.config_file().shown};
  // The region becomes part of a host name.
  const bool plain = !region->value.empty() && std::ranges::all_of(region->value, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
  if (!plain) return wrong(*region, "not a Region; write it like us-east-1");
  return *region;
}

/// The suffixes of the partitions' host names, as botocore's partitions.json has them.
std::string host_suffix(std::string_view region, bool dual_stack) {
  if (region.starts_with("cn-"))
    return dual_stack ? "api.amazonwebservices.com.cn" : "amazonaws.com.cn";
  if (region.starts_with("us-iso-")) return "c2s.ic.gov";
  if (region.starts_with("us-isob-")) return "sc2s.sgov.gov";
  return dual_stack ? "api.aws" : "amazonaws.com";
}

Result<Origin> usual_endpoint(const PlaceSettings& settings, const ServiceNames& service,
                              const std::string& region) {
  const Result<bool> fips = settings.flag("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint");
  if (!fips) return fips.error();
  const Result<bool> dual_stack =
      settings.flag("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint");
  if (!dual_stack) return dual_stack.error();
  return Origin{"https://" + service.host + std::string(fips.value() ? "-fips." : ".") + region +
                    "." + host_suffix(region, dual_stack.value()),
                kUsualEndpoint};
}

/// Checks a configured endpoint; the host in lower case, no slash at the end. No Error quotes it:
/// it may hold a password.
Result<Origin> checked(const Origin& endpoint) {
  const bool visible = is_visible_ascii(endpoint.value);
  const std::optional<UrlParts> url = visible ? split_url(endpoint.value) : std::nullopt;
  if (!url)
    return configuration(endpoint.source +
                         " is no URL of a service; write it like https://bedrock.example.org:8443");
  if (!url->user.empty() || !url->query.empty() || !url->fragment.empty())
    return configuration(endpoint.source +
                         " may hold scheme, host, port and path only; take the rest away");
  std::string text = url->scheme + "://" + lower_case(url->host);
  if (!url->port.empty()) text += ":" + url->port;
  text += url->path;
  while (text.ends_with('/')) text.pop_back();
  return Origin{text, endpoint.source};
}

Result<Origin> find_endpoint(const PlaceSettings& settings, const ServiceNames& service,
                             const std::string& region, const std::optional<std::string>& given) {
  if (given) return checked({*given, "llm.endpoint"});
  const Result<bool> ignore =
      settings.flag("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls");
  if (!ignore) return ignore.error();
  if (ignore.value()) return usual_endpoint(settings, service, region);
  for (const auto& endpoint :
       {settings.variable(service.variable), settings.variable("AWS_ENDPOINT_URL"),
        settings.service_endpoint(service), settings.profile("endpoint_url")})
    if (endpoint) return checked(*endpoint);
  return usual_endpoint(settings, service, region);
}

Result<std::optional<std::string>> find_certificates(const PlaceSettings& settings,
                                                     const AwsEnvironment& environment) {
  std::optional<Origin> bundle = settings.variable("AWS_CA_BUNDLE");
  if (!bundle) bundle = settings.profile("ca_bundle");
  if (!bundle) return std::optional<std::string>();
  if (bundle->value.starts_with("~/")) bundle->value.replace(0, 1, environment.home);
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(bundle->value, ignored))
    return wrong(*bundle, "no file; name a file of PEM certificates");
  return std::optional(bundle->value);
}

}  // namespace

Result<AwsPlace> resolve_place(const AwsEnvironment& environment,
                               const std::optional<std::string>& profile,
                               const std::optional<std::string>& region,
                               const std::optional<std::string>& endpoint) {
  const Result<AwsProfiles> profiles = AwsProfiles::read(environment, profile);
  if (!profiles) return profiles.error();
  if (const auto there = profiles.value().require_profile(); !there) return there.error();
  const PlaceSettings settings(environment, profiles.value());
  const Result<Origin> where = find_region(settings, profiles.value(), region);
  if (!where) return where.error();
  const Result<Origin> runtime = find_endpoint(settings, kRuntime, where.value().value, endpoint);
  if (!runtime) return runtime.error();
  const Result<Origin> control = find_endpoint(settings, kControl, where.value().value, endpoint);
  if (!control) return control.error();
  const auto certificates = find_certificates(settings, environment);
  if (!certificates) return certificates.error();
  return AwsPlace{where.value().value,    where.value().source, runtime.value().value,
                  runtime.value().source, certificates.value(), control.value().value,
                  control.value().source};
}

}  // namespace airmark::llm
