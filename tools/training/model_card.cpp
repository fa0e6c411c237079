#include <spdlog/fmt/fmt.h>

#include "tools/training/model_report.h"
#include "tools/training/report_tables.h"

namespace airmark::tools {
namespace {

std::string genre_list(const analysis::ModelFile& file) {
  std::string list;
  for (const std::string& name : file.model.classes) list += (list.empty() ? "" : ", ") + name;
  return list;
}

std::string use_section(const analysis::ModelFile& file) {
  return fmt::format(
      "# Model card: {}\n\n"
      "Multinomial logistic regression on {} of the 58 values of the published GTZAN table, made "
      "by "
      "`airmark train`. Model file: `{}.json`, identifier `{}`, analysis version {}.\n\n"
      "## Intended use\n\n"
      "A first, instant and explained guess at the genre of about 30 seconds of music, out of {}. "
      "Its "
      "probabilities are calibrated, so a low one means \"do not know\". It is no judge of speech, "
      "jingles, noise or genres it was not taught, and nothing that matters to a person (rights, "
      "payment, moderation) should rest on it.\n\n",
      file.name, file.model.inputs.size(), file.name, analysis::model_identifier(file),
      file.analysis_version, genre_list(file));
}

std::string data_section(const ModelReport& report, const std::string& about) {
  const analysis::TrainingSummary& t = report.file.training;
  std::string text = fmt::format(
      "## Data\n\n{} clips from `{}` (SHA-256 `{}`). The model holds statistics only: per input "
      "two "
      "limits, a mean and a deviation, and a weight per genre. No audio and no row of the table "
      "can "
      "be had back from it.\n\n",
      t.clip_count, t.table, t.table_sha256);
  for (const std::string& pair : report.same_recordings)
    text += "The table holds the same recording under two names: " + pair + ".\n\n";
  return about.empty() ? text : text + about + "\n\n";
}

std::string protocol_section(const ModelReport& report) {
  const analysis::TrainingSummary& t = report.file.training;
  return fmt::format(
      "## Protocol\n\n"
      "`length` is never used{}. Each input is limited to the 1 % and 99 % quantiles, curved "
      "(logarithm or signed root where that takes skew out), standardised. The L2 penalty is "
      "{:.3g} "
      "per clip, the temperature {:.4g}, seed {}; both were chosen on clips held out by {}. {}\n\n",
      report.keep_level ? "" : "; nor are the seven values that change when the volume is turned",
      t.l2, report.file.model.temperature, t.seed, t.held_out_by,
      report.grouped
          ? "The lists are taken to share no artist."
          : "Such folds share artists, so the penalty is the strongest within one standard "
            "error of the best and the temperature is not below 1.");
}

std::string figures_section(const ModelReport& report) {
  const Figures& f = report.held_out;
  std::string text =
      "## Figures\n\nIn brackets: 95 % intervals by bootstrap over clips (2000 resamples). They "
      "take "
      "clips as independent; where artists repeat the truth is wider. ECE: expected calibration "
      "error, 10 bins.\n\n";
  if (!report.trials.empty())
    text +=
        "Every choice (limits, curves, penalty, temperature) made inside the training side:\n\n" +
        trial_table(report.trials) + "\n";
  return text +
         fmt::format(
             "The shipped model's clips while they were held out by {} (the same predictions chose "
             "penalty and temperature, so these are slightly flattered): accuracy {}, top-3 {}, "
             "ECE "
             "{}.\n\n",
             report.file.training.held_out_by, estimate_text(f.accuracy), estimate_text(f.top3),
             estimate_text(f.calibration_error)) +
         confusion_table(f, report.file.model.classes) + "\n";
}

std::string clips_section(const analysis::ModelFile& file) {
  std::string text =
      "## Limits\n\n"
      "Ten genres of one collection stand for all music; the collection's artists weigh more than "
      "its genres, as the distance between the figures above shows. Values outside what training "
      "has seen are treated as its edge. The model sees averages over the window: no melody, no "
      "words, no instruments.\n\n"
      "## Training clips\n\n"
      "Do not test this model on these. First: SHA-256 of the file's base name without extension. "
      "Second: SHA-256 of its table row, the 58 values in table order, each the shortest decimal "
      "that reads back to the same double, joined by commas.\n\n```\n";
  for (const analysis::TrainingClip& clip : file.training_clips)
    text += clip.name_sha256 + " " + clip.row_sha256 + "\n";
  return text + "```\n";
}

}  // namespace

std::string model_card(const ModelReport& report, const std::string& about) {
  return use_section(report.file) + data_section(report, about) + protocol_section(report) +
         figures_section(report) + clips_section(report.file);
}

}  // namespace airmark::tools
