#include "tools/common/log.h"

#include <spdlog/logger.h>
#include <spdlog/sinks/ansicolor_sink.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <memory>
#include <string>

namespace airmark::tools {
namespace {

// systemd sets JOURNAL_STREAM to device and inode of the stream it reads; a redirected one differs.
bool journal_reads_standard_error() {
  const char* stream = std::getenv("JOURNAL_STREAM");
  struct stat status {};
  if (stream == nullptr || fstat(STDERR_FILENO, &status) != 0) return false;
  return stream == std::to_string(status.st_dev) + ":" + std::to_string(status.st_ino);
}

spdlog::color_mode colours() {
  const char* no_color = std::getenv("NO_COLOR");
  const bool unwanted = no_color != nullptr && *no_color != '\0';
  return unwanted ? spdlog::color_mode::never : spdlog::color_mode::automatic;
}

struct Log {
  Log()
      : journal(journal_reads_standard_error()),
        logger("airmark", std::make_shared<spdlog::sinks::ansicolor_stderr_sink_mt>(colours())) {
    logger.set_pattern(journal ? "%v" : "%^airmark:%$ %v");
  }
  bool journal;
  spdlog::logger logger;
};

Log& the_log() {
  static Log log;
  return log;
}

void write(spdlog::level::level_enum level, std::string_view priority, std::string_view sentence) {
  Log& log = the_log();
  log.logger.log(level, "{}{}", log.journal ? priority : "", sentence);
}

}  // namespace

void start_log(LogDetail detail) {
  const auto level = detail == LogDetail::Quiet     ? spdlog::level::err
                     : detail == LogDetail::Verbose ? spdlog::level::debug
                                                    : spdlog::level::info;
  the_log().logger.set_level(level);
}

void log_error(std::string_view sentence) { write(spdlog::level::err, "<3>", sentence); }
void log_notice(std::string_view sentence) { write(spdlog::level::info, "<5>", sentence); }
void log_detail(std::string_view sentence) { write(spdlog::level::debug, "<7>", sentence); }

}  // namespace airmark::tools
