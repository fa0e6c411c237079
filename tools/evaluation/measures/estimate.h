#pragma once

namespace airmark::tools {

/// A figure and its 95 % interval by bootstrap over clips.
struct Estimate {
  double value = 0.0, lowest = 0.0, highest = 0.0;
};

}  // namespace airmark::tools
