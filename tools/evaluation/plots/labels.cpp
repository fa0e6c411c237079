#include "tools/evaluation/plots/labels.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>

#include "analysis/vocabulary/genres.h"
#include "tools/evaluation/plots/palette.h"

namespace airmark::tools {
namespace {

constexpr double kMargin = 24.0;
constexpr double kTitleLine = 26.0;
constexpr double kSmallLine = 18.0;

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

/// "1000 clips", or "998–1000 clips" where the taggers' numbers differ.
std::string clip_counts(const Evaluation& evaluation) {
  const auto [least, most] = std::minmax_element(
      evaluation.measures.begin(), evaluation.measures.end(),
      [](const Measures& a, const Measures& b) { return a.clip_count < b.clip_count; });
  if (least->clip_count == most->clip_count)
    return fmt::format("{} clip{}", most->clip_count, most->clip_count == 1 ? "" : "s");
  return fmt::format("{}–{} clips", least->clip_count, most->clip_count);
}

std::string origin_line(const Evaluation& evaluation) {
  const EvaluationOrigin& origin = evaluation.origin;
  std::filesystem::path dataset(origin.dataset);
  if (!dataset.has_filename()) dataset = dataset.parent_path();
  return fmt::format("{} · split {} · {} · seed {} · intervals 95 %", dataset.filename().string(),
                     origin.split, clip_counts(evaluation), origin.seed);
}

std::string safe_name(const std::string& tagger) {
  std::string name;
  for (const char c : tagger) {
    const bool is_safe = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                         (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    name += is_safe ? c : '_';
  }
  return name;
}

}  // namespace

std::string genre_label(const std::string& identifier) {
  const std::vector<std::string>& known = genre_identifiers();
  const bool is_known = std::find(known.begin(), known.end(), identifier) != known.end();
  return is_known ? genre_display_name(identifier) : identifier;
}

std::string percent(double share) { return fmt::format("{:.1f}", 100.0 * share); }

std::string percent_with_interval(const Estimate& estimate) {
  return fmt::format("{} [{}, {}]", percent(estimate.value), percent(estimate.lowest),
                     percent(estimate.highest));
}

std::string fitted(const Canvas& canvas, const std::string& text, double width,
                   const TextStyle& style) {
  if (canvas.text_width(text, style) <= width) return text;
  for (std::size_t kept = text.size(); kept > 1; --kept) {
    std::size_t head = (kept + 1) / 2;
    std::size_t tail = text.size() - kept / 2;
    while (head > 0 && is_continuation(text[head])) --head;  // whole characters only
    while (tail < text.size() && is_continuation(text[tail])) ++tail;
    const std::string shorter = text.substr(0, head) + "…" + text.substr(tail);
    if (canvas.text_width(shorter, style) <= width) return shorter;
  }
  return "…";
}

TextStyle shrunk(const Canvas& canvas, const std::string& text, double width, TextStyle style) {
  const double wanted = canvas.text_width(text, style);
  if (wanted > width) style.size *= width / wanted;
  return style;
}

std::vector<std::string> file_names_for(const std::vector<std::string>& taggers) {
  std::vector<std::string> names;
  std::set<std::string> taken;
  for (const std::string& tagger : taggers) {
    const std::string safe = safe_name(tagger);
    std::string name = safe;
    for (int n = 2; !taken.insert(name).second; ++n) name = safe + '_' + std::to_string(n);
    names.push_back(std::move(name));
  }
  return names;
}

double heading_height(const Evaluation& evaluation) {
  return kMargin + kTitleLine + kSmallLine * (evaluation.origin.split_note.empty() ? 1.0 : 2.0) +
         10.0;
}

void draw_heading(Canvas& canvas, double page_width, const std::string& title,
                  const Evaluation& evaluation) {
  const double width = page_width - 2.0 * kMargin;
  const TextStyle bold{.size = 17.0, .color = kInk, .is_bold = true};
  const TextStyle small{.size = 12.0, .color = kGrey};
  const TextStyle note{.size = 12.0, .color = kVermillion, .is_bold = true};
  double y = kMargin + 4.0;
  canvas.draw_text({kMargin, y}, fitted(canvas, title, width, bold), bold);
  y += kTitleLine;
  canvas.draw_text({kMargin, y}, fitted(canvas, origin_line(evaluation), width, small), small);
  if (evaluation.origin.split_note.empty()) return;
  y += kSmallLine;
  canvas.draw_text({kMargin, y}, fitted(canvas, evaluation.origin.split_note, width, note), note);
}

}  // namespace airmark::tools
