#pragma once

#include "llm/providers/error_table.h"

namespace airmark::llm {

/// What a reply that is not 2xx of a server with OpenAI's interface means, and how to mend it. Its
/// words are not quoted, for such servers repeat what they were sent.
CallError openai_error(const HttpReply& reply, const CallSubject& subject);

}  // namespace airmark::llm
