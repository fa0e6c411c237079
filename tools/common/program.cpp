#include "tools/common/program.h"

#include <malloc.h>
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

#include "tools/common/command.h"
#include "tools/common/help_text.h"
#include "tools/common/log.h"
#include "tools/common/settings.h"
#include "tools/common/signal_watch.h"

namespace airmark::tools {
namespace {

struct GlobalFlags {
  bool verbose = false;
  bool quiet = false;
  std::optional<std::string> config_file;
};

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
                                     (reason == 0 ? "is the disk full?" : std::strerror(reason))});
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
                 with_help_hint(error.message, "airmark " + std::string(command.name()))};
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
    std::cout << (app.get_subcommands().empty() ? main_help(groups) : command_help(app));
    return finish(ExitCode::Done);
  } catch (const CLI::CallForVersion&) {
    std::cout << version_line() << '\n';
    return finish(ExitCode::Done);
  } catch (const CLI::ParseError& error) {
    return fail({ErrorKind::Usage, usage_sentence(app, error)});
  }
  start_log(flags.quiet     ? LogDetail::Quiet
            : flags.verbose ? LogDetail::Verbose
                            : LogDetail::Normal);
  const int exit_code = finish(run_command(*chosen, settings, flags, signals.stop_token()));
  if (const auto signal = signals.signal()) return SignalWatch::exit_code(*signal);
  return exit_code;
}

/// What is freed is used again instead of being given back and asked for anew: the system clears
/// each page that it gives, which took a fifth of the time of a short run.
void keep_freed_memory() {
  constexpr int kBytes = 256 << 20;
  mallopt(M_MMAP_THRESHOLD, kBytes);
  mallopt(M_TRIM_THRESHOLD, kBytes);
}

}  // namespace

int run_program(int argument_count, char** arguments) {
  keep_freed_memory();
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
