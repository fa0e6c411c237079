#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <thread>

#include "llm/transport/http_transport.h"
#include "tests/llm/transport/slow_resolver.h"
#include "tests/support/raw_http_server.h"

namespace airmark::llm {
namespace {

using namespace std::chrono_literals;
using airmark::testing::http_reply;
using airmark::testing::RawHttpServer;
using airmark::testing::RawReply;
using airmark::testing::RawRequest;
using airmark::testing::silence;

// The guarantee is 200 ms; a loaded machine gets more.
constexpr auto kSoonEnough = 1s;

/// A port that takes no more connections: whoever connects waits.
class BusyPort {
 public:
  BusyPort() {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    listener_ = socket(AF_INET, SOCK_STREAM, 0);
    EXPECT_EQ(bind(listener_, generic, size), 0);
    EXPECT_EQ(listen(listener_, 0), 0);
    EXPECT_EQ(getsockname(listener_, generic, &size), 0);
    port_ = ntohs(address.sin_port);
    for (int& waiting : waiting_) {
      waiting = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
      connect(waiting, generic, size);
    }
  }
  ~BusyPort() {
    for (const int waiting : waiting_) close(waiting);
    close(listener_);
  }
  BusyPort(const BusyPort&) = delete;
  BusyPort& operator=(const BusyPort&) = delete;

  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/"; }

 private:
  int listener_ = -1;
  int port_ = 0;
  std::array<int, 4> waiting_{};
};

class CurlTransportStop : public ::testing::Test {
 protected:
  /// Asks to stop once the call has had time to begin, and expects an end soon after.
  void expect_stop(const std::string& url) {
    std::stop_source source;
    std::chrono::steady_clock::time_point asked;
    std::jthread stopper([&] {
      std::this_thread::sleep_for(200ms);
      asked = std::chrono::steady_clock::now();
      source.request_stop();
    });
    const auto reply = transport->send({"POST", url, {}, "{}", 20s}, source.get_token());
    const auto end = std::chrono::steady_clock::now();
    stopper.join();
    ASSERT_FALSE(reply);
    EXPECT_EQ(reply.error().kind, ErrorKind::Refused) << reply.error().message;
    EXPECT_THAT(reply.error().message, ::testing::EndsWith(" was stopped"));
    EXPECT_LT(end - asked, kSoonEnough);
  }

  const std::unique_ptr<HttpTransport> transport = make_curl_transport({});
};

TEST_F(CurlTransportStop, EndsALookup) {
  static_assert(testing::kSlowLookup > 2 * kSoonEnough);
  expect_stop(std::string("http://") + testing::kSlowName + "/");
}

TEST_F(CurlTransportStop, EndsConnecting) {
  const BusyPort port;
  expect_stop(port.url());
}

TEST_F(CurlTransportStop, EndsTheWaitForAnAnswer) {
  const RawHttpServer server([](const RawRequest&) { return silence(); });
  expect_stop(server.url());
  EXPECT_EQ(server.requests().size(), 1U);
}

TEST_F(CurlTransportStop, EndsAnAnswerHalfWay) {
  const RawHttpServer server([](const RawRequest&) {
    return RawReply{{{"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nha"}, {"", 1h}}};
  });
  expect_stop(server.url());
}

TEST_F(CurlTransportStop, SendsNothingWhereItWasAskedBefore) {
  const RawHttpServer server([](const RawRequest&) { return http_reply(200, ""); });
  std::stop_source source;
  source.request_stop();
  const auto reply = transport->send({"GET", server.url(), {}, "", 10s}, source.get_token());
  EXPECT_EQ(reply.error().kind, ErrorKind::Refused);
  EXPECT_EQ(server.connection_count(), 0);
}

TEST_F(CurlTransportStop, LeavesTheTransportAsGoodAsNew) {
  const RawHttpServer server([requests = 0](const RawRequest&) mutable {
    return ++requests == 1 ? silence() : http_reply(200, "yes");
  });
  expect_stop(server.url());
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(transport->send({"GET", server.url(), {}, "", 10s}, {}).value().body, "yes");
}

TEST_F(CurlTransportStop, IsNotNeededForTheTimeOfALookupOrOfConnectingToEnd) {
  const BusyPort port;
  for (const std::string& url : {port.url(), std::string("http://") + testing::kSlowName + "/"}) {
    const auto began = std::chrono::steady_clock::now();
    const auto reply = transport->send({"POST", url, {}, "{}", 300ms}, {});
    EXPECT_LT(std::chrono::steady_clock::now() - began, kSoonEnough + 300ms);
    ASSERT_FALSE(reply);
    EXPECT_EQ(reply.error().kind, ErrorKind::Unavailable) << reply.error().message;
  }
}

}  // namespace
}  // namespace airmark::llm
