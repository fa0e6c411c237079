#pragma once

#include "llm/providers/error_table.h"

namespace airmark::llm {

/// What a reply of Bedrock's that is not 2xx means, and how to mend it.
CallError bedrock_error(const HttpReply& reply, const CallSubject& subject);

}  // namespace airmark::llm
