#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "llm/policy/ledger.h"
#include "llm/policy/reply_cache.h"

namespace airmark::tools {

/// What `airmark cache show` tells.
struct CacheReport {
  std::filesystem::path cache_file;
  std::uintmax_t cache_bytes = 0;  ///< On the disk; 0 where there is no file.
  std::vector<llm::CacheSummary> groups;
  std::filesystem::path ledger_file;
  llm::NanoDollars last_hour = 0;
  llm::NanoDollars last_day = 0;
  std::vector<llm::ModelSpending> models;
};

/// For people: two tables.
std::string cache_report_text(const CacheReport& report);

/// For programs: one JSON object.
std::string cache_report_json(const CacheReport& report);

}  // namespace airmark::tools
