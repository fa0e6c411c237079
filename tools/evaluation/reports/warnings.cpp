#include "tools/evaluation/reports/warnings.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <map>
#include <utility>

#include "analysis/vocabulary/genres.h"
#include "tools/evaluation/reports/figure_text.h"
#include "tools/training/report_tables.h"

namespace airmark::tools {
namespace {

/// What a perfect listener is expected to reach: the labels of the rest of GTZAN are wrong, or the
/// song is there twice under two of them. Sturm 2013, "The GTZAN dataset", arXiv:1306.1461.
constexpr double kCeiling = 0.945;

/// Fewer songs than this leave a genre's recall a 95 % interval wider than ±0.18 at worst.
constexpr std::size_t kFewSongs = 30;

/// A confidence that is off by a tenth is off by a whole bin of the reliability table.
constexpr double kPoorCalibration = 0.10;

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

class Composer {
 public:
  explicit Composer(const Evaluation& evaluation) : evaluation_(evaluation) {}

  std::vector<std::string> compose() {
    split();
    for (const Measures& m : evaluation_.measures) ceiling(m);
    for (const Measures& m : evaluation_.measures) trained_on(m);
    for (const Measures& m : evaluation_.measures) failures(m);
    for (const Measures& m : evaluation_.measures) calibration(m);
    for (const PerturbationEffect& e : evaluation_.effects) perturbed_failures(e);
    support();
    return std::move(sentences_);
  }

 private:
  void split() {
    const EvaluationOrigin& origin = evaluation_.origin;
    if (!origin.split_note.empty()) say("The split \"{}\" is {}.", origin.split, origin.split_note);
  }

  void ceiling(const Measures& m) {
    if (m.accuracy.value > kCeiling)
      say("{}: accuracy {} is above the ceiling of {} that mislabelled and repeated recordings "
          "leave in GTZAN (Sturm 2013, arXiv:1306.1461); look for songs or artists that the model "
          "was trained on before you believe it.",
          m.tagger, percent_text(m.accuracy.value), percent_text(kCeiling));
  }

  void trained_on(const Measures& m) {
    if (m.trained_on_count > 0)
      say("{}: its model was trained on {} of this dataset, in no figure but the one that is "
          "labelled so.",
          m.tagger, counted(m.trained_on_count, "song"));
    if (m.out_of_fold_count > 0)
      say("{}: {} answered by models of the same recipe that were trained without them, not by the "
          "shipped model.",
          m.tagger,
          counted(m.out_of_fold_count, "song") + (m.out_of_fold_count == 1 ? " is" : " are"));
  }

  void failures(const Measures& m) {
    if (m.failure_count > 0)
      say("{}: {} of {} got no answer ({} because the reply was none that could be read); they "
          "count as wrong.",
          m.tagger, m.failure_count, counted(m.clip_count, "song"), m.parse_failure_count);
  }

  void perturbed_failures(const PerturbationEffect& e) {
    if (e.failure_count > 0)
      say("{}, {}: {} of {} got no answer; they count as wrong in its difference.", e.tagger,
          e.perturbation, e.failure_count, counted(e.clip_count, "song"));
  }

  void calibration(const Measures& m) {
    if (m.calibration_error.value > kPoorCalibration)
      say("{}: calibration error {} is above {:.2f}; take its confidence for an order, not for a "
          "probability.",
          m.tagger, three_places(m.calibration_error.value), kPoorCalibration);
  }

  void support() {
    const std::map<std::string, std::size_t> support = songs_by_genre();
    std::vector<std::string> few, none;
    for (const auto& [genre, count] : support)
      if (count < kFewSongs) few.push_back(fmt::format("{} ({})", genre, count));
    for (const std::string& genre : genre_identifiers())
      if (!support.contains(genre)) none.push_back(genre);
    if (!few.empty())
      say("Fewer than {} songs that count: {}; figures of these genres have wide intervals.",
          kFewSongs, listed(few));
    if (!none.empty())
      say("No songs that count: {}; nothing is known of these genres, and means over genres leave "
          "them out.",
          listed(none));
  }

  /// The least that any tagger was measured on.
  std::map<std::string, std::size_t> songs_by_genre() const {
    std::map<std::string, std::size_t> least;
    for (const Measures& m : evaluation_.measures)
      for (const GenreMeasures& g : m.by_genre)
        if (g.support > 0) {
          const auto [place, is_new] = least.emplace(g.genre, g.support);
          if (!is_new) place->second = std::min(place->second, g.support);
        }
    return least;
  }

  template <typename... Parts>
  void say(fmt::format_string<Parts...> format, Parts&&... parts) {
    sentences_.push_back(fmt::format(format, std::forward<Parts>(parts)...));
  }

  const Evaluation& evaluation_;
  std::vector<std::string> sentences_;
};

}  // namespace

std::vector<std::string> warnings_of(const Evaluation& evaluation) {
  return Composer(evaluation).compose();
}

}  // namespace airmark::tools
