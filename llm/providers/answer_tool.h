#pragma once

namespace airmark::llm {

/// How the schema of an answer is called where a name is needed, also where the model is made to
/// answer through a tool of that name.
inline constexpr const char* kAnswerTool = "name_genre";
inline constexpr const char* kAnswerToolPurpose = "Tells the genre of the music described.";

}  // namespace airmark::llm
