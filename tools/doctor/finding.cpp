#include "tools/doctor/finding.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

namespace airmark::tools {
namespace {

using enum DoctorTopic;

constexpr std::array<CheckName, 18> kChecks{{
    {Check::Settings, General, "settings", "Settings"},
    {Check::BuiltInModel, General, "built_in_model", "Built-in classifier"},
    {Check::OwnModel, General, "own_model", "Classifier of your own"},
    {Check::JackServer, Live, "jack_server", "JACK server"},
    {Check::JackPorts, Live, "jack_ports", "Ports to follow"},
    {Check::RealTime, Live, "real_time", "Real-time limits"},
    {Check::Decoding, Files, "decoding", "Decoding"},
    {Check::SoundFormats, Files, "sound_formats", "Formats"},
    {Check::LanguageModel, LanguageModel, "language_model", "Language model"},
    {Check::Prompt, LanguageModel, "prompt", "Prompt"},
    {Check::Credentials, LanguageModel, "credentials", "Credentials"},
    {Check::Place, LanguageModel, "place", "Region and address"},
    {Check::Endpoint, LanguageModel, "endpoint", "Network"},
    {Check::Clock, LanguageModel, "clock", "Clock"},
    {Check::ModelAccess, LanguageModel, "model_access", "Access to the model"},
    {Check::Ledger, LanguageModel, "ledger", "Ledger"},
    {Check::ReplyCache, LanguageModel, "reply_cache", "Kept answers"},
    {Check::Question, LanguageModel, "question", "Trial question"},
}};

Finding from_error(Check check, FindingState state, const Error& error, std::string remedy) {
  Finding finding{check, state, error.message, std::move(remedy), {}};
  if (const std::size_t cut = finding.found.rfind("; "); cut != std::string::npos) {
    finding.remedy = finding.found.substr(cut + 2);
    finding.found.resize(cut);
  }
  assert(!finding.remedy.empty());
  return finding;
}

}  // namespace

std::span<const CheckName> check_names() { return kChecks; }

const CheckName& name_of(Check check) {
  const CheckName& name = kChecks[static_cast<std::size_t>(check)];
  assert(name.check == check);
  return name;
}

std::string_view topic_name(DoctorTopic topic) {
  switch (topic) {
    case General:
      return "general";
    case Live:
      return "live";
    case Files:
      return "files";
    case LanguageModel:
      return "llm";
  }
  return {};
}

std::string_view state_name(FindingState state) {
  switch (state) {
    case FindingState::Ok:
      return "ok";
    case FindingState::Warning:
      return "warning";
    case FindingState::Failed:
      return "failed";
    case FindingState::Skipped:
      return "skipped";
  }
  return {};
}

Finding fine(Check check, std::string found) {
  return {check, FindingState::Ok, std::move(found), {}, {}};
}

Finding doubtful(Check check, std::string found, std::string remedy) {
  return {check, FindingState::Warning, std::move(found), std::move(remedy), {}};
}

Finding passed_over(Check check, std::string found, std::string remedy) {
  return {check, FindingState::Skipped, std::move(found), std::move(remedy), {}};
}

Finding failed(Check check, const Error& error, std::string remedy) {
  Finding finding = from_error(check, FindingState::Failed, error, std::move(remedy));
  finding.kind = error.kind;
  return finding;
}

Finding doubtful(Check check, const Error& error, std::string remedy) {
  return from_error(check, FindingState::Warning, error, std::move(remedy));
}

ExitCode exit_code_of(std::span<const Finding> findings) {
  const auto first = std::ranges::find(findings, FindingState::Failed, &Finding::state);
  return first == findings.end() ? ExitCode::Done
                                 : exit_code_for(first->kind.value_or(ErrorKind::Internal));
}

}  // namespace airmark::tools
