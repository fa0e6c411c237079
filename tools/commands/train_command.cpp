#include "tools/commands/train_command.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include "tools/common/text_file.h"
#include "tools/training/folds.h"
#include "tools/training/model_report.h"
#include "tools/training/recipe.h"
#include "tools/training/training_table.h"
#include "tools/training/validation.h"

namespace airmark::tools {
namespace {

analysis::ModelFile model_file(const TrainingTable& table, const TrainedModel& trained,
                               const Folds& folds, const Figures& held_out, int seed) {
  analysis::ModelFile file;
  file.model = trained.model;
  file.training = {table.name,
                   table.sha256,
                   static_cast<int>(table.rows.size()),
                   trained.l2,
                   seed,
                   folds.description,
                   held_out.accuracy.value,
                   held_out.calibration_error.value};
  for (const TrainingRow& row : table.rows)
    file.training_clips.push_back(analysis::training_clip(row.file_name, row.values));
  return file;
}

class TrainCommand : public Command {
 public:
  std::string_view name() const override { return "train"; }
  std::string_view summary() const override {
    return "fit the classifier to a table of features; write the model and its card";
  }

  void declare(CLI::App& parser, Settings&) override {
    parser.add_option("TABLE.csv", table_, "CSV with the published GTZAN table's columns")
        ->required()
        ->option_text(" ");
    parser.add_option("--out", out_, "Model file to write (default: " + out_.string() + ")")
        ->type_name("MODEL.json");
    parser.add_option("--card", card_, "Model card to write; beside the model if not given")
        ->type_name("CARD.md");
    parser.add_option("--about", about_, "Text on the data's origin and licence, for the card")
        ->type_name("ABOUT.md");
    parser
        .add_option("--group", groups_,
                    "Clips that share no artist with the other groups, one per line; twice or more")
        ->option_text("LIST.txt ...");
    parser.add_option("--seed", seed_, "For random folds and bootstrap intervals (default: 1)")
        ->check(CLI::Range(0, 2147483647).description(""))
        ->type_name("NUMBER");
    parser.add_flag("--no-validate", no_validate_,
                    "Do not try the whole recipe on clips it has not seen; quicker");
    parser.add_flag("--keep-level", recipe_.keep_level,
                    "Also use values that change when the volume is turned");
    parser.add_flag("--json", json_, "Print the figures as one line of JSON");
  }

  Result<ExitCode> run(const Settings&, std::stop_token stop) override {
    Result<TrainingTable> table = read_training_table(table_);
    if (!table) return table.error();
    Result<std::string> about = about_.empty() ? std::string() : read_text_file(about_);
    if (!about) return about.error();
    // Fitting takes a while: not only to say at its end that there is no place for the model.
    for (const auto& path : {out_, card_path()})
      if (auto done = check_place_for(path); !done) return done.error();
    Result<ModelReport> report = train(table.value(), stop);
    if (!report) return report.error();
    const std::string text = about.value().substr(0, about.value().find_last_not_of("\r\n") + 1);
    if (auto done = write(report.value(), text); !done) return done.error();
    std::cout << (json_ ? report_json(report.value()) : report_text(report.value())) << std::flush;
    return ExitCode::Done;
  }

 private:
  Result<ModelReport> train(const TrainingTable& table, std::stop_token stop) const {
    const bool grouped = !groups_.empty();
    Result<Folds> folds = grouped ? read_group_folds(table, groups_)
                                  : block_folds(table, all_rows(table), kBlockCount);
    if (!folds) return folds.error();
    Result<TrainedModel> trained =
        train_model(table, all_rows(table), folds.value(), recipe_, stop);
    if (!trained) return trained.error();
    ModelReport report;
    report.held_out = figures(trained.value().held_out, seed_);
    report.file = model_file(table, trained.value(), folds.value(), report.held_out, seed_);
    report.file.name = out_.stem().string();
    report.grouped = grouped;
    report.keep_level = recipe_.keep_level;
    report.same_recordings = same_recordings(table);
    if (!no_validate_) {
      auto trials = tools::validate(table, folds.value(), grouped, recipe_, seed_, stop);
      if (!trials) return trials.error();
      report.trials = std::move(trials).value();
    }
    return report;
  }

  Result<Done> write(const ModelReport& report, const std::string& about) const {
    if (auto done = write_text_file(out_, analysis::model_text(report.file)); !done) return done;
    return write_text_file(card_path(), model_card(report, about));
  }

  std::filesystem::path card_path() const {
    return card_.empty() ? std::filesystem::path(out_).replace_extension(".md") : card_;
  }

  std::filesystem::path table_, card_, about_;
  std::filesystem::path out_ = "airmark-model.json";
  std::vector<std::filesystem::path> groups_;
  int seed_ = 1;
  bool no_validate_ = false, json_ = false;
  Recipe recipe_;
};

}  // namespace

std::unique_ptr<Command> make_train_command() { return std::make_unique<TrainCommand>(); }

}  // namespace airmark::tools
