#include "tools/common/setting_file.h"

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <sstream>
#include <utility>

namespace airmark::tools {
namespace {

std::optional<SettingValue> texts_in(const toml::array& array) {
  std::vector<std::string> texts;
  for (const toml::node& item : array) {
    const auto text = item.value_exact<std::string>();
    if (!text) return std::nullopt;
    texts.push_back(*text);
  }
  return texts;
}

std::optional<SettingValue> value_in(const toml::node& node) {
  if (const auto text = node.value_exact<std::string>()) return *text;
  if (const auto integer = node.value_exact<std::int64_t>()) return *integer;
  if (const auto real = node.value_exact<double>()) return *real;
  if (const toml::array* array = node.as_array()) return texts_in(*array);
  return std::nullopt;
}

std::string text_of(const toml::node& node) {
  std::ostringstream text;
  node.visit([&](const auto& value) { text << value; });
  return text.str();
}

bool is_section(std::string_view name) {
  return std::ranges::any_of(setting_table(),
                             [&](const SettingSpec& spec) { return spec.section() == name; });
}

void collect(const toml::table& table, const std::string& prefix,
             std::vector<FoundSetting>& found) {
  for (const auto& [name, node] : table) {
    const std::string key = prefix + std::string(name.str());
    const toml::table* section = node.as_table();
    if (section != nullptr && (!section->empty() || is_section(key))) {
      collect(*section, key + ".", found);
    } else {
      const int line = static_cast<int>(name.source().begin.line);
      found.push_back({key, value_in(node), text_of(node), line});
    }
  }
}

}  // namespace

Result<std::vector<FoundSetting>> parse_settings(std::string_view toml, const std::string& name) {
  try {
    std::vector<FoundSetting> found;
    collect(toml::parse(toml, name), "", found);
    return found;
  } catch (const toml::parse_error& error) {
    const toml::source_position place = error.source().begin;
    return Error{ErrorKind::Configuration, name + ":" + std::to_string(place.line) + ":" +
                                               std::to_string(place.column) + ": " +
                                               std::string(error.description())};
  }
}

Result<std::optional<std::vector<FoundSetting>>> read_setting_file(const std::string& path) {
  const std::unique_ptr<std::FILE, decltype(&std::fclose)> file(std::fopen(path.c_str(), "rb"),
                                                                &std::fclose);
  if (file == nullptr && (errno == ENOENT || errno == ENOTDIR))
    return std::optional<std::vector<FoundSetting>>();
  std::string text;
  std::array<char, 4096> part;
  std::size_t size = 0;
  while (file != nullptr && (size = std::fread(part.data(), 1, part.size(), file.get())) > 0)
    text.append(part.data(), size);
  if (file == nullptr || std::ferror(file.get()) != 0) {
    return Error{ErrorKind::Configuration,
                 "cannot read the settings in " + path + ": " + std::strerror(errno)};
  }
  auto found = parse_settings(text, path);
  if (!found) return found.error();
  return std::optional(std::move(found).value());
}

}  // namespace airmark::tools
