#include "tools/common/window_plan.h"

#include "analysis/structure/change_detector.h"
#include "tools/common/log.h"
#include "tools/common/setting_table.h"

namespace airmark::tools {

analysis::WindowPlan window_plan(const Settings& settings, std::string_view section) {
  const std::string prefix(section);
  analysis::WindowPlan plan;
  plan.window_s = settings.number(prefix + ".window");
  plan.interval_s = settings.number(prefix + ".interval");
  if (plan.interval_s == 0.0) plan.interval_s = plan.window_s;
  const std::string changes = settings.text(prefix + ".changes");
  plan.cut_at_changes =
      changes == "on" || (changes == "auto" && plan.window_s >= kShortestCutWindowS);
  return plan;
}

double least_interval_s(const analysis::WindowPlan& plan) {
  if (!plan.cut_at_changes) return plan.interval_s;
  return 1.0 / (1.0 / plan.interval_s + 1.0 / analysis::ChangeDetector::kLeastDistanceS);
}

std::optional<std::string> unheard_part(const analysis::WindowPlan& plan) {
  if (plan.interval_s <= plan.window_s) return std::nullopt;
  return "the interval of " + setting_text(plan.interval_s) + " s is longer than the window of " +
         setting_text(plan.window_s) + " s: " + setting_text(plan.interval_s - plan.window_s) +
         " s between one window and the next are not heard";
}

analysis::WindowPlan announced_window_plan(const Settings& settings, std::string_view section) {
  const analysis::WindowPlan plan = window_plan(settings, section);
  if (const auto unheard = unheard_part(plan)) log_notice(*unheard);
  return plan;
}

}  // namespace airmark::tools
