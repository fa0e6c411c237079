#include "llm/aws/url_parts.h"

#include <algorithm>

#include "llm/aws/ascii_text.h"

namespace airmark::llm {
namespace {

/// Cuts `text` at the first `mark`; returns what follows it.
std::string cut_at(std::string_view& text, char mark) {
  const std::size_t place = text.find(mark);
  if (place == text.npos) return {};
  std::string rest(text.substr(place + 1));
  text = text.substr(0, place);
  return rest;
}

bool all_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool split_authority(std::string_view authority, UrlParts& parts) {
  if (const std::size_t at = authority.rfind('@'); at != authority.npos) {
    parts.user = authority.substr(0, at);
    authority.remove_prefix(at + 1);
  }
  const std::size_t bracket = authority.rfind(']');
  const std::size_t colon = authority.rfind(':');
  if (colon != authority.npos && (bracket == authority.npos || colon > bracket)) {
    parts.port = authority.substr(colon + 1);
    authority = authority.substr(0, colon);
  }
  parts.host = authority;
  return !parts.host.empty() && all_digits(parts.port);
}

}  // namespace

std::optional<UrlParts> split_url(std::string_view url) {
  UrlParts parts;
  const std::size_t mark = url.find("://");
  if (mark == url.npos) return std::nullopt;
  parts.scheme = lower_case(url.substr(0, mark));
  if (parts.scheme != "https" && parts.scheme != "http") return std::nullopt;
  std::string_view rest = url.substr(mark + 3);
  parts.fragment = cut_at(rest, '#');
  parts.query = cut_at(rest, '?');
  const std::size_t slash = std::min(rest.find('/'), rest.size());
  parts.path = rest.substr(slash);
  if (!split_authority(rest.substr(0, slash), parts)) return std::nullopt;
  return parts;
}

std::string host_header(const UrlParts& url) {
  const std::string_view usual = url.scheme == "https" ? "443" : "80";
  if (url.port.empty() || url.port == usual) return url.host;
  return url.host + ":" + url.port;
}

bool is_this_machine(std::string_view host) {
  const std::string name = lower_case(host);
  const bool is_number = name.find_first_not_of("0123456789.") == std::string::npos;
  return name == "localhost" || name.ends_with(".localhost") || name == "[::1]" ||
         (is_number && name.starts_with("127."));
}

}  // namespace airmark::llm
