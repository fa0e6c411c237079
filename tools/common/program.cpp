#include "tools/common/program.h"

#include <poll.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <iostream>
#include <new>
#include <optional>
#include <string>
#include <vector>

#include "embedded/revision.h"
#include "tools/common/command.h"
#include "tools/common/log.h"
#include "tools/common/nearest_word.h"
#include "tools/common/settings.h"
#include "tools/common/signal_watch.h"

namespace airmark::tools {
namespace {

struct GlobalFlags {
  bool verbose = false;
  bool quiet = false;
  std::optional<std::string> config_file;
};

constexpr std::string_view kExamples = R"(
Examples:
  airmark live                     listen to whatever plays, and say what it is
  airmark live --connect capture   listen to the sound card's inputs
  airmark tag Music/               tag every sound file in a folder
  airmark describe song.flac       say in words what a file sounds like
  airmark config show              show every setting and where it comes from

airmark COMMAND --help tells the flags of a command; `man airmark` tells everything.
)";

constexpr std::string_view kGlobalFlags = R"(
Flags of every command:
  --config FILE   read settings from this file only
  -v, --verbose   tell more        -q, --quiet     tell errors only
  -V, --version   tell the version -h, --help      tell how it is used
)";

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

std::string command_line_so_far(const CLI::App& app) {
  std::string words = app.get_name();
  for (const CLI::App* chosen : app.get_subcommands()) words += " " + command_line_so_far(*chosen);
  return words;
}

// Whatever the command line says wrong, in one sentence.
std::string usage_sentence(const CLI::App& app, const CLI::ParseError& error,
                           const std::vector<CommandGroup>& groups) {
  const std::vector<std::string> extras = app.remaining(/*recurse=*/true);
  std::string sentence = error.what();
  if (extras.empty()) {
    if (app.get_subcommands().empty()) sentence = "a command is needed";
  } else if (app.get_subcommands().empty() && !extras.front().starts_with('-')) {
    std::vector<std::string> names;
    for (const CommandGroup& group : groups)
      for (const auto& command : group.commands) names.emplace_back(command->name());
    sentence = "there is no command " + extras.front() + did_you_mean(extras.front(), names);
  } else {
    sentence = "unexpected " + extras.front();
  }
  return sentence + "; see `" + command_line_so_far(app) + " --help`";
}

// The reader of a pipe may have seen enough (`airmark tag … | head -1`); that is no failure.
bool reader_has_left() {
  pollfd standard_output{STDOUT_FILENO, POLLOUT, 0};
  return poll(&standard_output, 1, 0) == 1 && (standard_output.revents & POLLERR) != 0;
}

int code(ExitCode exit_code) { return static_cast<int>(exit_code); }

int fail(const Error& error) {
  log_error(error.message);
  return code(exit_code_for(error.kind));
}

int finish(const Result<ExitCode>& result) {
  errno = 0;
  std::cout.flush();
  const bool written = std::fflush(stdout) == 0 && std::ferror(stdout) == 0 && std::cout.good();
  const int reason = errno;
  if (!written && reader_has_left()) return code(ExitCode::Done);
  if (!result) return fail(result.error());
  if (!written) {
    return fail(
        {ErrorKind::InputOutput, std::string("cannot write to standard output: ") +
                                     (reason == 0 ? "write error" : std::strerror(reason))});
  }
  return code(result.value());
}

void declare_global_flags(CLI::App& app, GlobalFlags& flags) {
  app.add_option("--config", flags.config_file);
  app.add_flag("-v,--verbose", flags.verbose);
  app.add_flag("-q,--quiet", flags.quiet);
  app.set_version_flag("-V,--version", version_line());
  app.require_subcommand(1);
}

Result<ExitCode> run_command(Command& command, Settings& settings, const GlobalFlags& flags,
                             std::stop_token stop) {
  const auto own_file = command.only_settings_file();
  const auto loaded = settings.load(own_file ? own_file : flags.config_file);
  if (!loaded) {
    const Error& error = loaded.error();
    if (error.kind != ErrorKind::Usage) return error;
    return Error{error.kind,
                 error.message + "; see `airmark " + std::string(command.name()) + " --help`"};
  }
  for (const SettingSource& source : settings.sources())
    log_detail("settings from " + source.name + ": " + std::to_string(source.setting_count));
  return command.run(settings, std::move(stop));
}

int run(int argument_count, char** arguments, const SignalWatch& signals) {
  const std::vector<CommandGroup> groups = all_commands();
  Settings settings;
  GlobalFlags flags;
  CLI::App app("", "airmark");
  declare_global_flags(app, flags);
  Command* chosen = nullptr;
  for (const CommandGroup& group : groups) {
    for (const auto& command : group.commands) {
      CLI::App* parser =
          app.add_subcommand(std::string(command->name()), std::string(command->summary()));
      parser->fallthrough();  // -v, -q and --config may stand after the command, too
      parser->callback([&chosen, &command] { chosen = command.get(); });
      command->declare(*parser, settings);
    }
  }
  try {
    app.parse(argument_count, arguments);
  } catch (const CLI::CallForHelp&) {
    std::cout << (app.get_subcommands().empty() ? main_help(groups) : app.help());
    return finish(ExitCode::Done);
  } catch (const CLI::CallForVersion&) {
    std::cout << version_line() << '\n';
    return finish(ExitCode::Done);
  } catch (const CLI::ParseError& error) {
    return fail({ErrorKind::Usage, usage_sentence(app, error, groups)});
  }
  start_log(flags.quiet     ? LogDetail::Quiet
            : flags.verbose ? LogDetail::Verbose
                            : LogDetail::Normal);
  const int exit_code = finish(run_command(*chosen, settings, flags, signals.stop_token()));
  if (const auto signal = signals.signal()) return SignalWatch::exit_code(*signal);
  return exit_code;
}

}  // namespace

int run_program(int argument_count, char** arguments) {
  const SignalWatch signals;
  try {
    return run(argument_count, arguments, signals);
  } catch (const std::bad_alloc&) {
    throw;  // nothing better can be done than to die at once
  } catch (const std::exception& exception) {
    return fail({ErrorKind::Internal, std::string("internal error: ") + exception.what()});
  }
}

}  // namespace airmark::tools
