#include "tools/commands/doctor_command.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "tools/common/help_text.h"
#include "tools/common/nearest_word.h"
#include "tools/doctor/examination.h"
#include "tools/doctor/report_json.h"
#include "tools/doctor/report_text.h"
#include "tools/tagging/llm_flags.h"

namespace airmark::tools {
namespace {

const std::vector<std::string> kTopics{"live", "files", "llm"};

Result<Examination> examination_of(const std::vector<std::string>& topics) {
  for (const std::string& topic : topics)
    if (std::ranges::find(kTopics, topic) == kTopics.end())
      return Error{ErrorKind::Usage,
                   with_help_hint("there is no topic " + topic + "; choose from live, files, llm" +
                                      did_you_mean(topic, kTopics),
                                  "airmark doctor")};
  const auto named = [&](const char* topic) {
    return std::ranges::find(topics, topic) != topics.end();
  };
  if (topics.empty()) return Examination{};
  return Examination{.live = named("live"),
                     .files = named("files"),
                     .llm = named("llm"),
                     .live_required = named("live"),
                     .llm_required = named("llm")};
}

class DoctorCommand : public Command {
 public:
  std::string_view name() const override { return "doctor"; }
  std::string_view summary() const override {
    return "check the whole set-up and say how to mend what is wrong";
  }

  void declare(CLI::App& parser, Settings& settings) override {
    parser
        .add_option("TOPIC", topics_,
                    "live, files or llm: check only these, and let nothing be missing there")
        ->option_text("...");
    parser.add_flag("--llm", llm_, "Check the language model, too, where no tagger asks one");
    parser.add_flag("--ask", ask_, "Ask the language model one small question, which may cost");
    parser.add_flag("--json", json_, "Print one JSON object");
    for (const char* key : {"live.server", "live.connect", "tag.tagger", "tag.model"})
      settings.add_flag(parser, key);
    add_llm_flags(
        parser, settings,
        {"llm.provider", "llm.strategy", "llm.prompts", "llm.labelled", "llm.models", "llm.profile",
         "llm.region", "llm.endpoint", "llm.openai_url", "llm.input_price", "llm.output_price"});
  }

  Result<ExitCode> run(const Settings& settings, std::stop_token stop) override {
    auto examination = examination_of(topics_);
    if (!examination) return examination.error();
    if (llm_ || ask_) examination.value().llm = examination.value().llm_required = true;
    examination.value().ask = ask_;

    ReportText text(std::cout, ReportStyle::for_output(STDOUT_FILENO));
    std::vector<Finding> findings;
    examine(
        settings, examination.value(),
        [&](Finding finding) {
          if (!json_) text.add(finding);
          findings.push_back(std::move(finding));
        },
        stop);
    if (stop.stop_requested()) return ExitCode::SomethingFailed;  // no verdict over a part
    if (json_)
      std::cout << report_json(findings, version_line()) << '\n';
    else
      text.finish();
    return exit_code_of(findings);
  }

 private:
  std::vector<std::string> topics_;
  bool llm_ = false;
  bool ask_ = false;
  bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> make_doctor_command() { return std::make_unique<DoctorCommand>(); }

}  // namespace airmark::tools
