#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace airmark::fuzzing {

inline std::string_view text_of(const std::uint8_t* bytes, std::size_t size) {
  return {reinterpret_cast<const char*>(bytes), size};
}

/// Ends the program where something that must hold for every input does not.
inline void demand(bool holds) {
  if (!holds) std::abort();
}

}  // namespace airmark::fuzzing
