#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/vocabulary/result.h"
#include "tools/evaluation/dataset/dataset.h"
#include "tools/evaluation/dataset/dataset_check.h"

namespace airmark::tools {

/// Which clips a person wants.
struct SplitChoice {
  /// "filtered", "stratified", "random-K" (K folds), "all", or the path of a list of names.
  std::string split = "filtered";
  std::optional<std::size_t> samples_per_genre = {};  ///< Empty: all.
  std::uint64_t seed = 1;                             ///< For the folds and the samples.
};

/// A clip of a split.
struct SplitClip {
  std::size_t clip = 0;  ///< Index in Dataset::clips.
  std::size_t fold = 0;  ///< Index in SplitClips::folds.
  /// False: there to train on only, when other folds are predicted.
  bool evaluated = true;
  bool operator==(const SplitClip&) const = default;
};

/// The clips of a split, each recording once, and who is held out together.
/// Invariant  clips are in the dataset's order; every one is readable; those evaluated are
///            of two genres or more.
struct SplitClips {
  std::string name;                ///< As in SplitChoice.
  std::string note;                ///< "" or "not comparable: …", to stand beside every figure.
  std::vector<std::string> folds;  ///< Their names: "train", "valid"; "part 1" …
  std::vector<SplitClip> clips;
  std::vector<std::string> absent;  ///< Listed names that no readable clip has.
};

/// Chooses the clips.
///
/// Method     filtered: the clips of the two lists of config/splits, a fold each. A list: its own
///            clips, with those of the two lists beside it to train on. stratified: a fifth of each
///            genre is evaluated, the rest is there to train on. random-K: each genre is dealt out
///            to K folds; all: the same with ten. A draw of samples takes the same clips for the
///            same seed; the others stay to train on. Of clips with one recording the first of
///            those evaluated is kept, so that no fold has what another holds out.
/// Errors     Usage for an unknown split or an impossible K; BadData where no clip of a list is in
///            the dataset, and where fewer than two genres are left; as read_name_list() for a
///            list.
Result<SplitClips> choose_split(const Dataset& dataset, const DatasetCheck& check,
                                const SplitChoice& choice);

}  // namespace airmark::tools
