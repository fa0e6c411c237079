#include "tools/evaluation/plots/write_plots.h"

#include <cassert>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "tools/common/text_file.h"
#include "tools/evaluation/plots/labels.h"
#include "tools/evaluation/plots/pictures.h"

namespace airmark::tools {
namespace {

Result<Done> make_folder(const std::filesystem::path& folder) {
  std::error_code problem;
  std::filesystem::create_directories(folder, problem);
  if (problem)
    return Error{ErrorKind::CannotCreate, "cannot create the folder " + folder.string() + " (" +
                                              problem.message() + "); name one that is yours"};
  return Done{};
}

Result<Done> write_picture(const Picture& picture, const std::filesystem::path& path,
                           PictureFormat format) {
  auto canvas = make_canvas(picture.width, picture.height, format);
  if (!canvas) return canvas.error();
  picture.draw(*canvas.value());
  const auto bytes = canvas.value()->finish();
  if (!bytes) return bytes.error();
  return write_text_file(path, bytes.value());
}

Result<Done> write_both(const Picture& picture, const std::filesystem::path& stem) {
  if (auto png = write_picture(picture, stem.string() + ".png", PictureFormat::Png); !png)
    return png;
  return write_picture(picture, stem.string() + ".svg", PictureFormat::Svg);
}

}  // namespace

Result<Done> write_plots(const Evaluation& evaluation, const std::filesystem::path& folder) {
  assert(!evaluation.measures.empty() && evaluation.measures.size() == evaluation.taggers.size());
  const std::filesystem::path matrices = folder / "confusion_matrices";
  const std::filesystem::path views = folder / "visualizations";
  for (const std::filesystem::path& one : {matrices, views})
    if (auto made = make_folder(one); !made) return made;
  std::vector<std::pair<std::filesystem::path, Picture>> pictures{
      {views / "accuracy_comparison", accuracy_comparison(evaluation)},
      {views / "genre_performance", genre_performance(evaluation)},
      {views / "confidence_analysis", confidence_analysis(evaluation)},
      {views / "reliability", reliability(evaluation)},
      {views / "coverage", coverage(evaluation)}};
  if (!evaluation.effects.empty())
    pictures.emplace_back(views / "perturbations", perturbation_effects(evaluation));
  std::vector<std::string> taggers;
  for (const Measures& measures : evaluation.measures) taggers.push_back(measures.tagger);
  const std::vector<std::string> names = file_names_for(taggers);
  for (std::size_t n = 0; n < names.size(); ++n)
    pictures.emplace_back(matrices / names[n], confusion_matrix(evaluation, n));
  for (const auto& [stem, picture] : pictures)
    if (auto written = write_both(picture, stem); !written) return written;
  return write_picture(overview(evaluation), folder / "classification_results.png",
                       PictureFormat::Png);
}

}  // namespace airmark::tools
