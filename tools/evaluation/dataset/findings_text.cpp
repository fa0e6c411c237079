#include "tools/evaluation/dataset/findings_text.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <span>

namespace airmark::tools {
namespace {

/// "too short    133  noted      disco/disco.00011.ogg (2.9 s), … and 128 more".
std::string table_line(FindingKind kind, std::span<const DatasetFinding> findings) {
  constexpr std::size_t kTold = 3;
  const char* fate = kind < FindingKind::SameSound   ? "left out"
                     : kind < FindingKind::WrongRate ? "kept once"
                                                     : "noted";
  std::array<char, 64> head{};
  std::snprintf(head.data(), head.size(), "  %-15s %5zu  %-9s  ", finding_name(kind).data(),
                findings.size(), fate);
  std::string line = head.data();
  const bool all = kind == FindingKind::Incomplete;  // at most ten, one per genre
  const std::size_t told = all ? findings.size() : std::min(findings.size(), kTold);
  for (std::size_t f = 0; f < told; ++f)
    line += (f == 0 ? "" : ", ") + findings[f].subject + " (" + findings[f].detail + ")";
  if (told < findings.size()) line += " and " + std::to_string(findings.size() - told) + " more";
  return line + "\n";
}

}  // namespace

std::string_view finding_name(FindingKind kind) {
  switch (kind) {
    case FindingKind::Missing:
      return "missing";
    case FindingKind::Unreadable:
      return "unreadable";
    case FindingKind::SameSound:
      return "same sound";
    case FindingKind::SameName:
      return "same name";
    case FindingKind::SameRecording:
      return "same recording";
    case FindingKind::WrongRate:
      return "wrong rate";
    case FindingKind::TooShort:
      return "too short";
    case FindingKind::TooLong:
      return "too long";
    case FindingKind::Incomplete:
      return "incomplete";
  }
  return "";
}

std::string findings_text(const Dataset& dataset, const DatasetCheck& check) {
  const auto usable = std::ranges::count_if(check.sounds, [](const auto& s) { return !!s; });
  std::string text = "'" + dataset.name + "': " + std::to_string(dataset.clips.size()) +
                     " clips, " + std::to_string(usable) + " of them readable\n";
  for (auto from = check.findings.begin(); from != check.findings.end();) {
    const auto to = std::find_if(from, check.findings.end(),
                                 [&](const DatasetFinding& f) { return f.kind != from->kind; });
    text += table_line(from->kind, {from, to});
    from = to;
  }
  return text;
}

}  // namespace airmark::tools
