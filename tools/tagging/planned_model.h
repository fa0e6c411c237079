#pragma once

#include <array>
#include <string>
#include <string_view>

#include "llm/policy/budget.h"
#include "tools/tagging/llm_choice.h"

namespace airmark::tools {

/// Who would be asked, and what the owner allows.
struct PlannedModel {
  LlmChoice choice;  ///< With a price.
  llm::Ceilings ceilings;
  llm::Spending spent;  ///< By earlier runs.
};

double planned_cost_usd(const PlannedModel& model, double input_tokens, double output_tokens);

/// A ceiling, what earlier runs spent of it, and what is planned under it.
struct CeilingShare {
  std::string_view per;  ///< "run", "hour", "day"
  double ceiling_usd = 0.0;
  double spent_usd = 0.0;
  double planned_usd = 0.0;  ///< At most.
  double room_usd = 0.0;     ///< Beyond that, for calls whose cost is not known yet.

  bool is_enough() const noexcept;
  double left_usd() const noexcept;
};

/// At most so much planned in a run, an hour and a day.
struct PlannedUsd {
  double run = 0.0;
  double hour = 0.0;
  double day = 0.0;
};
std::array<CeilingShare, 3> ceiling_shares(const PlannedModel& model, const PlannedUsd& planned,
                                           double room_usd);

/// Lines of a plan for a person, each with its newline: a label and what it says.
std::string plan_row(std::string label, const std::string& text);
/// Who would be asked: tagger, model, strategy.
std::string plan_heading(const PlannedModel& model);
/// "$0.0042 for a call until its cost is known"
std::string set_aside_row(double usd);
/// "$1.00 a run: enough", or `reach` in place of "enough".
std::string ceiling_row(const CeilingShare& share, const std::string& reach);

}  // namespace airmark::tools
