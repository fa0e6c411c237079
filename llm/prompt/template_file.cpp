#include "llm/prompt/template_file.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

namespace airmark::llm {
namespace {

constexpr int kMostOutputTokens = 4096;  // Mixtral's limit; an answer needs a tenth of it.

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

/// A stretch of lines under one `== title ==`; the head has no title.
struct Section {
  std::string title;
  int line = 1;  ///< Of the title, or 1.
  std::string body;
};

std::optional<std::string> title_of(std::string_view line) {
  line = trimmed(line);
  if (line.size() < 5 || !line.starts_with("==") || !line.ends_with("==")) return std::nullopt;
  return std::string(trimmed(line.substr(2, line.size() - 4)));
}

std::vector<Section> sections_of(std::string_view text) {
  std::vector<Section> sections(1);
  for (int line = 1; !text.empty(); ++line) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1);
    const std::string_view row = text.substr(0, end + 1);
    text.remove_prefix(end + 1);
    if (auto title = title_of(row))
      sections.push_back({*std::move(title), line, {}});
    else
      sections.back().body += row;
  }
  return sections;
}

Error error_at(const std::string& file_name, int line, const std::string& sentence) {
  return {ErrorKind::Configuration, file_name + ":" + std::to_string(line) + ": " + sentence};
}

template <typename Number>
bool read_number(std::string_view text, Number lowest, Number highest, Number& value) {
  const auto end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value);
  return read.ec == std::errc() && read.ptr == end && value >= lowest && value <= highest;
}

bool is_strategy_name(std::string_view name) {
  return !name.empty() &&
         name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
}

/// Empty where the line is good, else what is wrong with it.
std::string read_head_line(std::string_view name, std::string_view value, PromptTemplate& read) {
  if (name == "strategy") {
    read.strategy = value;
    return is_strategy_name(value) ? "" : "a strategy is named by a-z, 0-9 and -";
  }
  if (name == "version")
    return read_number(value, 1, 1'000'000, read.version) ? "" : "version is a number from 1 up";
  if (name == "max_output_tokens")
    return read_number(value, 1, kMostOutputTokens, read.max_output_tokens)
               ? ""
               : "max_output_tokens is a number from 1 to " + std::to_string(kMostOutputTokens);
  if (name == "temperature")
    return read_number(value, 0.0, 1.0, read.temperature) ? ""
                                                          : "temperature is a number from 0 to 1";
  return "\"" + std::string(name) +
         "\" is unknown; the head knows strategy, version, max_output_tokens and temperature";
}

Result<Done> read_head(const Section& head, const std::string& file_name, PromptTemplate& read) {
  std::vector<std::string_view> seen;
  std::string_view rest = head.body;
  for (int line = 1; !rest.empty(); ++line) {
    const std::size_t end = std::min(rest.find('\n'), rest.size() - 1);
    const std::string_view row = trimmed(rest.substr(0, end + 1));
    rest.remove_prefix(end + 1);
    if (row.empty() || row.front() == '#') continue;
    const std::size_t colon = row.find(':');
    if (colon == std::string_view::npos)
      return error_at(file_name, line, "the head has lines of the form \"name: value\" only");
    const std::string_view name = trimmed(row.substr(0, colon));
    if (std::ranges::find(seen, name) != seen.end())
      return error_at(file_name, line, "\"" + std::string(name) + "\" stands here twice");
    seen.push_back(name);
    const std::string fault = read_head_line(name, trimmed(row.substr(colon + 1)), read);
    if (!fault.empty()) return error_at(file_name, line, fault);
  }
  for (const std::string_view name : {"strategy", "version", "max_output_tokens", "temperature"})
    if (std::ranges::find(seen, name) == seen.end())
      return error_at(file_name, head.line,
                      "the head lacks the line \"" + std::string(name) + ": …\"");
  return Done{};
}

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "{{" : ", {{") + name + "}}";
  return text;
}

/// Notes the placeholders of a section in `used`; the first bad one is an Error.
Result<Done> check_placeholders(const Section& section, const std::string& file_name,
                                std::vector<std::string>& used) {
  std::size_t at = 0;
  while ((at = section.body.find("{{", at)) != std::string::npos) {
    const auto begin = section.body.begin();
    const auto lines = std::count(begin, begin + static_cast<std::ptrdiff_t>(at), '\n');
    const int line = section.line + 1 + static_cast<int>(lines);
    const std::size_t end_of_line = section.body.find('\n', at);
    const std::size_t close = section.body.find("}}", at);
    if (close == std::string::npos || close > end_of_line)
      return error_at(file_name, line, "\"{{\" is not closed by \"}}\" on the same line");
    const std::string name = section.body.substr(at + 2, close - at - 2);
    if (std::ranges::find(placeholder_names(), name) == placeholder_names().end())
      return error_at(
          file_name, line,
          "\"{{" + name + "}}\" is no placeholder; known are " + listed(placeholder_names()));
    used.push_back(name);
    at = close + 2;
  }
  return Done{};
}

std::vector<std::string> needed_placeholders(std::string_view strategy) {
  std::vector<std::string> needed{"description", "genres"};
  if (strategy == "few-shot" || strategy == "hybrid") needed.push_back("examples");
  if (strategy == "grounded") needed.insert(needed.end(), {"local_opinion", "neighbours"});
  return needed;
}

Result<Done> check_sections(const std::vector<Section>& sections, const std::string& file_name) {
  for (std::size_t n = 1; n < sections.size(); ++n) {
    const std::string& title = sections[n].title;
    if (title != "system" && title != "user")
      return error_at(file_name, sections[n].line,
                      "\"" + title + "\" is no section; a template has \"system\" and \"user\"");
    if (trimmed(sections[n].body).empty())
      return error_at(file_name, sections[n].line, "the section \"" + title + "\" is empty");
  }
  if (sections.size() != 3 || sections[1].title != "system" || sections[2].title != "user")
    return error_at(file_name, sections.back().line,
                    "a template has \"== system ==\" and then \"== user ==\", once each");
  return Done{};
}

}  // namespace

const std::vector<std::string>& placeholder_names() {
  static const std::vector<std::string> names{"description",   "measurements", "genres", "examples",
                                              "local_opinion", "neighbours",   "schema"};
  return names;
}

Result<PromptTemplate> read_template(std::string_view text, const std::string& file_name) {
  const std::vector<Section> sections = sections_of(text);
  PromptTemplate read;
  if (auto head = read_head(sections[0], file_name, read); !head) return head.error();
  if (auto checked = check_sections(sections, file_name); !checked) return checked.error();
  std::vector<std::string> used;
  for (std::size_t n = 1; n < sections.size(); ++n)
    if (auto checked = check_placeholders(sections[n], file_name, used); !checked)
      return checked.error();
  for (const std::string& name : needed_placeholders(read.strategy))
    if (std::ranges::find(used, name) == used.end())
      return error_at(file_name, sections[2].line,
                      "{{" + name + "}} is missing; \"" + read.strategy + "\" cannot do without");
  read.system = trimmed(sections[1].body);
  read.user = trimmed(sections[2].body);
  return read;
}

Result<std::vector<WorkedExample>> read_examples(std::string_view text,
                                                 const std::string& file_name) {
  constexpr std::string_view kExample = "example ";
  std::vector<WorkedExample> examples;
  const std::vector<Section> sections = sections_of(text);
  for (std::size_t n = 1; n < sections.size(); n += 2) {
    if (!sections[n].title.starts_with(kExample))
      return error_at(file_name, sections[n].line, "here \"== example GENRE ==\" is expected");
    if (n + 1 == sections.size() || sections[n + 1].title != "answer")
      return error_at(file_name, sections[n].line,
                      "an example is followed by a section \"== answer ==\"");
    WorkedExample example{sections[n].title.substr(kExample.size()),
                          std::string(trimmed(sections[n].body)),
                          std::string(trimmed(sections[n + 1].body))};
    if (example.description.empty() || example.answer.empty())
      return error_at(file_name, sections[n].line,
                      "an example has a description and an answer; one of them is empty");
    examples.push_back(std::move(example));
  }
  if (examples.empty()) return error_at(file_name, 1, "there is no example in this file");
  return examples;
}

}  // namespace airmark::llm
