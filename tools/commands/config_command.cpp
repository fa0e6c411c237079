#include "tools/commands/config_command.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>

#include "tools/common/setting_table.h"

namespace airmark::tools {
namespace {

std::string padded(std::string text, std::size_t width) {
  text.resize(std::max(width, text.size()), ' ');
  return text;
}

void print_columns(const std::vector<EffectiveSetting>& settings) {
  std::size_t key_width = 0;
  std::size_t value_width = 0;
  for (const EffectiveSetting& setting : settings) {
    key_width = std::max(key_width, setting.key.size());
    value_width = std::max(value_width, setting.value.size());
  }
  for (const EffectiveSetting& setting : settings)
    std::cout << padded(setting.key, key_width + 2) << padded(setting.value, value_width + 2)
              << setting.origin << '\n';
}

void print_json(const std::vector<EffectiveSetting>& settings) {
  auto rows = nlohmann::ordered_json::array();
  for (const EffectiveSetting& setting : settings) {
    rows.push_back({{"key", setting.key},
                    {"value", nlohmann::ordered_json::parse(setting.value)},
                    {"origin", setting.origin}});
  }
  std::cout << rows.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << '\n';
}

class ConfigCommand : public Command {
 public:
  std::string_view name() const override { return "config"; }
  std::string_view summary() const override {
    return "show every setting and where it comes from, or check a settings file";
  }

  void declare(CLI::App& parser, Settings& settings) override {
    parser.require_subcommand(1);
    declare_show(parser, settings);
    CLI::App* check = parser.add_subcommand("check", "Say whether the settings can be used");
    check->fallthrough();
    check->add_option("FILE", checked_file_, "Settings file to check instead of the usual ones")
        ->type_name("");
  }

  std::optional<std::string> only_settings_file() const override { return checked_file_; }

  Result<ExitCode> run(const Settings& settings, std::stop_token) override {
    if (show_->parsed()) {
      show(settings);
    } else {
      std::cout << "ok: " << read_sources(settings) << '\n';
    }
    return ExitCode::Done;
  }

 private:
  // `config show live --window 10` shows what `live --window 10` would run with.
  void declare_show(CLI::App& parser, Settings& settings) {
    show_ = parser.add_subcommand("show", "Show each setting, its value and who set it");
    show_->fallthrough();
    show_->require_subcommand(0, 1);
    show_->add_flag("--json", json_, "Print a JSON array");
    CLI::App* part = nullptr;
    for (const SettingSpec& spec : setting_table()) {  // grouped by section
      const std::string section(spec.section());
      if (part == nullptr || part->get_name() != section) {
        part = show_->add_subcommand(
            section, "The settings under [" + section + "], as they would be with these flags");
        part->fallthrough();
      }
      settings.add_flag(*part, spec.key);
    }
  }

  void show(const Settings& settings) const {
    std::vector<EffectiveSetting> rows = settings.effective();
    for (const CLI::App* part : show_->get_subcommands()) {
      std::erase_if(rows, [&](const EffectiveSetting& row) {
        return !row.key.starts_with(part->get_name() + ".");
      });
    }
    json_ ? print_json(rows) : print_columns(rows);
  }

  static std::string read_sources(const Settings& settings) {
    std::string list;
    for (const SettingSource& source : settings.sources()) {
      const std::string count = std::to_string(source.setting_count);
      list +=
          source.name + " (" + count + (source.setting_count == 1 ? " setting), " : " settings), ");
    }
    return list + "built-in";
  }

  CLI::App* show_ = nullptr;
  bool json_ = false;
  std::optional<std::string> checked_file_;
};

}  // namespace

std::unique_ptr<Command> make_config_command() { return std::make_unique<ConfigCommand>(); }

}  // namespace airmark::tools
