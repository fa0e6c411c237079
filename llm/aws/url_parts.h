#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace airmark::llm {

/// The pieces of an absolute http or https URL. Percent-encoding is left as it stands.
struct UrlParts {
  std::string scheme;  ///< "https"; lower case.
  std::string user;    ///< What stands before '@'; empty as a rule.
  std::string host;    ///< "[::1]" keeps its brackets.
  std::string port;    ///< Digits; empty where none is named.
  std::string path;    ///< Begins with '/' or is empty.
  std::string query;   ///< Without '?'.
  std::string fragment;
};

/// Empty where the text is no absolute http or https URL with a host.
std::optional<UrlParts> split_url(std::string_view url);

/// The value of the Host header: the port only where it is not the scheme's own.
std::string host_header(const UrlParts& url);

/// True for the names and numbers that never lead off this machine.
bool is_this_machine(std::string_view host);

}  // namespace airmark::llm
