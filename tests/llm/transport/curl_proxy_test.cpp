#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "llm/transport/http_transport.h"
#include "tests/support/raw_http_server.h"

namespace airmark::llm {
namespace {

using namespace std::chrono_literals;
using airmark::testing::http_reply;
using airmark::testing::RawHttpServer;
using airmark::testing::RawRequest;
using ::testing::HasSubstr;

/// A proxy, named as users name one.
class CurlTransportProxy : public ::testing::Test {
 protected:
  CurlTransportProxy() {
    for (const char* name : {"http_proxy", "https_proxy"}) setenv(name, proxy.url().c_str(), 1);
    for (const char* name : {"no_proxy", "NO_PROXY", "HTTPS_PROXY"}) unsetenv(name);
  }
  ~CurlTransportProxy() override {
    for (const char* name : {"http_proxy", "https_proxy"}) unsetenv(name);
  }

  Result<HttpReply> get(const std::string& url) {
    return make_curl_transport({})->send({"GET", url, {}, "", 10s}, {});
  }

  RawHttpServer proxy{[](const RawRequest& request) {
    return request.line().starts_with("CONNECT") ? http_reply(403, "no") : http_reply(200, "proxy");
  }};
};

TEST_F(CurlTransportProxy, StandsOnTheWayToOtherMachines) {
  const auto reply = get("http://elsewhere.airmark.invalid/x");
  ASSERT_TRUE(reply) << reply.error().message;
  EXPECT_EQ(reply.value().body, "proxy");
  EXPECT_EQ(proxy.requests().at(0).line(), "GET http://elsewhere.airmark.invalid/x HTTP/1.1");
}

TEST_F(CurlTransportProxy, IsNotAskedForThisMachineItself) {
  const RawHttpServer server([](const RawRequest&) { return http_reply(200, "direct"); });
  const std::string port = std::to_string(server.port());
  for (const char* host : {"127.0.0.1", "localhost", "LOCALHOST", "127.1"}) {
    const auto reply = get(std::string("http://") + host + ":" + port + "/");
    ASSERT_TRUE(reply) << reply.error().message;
    EXPECT_EQ(reply.value().body, "direct") << host;
  }
  EXPECT_TRUE(proxy.requests().empty());
}

TEST_F(CurlTransportProxy, ThatRefusesHasSentNothing) {
  const auto reply = get("https://elsewhere.airmark.invalid/");
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().kind, ErrorKind::Unavailable);
  EXPECT_EQ(reply.error().message,
            "the proxy refuses the way to elsewhere.airmark.invalid (status 403); check "
            "https_proxy and its password");
}

}  // namespace
}  // namespace airmark::llm
