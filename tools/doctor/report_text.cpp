#include "tools/doctor/report_text.h"

#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <string>

#include "realtime/publish/terminal_sink.h"

namespace airmark::tools {
namespace {

constexpr std::size_t kWordWidth = 9;  // of "warning", and two blanks
constexpr const char* kBold = "\033[1m";
constexpr const char* kPlain = "\033[0m";

struct Mark {
  const char* sign;
  const char* colour;
};

Mark mark_of(FindingState state) {
  switch (state) {
    case FindingState::Ok:
      return {"✓", "\033[32m"};
    case FindingState::Warning:
      return {"!", "\033[33m"};
    case FindingState::Failed:
      return {"✗", "\033[31m"};
    case FindingState::Skipped:
      return {"–", "\033[2m"};
  }
  return {};
}

const char* heading(DoctorTopic topic) {
  switch (topic) {
    case DoctorTopic::General:
      return "Set-up";
    case DoctorTopic::Live:
      return "Live";
    case DoctorTopic::Files:
      return "Files";
    case DoctorTopic::LanguageModel:
      return "Language model";
  }
  return "";
}

/// The locale as the C library would choose it for characters.
bool locale_is_utf8() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const char* text = std::getenv(name);
    if (text == nullptr || *text == '\0') continue;
    std::string locale(text);
    std::ranges::transform(locale, locale.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return locale.find("utf-8") != std::string::npos || locale.find("utf8") != std::string::npos;
  }
  return false;
}

std::string counted(int count, const char* one, const char* many) {
  return std::to_string(count) + ' ' + (count == 1 ? one : many);
}

}  // namespace

ReportStyle ReportStyle::for_output(int descriptor) {
  return {isatty(descriptor) == 1 && locale_is_utf8(), realtime::wants_colour(descriptor)};
}

void ReportText::add(const Finding& finding) {
  const CheckName& name = name_of(finding.check);
  if (topic_ != name.topic) {
    if (topic_) out_ << '\n';
    out_ << (style_.colour ? kBold : "") << heading(name.topic) << (style_.colour ? kPlain : "")
         << '\n';
    topic_ = name.topic;
  }
  const Mark mark = mark_of(finding.state);
  std::string label =
      style_.signs ? std::string(mark.sign) : std::string(state_name(finding.state));
  const std::string pad(style_.signs ? 1 : kWordWidth - label.size(), ' ');
  if (style_.colour) label = mark.colour + label + kPlain;
  out_ << "  " << label << pad << name.title << ": " << finding.found << '\n';
  const std::size_t indent = 2 + (style_.signs ? 2 : kWordWidth);
  if (!finding.remedy.empty())
    out_ << std::string(indent, ' ') << (style_.signs ? "→ " : "to do: ") << finding.remedy << '\n';
  out_.flush();
  failed_ += finding.state == FindingState::Failed ? 1 : 0;
  doubtful_ += finding.state == FindingState::Warning ? 1 : 0;
}

void ReportText::finish() {
  std::string sum;
  if (failed_ > 0) sum = counted(failed_, "failure", "failures");
  if (doubtful_ > 0) sum += (sum.empty() ? "" : ", ") + counted(doubtful_, "warning", "warnings");
  out_ << '\n' << (sum.empty() ? "All is well" : sum) << ".\n";
}

}  // namespace airmark::tools
