#include "tools/common/setting_layers.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "embedded/default_toml.h"
#include "tools/common/nearest_word.h"

namespace airmark::tools {
namespace {

std::string environment_text(const char* name) {
  const char* text = std::getenv(name);
  return text == nullptr ? "" : text;
}

template <typename Name>
std::vector<std::string> all_names(Name name) {
  std::vector<std::string> names;
  for (const SettingSpec& spec : setting_table()) names.emplace_back(name(spec));
  return names;
}

Error fault(const std::string& sentence) { return {ErrorKind::Configuration, sentence}; }

Error unknown(const std::string& sentence, std::string_view name,
              const std::vector<std::string>& names) {
  const std::string nearest = did_you_mean(name, names);
  return fault(sentence + (nearest.empty() ? "; `airmark config show` lists them all" : nearest));
}

// A variable is ours if it begins like one of a section; AIRMARK_DATA, say, is not.
bool is_ours(std::string_view variable) {
  return std::ranges::any_of(setting_table(), [&](const SettingSpec& spec) {
    const std::string name = spec.environment_variable();
    const std::size_t section_end = name.find('_', std::string_view("AIRMARK_").size()) + 1;
    return variable.starts_with(std::string_view(name).substr(0, section_end));
  });
}

Result<Done> add_variable(const std::string& variable, const std::string& text,
                          SettingLayer& layer) {
  for (const SettingSpec& spec : setting_table()) {
    if (spec.environment_variable() != variable) continue;
    const auto read = read_setting(spec.type, text);
    const auto value = read ? accept_setting(spec, *read) : read;
    if (!value) return fault(variable + " " + setting_complaint(spec, text));
    layer.insert_or_assign(std::string(spec.key), SettingOrigin{variable, *value});
    return Done{};
  }
  const auto names = all_names([](const SettingSpec& row) { return row.environment_variable(); });
  return unknown("the environment variable " + variable + " is no setting", variable, names);
}

}  // namespace

std::vector<std::string> usual_setting_files() {
  std::vector<std::string> folders;
  const std::string home = environment_text("HOME");
  const std::string own = environment_text("XDG_CONFIG_HOME");
  if (!own.empty() || !home.empty()) folders.push_back(own.empty() ? home + "/.config" : own);

  std::string shared = environment_text("XDG_CONFIG_DIRS");
  if (shared.empty()) shared = "/etc/xdg";
  for (std::size_t begin = 0; begin <= shared.size();) {
    const std::size_t end = std::min(shared.find(':', begin), shared.size());
    folders.push_back(shared.substr(begin, end - begin));
    begin = end + 1;
  }
  std::vector<std::string> files;
  for (const std::string& folder : folders)  // the specification: a relative one is to be ignored
    if (folder.starts_with('/')) files.push_back(folder + "/airmark/config.toml");
  return files;
}

Result<SettingLayer> file_layer(const std::vector<FoundSetting>& found, const std::string& name) {
  SettingLayer layer;
  for (const FoundSetting& setting : found) {
    const std::string place = name + ":" + std::to_string(setting.line) + ": ";
    const SettingSpec* spec = find_setting(setting.key);
    if (spec == nullptr) {
      const auto keys = all_names([](const SettingSpec& row) { return row.key; });
      return unknown(place + "unknown setting " + setting.key, setting.key, keys);
    }
    const auto value = setting.value ? accept_setting(*spec, *setting.value) : setting.value;
    if (!value) return fault(place + setting.key + " " + setting_complaint(*spec, setting.written));
    layer.insert_or_assign(setting.key, SettingOrigin{name, *value});
  }
  return layer;
}

Result<SettingLayer> environment_layer() {
  SettingLayer layer;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string line = *entry;
    const std::size_t equals = std::min(line.find('='), line.size());
    const std::string variable = line.substr(0, equals);
    if (equals == line.size() || !is_ours(variable)) continue;
    const auto added = add_variable(variable, line.substr(equals + 1), layer);
    if (!added) return added.error();
  }
  return layer;
}

const Result<SettingLayer>& built_in_layer() {
  static const Result<SettingLayer> layer = [] {
    const auto found = parse_settings(embedded::default_toml(), "built-in");
    return found ? file_layer(found.value(), "built-in") : Result<SettingLayer>(found.error());
  }();
  return layer;
}

}  // namespace airmark::tools
