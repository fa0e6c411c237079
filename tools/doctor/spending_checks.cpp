#include "tools/doctor/spending_checks.h"

#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <string>

#include "tools/common/user_files.h"
#include "tools/tagging/dollars.h"
#include "tools/tagging/llm_service.h"

namespace airmark::tools {
namespace {

namespace fs = std::filesystem;

/// The nearest folder above a file that is there; it decides whether the file can be made.
fs::path nearest_folder(const fs::path& file) {
  std::error_code unknown;
  fs::path folder = fs::absolute(file, unknown).parent_path();
  while (!fs::exists(folder, unknown) && folder.has_relative_path()) folder = folder.parent_path();
  return folder;
}

std::optional<Finding> cannot_be_written(Check check, const fs::path& file, const char* key) {
  if (file.empty())
    return failed(check, {ErrorKind::Configuration, "there is no place for it, as HOME is not set"},
                  std::string("set HOME, or name a file in ") + key);
  std::error_code unknown;
  const fs::path place = fs::exists(file, unknown) ? file : nearest_folder(file);
  const bool is_file = place == file;
  const bool usable =
      is_file ? access(place.c_str(), W_OK) == 0
              : fs::is_directory(place, unknown) && access(place.c_str(), W_OK | X_OK) == 0;
  if (usable) return std::nullopt;
  return failed(check,
                {ErrorKind::CannotCreate,
                 file.string() + (is_file ? " may not be written to" : " cannot be created")},
                "allow it (see " + place.string() + "), or name another file in " + key);
}

std::string of_ceiling(double spent_usd, double ceiling_usd) {
  return dollars(spent_usd) + " of " + dollars(ceiling_usd);
}

Finding spending_finding(const fs::path& file, const llm::Spending& spent,
                         const llm::Ceilings& most) {
  std::string found = file.string() + ": " + of_ceiling(spent.hour_usd, most.hour_usd) +
                      " spent in the last hour, " + of_ceiling(spent.day_usd, most.day_usd) +
                      " in the last day; a run may spend " + dollars(most.run_usd);
  const auto reached = [&](const char* key, const char* what) {
    return doubtful(Check::Ledger, std::move(found) + "; " + what,
                    std::string("wait, or raise ") + key);
  };
  if (most.run_usd <= 0.0) return reached("llm.max_usd_run", "nothing may be spent in a run");
  if (spent.hour_usd >= most.hour_usd) return reached("llm.max_usd_hour", "the hour is used up");
  if (spent.day_usd >= most.day_usd) return reached("llm.max_usd_day", "the day is used up");
  return fine(Check::Ledger, std::move(found));
}

}  // namespace

void check_ledger(const Settings& settings, const OnFinding& on_finding) {
  const fs::path file = ledger_file(settings.text("llm.ledger"));
  if (auto fault = cannot_be_written(Check::Ledger, file, "llm.ledger"))
    return on_finding(std::move(*fault));
  const auto spent = earlier_spending(settings);
  on_finding(spent ? spending_finding(file, spent.value(), ceilings(settings))
                   : failed(Check::Ledger, spent.error(), "name another file in llm.ledger"));
}

void check_reply_cache(const Settings& settings, const OnFinding& on_finding) {
  if (settings.integer("llm.cache_replies") == 0)
    return on_finding(passed_over(Check::ReplyCache, "none are kept (llm.cache_replies is 0)",
                                  "set llm.cache_replies, so that nothing is paid for twice"));
  const fs::path file = reply_cache_file(settings.text("llm.cache"));
  if (auto fault = cannot_be_written(Check::ReplyCache, file, "llm.cache"))
    return on_finding(std::move(*fault));
  constexpr const char* kMend = "delete the file, or name another in llm.cache";
  const auto cache = existing_reply_cache(settings);
  if (!cache) return on_finding(failed(Check::ReplyCache, cache.error(), kMend));
  std::int64_t count = 0;
  if (cache.value() != nullptr) {
    const auto summary = cache.value()->summary();
    if (!summary) return on_finding(failed(Check::ReplyCache, summary.error(), kMend));
    for (const llm::CacheSummary& row : summary.value()) count += row.reply_count;
  }
  on_finding(fine(Check::ReplyCache, file.string() + " holds " + std::to_string(count)));
}

}  // namespace airmark::tools
