#include "tools/commands/cache_report.h"

#include <fmt/core.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "llm/aws/aws_time.h"

namespace airmark::tools {
namespace {

using Json = nlohmann::ordered_json;
using Row = std::vector<std::string>;

std::int64_t reply_count(const CacheReport& report) {
  std::int64_t count = 0;
  for (const llm::CacheSummary& group : report.groups) count += group.reply_count;
  return count;
}

std::string size_text(std::uintmax_t bytes) {
  constexpr double kStep = 1000.0;
  double size = static_cast<double>(bytes);
  if (size < kStep) return std::to_string(bytes) + " bytes";
  for (const char* unit : {"kB", "MB"})
    if ((size /= kStep) < kStep) return fmt::format("{:.1f} {}", size, unit);
  return fmt::format("{:.1f} GB", size / kStep);
}

std::string usd_text(double usd) { return llm::dollars_text(llm::nano_dollars_up(usd)); }

std::string day_text(std::chrono::system_clock::time_point time) {
  return llm::time_text(time).substr(0, std::string_view("2026-11-20").size());
}

/// Columns as wide as their widest cell: the first `left_count` begin at the left, the others end
/// at the right.
std::string table_text(const std::vector<Row>& rows, std::size_t left_count) {
  std::vector<std::size_t> widths(rows.front().size());
  for (const Row& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
  std::string text;
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i)
      text += i < left_count ? fmt::format("  {:<{}}", row[i], widths[i])
                             : fmt::format("  {:>{}}", row[i], widths[i]);
    text.erase(text.find_last_not_of(' ') + 1);
    text += '\n';
  }
  return text;
}

std::string groups_text(const std::vector<llm::CacheSummary>& groups) {
  std::vector<Row> rows = {
      {"model", "strategy", "version", "replies", "hits", "paid", "saved", "oldest", "newest"}};
  for (const llm::CacheSummary& group : groups)
    rows.push_back({group.model, group.strategy, std::to_string(group.prompt_version),
                    std::to_string(group.reply_count), std::to_string(group.hit_count),
                    usd_text(group.paid_usd), usd_text(group.saved_usd), day_text(group.oldest),
                    day_text(group.newest)});
  return table_text(rows, 2);
}

std::string models_text(const std::vector<llm::ModelSpending>& models) {
  std::vector<Row> rows = {
      {"model", "calls", "unsettled", "input tokens", "output tokens", "spent"}};
  for (const llm::ModelSpending& model : models)
    rows.push_back({model.model, std::to_string(model.call_count), std::to_string(model.open_count),
                    std::to_string(model.input_tokens), std::to_string(model.output_tokens),
                    llm::dollars_text(model.amount)});
  return table_text(rows, 1);
}

Json groups_json(const std::vector<llm::CacheSummary>& groups) {
  Json list = Json::array();
  for (const llm::CacheSummary& group : groups)
    list.push_back({{"model", group.model},
                    {"strategy", group.strategy},
                    {"prompt_version", group.prompt_version},
                    {"replies", group.reply_count},
                    {"hits", group.hit_count},
                    {"paid_usd", group.paid_usd},
                    {"saved_usd", group.saved_usd},
                    {"oldest", llm::time_text(group.oldest)},
                    {"newest", llm::time_text(group.newest)}});
  return list;
}

Json models_json(const std::vector<llm::ModelSpending>& models) {
  Json list = Json::array();
  for (const llm::ModelSpending& model : models)
    list.push_back({{"model", model.model},
                    {"calls", model.call_count},
                    {"unsettled_calls", model.open_count},
                    {"input_tokens", model.input_tokens},
                    {"output_tokens", model.output_tokens},
                    {"spent_usd", llm::usd_of(model.amount)}});
  return list;
}

}  // namespace

std::string cache_report_text(const CacheReport& report) {
  std::string text =
      fmt::format("Replies kept in {}: {} ({})\n", report.cache_file.string(), reply_count(report),
                  report.cache_bytes == 0 ? "no such file yet" : size_text(report.cache_bytes));
  if (!report.groups.empty()) text += groups_text(report.groups);
  text += fmt::format("\nSpent, by the ledger {}: {} in the last hour, {} in the last 24 hours{}\n",
                      report.ledger_file.string(), llm::dollars_text(report.last_hour),
                      llm::dollars_text(report.last_day), report.models.empty() ? "" : "; in all:");
  if (!report.models.empty()) text += models_text(report.models);
  return text;
}

std::string cache_report_json(const CacheReport& report) {
  const Json json = {{"cache",
                      {{"file", report.cache_file.string()},
                       {"bytes", report.cache_bytes},
                       {"replies", reply_count(report)},
                       {"groups", groups_json(report.groups)}}},
                     {"ledger",
                      {{"file", report.ledger_file.string()},
                       {"last_hour_usd", llm::usd_of(report.last_hour)},
                       {"last_day_usd", llm::usd_of(report.last_day)},
                       {"models", models_json(report.models)}}}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace airmark::tools
