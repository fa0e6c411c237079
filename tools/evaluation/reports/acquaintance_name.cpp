#include "tools/evaluation/reports/acquaintance_name.h"

namespace airmark::tools {

std::string_view acquaintance_name(Acquaintance acquaintance) noexcept {
  switch (acquaintance) {
    case Acquaintance::Unseen:
      return "unseen";
    case Acquaintance::OutOfFold:
      return "out_of_fold";
    case Acquaintance::TrainedOn:
      return "trained_on";
  }
  return {};
}

Acquaintance acquaintance_named(std::string_view name) noexcept {
  for (const Acquaintance known : {Acquaintance::Unseen, Acquaintance::OutOfFold})
    if (acquaintance_name(known) == name) return known;
  return Acquaintance::TrainedOn;
}

}  // namespace airmark::tools
