#pragma once

#include <string>
#include <vector>

namespace airmark::llm {

/// JSON schema of the answer for models that can be held to one: `reasoning` first, so that the
/// model thinks before it names a genre. Numbers carry no limits and arrays no length, because
/// Bedrock refuses such schemas; keys have no underscore, because Mixtral escapes it.
std::string answer_schema(const std::vector<std::string>& genres);

/// The same form in one line, for a prompt.
std::string answer_form();

}  // namespace airmark::llm
