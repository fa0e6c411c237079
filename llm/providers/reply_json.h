#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace airmark::llm {

/// A JSON object that came from a server, asked place by place: what is missing or of another kind
/// is empty, never an error, and what nobody asks for does not matter.
///
/// Input      places are JSON pointers (RFC 6901): "/output/message/content/0/text".
/// Guarantee  never throws but for memory; what lies deeper than 64 levels is left out.
class ReplyJson {
 public:
  /// Empty where the text is no JSON object.
  static std::optional<ReplyJson> parse(std::string_view text);

  std::optional<std::string> text(const std::string& place) const;
  /// A number from 0 up, fractions cut off; what is larger than an int becomes the largest.
  std::optional<int> count(const std::string& place) const;
  /// How many elements the array has; 0 where there is none.
  std::size_t size(const std::string& place) const;
  bool is_object(const std::string& place) const;
  bool is_array(const std::string& place) const;
  /// The value there as JSON text, keys in the order they came in.
  std::optional<std::string> json(const std::string& place) const;

 private:
  struct Content;
  explicit ReplyJson(std::shared_ptr<const Content> content) : content_(std::move(content)) {}

  std::shared_ptr<const Content> content_;
};

}  // namespace airmark::llm
