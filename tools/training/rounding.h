#pragma once

namespace airmark::tools {

/// The number to seven significant digits: all that a fit is worth, and few enough that a model
/// file does not depend on the last bits of a machine's logarithm.
double rounded(double number);

}  // namespace airmark::tools
