#include "tools/offline/feature_row.h"

#include <cstddef>

#include "analysis/vocabulary/feature_values.h"
#include "tools/common/csv_text.h"

namespace airmark::tools {

std::string feature_header(FeatureSet set) {
  std::string line = "filename";
  for (const FeatureSpec& column : feature_specs(set)) line += "," + std::string(column.name);
  return line + ",label";
}

std::string feature_row(std::string_view file_name, const WindowAnalysis& analysis, FeatureSet set,
                        std::string_view label) {
  const auto specs = feature_specs(set);
  const auto values = feature_values(analysis, set);
  std::string line = csv_field(file_name);
  for (std::size_t n = 0; n < specs.size(); ++n) {
    line += ',';
    if (values[n]) line += csv_number(*values[n], specs[n].unit == "samples");
  }
  return line + "," + csv_field(label);
}

}  // namespace airmark::tools
