#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/vocabulary/result.h"
#include "tools/sound_file/decoded_sound.h"

namespace airmark::tools {

/// A small change of a recording that leaves its genre what it is. A tagger that answers
/// differently then leans on something that is not the music.
struct Perturbation {
  std::string_view name;     ///< On a command line, in tables.
  std::string_view meaning;  ///< For people: "6 dB louder".
  Result<Done> (*check)();   ///< Unavailable where a library that it needs is missing.
  /// The same sound gives the same samples. Errors of the libraries behind it; else none.
  Result<DecodedSound> (*apply)(DecodedSound sound);
};

/// In the order in which they are told.
std::span<const Perturbation> all_perturbations();

/// The perturbations of a list such as "louder,mp3", each once and in the order above; of "all",
/// all of them.
/// Errors     Usage for an unknown name, and as Perturbation::check().
Result<std::vector<const Perturbation*>> chosen_perturbations(std::string_view list);

/// "louder,mp3"; "" for none.
std::string names_of(std::span<const Perturbation* const> perturbations);

}  // namespace airmark::tools
