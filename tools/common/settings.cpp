#include "tools/common/settings.h"

#include <CLI/CLI.hpp>
#include <cassert>
#include <cstdlib>
#include <utility>

#include "tools/common/setting_file.h"
#include "tools/common/setting_layers.h"
#include "tools/common/setting_table.h"

namespace airmark::tools {
namespace {

struct Flag {
  const SettingSpec* spec;
  std::string name;
  const CLI::Option* option;
};

Result<Done> add_flag_value(const Flag& flag, SettingLayer& layer) {
  SettingValue joined = std::vector<std::string>();
  for (const std::string& text : flag.option->results()) {
    const auto read = read_setting(flag.spec->type, text);
    const auto value = read ? accept_setting(*flag.spec, *read) : read;
    if (!value)
      return Error{ErrorKind::Usage, flag.name + " " + setting_complaint(*flag.spec, text)};
    const auto* texts = std::get_if<std::vector<std::string>>(&*value);
    if (texts == nullptr) {
      joined = *value;
    } else {
      auto& all = std::get<std::vector<std::string>>(joined);
      all.insert(all.end(), texts->begin(), texts->end());
    }
  }
  layer.insert_or_assign(std::string(flag.spec->key), SettingOrigin{flag.name, joined});
  return Done{};
}

}  // namespace

class Settings::Implementation {
 public:
  std::vector<Flag> flags;
  std::vector<SettingLayer> layers;  // strongest first; the last is the built-in one
  std::vector<SettingSource> sources;

  const SettingOrigin& find(std::string_view key) const {
    for (const SettingLayer& layer : layers)
      if (const auto found = layer.find(key); found != layer.end()) return found->second;
    assert(false && "every key of the table has a built-in value; tests/tools/common");
    std::abort();
  }

  template <typename Value>
  const Value& get(std::string_view key) const {
    return std::get<Value>(find(key).value);
  }

  Result<Done> add_source(Result<SettingLayer> layer, const std::string& name) {
    if (!layer) return layer.error();
    sources.push_back({name, layer.value().size()});
    layers.push_back(std::move(layer).value());
    return Done{};
  }

  Result<Done> add_flags() {
    SettingLayer layer;
    for (const Flag& flag : flags) {
      if (flag.option->count() == 0) continue;
      const auto added = add_flag_value(flag, layer);
      if (!added) return added.error();
    }
    layers.push_back(std::move(layer));
    return Done{};
  }

  Result<Done> add_file(const std::string& file, bool required) {
    const auto found = read_setting_file(file);
    if (!found) return found.error();
    if (found.value()) return add_source(file_layer(*found.value(), file), file);
    if (required) return Error{ErrorKind::Configuration, "there is no settings file " + file};
    return Done{};
  }
};

Settings::Settings() : implementation_(std::make_unique<Implementation>()) {}
Settings::~Settings() = default;

CLI::Option* Settings::add_flag(CLI::App& command, std::string_view key, std::string name) {
  const SettingSpec* spec = find_setting(key);
  assert(spec != nullptr);
  const auto keep = [](const CLI::results_t&) { return true; };  // load() looks at the texts
  if (name.empty()) name = spec->flag();
  CLI::Option* option = command.add_option(name, keep, std::string(spec->meaning));
  option->type_name(std::string(spec->placeholder))->allow_extra_args(false)->take_all();
  if (const auto& built_in = built_in_layer()) {
    const std::string text = setting_text(built_in.value().at(std::string(key)).value);
    if (text != "\"\"")
      option->description(std::string(spec->meaning) + " (default: " + text + ")");
  }
  implementation_->flags.push_back({spec, std::move(name), option});
  return option;
}

Result<Done> Settings::load(const std::optional<std::string>& only_file) {
  if (auto added = implementation_->add_flags(); !added) return added;
  if (auto added = implementation_->add_source(environment_layer(), "environment"); !added)
    return added;
  for (const std::string& file : only_file ? std::vector{*only_file} : usual_setting_files())
    if (auto added = implementation_->add_file(file, only_file.has_value()); !added) return added;
  const auto& built_in = built_in_layer();
  if (!built_in) return Error{ErrorKind::Internal, built_in.error().message};
  implementation_->layers.push_back(built_in.value());
  return Done{};
}

double Settings::number(std::string_view key) const { return implementation_->get<double>(key); }
std::int64_t Settings::integer(std::string_view key) const {
  return implementation_->get<std::int64_t>(key);
}
std::string Settings::text(std::string_view key) const {
  return implementation_->get<std::string>(key);
}
std::vector<std::string> Settings::texts(std::string_view key) const {
  return implementation_->get<std::vector<std::string>>(key);
}

std::vector<EffectiveSetting> Settings::effective() const {
  std::vector<EffectiveSetting> settings;
  for (const SettingSpec& spec : setting_table()) {
    const SettingOrigin& origin = implementation_->find(spec.key);
    settings.push_back({std::string(spec.key), setting_text(origin.value), origin.name});
  }
  return settings;
}

std::vector<SettingSource> Settings::sources() const { return implementation_->sources; }

}  // namespace airmark::tools
