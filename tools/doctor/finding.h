#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "analysis/vocabulary/result.h"
#include "tools/common/exit_code.h"

namespace airmark::tools {

/// What a check is about; the order is that of the report.
enum class DoctorTopic { General, Live, Files, LanguageModel };

/// Everything that is looked at, in the order of the report.
enum class Check {
  Settings,
  BuiltInModel,
  OwnModel,
  JackServer,
  JackPorts,
  RealTime,
  Decoding,
  SoundFormats,
  LanguageModel,
  Prompt,
  Credentials,
  Place,
  Endpoint,
  Clock,
  ModelAccess,
  Ledger,
  ReplyCache,
  Question
};

struct CheckName {
  Check check;
  DoctorTopic topic;
  std::string_view name;   ///< For programs: "jack_server".
  std::string_view title;  ///< For people: "JACK server".
};
std::span<const CheckName> check_names();
const CheckName& name_of(Check check);

/// "general", "live", "files", "llm"
std::string_view topic_name(DoctorTopic topic);

enum class FindingState { Ok, Warning, Failed, Skipped };

/// "ok", "warning", "failed", "skipped"
std::string_view state_name(FindingState state);

/// How one check came out. Never holds a secret, nor a part of one.
struct Finding {
  Check check = Check::Settings;
  FindingState state = FindingState::Ok;
  std::string found;              ///< One sentence.
  std::string remedy;             ///< How to mend it, one sentence; empty where nothing needs it.
  std::optional<ErrorKind> kind;  ///< Where it failed.
};

/// Takes findings as they come up.
using OnFinding = std::function<void(Finding)>;

Finding fine(Check check, std::string found);
Finding doubtful(Check check, std::string found, std::string remedy);
Finding passed_over(Check check, std::string found, std::string remedy = {});
/// Our sentences say what is wrong, a semicolon, and how to mend it: the last part becomes the
/// remedy. `remedy`, which must not be empty, is for a sentence without one.
Finding failed(Check check, const Error& error, std::string remedy);
/// The same for what does not keep airmark from working.
Finding doubtful(Check check, const Error& error, std::string remedy);

/// Done where nothing failed, else the code of the first failure's kind.
ExitCode exit_code_of(std::span<const Finding> findings);

}  // namespace airmark::tools
