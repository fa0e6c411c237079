#pragma once

#include <string>

#include "analysis/vocabulary/result.h"

namespace airmark {

/// A part of the program that lies in a file of its own, because it brings libraries along that
/// most runs have no use for. Loads it at the first call and gives what it shows: the object of the
/// name "airmark_part". Unavailable where it cannot be loaded.
///
/// Method     dlopen(); where parts lie is linked into the program (tools/cmake/OnDemand.cmake).
/// Memory     stays loaded until the program ends.
/// Threads    any.
Result<const void*> load_part(const std::string& name);

/// The same with the type of what is shown; it says which part it belongs to.
template <typename Part>
Result<const Part*> loaded() {
  static const Result<const void*> part = load_part(Part::kName);
  if (!part) return part.error();
  return static_cast<const Part*>(part.value());
}

}  // namespace airmark

/// Stands before the object that a part shows.
#define AIRMARK_PART extern "C" [[gnu::visibility("default")]] const
