#include "tools/doctor/endpoint_checks.h"

#include <cstdlib>
#include <utility>

#include "llm/aws/url_parts.h"
#include "llm/providers/http_date.h"

namespace airmark::tools {
namespace {

using std::chrono::duration_cast;
using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;
using std::chrono::system_clock;

std::string reply_text(const std::string& address, milliseconds took) {
  const auto url = llm::split_url(address);
  const std::string host = url ? llm::host_header(*url) : address;
  const bool encrypted = url && url->scheme == "https";
  return host + " answers after " + std::to_string(took.count()) + " ms, " +
         (encrypted ? "over TLS with a certificate that holds" : "without TLS");
}

}  // namespace

std::optional<llm::HttpReply> check_endpoint(llm::HttpTransport& transport,
                                             const llm::HttpRequest& request,
                                             const OnFinding& on_finding, std::stop_token stop) {
  const auto before = steady_clock::now();
  auto reply = transport.send(request, std::move(stop));
  const auto took = duration_cast<milliseconds>(steady_clock::now() - before);
  if (!reply) {
    on_finding(failed(Check::Endpoint, reply.error(), "see whether this machine is on-line"));
    on_finding(passed_over(Check::Clock, "nobody told the time"));
    return std::nullopt;
  }
  on_finding(fine(Check::Endpoint, reply_text(request.url, took)));
  on_finding(check_clock(reply.value(), system_clock::now()));
  return std::move(reply).value();
}

Finding check_clock(const llm::HttpReply& reply, system_clock::time_point now) {
  const auto date = reply.header("date");
  const auto time = date ? llm::parse_http_date(*date) : std::nullopt;
  if (!time) return passed_over(Check::Clock, "the server does not tell the time");
  // The header has whole seconds, cut off.
  const auto offset = duration_cast<seconds>(now - *time).count();
  const auto off = std::abs(offset);
  if (off <= kToleratedClockOffset.count())
    return fine(Check::Clock, off <= 1
                                  ? "right to the second"
                                  : "off by " + std::to_string(off) + " s, which is no matter");
  return doubtful(Check::Clock,
                  "this machine's clock is " + std::to_string(off) + " s " +
                      (offset > 0 ? "ahead" : "behind") +
                      "; AWS refuses signatures that are 5 minutes off",
                  "set it right: `sudo timedatectl set-ntp true`");
}

}  // namespace airmark::tools
