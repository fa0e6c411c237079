#include "tools/doctor/examination.h"

#include <functional>
#include <utility>
#include <vector>

#include "tools/doctor/jack_checks.h"
#include "tools/doctor/llm_checks.h"
#include "tools/doctor/model_checks.h"
#include "tools/doctor/real_time_limits.h"
#include "tools/doctor/settings_check.h"
#include "tools/doctor/sound_checks.h"

namespace airmark::tools {

void examine(const Settings& settings, const Examination& examination, const OnFinding& on_finding,
             std::stop_token stop) {
  // What was broken off is no finding.
  const OnFinding tell = [&](Finding finding) {
    if (!stop.stop_requested()) on_finding(std::move(finding));
  };
  std::vector<std::function<void()>> steps;
  steps.push_back([&] { tell(check_settings(settings)); });
  steps.push_back([&] { check_models(settings, tell); });
  if (examination.live) {
    steps.push_back([&] { check_jack(settings, examination.live_required, tell); });
    steps.push_back([&] { tell(check_real_time(RealTimeLimits::of_this_process())); });
  }
  if (examination.files) {
    steps.push_back([&] { tell(check_decoding()); });
    steps.push_back([&] { tell(check_sound_formats()); });
  }
  if (examination.llm)
    steps.push_back([&] {
      check_llm(settings, {examination.llm_required, examination.ask}, tell, stop);
    });
  for (const auto& step : steps)
    if (!stop.stop_requested()) step();
}

}  // namespace airmark::tools
