#pragma once

#include <string_view>

namespace airmark::tools {

enum class LogDetail { Quiet, Normal, Verbose };  ///< -q: errors only; -v: everything.

/// Sends the program's words to standard error: "airmark: sentence" in a terminal or file, with
/// systemd's priority prefix ("<5>sentence") where the journal reads it. Colours only in a
/// terminal, and not where NO_COLOR is set.
void start_log(LogDetail detail);

/// One sentence each. Safe from any thread except the JACK thread, also before start_log().
void log_error(std::string_view sentence);
void log_notice(std::string_view sentence);
void log_detail(std::string_view sentence);

}  // namespace airmark::tools
