#pragma once

#include <optional>
#include <ostream>

#include "tools/doctor/finding.h"

namespace airmark::tools {

/// How the list is drawn.
struct ReportStyle {
  bool signs = false;   ///< ✓ ! ✗ – in place of words.
  bool colour = false;  ///< ANSI colours.

  /// Signs where `descriptor` is a terminal of a UTF-8 locale; colour on a terminal, and not where
  /// NO_COLOR is set.
  static ReportStyle for_output(int descriptor);
};

/// A list for people: a heading per topic, a line per finding, how to mend it on the next.
class ReportText {
 public:
  ReportText(std::ostream& out, const ReportStyle& style) : out_(out), style_(style) {}

  /// Written at once, so that a slow check is seen to be at work.
  void add(const Finding& finding);
  /// The last line: how many of each.
  void finish();

 private:
  std::ostream& out_;
  ReportStyle style_;
  std::optional<DoctorTopic> topic_;
  int failed_ = 0;
  int doubtful_ = 0;
};

}  // namespace airmark::tools
