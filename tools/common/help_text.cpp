#include "tools/common/help_text.h"

#include <CLI/CLI.hpp>

#include "embedded/revision.h"
#include "tools/common/nearest_word.h"

namespace airmark::tools {
namespace {

constexpr std::string_view kGlobalFlags = R"(
Flags of every command:
  --config FILE  read settings from this file only
  -v, --verbose  tell more
  -q, --quiet    tell errors only
  -h, --help     tell how a command is used
  -V, --version  tell the version
)";

constexpr std::string_view kExamples = R"(
Examples:
  airmark live                    listen to whatever plays, and say what it is
  airmark live --connect capture  listen to the sound card's inputs
  airmark tag Music/              tag every sound file in a folder
  airmark describe song.flac      say in words what a file sounds like
  airmark config show             show every setting and where it comes from
)";

// The command that the command line had arrived at, and the words that led there.
struct Place {
  const CLI::App* app;
  std::string command_line;
};

Place place_of(const CLI::App& app) {
  Place place{&app, app.get_name()};
  while (!place.app->get_subcommands().empty()) {
    place.app = place.app->get_subcommands().front();
    place.command_line += " " + place.app->get_name();
  }
  return place;
}

const auto kAll = [](const auto*) { return true; };

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands(kAll)) names.push_back(command->get_name());
  return names;
}

std::vector<std::string> flag_names(const CLI::App* app) {
  std::vector<std::string> names;
  for (; app != nullptr; app = app->get_parent())  // a parent's flags are understood, too
    for (const CLI::Option* option : app->get_options(kAll))
      for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  return names;
}

std::string unexpected(const std::string& word, const CLI::App& app) {
  if (word.starts_with('-'))
    return "there is no flag " + word + did_you_mean(word, flag_names(&app));
  const std::vector<std::string> commands = command_names(app);
  if (commands.empty()) return "there is no place for the argument " + word;
  return "there is no command " + word + did_you_mean(word, commands);
}

std::string needed_command(const CLI::App& app) {
  std::string sentence = "a command is needed:";
  for (const std::string& name : command_names(app)) sentence += " " + name + ",";
  sentence.back() = ' ';
  return sentence.substr(0, sentence.size() - 1);
}

}  // namespace

std::string version_line() {
  std::string line = "airmark " + std::string(embedded::kVersion);
  if (!embedded::kRevision.empty()) line += " (revision " + std::string(embedded::kRevision) + ")";
  return line;
}

std::string main_help(const std::vector<CommandGroup>& groups) {
  std::string help = "airmark listens to music and says what it is.\n\nUsage: airmark COMMAND …\n";
  for (const CommandGroup& group : groups) {
    help += "\n" + std::string(group.title) + ":\n";
    for (const auto& command : group.commands) {
      std::string name(command->name());
      name.resize(11, ' ');
      help += "  " + name + std::string(command->summary()) + "\n";
    }
  }
  return help.append(kGlobalFlags).append(kExamples);
}

std::string command_help(const CLI::App& app) {
  std::string help = app.help();
  for (std::size_t at = 0; (at = help.find("\n\n\n", at)) != std::string::npos;) help.erase(at, 1);
  while (help.ends_with("\n\n")) help.pop_back();
  return help;
}

std::string usage_sentence(const CLI::App& app, const CLI::ParseError& error) {
  const Place place = place_of(app);
  const std::vector<std::string> extras = app.remaining(/*recurse=*/true);
  std::string sentence = error.what();
  if (!extras.empty()) {
    sentence = unexpected(extras.front(), *place.app);
  } else if (sentence == CLI::RequiredError::Subcommand(1).what()) {
    sentence = needed_command(*place.app);
  } else if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
    sentence = sentence.substr(0, sentence.find(':')) + " needs a value";
  } else if (const std::size_t colon = sentence.find(": is "); colon != std::string::npos) {
    sentence.erase(colon, 1);  // "--start: is nan" of one of our own checks
  }
  return with_help_hint(sentence, place.command_line);
}

std::string with_help_hint(const std::string& sentence, const std::string& command_line) {
  return sentence + " (see `" + command_line + " --help`)";
}

}  // namespace airmark::tools
