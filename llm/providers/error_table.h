#pragma once

#include <span>
#include <string>
#include <string_view>

#include "llm/model_registry.h"
#include "llm/providers/chat_model.h"
#include "llm/providers/service_error.h"

namespace airmark::llm {

/// One thing a server can say, what it means for the policies, and what to tell a person. A row
/// fits where all that it names fits; the first row that fits counts.
struct ErrorRow {
  std::string_view type{};    ///< The error's type begins so; empty fits any.
  std::string_view phrase{};  ///< Stands in the message, in any case; empty fits any.
  int status = 0;             ///< 0 fits any.
  CallFailure failure = CallFailure::BadRequest;
  /// {host} {region} {model}, {profile} and {successor} (what to use instead), {action} (the right
  /// that is missing), {quote} (the server's words where they may be shown), {type}, {status}.
  std::string_view sentence{};
};

/// What a failed call was about.
struct CallSubject {
  std::string host;                   ///< With its port where that is not the usual one.
  std::string region;                 ///< Empty where there is none.
  const ModelEntry* model = nullptr;  ///< Where it was about one.
};

/// The CallError of a reply whose status is not 2xx, by the first row that fits; failing all, by
/// the class of the status. An ARN or an account number never gets into the sentence.
CallError error_by_table(const HttpReply& reply, std::span<const ErrorRow> rows,
                         const CallSubject& subject);

/// What to call a model in a sentence: its id, or its name where the id is an ARN; all models where
/// there is none.
std::string shown_model(const ModelEntry* model);

}  // namespace airmark::llm
