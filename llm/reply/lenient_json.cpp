#include "llm/reply/lenient_json.h"

#include <array>
#include <charconv>
#include <cmath>
#include <set>

namespace airmark::llm {
namespace {

constexpr int kDeepest = 32;
constexpr std::string_view kEllipsis = "\xE2\x80\xA6";
constexpr char32_t kNoCode = 0xFFFFFFFF;

bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

bool is_quote(char c) { return c == '"' || c == '\''; }

bool is_bare(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("_-+.%\\/").find(c) != std::string_view::npos || (c & '\x80') != 0;
}

/// `text` as the inside of a JSON string, but for its quotes.
std::string escaped(char c) {
  if (c == '"' || c == '\\') return {'\\', c};
  if (static_cast<unsigned char>(c) < 0x20) return " ";
  return {c};
}

/// Four hexadecimal digits at the beginning; kNoCode where they are not there.
char32_t hexadecimal(std::string_view text) {
  unsigned code = 0;
  if (text.size() < 4) return kNoCode;
  const auto read = std::from_chars(text.data(), text.data() + 4, code, 16);
  return read.ec == std::errc() && read.ptr == text.data() + 4 ? code : kNoCode;
}

bool is_high_surrogate(char32_t code) { return code >= 0xD800 && code <= 0xDBFF; }
bool is_low_surrogate(char32_t code) { return code >= 0xDC00 && code <= 0xDFFF; }

/// A bare word as a JSON value: number, literal, or else a string.
std::string bare_value(std::string_view word) {
  if (word == "true" || word == "True") return "true";
  if (word == "false" || word == "False") return "false";
  if (word == "null" || word == "None") return "null";
  double number = 0.0;
  const auto read = std::from_chars(word.data(), word.data() + word.size(), number);
  if (read.ec == std::errc() && read.ptr == word.data() + word.size() && std::isfinite(number)) {
    std::array<char, 32> text;
    const auto end = std::to_chars(text.data(), text.data() + text.size(), number);
    return {text.data(), end.ptr};
  }
  std::string text = "\"";
  for (const char c : word)
    if (c != '\\') text += escaped(c);
  return text += '"';
}

class Mender {
 public:
  explicit Mender(std::string_view text) : text_(text) {}

  std::optional<MendedObject> read() {
    const std::string json = object(1);
    if (json == "{}") return std::nullopt;
    return MendedObject{json, at_};
  }

 private:
  bool ended() const { return at_ >= text_.size(); }
  char here() const { return text_[at_]; }

  void skip_blanks() {
    while (!ended() && is_blank(here())) ++at_;
  }

  /// Blanks and commas, so that needless commas vanish and missing ones do not matter.
  void skip_separators() {
    while (!ended() && (is_blank(here()) || here() == ',')) ++at_;
  }

  /// A quote ends a string only where a separator, another string or the end follows: a quote
  /// before a word belongs to the text.
  bool closes(char quote) const {
    if (here() != quote) return false;
    std::size_t next = at_ + 1;
    while (next < text_.size() && is_blank(text_[next])) ++next;
    if (next == text_.size()) return true;
    const char c = text_[next];
    return std::string_view(",:}]").find(c) != std::string_view::npos ||
           (next > at_ + 1 && is_quote(c));
  }

  std::string unicode_escape() {
    const char32_t code = hexadecimal(text_.substr(at_ + 1));
    if (code == kNoCode) return {};
    std::string both(text_.substr(at_ - 1, 6));
    at_ += 4;
    if (!is_high_surrogate(code)) return is_low_surrogate(code) ? "\\ufffd" : both;
    if (text_.substr(at_ + 1, 2) == "\\u" && is_low_surrogate(hexadecimal(text_.substr(at_ + 3)))) {
      both += text_.substr(at_ + 1, 6);
      at_ += 6;
      return both;
    }
    return "\\ufffd";
  }

  /// After a backslash: a known escape stays, of any other only the sign remains.
  std::string escape() {
    const char c = here();
    if (c == 'u') return unicode_escape();
    if (std::string_view("\"\\/bfnrt").find(c) != std::string_view::npos) return {'\\', c};
    return escaped(c);
  }

  /// A quoted string with its quotes, strict.
  std::string string() {
    const char quote = here();
    std::string out = "\"";
    for (++at_; !ended(); ++at_) {
      if (closes(quote)) {
        ++at_;
        return out += '"';
      }
      if (here() == '\\') {
        if (++at_ == text_.size()) break;
        out += escape();
      } else {
        out += escaped(here());
      }
    }
    broken_ = true;
    return (out += kEllipsis) += '"';
  }

  std::string_view bare() {
    const std::size_t begin = at_;
    while (!ended() && is_bare(here())) ++at_;
    return text_.substr(begin, at_ - begin);
  }

  /// Empty, and broken, where there is none that can be relied on.
  std::optional<std::string> value(int depth) {
    skip_blanks();
    if (!ended() && is_quote(here())) return string();
    if (!ended() && (here() == '{' || here() == '[') && depth < kDeepest)
      return here() == '{' ? object(depth + 1) : array(depth + 1);
    const std::string_view word = ended() ? std::string_view{} : bare();
    broken_ = word.empty() || ended();  // at the end of the text a number may go on
    if (broken_) return std::nullopt;
    return bare_value(word);
  }

  std::optional<std::string> key() {
    const std::string name = is_quote(here()) ? string() : bare_value(bare());
    skip_blanks();
    if (broken_ || name.front() != '"' || ended() || here() != ':') return std::nullopt;
    ++at_;
    return name;
  }

  std::string object(int depth) {
    std::string out = "{";
    std::set<std::string> names;
    for (++at_; !broken_;) {
      skip_separators();
      if (ended()) break;
      if (here() == '}') return ++at_, out += '}';
      const auto name = key();
      const auto content = name ? value(depth) : std::nullopt;
      if (!content) break;
      if (!names.insert(*name).second) continue;
      if (out.size() > 1) out += ',';
      out += *name + ':' + *content;
    }
    broken_ = true;
    return out += '}';
  }

  std::string array(int depth) {
    std::string out = "[";
    for (++at_; !broken_;) {
      skip_separators();
      if (ended()) break;
      if (here() == ']') return ++at_, out += ']';
      const auto content = value(depth);
      if (!content) break;
      if (out.size() > 1) out += ',';
      out += *content;
    }
    broken_ = true;
    return out += ']';
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool broken_ = false;  // cut off or damaged: every open level closes
};

}  // namespace

std::optional<MendedObject> mend_object(std::string_view text) {
  if (text.empty() || text.front() != '{') return std::nullopt;
  return Mender(text).read();
}

}  // namespace airmark::llm
