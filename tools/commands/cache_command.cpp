#include "tools/commands/cache_command.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>

#include "tools/commands/cache_report.h"
#include "tools/common/nearest_word.h"
#include "tools/common/user_files.h"

namespace airmark::tools {
namespace {

namespace fs = std::filesystem;

/// A database and what SQLite keeps beside it.
std::vector<fs::path> files_of(const fs::path& database) {
  std::vector<fs::path> files;
  for (const char* ending : {"", "-wal", "-shm"}) files.push_back(fs::path(database) += ending);
  return files;
}

std::uintmax_t bytes_of(const fs::path& database) {
  std::uintmax_t sum = 0;
  for (const fs::path& file : files_of(database)) {
    std::error_code absent;
    const std::uintmax_t bytes = fs::file_size(file, absent);
    if (!absent) sum += bytes;
  }
  return sum;
}

bool is_there(const fs::path& file) {
  std::error_code unknown;
  return fs::exists(file, unknown);
}

/// A place that nobody chose need not be there before anything was asked; one that was named must.
Result<Done> require_named(const Settings& settings, std::string_view key, std::string_view what) {
  const fs::path named = settings.text(key);
  if (named.empty() || is_there(named)) return Done{};
  return Error{ErrorKind::NotFound, "there is no " + std::string(what) + " " + named.string() +
                                        ", which " + std::string(key) + " names; correct it"};
}

Result<Done> remove_database(const fs::path& database) {
  for (const fs::path& file : files_of(database)) {
    std::error_code failure;
    fs::remove(file, failure);
    if (failure)
      return Error{ErrorKind::InputOutput,
                   "cannot delete " + file.string() + ": " + failure.message()};
  }
  return Done{};
}

class CacheCommand : public Command {
 public:
  std::string_view name() const override { return "cache"; }
  std::string_view summary() const override {
    return "show or clear language models' kept replies; show what was spent";
  }

  void declare(CLI::App& parser, Settings& settings) override {
    parser.require_subcommand(0, 1);
    for (const char* key : {"llm.cache", "llm.ledger"}) settings.add_flag(parser, key);
    parser.add_flag("--json", json_, "Print a JSON object");
    parser.add_subcommand("show", "Show which replies are kept, and what was spent (the default)")
        ->fallthrough();
    clear_ =
        parser.add_subcommand("clear", "Forget the replies; what was spent stays in the ledger");
    clear_->fallthrough();
    clear_->add_option("--model", model_, "Forget this model's replies only")->type_name("ID");
  }

  Result<ExitCode> run(const Settings& settings, std::stop_token) override {
    chosen_cache_ = settings.text("llm.cache");
    cache_file_ = reply_cache_file(chosen_cache_);
    if (const auto there = require_named(settings, "llm.cache", "reply cache"); !there)
      return there.error();
    if (!clear_->parsed())
      if (const auto there = require_named(settings, "llm.ledger", "ledger"); !there)
        return there.error();
    const auto output = clear_->parsed() ? clear() : show(ledger_file(settings.text("llm.ledger")));
    if (!output) return output.error();
    std::cout << output.value();
    return ExitCode::Done;
  }

 private:
  // Looking creates nothing.
  Result<std::string> show(const fs::path& ledger_file) const {
    CacheReport report;
    report.cache_file = cache_file_;
    report.cache_bytes = bytes_of(cache_file_);
    report.ledger_file = ledger_file;
    if (is_there(cache_file_)) {
      auto groups = groups_of_cache();
      if (!groups) return groups.error();
      report.groups = std::move(groups).value();
    }
    if (is_there(ledger_file))
      if (const auto read = read_ledger(report); !read) return read.error();
    return json_ ? cache_report_json(report) : cache_report_text(report);
  }

  Result<std::vector<llm::CacheSummary>> groups_of_cache() const {
    const auto cache = llm::ReplyCache::open(cache_file_, 0);
    if (!cache) return cache.error();
    return cache.value()->summary();
  }

  static Result<Done> read_ledger(CacheReport& report) {
    const auto now =
        std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    auto ledger = llm::Ledger::open(report.ledger_file, now);
    if (!ledger) return ledger.error();
    const auto time = ledger.value().time(now);
    if (!time) return time.error();
    const auto hour = ledger.value().amount_since(time.value() - std::chrono::hours(1));
    if (!hour) return hour.error();
    const auto day = ledger.value().amount_since(time.value() - std::chrono::hours(24));
    if (!day) return day.error();
    auto models = ledger.value().by_model();
    if (!models) return models.error();
    report.last_hour = hour.value();
    report.last_day = day.value();
    report.models = std::move(models).value();
    return Done{};
  }

  Result<std::string> clear() const {
    if (!is_there(cache_file_)) return cleared_text(0);
    const auto cache = llm::ReplyCache::open(cache_file_, 0);
    if (!cache) {
      const bool damaged = cache.error().kind == ErrorKind::BadData;
      return damaged && !model_ ? delete_damaged() : cache.error();
    }
    const auto groups = cache.value()->summary();
    const auto count = cache.value()->clear(model_);
    if (!count && count.error().kind == ErrorKind::BadData && !model_) return delete_damaged();
    if (!count) return count.error();
    if (count.value() == 0 && model_ && groups) return nothing_of_model(groups.value());
    return cleared_text(count.value());
  }

  Result<std::string> delete_damaged() const {
    if (!chosen_cache_.empty())  // it may be anything; a slip in a setting must not cost a file
      return Error{ErrorKind::BadData, cache_file_.string() +
                                           " is no reply cache that can be read; it is not deleted "
                                           "because llm.cache names it: move it away"};
    if (const auto removed = remove_database(cache_file_); !removed) return removed.error();
    if (json_) return std::string("{\"forgotten\": null}\n");
    return "deleted " + cache_file_.string() + ", which could not be read\n";
  }

  Result<std::string> nothing_of_model(const std::vector<llm::CacheSummary>& groups) const {
    std::vector<std::string> known;
    for (const llm::CacheSummary& group : groups) known.push_back(group.model);
    return Error{ErrorKind::NotFound, "no replies of " + *model_ + " are kept" +
                                          did_you_mean(*model_, known) +
                                          " (airmark cache show lists the models)"};
  }

  std::string cleared_text(std::int64_t count) const {
    if (json_) return "{\"forgotten\": " + std::to_string(count) + "}\n";
    return "forgot " + std::to_string(count) + (count == 1 ? " reply\n" : " replies\n");
  }

  CLI::App* clear_ = nullptr;
  bool json_ = false;
  std::optional<std::string> model_;
  std::string chosen_cache_;
  fs::path cache_file_;
};

}  // namespace

std::unique_ptr<Command> make_cache_command() { return std::make_unique<CacheCommand>(); }

}  // namespace airmark::tools
