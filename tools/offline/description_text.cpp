#include "tools/offline/description_text.h"

#include <array>
#include <cstdio>
#include <optional>

#include "analysis/describe/one_line.h"
#include "analysis/describe/paragraph.h"

namespace airmark::tools {
namespace {

std::string_view heading(DescriptionLevel level) {
  switch (level) {
    case DescriptionLevel::Low:
      return "Measured";
    case DescriptionLevel::Mid:
      return "Heard";
    case DescriptionLevel::High:
      return "Felt";
  }
  return {};
}

std::string basis(const WindowAnalysis& analysis) {
  std::array<char, 128> text;
  std::snprintf(text.data(), text.size(), "From %.1f s of audio at %.0f Hz, %d channel%s.",
                analysis.window.duration_s(), analysis.source_rate_hz,
                analysis.source_channel_count, analysis.source_channel_count == 1 ? "" : "s");
  return text.data();
}

std::string full_text(const WindowAnalysis& analysis, const Description& description) {
  std::string text;
  std::optional<DescriptionLevel> level;
  for (const Statement& statement : description.statements) {
    if (statement.level != level) {
      level = statement.level;
      text += "  " + std::string(heading(statement.level)) + "\n";
    }
    text += "    " + statement.text + "\n";
  }
  if (description.empty()) text += "  Nothing can be said of it.\n";
  return text + "  " + basis(analysis);
}

}  // namespace

std::string description_text(const WindowAnalysis& analysis, const Description& description,
                             DescriptionLength length) {
  switch (length) {
    case DescriptionLength::Line:
      return analysis::one_line(description);
    case DescriptionLength::Paragraph:
      return analysis::paragraph(description);
    case DescriptionLength::Full:
      return full_text(analysis, description);
  }
  return {};
}

std::string description_text_of(const std::string& name, const WindowAnalysis& analysis,
                                const Description& description, DescriptionLength length) {
  const std::string text = description_text(analysis, description, length);
  return length == DescriptionLength::Line ? name + "  " + text : name + "\n" + text + "\n";
}

}  // namespace airmark::tools
