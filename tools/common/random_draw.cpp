#include "tools/common/random_draw.h"

namespace airmark::tools {

std::size_t draw(std::mt19937_64& random, std::size_t bound) {
  return static_cast<std::size_t>(random() % bound);
}

}  // namespace airmark::tools
