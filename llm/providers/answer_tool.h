#pragma once

#include <string>

namespace airmark::llm {

/// How the schema of an answer is called where a name is needed, also where the model is made to
/// answer through a tool of that name.
inline constexpr const char* kAnswerTool = "name_genre";
inline constexpr const char* kAnswerToolPurpose = "Tells the genre of the music described.";

/// The schema of an answer as the input of a tool: without additionalProperties, which Nova refuses
/// at the top of a tool's schema and which only a schema that the answer is held to needs.
std::string tool_schema(const std::string& json_schema);

}  // namespace airmark::llm
