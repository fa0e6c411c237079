#include "tools/commands/standin_command.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "tools/common/log.h"
#include "tools/common/seconds_flag.h"
#include "tools/common/text_file.h"
#include "tools/standin/standin.h"
#include "tools/standin/standin_server.h"

namespace airmark::tools {
namespace {

/// Where a client finds a server that listens on `host`.
std::string reachable(const std::string& host) {
  if (host == "0.0.0.0") return "127.0.0.1";
  if (host == "::") return "[::1]";
  return host.find(':') == host.npos ? host : '[' + host + ']';
}

std::string welcome(const std::string& host, int port) {
  const std::string url = "http://" + reachable(host) + ":" + std::to_string(port);
  return "listening on " + url + "; try: AWS_ENDPOINT_URL_BEDROCK_RUNTIME=" + url +
         " AWS_ENDPOINT_URL_BEDROCK=" + url +
         " AWS_REGION=us-east-1 AWS_ACCESS_KEY_ID=AKIDEXAMPLE"
         " AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY\n";
}

class StandinCommand : public Command {
 public:
  std::string_view name() const override { return "standin"; }
  std::string_view summary() const override {
    return "a local Bedrock that answers with canned text, to try things without an account";
  }

  void declare(CLI::App& parser, Settings&) override {
    parser.add_option("--port", server_.port, "Port to listen on; 0 for any that is free")
        ->check(CLI::Range(0, 65535).description(""))
        ->type_name("NUMBER");
    parser
        .add_option("--host", server_.host, "Address to listen on (default: " + server_.host + ")")
        ->type_name("HOST");
    parser.add_option("--port-file", port_file_, "Write the port here once it is open")
        ->type_name("FILE");
    parser
        .add_option("--keys", keys_file_,
                    "Further keys to take, one a line: ID:SECRET, ID:SECRET:TOKEN or bearer:TOKEN")
        ->type_name("FILE");
    parser.add_option("--region", config_.check.region, "Refuse signatures for any other Region")
        ->type_name("REGION");
    parser.add_option("--answer", answer_file_, "Answer every question with this text")
        ->type_name("FILE");
    declare_mishaps(parser);
  }

  Result<ExitCode> run(const Settings&, std::stop_token stop) override {
    if (std::ranges::find(mishaps_, kMishapHelp) != mishaps_.end()) {
      std::cout << mishap_table();
      return ExitCode::Done;
    }
    if (auto read = read_inputs(); !read) return read.error();
    auto registry = llm::ModelRegistry::built_in();
    if (!registry) return registry.error();
    Standin standin(std::move(registry).value(), config_);
    auto server = StandinServer::open(server_, [&](const ReceivedRequest& request) {
      StandinReply reply = standin.answer(request);
      log_detail(reply.summary);
      return reply;
    });
    if (!server) return server.error();
    const int port = server.value()->port();
    if (!port_file_.empty())
      if (auto done = write_text_file(port_file_, std::to_string(port) + "\n"); !done)
        return done.error();
    std::cout << welcome(server_.host, port) << std::flush;
    server.value()->serve(stop);
    if (stop.stop_requested()) return ExitCode::Done;
    return Error{ErrorKind::Unavailable, "the port was taken away; start the stand-in again"};
  }

 private:
  void declare_mishaps(CLI::App& parser) {
    parser
        .add_option("--fail", mishaps_,
                    "What goes wrong, in which share of the calls; `--fail help` lists them")
        ->option_text("WHAT[:RATE] ...");
    parser.add_option("--seed", config_.seed, "For the shares of --fail (default: 1)")
        ->type_name("NUMBER");
    parser
        .add_option("--slow", slow_s_,
                    "Hold replies back so long: all, or those that --fail slow:RATE hits "
                    "(default: 10)")
        ->check(seconds_from(0.0))
        ->type_name("SECONDS");
    parser
        .add_option("--clock-offset", clock_offset_s_,
                    "Let its clock be wrong by so many seconds; negative is late")
        ->check(CLI::Range(-kFurthestClock, kFurthestClock).description(""))
        ->type_name("SECONDS");
  }

  Result<Done> read_inputs() {
    config_.check.keys = KnownKeys::examples();
    config_.clock_offset = std::chrono::seconds(clock_offset_s_);
    if (!keys_file_.empty()) {
      auto text = read_text_file(keys_file_);
      if (!text) return text.error();
      if (auto done = config_.check.keys.add(text.value(), keys_file_.string()); !done) return done;
    }
    if (!answer_file_.empty()) {
      auto text = read_text_file(answer_file_);
      if (!text) return text.error();
      config_.answer = std::move(text).value();
    }
    return read_mishaps();
  }

  Result<Done> read_mishaps() {
    for (const std::string& text : mishaps_) {
      auto planned = parse_mishap(text);
      if (!planned) return planned.error();
      config_.mishaps.push_back(planned.value());
    }
    if (!slow_s_) return Done();
    config_.slow = std::chrono::milliseconds(static_cast<std::int64_t>(*slow_s_ * 1000));
    if (std::ranges::find(config_.mishaps, Mishap::Slow, &PlannedMishap::what) ==
        config_.mishaps.end()) {
      PlannedMishap all;
      all.what = Mishap::Slow;
      config_.mishaps.insert(config_.mishaps.begin(), all);
    }
    return Done();
  }

  static constexpr std::string_view kMishapHelp = "help";
  static constexpr int kFurthestClock = 1'000'000'000;

  StandinServer::Config server_{"127.0.0.1", 8123};
  Standin::Config config_;
  std::filesystem::path port_file_, keys_file_, answer_file_;
  std::vector<std::string> mishaps_;
  std::optional<double> slow_s_;
  int clock_offset_s_ = 0;
};

}  // namespace

std::unique_ptr<Command> make_standin_command() { return std::make_unique<StandinCommand>(); }

}  // namespace airmark::tools
