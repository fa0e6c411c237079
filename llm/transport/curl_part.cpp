#include "llm/transport/curl_part.h"

#include <curl/curl.h>

#include <algorithm>
#include <mutex>
#include <system_error>
#include <utility>

#include "analysis/vocabulary/loaded_part.h"
#include "llm/aws/ascii_text.h"
#include "llm/aws/url_parts.h"

namespace airmark::llm {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kLongestConnect{10'000};
constexpr std::size_t kLargestReplyBytes = 4 * 1024 * 1024;
// AWS's load balancers drop idle connections silently after about 350 s; curl's own default.
constexpr long kOldestConnection_s = 118;
constexpr long kKeepAlive_s = 60;
// A bound on how long a missed wake-up could matter; stop does not wait for it.
constexpr milliseconds kLongestPoll{1000};

/// Gives back what curl gave, by the function that curl has for it.
template <auto kRelease>
struct Release {
  template <typename Thing>
  void operator()(Thing* thing) const {
    kRelease(thing);
  }
};
using HeaderList = std::unique_ptr<curl_slist, Release<curl_slist_free_all>>;

/// What one call at a time needs. The multi handle keeps the connections from call to call.
struct Handles {
  std::unique_ptr<CURLM, Release<curl_multi_cleanup>> multi{curl_multi_init()};
  std::unique_ptr<CURL, Release<curl_easy_cleanup>> easy{curl_easy_init()};

  bool usable() const { return multi != nullptr && easy != nullptr; }
};

bool breaks_the_line(std::string_view text) {
  return text.find_first_of(std::string_view("\r\n\0", 3)) != text.npos;
}

/// What curl's codes mean to a person: `before` HOST `after`.
struct Explanation {
  CURLcode code;
  const char* before;
  const char* after;
};

constexpr Explanation kExplanations[] = {
    {CURLE_COULDNT_RESOLVE_HOST, "cannot find the host ",
     "; check its name (or the Region) and the network"},
    {CURLE_COULDNT_RESOLVE_PROXY, "cannot find the proxy on the way to ",
     "; check https_proxy and http_proxy"},
    {CURLE_PROXY, "the proxy on the way to ", " failed; check https_proxy and http_proxy"},
    {CURLE_COULDNT_CONNECT, "cannot connect to ",
     "; check that it runs, its port, and what stands between"},
    {CURLE_SSL_CONNECT_ERROR, "cannot agree on TLS with ",
     "; check that this port speaks https, and no proxy stands between"},
    {CURLE_SSL_CACERT_BADFILE, "cannot read the certificates to check ",
     " by; name a readable file of PEM certificates in AWS_CA_BUNDLE"},
    {CURLE_OPERATION_TIMEDOUT, "", " did not answer in time; try again, or allow it more time"},
    {CURLE_GOT_NOTHING, "", " closed the connection without an answer; try again"},
    {CURLE_PARTIAL_FILE, "", " broke off in the middle of its answer; try again"},
    {CURLE_SEND_ERROR, "", " broke off the connection while it was sent the request; try again"},
    {CURLE_RECV_ERROR, "", " broke off the connection; try again"},
    {CURLE_UNSUPPORTED_PROTOCOL, "", " does not answer in HTTP; check the address and its port"},
};

/// Numbers of OpenSSL's certificate checks (x509_vfy.h). "Not checked" is what curl leaves where
/// the name was wrong, for it looks at that first.
constexpr long kNotChecked = 1;
constexpr long kNotYetValid = 9;
constexpr long kHasExpired = 10;

std::string certificate_sentence(const std::string& host, long verdict) {
  if (verdict == kNotYetValid || verdict == kHasExpired)
    return "the certificate of " + host + " is not valid today; check this machine's clock";
  if (verdict == kNotChecked)
    return host + " shows a certificate for another name; check the address";
  return "the certificate of " + host +
         " is signed by nobody trusted here; if a company's proxy or a private authority "
         "signed it, name its PEM file in AWS_CA_BUNDLE";
}

/// One request on its way, and what has come back.
class Exchange {
 public:
  Exchange(const Handles& handles, const CurlTransportConfig& config, const HttpRequest& request,
           const UrlParts& url)
      : multi_(handles.multi.get()),
        easy_(handles.easy.get()),
        config_(config),
        request_(request),
        host_(host_header(url)),
        direct_(is_this_machine(url.host)) {}

  Result<HttpReply> run(const std::stop_token& stop) {
    prepare();
    const HeaderList headers = header_list();
    set(CURLOPT_HTTPHEADER, headers.get());
    CURLcode code = CURLE_OK;
    const bool ended = perform(stop, code);
    const Result<HttpReply> result =
        ended ? verdict(code)
              : Error{ErrorKind::Refused, "the request to " + host_ + " was stopped"};
    curl_multi_remove_handle(multi_, easy_);
    return result;
  }

 private:
  template <typename Value>
  void set(CURLoption option, Value value) {
    curl_easy_setopt(easy_, option, value);
  }

  long known(CURLINFO which) const {
    long value = 0;
    curl_easy_getinfo(easy_, which, &value);
    return value;
  }

  void prepare() {
    curl_easy_reset(easy_);
    set(CURLOPT_URL, request_.url.c_str());
    set(CURLOPT_PATH_AS_IS, 1L);
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_HTTP_VERSION, long{CURL_HTTP_VERSION_1_1});
    set(CURLOPT_USERAGENT, config_.user_agent.c_str());
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    if (request_.method == "GET") {
      set(CURLOPT_HTTPGET, 1L);
    } else {
      set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request_.body.size()));
      set(CURLOPT_POSTFIELDS, request_.body.data());
      set(CURLOPT_CUSTOMREQUEST, request_.method.c_str());
    }
    if (direct_) set(CURLOPT_PROXY, "");
    set(CURLOPT_SSL_VERIFYPEER, 1L);
    set(CURLOPT_SSL_VERIFYHOST, 2L);
    set(CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_2});
    if (config_.certificate_bundle) {  // in place of the system's, as in the SDKs
      set(CURLOPT_CAINFO, config_.certificate_bundle->c_str());
      set(CURLOPT_CAPATH, nullptr);
    }
    set(CURLOPT_WRITEFUNCTION, &Exchange::on_body);
    set(CURLOPT_WRITEDATA, this);
    set(CURLOPT_HEADERFUNCTION, &Exchange::on_header);
    set(CURLOPT_HEADERDATA, this);
    prepare_times();
  }

  void prepare_times() {
    const milliseconds whole = std::max(request_.timeout, milliseconds(1));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(whole.count()));
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(std::min(whole, kLongestConnect).count()));
    set(CURLOPT_MAXAGE_CONN, kOldestConnection_s);
    set(CURLOPT_TCP_KEEPALIVE, 1L);
    set(CURLOPT_TCP_KEEPIDLE, kKeepAlive_s);
    set(CURLOPT_TCP_KEEPINTVL, kKeepAlive_s);
    set(CURLOPT_NOSIGNAL, 1L);
    // Else whoever stops while a name is looked up waits for the resolver's thread to end.
    set(CURLOPT_QUICK_EXIT, 1L);
  }

  /// Ours, and nothing of curl's own but Host, Content-Length and User-Agent.
  HeaderList header_list() const {
    HeaderList list;
    const auto add = [&list](const std::string& line) {
      list.reset(curl_slist_append(list.release(), line.c_str()));
    };
    for (const char* line : {"Expect:", "Accept:", "Content-Type:", "Accept-Encoding: identity"})
      add(line);
    for (const auto& [name, value] : request_.headers)
      add(value.empty() ? name + ";" : name + ": " + value);
    return list;
  }

  /// False where `stop` came before the end.
  bool perform(const std::stop_token& stop, CURLcode& code) {
    curl_multi_add_handle(multi_, easy_);
    const std::stop_callback wake(stop, [multi = multi_] { curl_multi_wakeup(multi); });
    for (;;) {
      int running = 0;
      int left = 0;
      const bool sound = curl_multi_perform(multi_, &running) == CURLM_OK;
      if (const CURLMsg* end = curl_multi_info_read(multi_, &left)) {
        code = end->data.result;
        return true;
      }
      if (stop.stop_requested()) return false;
      if (!sound || running == 0) {
        code = CURLE_RECV_ERROR;
        return true;
      }
      curl_multi_poll(multi_, nullptr, 0, static_cast<int>(kLongestPoll.count()), nullptr);
    }
  }

  /// Counts what the server sends, heads included; false where it is too much.
  bool accept(std::size_t byte_count) {
    received_bytes_ += byte_count;
    return received_bytes_ <= kLargestReplyBytes;
  }

  static std::size_t on_body(const char* bytes, std::size_t, std::size_t count, void* self) {
    auto& exchange = *static_cast<Exchange*>(self);
    if (!exchange.accept(count)) return 0;
    exchange.reply_.body.append(bytes, count);
    return count;
  }

  static std::size_t on_header(const char* bytes, std::size_t, std::size_t count, void* self) {
    auto& exchange = *static_cast<Exchange*>(self);
    if (!exchange.accept(count)) return 0;
    exchange.take_line({bytes, count});
    return count;
  }

  /// One line of a head: several heads may come (100 Continue), the last one counts. What follows
  /// the blank line are trailers of a chunked body, which nobody needs.
  void take_line(std::string_view line) {
    if (line.starts_with("HTTP/")) {
      reply_.headers.clear();
      head_complete_ = false;
    } else if (trimmed(line).empty()) {
      head_complete_ = true;
    } else if (const std::size_t colon = line.find(':'); colon != line.npos && !head_complete_) {
      reply_.headers.emplace_back(trimmed(line.substr(0, colon)), trimmed(line.substr(colon + 1)));
    }
  }

  Result<HttpReply> verdict(CURLcode code) {
    if (received_bytes_ > kLargestReplyBytes)
      return Error{ErrorKind::InputOutput, host_ + " answered more than 4 MB; check the address"};
    // A head that breaks off before its blank line is a success to curl.
    if (code == CURLE_OK && !head_complete_) code = CURLE_PARTIAL_FILE;
    if (code != CURLE_OK) return failure(code);
    reply_.status = static_cast<int>(known(CURLINFO_RESPONSE_CODE));
    return std::move(reply_);
  }

  Error failure(CURLcode code) const {
    const long tunnel_status = known(CURLINFO_HTTP_CONNECTCODE);
    curl_off_t first_sent_us = 0;
    curl_easy_getinfo(easy_, CURLINFO_PRETRANSFER_TIME_T, &first_sent_us);
    if (tunnel_status >= 300 && first_sent_us == 0)
      return {ErrorKind::Unavailable, "the proxy refuses the way to " + host_ + " (status " +
                                          std::to_string(tunnel_status) +
                                          "); check https_proxy and its password"};
    // Bytes of all attempts: a refused second attempt does not take back a first that went out.
    const bool sent = known(CURLINFO_REQUEST_SIZE) > 0;
    if (!sent) return {ErrorKind::Unavailable, sentence(connecting(code))};
    return {code == CURLE_OPERATION_TIMEDOUT ? ErrorKind::Timeout : ErrorKind::InputOutput,
            sentence(code)};
  }

  /// Time that runs out before anything is sent ran out in connecting.
  static CURLcode connecting(CURLcode code) {
    return code == CURLE_OPERATION_TIMEDOUT ? CURLE_COULDNT_CONNECT : code;
  }

  std::string sentence(CURLcode code) const {
    if (code == CURLE_PEER_FAILED_VERIFICATION)
      return certificate_sentence(host_, known(CURLINFO_SSL_VERIFYRESULT));
    const long reason = known(CURLINFO_OS_ERRNO);
    std::string why;
    if (code == CURLE_COULDNT_CONNECT && reason != 0)
      why = " (" + std::generic_category().message(static_cast<int>(reason)) + ")";
    for (const Explanation& known_code : kExplanations)
      if (known_code.code == code) return known_code.before + host_ + why + known_code.after;
    return "the exchange with " + host_ + " failed: " + curl_easy_strerror(code);
  }

  CURLM* const multi_;
  CURL* const easy_;
  const CurlTransportConfig& config_;
  const HttpRequest& request_;
  const std::string host_;
  const bool direct_;  // never through a proxy
  HttpReply reply_;
  bool head_complete_ = false;
  std::size_t received_bytes_ = 0;
};

/// A stack of handles, the warmest on top: as many as there were ever calls at once.
class CurlTransport final : public HttpTransport {
 public:
  explicit CurlTransport(const CurlTransportConfig& config) : config_(config) {
    // Thread-safe and once, as a static is; what it sets up serves until the program ends.
    static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    ready_ = ready == CURLE_OK;
  }

  Result<HttpReply> send(const HttpRequest& request, std::stop_token stop) override {
    const std::optional<UrlParts> url = split_url(request.url);
    if (!url || !url->user.empty() || !is_visible_ascii(request.url))
      return Error{ErrorKind::Internal, "a request has no http or https address to go to"};
    for (const auto& [name, value] : request.headers)
      if (name.empty() || breaks_the_line(name) || breaks_the_line(value))
        return Error{ErrorKind::Internal,
                     "a request to " + host_header(*url) + " has a header that HTTP cannot carry"};
    if (stop.stop_requested())
      return Error{ErrorKind::Refused, "the request to " + host_header(*url) + " was stopped"};
    Handles handles = take();
    if (!ready_ || !handles.usable())
      return Error{ErrorKind::Unavailable,
                   "libcurl does not start; no request can be sent to " + host_header(*url)};
    const Result<HttpReply> reply = Exchange(handles, config_, request, *url).run(stop);
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(handles));
    return reply;
  }

 private:
  Handles take() {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return {};
    Handles handles = std::move(idle_.back());
    idle_.pop_back();
    return handles;
  }

  const CurlTransportConfig config_;
  bool ready_ = false;  // constant after construction
  std::mutex mutex_;
  std::vector<Handles> idle_;  // under mutex_
};

std::unique_ptr<HttpTransport> make_transport(const CurlTransportConfig& config) {
  return std::make_unique<CurlTransport>(config);
}

}  // namespace
}  // namespace airmark::llm

AIRMARK_PART airmark::llm::CurlPart airmark_part{&airmark::llm::make_transport};
