#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace airmark::tools {

/// Text as it may stand in an element or a quoted attribute.
std::string html_escaped(std::string_view text);

/// An image by data URL, so that the page has it inside. `svg` is a whole file.
std::string html_svg_image(std::string_view svg, std::string_view description);

/// A table whose cells are text, not HTML: all are escaped. Columns from `first_number` on are set
/// to the right.
struct HtmlTable {
  std::vector<std::string> head;
  std::vector<std::vector<std::string>> rows;
  std::size_t first_number = 1;
};
std::string html_table(const HtmlTable& table);

/// An unordered list of texts; "" where there are none.
std::string html_list(const std::vector<std::string>& texts);

/// A heading and what follows it; "" where nothing follows.
std::string html_section(std::string_view title, const std::string& body);

/// A paragraph of text.
std::string html_paragraph(std::string_view text);

}  // namespace airmark::tools
