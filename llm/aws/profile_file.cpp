#include "llm/aws/profile_file.h"

#include <algorithm>
#include <optional>

#include "llm/aws/ascii_text.h"

namespace airmark::llm {
namespace {

bool begins_comment(char c) { return c == '#' || c == ';'; }

/// Cuts a comment off that follows a blank.
std::string_view without_comment(std::string_view value) {
  for (std::size_t i = 0; i < value.size(); ++i)
    if (begins_comment(value[i]) && (i == 0 || is_blank(value[i - 1])))
      return trimmed(value.substr(0, i));
  return trimmed(value);
}

std::string without_quotes(std::string_view text) {
  const bool quoted = text.size() >= 2 && text.front() == text.back() &&
                      (text.front() == '"' || text.front() == '\'');
  return std::string(quoted ? text.substr(1, text.size() - 2) : text);
}

/// "profile" and the name with one blank between, or the one name.
std::string section_name(std::string_view words) {
  words = trimmed(words);
  const auto gap = std::ranges::find_if(words, is_blank);
  const auto first_size = static_cast<std::size_t>(gap - words.begin());
  if (gap == words.end()) return without_quotes(words);
  return std::string(words.substr(0, first_size)) + " " +
         without_quotes(trimmed(words.substr(first_size)));
}

/// Reads line by line; knows the section and the key that it is in.
class LineReader {
 public:
  explicit LineReader(std::map<std::string, ProfileSection, std::less<>>& sections)
      : sections_(sections) {}

  /// What is wrong with the line, if something is.
  std::optional<std::string> read(std::string_view line) {
    const std::string_view content = trimmed(line);
    if (content.empty() || begins_comment(content.front())) return std::nullopt;
    const auto indent = static_cast<std::size_t>(content.data() - line.data());
    if (value_ != nullptr && indent > indent_) return continue_value(content);
    indent_ = indent;
    return content.front() == '[' ? open_section(content) : read_setting(content);
  }

 private:
  std::optional<std::string> open_section(std::string_view content) {
    value_ = nullptr;
    const std::size_t end = content.find(']');
    if (end == content.npos) return "the section has no ']'";
    if (!without_comment(content.substr(end + 1)).empty())
      return "something follows the ']' of the section";
    const std::string name = section_name(content.substr(1, end - 1));
    if (name.empty()) return "the section has no name";
    section_ = &sections_[name];
    return std::nullopt;
  }

  std::optional<std::string> read_setting(std::string_view content) {
    if (section_ == nullptr) return "a setting stands before the first [section]";
    const std::size_t equals = content.find('=');
    if (equals == content.npos) return "a line is neither 'key = value' nor '[section]'";
    key_ = lower_case(trimmed(content.substr(0, equals)));
    if (key_.empty()) return "there is no key before '='";
    value_ = &(section_->settings[key_] = without_comment(content.substr(equals + 1)));
    return std::nullopt;
  }

  std::optional<std::string> continue_value(std::string_view content) {
    if (!value_->empty()) {
      value_->append("\n").append(content);
      return std::nullopt;
    }
    const std::size_t equals = content.find('=');
    if (equals == content.npos) return "an indented line is not 'key = value'";
    const std::string name = lower_case(trimmed(content.substr(0, equals)));
    if (name.empty()) return "there is no key before '='";
    section_->nested[key_][name] = without_comment(content.substr(equals + 1));
    return std::nullopt;
  }

  std::map<std::string, ProfileSection, std::less<>>& sections_;
  ProfileSection* section_ = nullptr;
  std::string key_;
  std::string* value_ = nullptr;  // of key_; null where no key has been read in this section
  std::size_t indent_ = 0;        // columns before key_
};

}  // namespace

Result<ProfileFile> ProfileFile::parse(std::string_view text, const std::string& file_name) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  ProfileFile file;
  LineReader reader(file.sections_);
  for (std::size_t begin = 0, number = 1; begin < text.size(); ++number) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (const auto fault = reader.read(text.substr(begin, end - begin)))
      return Error{ErrorKind::Configuration, file_name + ":" + std::to_string(number) + ": " +
                                                 *fault + "; mend the line or take it out"};
    begin = end + 1;
  }
  return file;
}

const ProfileSection* ProfileFile::section(std::string_view name) const {
  const auto found = sections_.find(name);
  return found == sections_.end() ? nullptr : &found->second;
}

}  // namespace airmark::llm
