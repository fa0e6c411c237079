#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/classify/model_file.h"
#include "tools/training/figures.h"
#include "tools/training/training_table.h"
#include "tools/training/validation.h"

namespace airmark::tools {

/// Everything that is told of a trained model.
struct ModelReport {
  analysis::ModelFile file;
  Figures held_out;           ///< On the clips that chose l2 and temperature: a little flattered.
  bool grouped = false;       ///< Held out by artist-disjoint lists.
  bool keep_level = false;    ///< The recipe's choice.
  std::vector<Trial> trials;  ///< Empty after --no-validate.
  std::vector<std::string> same_recordings;  ///< "metal.00058 = rock.00016", as the table shows.
};

/// Pairs of rows whose 57 values (all but length) agree within a millionth, as text.
std::vector<std::string> same_recordings(const TrainingTable& table);

/// For a terminal: figures, recall per class, confusion.
std::string report_text(const ModelReport& report);

/// One JSON object on one line: the figures of the held-out clips and of every trial.
std::string report_json(const ModelReport& report);

/// The model card, in Markdown: intended use, data, protocol, figures, limits, hashes of the clips.
/// `about` is a paragraph on the data's origin and licence, by whoever knows it; may be empty.
std::string model_card(const ModelReport& report, const std::string& about);

}  // namespace airmark::tools
