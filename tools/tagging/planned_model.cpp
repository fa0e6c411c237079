#include "tools/tagging/planned_model.h"

#include <algorithm>

#include "tools/tagging/dollars.h"

namespace airmark::tools {
namespace {

constexpr std::size_t kLabelWidth = 15;

}  // namespace

double planned_cost_usd(const PlannedModel& model, double input_tokens, double output_tokens) {
  constexpr double kMillion = 1e6;
  const llm::ModelEntry& priced = model.choice.model;
  return (priced.input_usd_per_million.value_or(0.0) * input_tokens +
          priced.output_usd_per_million.value_or(0.0) * output_tokens) /
         kMillion;
}

bool CeilingShare::is_enough() const noexcept {
  return planned_usd == 0.0 || spent_usd + planned_usd + room_usd <= ceiling_usd;
}

double CeilingShare::left_usd() const noexcept {
  return std::max(ceiling_usd - spent_usd - room_usd, 0.0);
}

std::array<CeilingShare, 3> ceiling_shares(const PlannedModel& model, const PlannedUsd& planned,
                                           double room_usd) {
  const llm::Ceilings& ceilings = model.ceilings;
  const llm::Spending& spent = model.spent;
  return {CeilingShare{"run", ceilings.run_usd, 0.0, planned.run, room_usd},
          CeilingShare{"hour", ceilings.hour_usd, spent.hour_usd, planned.hour, room_usd},
          CeilingShare{"day", ceilings.day_usd, spent.day_usd, planned.day, room_usd}};
}

std::string plan_row(std::string label, const std::string& text) {
  label.resize(kLabelWidth, ' ');
  return label + text + '\n';
}

std::string plan_heading(const PlannedModel& model) {
  const LlmChoice& choice = model.choice;
  return plan_row("tagger", (choice.cascade ? "cascade over " : "") + choice.provider) +
         plan_row("model", choice.model.id) + plan_row("strategy", choice.strategy);
}

std::string set_aside_row(double usd) {
  return plan_row("set aside", dollars(usd) + " for a call until its cost is known");
}

std::string ceiling_row(const CeilingShare& share, const std::string& reach) {
  std::string text = dollars(share.ceiling_usd) + (share.per == "hour" ? " an " : " a ");
  text += share.per;
  if (share.spent_usd > 0.0) text += ", " + dollars(share.spent_usd) + " of it spent";
  return plan_row("ceiling", text + ": " + (share.is_enough() ? "enough" : reach));
}

}  // namespace airmark::tools
