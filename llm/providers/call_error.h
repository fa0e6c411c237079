#pragma once

#include <chrono>
#include <string>

#include "llm/providers/chat_model.h"
#include "llm/transport/http_transport.h"

namespace airmark::llm {

/// The kind that a failure has for the exit code, where no Error of its own came with it.
ErrorKind kind_of(CallFailure failure) noexcept;

/// What the transport's Error means for the policies. Whether a call that was stopped or broke off
/// had gone out is not known, so it may be paid; one that never left is not.
CallError transport_error(const Error& error);

/// Someone asked to stop before anything was sent.
CallError stopped_unsent();

/// A BadReply: the server said yes, but what came is no answer. Nobody counted it.
CallError unusable_reply(std::string sentence, const HttpReply& reply);

/// How long the server asks to be left alone: x-amz-retry-after (ms), else Retry-After (s), at most
/// a day; 0 where it says nothing that is a number.
std::chrono::milliseconds retry_after(const HttpReply& reply);

/// True where only somebody on the way gave up, so that the model may have worked, and counted, all
/// the same. A service that says itself that it failed or is busy has counted nothing.
bool may_have_worked(int status) noexcept;

}  // namespace airmark::llm
