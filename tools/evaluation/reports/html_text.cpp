#include "tools/evaluation/reports/html_text.h"

namespace airmark::tools {
namespace {

std::string_view escape_of(char letter) {
  switch (letter) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return {};
  }
}

/// What would end a data URL or be dropped from it (RFC 3986, section 2.1).
std::string url_escaped(std::string_view text) {
  std::string escaped;
  for (const char letter : text) switch (letter) {
      case '%':
        escaped += "%25";
        break;
      case '#':
        escaped += "%23";
        break;
      case '\n':
        escaped += "%0A";
        break;
      default:
        escaped += letter;
    }
  return escaped;
}

std::string row_of(const std::vector<std::string>& cells, std::string_view element,
                   std::size_t first_number) {
  std::string row = "<tr>";
  for (std::size_t column = 0; column < cells.size(); ++column) {
    row += "<" + std::string(element) + (column >= first_number ? " class=\"number\">" : ">");
    row += html_escaped(cells[column]) + "</" + std::string(element) + ">";
  }
  return row + "</tr>\n";
}

}  // namespace

std::string html_escaped(std::string_view text) {
  std::string escaped;
  for (const char letter : text) {
    const std::string_view escape = escape_of(letter);
    if (escape.empty())
      escaped += letter;
    else
      escaped += escape;
  }
  return escaped;
}

std::string html_svg_image(std::string_view svg, std::string_view description) {
  return "<img alt=\"" + html_escaped(description) + "\" src=\"data:image/svg+xml;charset=utf-8," +
         html_escaped(url_escaped(svg)) + "\">";
}

std::string html_table(const HtmlTable& table) {
  std::string text =
      "<table>\n<thead>" + row_of(table.head, "th", table.first_number) + "</thead>\n";
  text += "<tbody>\n";
  for (const auto& row : table.rows) text += row_of(row, "td", table.first_number);
  return text + "</tbody>\n</table>\n";
}

std::string html_list(const std::vector<std::string>& texts) {
  if (texts.empty()) return "";
  std::string list = "<ul>\n";
  for (const std::string& text : texts) list += "<li>" + html_escaped(text) + "</li>\n";
  return list + "</ul>\n";
}

std::string html_section(std::string_view title, const std::string& body) {
  if (body.empty()) return "";
  return "<section>\n<h2>" + html_escaped(title) + "</h2>\n" + body + "</section>\n";
}

std::string html_paragraph(std::string_view text) { return "<p>" + html_escaped(text) + "</p>\n"; }

}  // namespace airmark::tools
