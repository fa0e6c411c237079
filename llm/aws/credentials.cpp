#include "llm/aws/credentials.h"

#include <unistd.h>

#include <condition_variable>
#include <mutex>
#include <utility>

#include "llm/aws/credential_search.h"

namespace airmark::llm {
namespace {

using std::chrono::system_clock;

// As botocore has them: time enough for a slow source before the service refuses.
constexpr std::chrono::minutes kRenewBefore{15};
constexpr std::chrono::minutes kMustRenewBefore{10};
// A source that gives nothing newer is not asked for every request.
constexpr std::chrono::seconds kBetweenRenewals{30};

std::optional<system_clock::time_point> expiry(const ResolvedIdentity& resolved) {
  const auto* keys = std::get_if<AwsCredentials>(&resolved.identity);
  return keys == nullptr ? std::nullopt : keys->expires;
}

}  // namespace

AwsEnvironment AwsEnvironment::of_this_process() {
  AwsEnvironment result;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string text = *entry;
    const std::size_t equals = text.find('=');
    if (equals != text.npos) result.variables[text.substr(0, equals)] = text.substr(equals + 1);
  }
  result.home = result.variable("HOME").value_or("");
  return result;
}

std::optional<std::string> AwsEnvironment::variable(const std::string& name) const {
  const auto found = variables.find(name);
  if (found == variables.end() || found->second.empty()) return std::nullopt;
  return found->second;
}

class CredentialChain::Implementation {
 public:
  Implementation(AwsEnvironment environment, std::optional<std::string> profile, Clock now)
      : environment_(std::move(environment)), profile_(std::move(profile)), now_(std::move(now)) {}

  Result<ResolvedIdentity> identity(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    if (kept_ && (age() == Age::Fresh || (age() == Age::Ageing && searching_))) return *kept_;
    if (!search_over_.wait(lock, stop, [this] { return !searching_; }))
      return Error{ErrorKind::Refused, "the search for AWS credentials was stopped"};
    if (kept_ && (age() == Age::Fresh || (age() != Age::Expired && now_() < next_search_)))
      return *kept_;
    return search(lock, stop);
  }

  void forget(const AwsIdentity& expired) {
    const std::lock_guard lock(mutex_);
    if (kept_ && kept_->identity == expired) kept_.reset();
  }

 private:
  enum class Age { Fresh, Ageing, Due, Expired };

  Age age() const {
    const auto end = expiry(*kept_);
    const auto now = now_();
    if (!end || now < *end - kRenewBefore) return Age::Fresh;
    if (now < *end - kMustRenewBefore) return Age::Ageing;
    return now < *end ? Age::Due : Age::Expired;
  }

  Result<ResolvedIdentity> search(std::unique_lock<std::mutex>& lock, const std::stop_token& stop) {
    searching_ = true;
    lock.unlock();
    Result<ResolvedIdentity> found = CredentialSearch(environment_, profile_, now_(), stop).run();
    lock.lock();
    searching_ = false;
    next_search_ = now_() + kBetweenRenewals;
    search_over_.notify_all();
    if (found) kept_ = found.value();
    if (!found && kept_ && age() != Age::Expired) return *kept_;
    return found;
  }

  const AwsEnvironment environment_;
  const std::optional<std::string> profile_;
  const Clock now_;

  std::mutex mutex_;
  std::condition_variable_any search_over_;
  bool searching_ = false;  // under mutex_, as all that follows
  std::optional<ResolvedIdentity> kept_;
  system_clock::time_point next_search_{};  // not before, as long as the kept keys serve
};

CredentialChain::CredentialChain(AwsEnvironment environment, std::optional<std::string> profile,
                                 Clock now)
    : implementation_(std::make_unique<Implementation>(std::move(environment), std::move(profile),
                                                       std::move(now))) {}

CredentialChain::~CredentialChain() = default;

Result<ResolvedIdentity> CredentialChain::identity(std::stop_token stop) {
  return implementation_->identity(stop);
}

void CredentialChain::forget(const AwsIdentity& expired) { implementation_->forget(expired); }

}  // namespace airmark::llm
