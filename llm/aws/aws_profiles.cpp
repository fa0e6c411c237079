#include "llm/aws/aws_profiles.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace airmark::llm {
namespace {

// The files of people with hundreds of accounts have some 100 kB.
constexpr std::size_t kMostFileBytes = 1 << 20;

std::string expanded(const std::string& path, const std::string& home) {
  return path.starts_with("~/") ? home + path.substr(1) : path;
}

Error unreadable(const std::string& shown, const std::string& why) {
  return {ErrorKind::Configuration, shown + ": " + why + "; mend the file or its rights"};
}

/// The whole file; nothing where there is none.
Result<std::optional<std::string>> read_text(const std::string& path, const std::string& shown) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) return unreadable(shown, "is a folder");
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    if (errno == ENOENT || errno == ENOTDIR) return std::optional<std::string>();
    return unreadable(shown, std::strerror(errno));
  }
  std::string text(kMostFileBytes + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (text.size() > kMostFileBytes) return unreadable(shown, "is larger than 1 MiB");
  return std::optional(std::move(text));
}

Result<AwsProfiles::File> read_file(const AwsEnvironment& environment, const std::string& variable,
                                    const std::string& usual) {
  AwsProfiles::File file;
  file.shown = environment.variable(variable).value_or(usual);
  file.path = expanded(file.shown, environment.home);
  if (file.shown.starts_with("~/") && environment.home.empty()) return file;
  const Result<std::optional<std::string>> text = read_text(file.path, file.shown);
  if (!text) return text.error();
  if (!text.value()) return file;
  Result<ProfileFile> content = ProfileFile::parse(*text.value(), file.shown);
  if (!content) return content.error();
  file.present = true;
  file.content = std::move(content).value();
  return file;
}

std::optional<std::string> setting_of(const ProfileSection* section, std::string_view key) {
  if (section == nullptr) return std::nullopt;
  const auto found = section->settings.find(key);
  if (found == section->settings.end() || found->second.empty()) return std::nullopt;
  return found->second;
}

}  // namespace

Result<AwsProfiles> AwsProfiles::read(const AwsEnvironment& environment,
                                      const std::optional<std::string>& profile) {
  AwsProfiles profiles;
  profiles.profile_ = "default";
  if (profile) {
    profiles.profile_ = *profile;
    profiles.chosen_by_ = "the settings";
  } else {
    for (const char* variable : {"AWS_DEFAULT_PROFILE", "AWS_PROFILE"}) {
      if (const auto named = environment.variable(variable)) {
        profiles.profile_ = *named;
        profiles.chosen_by_ = variable;
      }
    }
  }
  Result<File> credentials =
      read_file(environment, "AWS_SHARED_CREDENTIALS_FILE", "~/.aws/credentials");
  if (!credentials) return credentials.error();
  Result<File> config = read_file(environment, "AWS_CONFIG_FILE", "~/.aws/config");
  if (!config) return config.error();
  profiles.credentials_ = std::move(credentials).value();
  profiles.config_ = std::move(config).value();
  return profiles;
}

const ProfileSection* AwsProfiles::credentials_section() const {
  return credentials_.content.section(profile_);
}

const ProfileSection* AwsProfiles::config_section() const {
  const ProfileSection* section = config_.content.section("profile " + profile_);
  if (section == nullptr && profile_ == "default") return config_.content.section("default");
  return section;
}

std::optional<std::string> AwsProfiles::setting(std::string_view key) const {
  if (auto value = setting_of(credentials_section(), key)) return value;
  return setting_of(config_section(), key);
}

std::optional<std::string> AwsProfiles::service_setting(std::string_view group,
                                                        std::string_view key) const {
  const auto services = setting("services");
  if (!services) return std::nullopt;
  const ProfileSection* section = config_.content.section("services " + *services);
  if (section == nullptr) return std::nullopt;
  const auto settings = section->nested.find(group);
  if (settings == section->nested.end()) return std::nullopt;
  const auto value = settings->second.find(key);
  if (value == settings->second.end() || value->second.empty()) return std::nullopt;
  return value->second;
}

Result<Done> AwsProfiles::require_profile() const {
  if (chosen_by_.empty() || credentials_section() != nullptr || config_section() != nullptr)
    return Done{};
  return Error{ErrorKind::Configuration, "the profile '" + profile_ + "' (named by " + chosen_by_ +
                                             ") is neither in " + credentials_.shown + " nor in " +
                                             config_.shown +
                                             "; correct the name or write the profile"};
}

}  // namespace airmark::llm
