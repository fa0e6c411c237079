#include "tools/commands/features_command.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <string>
#include <vector>

#include "tools/commands/feature_list.h"
#include "tools/common/feature_sets.h"

namespace airmark::tools {
namespace {

class FeaturesCommand : public Command {
 public:
  std::string_view name() const override { return "features"; }
  std::string_view summary() const override {
    return "list the values that are measured: name, unit, range, source, meaning";
  }

  void declare(CLI::App& parser, Settings&) override {
    parser
        .add_option("SET", set_,
                    "One of gtzan58, mir103, embedding45, musical, loudness; all of them if absent")
        ->option_text(" ");
    parser.add_flag("--json", json_, "Print JSON");
    parser.add_flag("--csv", csv_, "Print a CSV table");
    parser.add_flag("--markdown", markdown_, "Print analysis/FEATURES.md");
  }

  Result<ExitCode> run(const Settings&, std::stop_token) override {
    if (json_ + csv_ + markdown_ > 1)
      return Error{ErrorKind::Usage,
                   "--json, --csv and --markdown are three forms of output; choose one"};
    std::vector<FeatureSet> sets(kFeatureSets.begin(), kFeatureSets.end());
    if (!set_.empty()) {
      const auto set = feature_set_of(set_);
      if (!set) return set.error();
      sets = {set.value()};
    }
    std::cout << (json_       ? feature_list_json(sets)
                  : csv_      ? feature_list_csv(sets)
                  : markdown_ ? feature_list_markdown(sets)
                              : feature_list_text(sets));
    return ExitCode::Done;
  }

 private:
  std::string set_;
  bool json_ = false;
  bool csv_ = false;
  bool markdown_ = false;
};

}  // namespace

std::unique_ptr<Command> make_features_command() { return std::make_unique<FeaturesCommand>(); }

}  // namespace airmark::tools
