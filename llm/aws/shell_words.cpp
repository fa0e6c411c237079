#include "llm/aws/shell_words.h"

#include "llm/aws/ascii_text.h"

namespace airmark::llm {
namespace {

class Splitter {
 public:
  explicit Splitter(std::string_view text) : text_(text) {}

  std::optional<std::vector<std::string>> words() {
    while (!at_end()) {
      const char c = next();
      if (is_blank(c)) {
        finish_word();
      } else if (!take(c)) {
        return std::nullopt;
      }
    }
    finish_word();
    return std::move(words_);
  }

 private:
  bool at_end() const { return place_ == text_.size(); }
  char next() { return text_[place_++]; }

  bool take(char c) {
    in_word_ = true;
    if (c == '\'') return take_quoted('\'');
    if (c == '"') return take_quoted('"');
    if (c != '\\') {
      word_ += c;
      return true;
    }
    if (at_end()) return false;
    word_ += next();
    return true;
  }

  bool take_quoted(char quote) {
    while (!at_end()) {
      char c = next();
      if (c == quote) return true;
      const bool escapes = quote == '"' && c == '\\' && !at_end();
      if (escapes && (text_[place_] == '"' || text_[place_] == '\\')) c = next();
      word_ += c;
    }
    return false;
  }

  void finish_word() {
    if (in_word_) words_.push_back(std::move(word_));
    word_.clear();
    in_word_ = false;
  }

  std::string_view text_;
  std::size_t place_ = 0;
  std::string word_;
  bool in_word_ = false;  // an empty pair of quotes is a word too
  std::vector<std::string> words_;
};

}  // namespace

std::optional<std::vector<std::string>> shell_words(std::string_view command) {
  return Splitter(command).words();
}

}  // namespace airmark::llm
