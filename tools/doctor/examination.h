#pragma once

#include <stop_token>

#include "tools/common/settings.h"
#include "tools/doctor/finding.h"

namespace airmark::tools {

/// What is to be looked at, and which of it somebody asked for by name: there, what is missing is
/// a failure. General things always are looked at.
struct Examination {
  bool live = true;
  bool files = true;
  bool llm = true;
  bool live_required = false;
  bool llm_required = false;
  bool ask = false;
};

/// Runs the checks one after the other, each finding told as it comes up. Changes nothing, and
/// costs nothing unless `ask`. After `stop` was requested it ends early and tells no more.
void examine(const Settings& settings, const Examination& examination, const OnFinding& on_finding,
             std::stop_token stop);

}  // namespace airmark::tools
