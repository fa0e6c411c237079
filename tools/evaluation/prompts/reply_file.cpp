#include "tools/evaluation/prompts/reply_file.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "analysis/classify/training_clip.h"
#include "tools/common/shown_text.h"
#include "tools/common/text_file.h"

namespace airmark::tools {
namespace {

using Json = nlohmann::json;

/// Null where the field is absent, or said to be.
const Json* field(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found == object.end() || found->is_null() ? nullptr : &*found;
}

class LineReader {
 public:
  LineReader(const Json& object, std::size_t line) : object_(object) { reply_.line = line; }

  /// What is wrong with the line, if anything.
  std::optional<std::string> read() {
    if (!object_.is_object()) return "it is no JSON object";
    if (!text("id", id_) || id_.empty()) return "the text \"id\" is missing";
    if (!text("reply", reply_.text)) return "the text \"reply\" is missing";
    if (field(object_, "model") && !text("model", reply_.model)) return "\"model\" is no text";
    for (const auto& [name, place] : {std::pair{"input_tokens", &reply_.usage.input_tokens},
                                      std::pair{"output_tokens", &reply_.usage.output_tokens}})
      if (!count(name, *place)) return '"' + std::string(name) + "\" is no whole number from 0";
    if (!dollars("cost_usd", reply_.cost_usd)) return "\"cost_usd\" is no number from 0";
    return std::nullopt;
  }

  std::string take_id() { return std::move(id_); }
  GivenReply take_reply() { return std::move(reply_); }

 private:
  bool text(const char* name, std::string& place) const {
    const Json* const json = field(object_, name);
    if (json == nullptr || !json->is_string()) return false;
    place = json->get<std::string>();
    return true;
  }

  bool count(const char* name, int& place) const {
    const Json* const json = field(object_, name);
    if (json == nullptr) return true;
    if (!json->is_number_unsigned() ||
        json->get<std::uint64_t>() > std::uint64_t{std::numeric_limits<int>::max()})
      return false;
    place = json->get<int>();
    return true;
  }

  bool dollars(const char* name, double& place) const {
    const Json* const json = field(object_, name);
    if (json == nullptr) return true;
    if (!json->is_number() || json->get<double>() < 0.0) return false;
    place = json->get<double>();
    return true;
  }

  const Json& object_;
  std::string id_;
  GivenReply reply_;
};

Error bad_line(const std::filesystem::path& path, std::size_t line, const std::string& what) {
  return {ErrorKind::BadData, path.string() + ", line " + std::to_string(line) + ": " + what};
}

std::optional<Error> add_line(std::string_view text, std::size_t number, ReplyFile& file) {
  const Json object = Json::parse(text, nullptr, false);
  LineReader reader(object, number);
  if (const auto fault = reader.read()) return bad_line(file.path, number, *fault);
  const std::string id = reader.take_id();
  const auto [place, is_new] = file.replies.emplace(id, reader.take_reply());
  if (!is_new)
    return bad_line(file.path, number,
                    "the id '" + shown_text(id) + "' has a reply already, in line " +
                        std::to_string(place->second.line));
  return std::nullopt;
}

}  // namespace

Result<ReplyFile> read_replies(const std::filesystem::path& path) {
  const Result<std::string> text = read_text_file(path);
  if (!text) return text.error();
  return parse_replies(text.value(), path);
}

Result<ReplyFile> parse_replies(std::string_view text, const std::filesystem::path& path) {
  ReplyFile file{path, "replies:" + path.stem().string(), analysis::sha256_hex(text), {}};
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    if (line.find_first_not_of(" \t\r") != std::string_view::npos)
      if (auto problem = add_line(line, number, file)) return *problem;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  if (file.replies.empty())
    return Error{
        ErrorKind::BadData,
        path.string() + " holds no reply; each line is an object with \"id\" and \"reply\""};
  return file;
}

}  // namespace airmark::tools
