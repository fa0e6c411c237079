#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <set>
#include <thread>

#include "llm/transport/http_transport.h"
#include "tests/support/raw_http_server.h"

namespace airmark::llm {
namespace {

using namespace std::chrono_literals;
using airmark::testing::closed_port;
using airmark::testing::http_reply;
using airmark::testing::RawHttpServer;
using airmark::testing::RawReply;
using airmark::testing::RawRequest;
using airmark::testing::silence;
using ::testing::HasSubstr;
using ::testing::Not;
using Then = RawReply::Then;

HttpRequest post(const std::string& url, const std::string& body = "{}") {
  return {"POST", url, {{"Content-Type", "application/json"}}, body, 10s};
}

HttpRequest get(const std::string& url) { return {"GET", url, {}, "", 10s}; }

class CurlTransport : public ::testing::Test {
 protected:
  Result<HttpReply> send(const HttpRequest& request, std::stop_token stop = {}) {
    return transport->send(request, stop);
  }
  /// What is wrong with a server that answers so.
  Error fault(const RawReply& reply, std::chrono::milliseconds timeout = 10s) {
    const RawHttpServer server([&](const RawRequest&) { return reply; });
    HttpRequest request = post(server.url());
    request.timeout = timeout;
    const auto answer = send(request);
    if (answer) return {ErrorKind::Internal, "answered " + answer.value().body};
    EXPECT_THAT(answer.error().message, HasSubstr(server.host()));
    return answer.error();
  }

  const std::unique_ptr<HttpTransport> transport = make_curl_transport({});
};

TEST_F(CurlTransport, SendsMethodHeadersAndBodyAsTheyAre) {
  const RawHttpServer server([](const RawRequest&) { return http_reply(200, "yes"); });
  HttpRequest request = post(server.url(), std::string("{\"a\":\0\xFF}", 9));
  request.headers.emplace_back("X-Amz-Date", "20261120T103000Z");
  request.headers.emplace_back("X-Empty", "");
  const auto reply = send(request);
  ASSERT_TRUE(reply) << reply.error().message;
  EXPECT_EQ(reply.value().status, 200);
  EXPECT_EQ(reply.value().body, "yes");
  const RawRequest seen = server.requests().at(0);
  EXPECT_EQ(seen.line(), "POST / HTTP/1.1");
  EXPECT_EQ(seen.body, request.body);
  EXPECT_EQ(seen.header("Content-Type"), "application/json");
  EXPECT_EQ(seen.header("X-Amz-Date"), "20261120T103000Z");
  EXPECT_THAT(seen.head, HasSubstr("\r\nX-Empty:\r\n"));
  EXPECT_EQ(seen.header("Host"), server.host());
  EXPECT_EQ(seen.header("User-Agent"), "airmark");
}

TEST_F(CurlTransport, AddsNothingThatASignerOrAServerWouldTripOver) {
  const RawHttpServer server([](const RawRequest&) { return http_reply(200, ""); });
  ASSERT_TRUE(send(post(server.url(), std::string(2'000'000, 'x'))));
  ASSERT_TRUE(send({"POST", server.url(), {}, "plain", 10s}));
  ASSERT_TRUE(send(get(server.url())));
  const auto seen = server.requests();
  EXPECT_EQ(seen.at(0).body.size(), 2'000'000U);
  EXPECT_EQ(seen.at(1).header("Content-Type"), "");
  EXPECT_EQ(seen.at(2).line(), "GET / HTTP/1.1");
  EXPECT_EQ(seen.at(2).header("Content-Length"), "");
  for (const RawRequest& request : seen) {
    for (const char* name : {"Expect", "Accept", "Transfer-Encoding"})
      EXPECT_EQ(request.header(name), "") << name;
    EXPECT_EQ(request.header("Accept-Encoding"), "identity");
  }
}

TEST_F(CurlTransport, LeavesThePathAsItIs) {
  const RawHttpServer server([](const RawRequest&) { return http_reply(200, ""); });
  for (const std::string path :
       {"/model/mistral.mixtral-8x7b-instruct-v0%3A1/invoke", "/model/a:0/invoke",
        "/model/arn%3Aaws%2fb/converse", "/a/../b/./c//d", "/%2e%2E/%zz", "/q?a=%20b&c=:/?d"}) {
    ASSERT_TRUE(send(get(server.url(path)))) << path;
    EXPECT_EQ(server.requests().back().line(), "GET " + path + " HTTP/1.1");
  }
}

TEST_F(CurlTransport, GivesBackWhatTheServerSaysPleasantOrNot) {
  for (const int status : {200, 204, 400, 403, 429, 500, 503}) {
    const RawHttpServer server([&](const RawRequest&) {
      return http_reply(status, status == 204 ? "" : "text", "X-Amzn-RequestId: 1\r\nx-b:  2 \r\n");
    });
    const auto reply = send(post(server.url()));
    ASSERT_TRUE(reply) << reply.error().message;
    EXPECT_EQ(reply.value().status, status);
    EXPECT_EQ(reply.value().header("x-amzn-requestid"), "1");
    EXPECT_EQ(reply.value().header("X-B"), "2");
  }
}

TEST_F(CurlTransport, ReadsChunksHeadsBeforeTheHeadAndBodiesThatEndWithTheConnection) {
  const auto body = [&](const RawReply& answer) {
    const RawHttpServer server([&](const RawRequest&) { return answer; });
    const auto reply = send(post(server.url()));
    return reply ? reply.value().body : reply.error().message;
  };
  EXPECT_EQ(body({{{"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"},
                   {"2\r\nde\r\n0\r\nX-Late: 1\r\n\r\n", 20ms}}}),
            "abcde");
  EXPECT_EQ(
      body({{{"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nf"}}}),
      "f");
  EXPECT_EQ(body({{{"HTTP/1.0 200 OK\r\n\r\nghi"}}, Then::Close}), "ghi");
}

TEST_F(CurlTransport, FollowsNoRedirect) {
  const RawHttpServer server(
      [](const RawRequest&) { return http_reply(307, "", "Location: /elsewhere\r\n"); });
  EXPECT_EQ(send(post(server.url())).value().status, 307);
  EXPECT_EQ(server.requests().size(), 1U);
}

TEST_F(CurlTransport, UsesAConnectionAgain) {
  RawHttpServer server([](const RawRequest&) { return http_reply(200, "yes"); });
  for (int i = 0; i < 20; ++i) ASSERT_TRUE(send(post(server.url())));
  EXPECT_EQ(server.connection_count(), 1);
  std::jthread([&] { EXPECT_TRUE(send(post(server.url()))); }).join();
  EXPECT_EQ(server.connection_count(), 1);
}

TEST_F(CurlTransport, ReplacesAConnectionThatWasDroppedWhileItWasKept) {
  RawHttpServer server([](const RawRequest&) { return http_reply(200, "yes"); });
  ASSERT_TRUE(send(post(server.url())));
  server.drop_connections();
  ASSERT_TRUE(send(post(server.url())));
  EXPECT_EQ(server.connection_count(), 2);
}

TEST_F(CurlTransport, SendsOnceMoreWhereAKeptConnectionEndsWithoutAByte) {
  const RawHttpServer server([requests = 0](const RawRequest&) mutable -> RawReply {
    if (++requests != 2) return http_reply(200, "yes");
    return {{}, Then::Close};
  });
  ASSERT_TRUE(send(post(server.url())));
  EXPECT_EQ(send(post(server.url())).value().body, "yes");
  EXPECT_EQ(server.requests().size(), 3U);
}

TEST_F(CurlTransport, DoesNotSendAgainOnceTheAnswerHasBegun) {
  const RawHttpServer server([requests = 0](const RawRequest&) mutable -> RawReply {
    if (++requests == 1) return http_reply(200, "yes");
    return {{{"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nha"}}, Then::Close};
  });
  ASSERT_TRUE(send(post(server.url())));
  EXPECT_EQ(send(post(server.url())).error().kind, ErrorKind::InputOutput);
  EXPECT_EQ(server.requests().size(), 2U);
}

TEST_F(CurlTransport, NeverTakesHalfAnAnswerForAWholeOne) {
  for (const Then then : {Then::Close, Then::Reset})
    for (const char* bytes :
         {"", "HTTP", "HTTP/1.1 200 OK", "HTTP/1.1 200 OK\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n", "HTTP/1.1 200 OK\r\nContent-Le",
          "HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\n{\"half\":",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n{\"half\":\r\n",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n{\"half\":",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n0\r\n",
          "HTTP/1.1 100 Continue\r\n\r\n"}) {
      const Error error = fault({{{bytes}}, then});
      EXPECT_EQ(error.kind, ErrorKind::InputOutput) << bytes << ": " << error.message;
      EXPECT_THAT(error.message, Not(HasSubstr("half")));
    }
}

TEST_F(CurlTransport, TakesOnlyHttpForAnAnswer) {
  for (const char* bytes : {"SSH-2.0-OpenSSH_9.2\r\n", "\r\n\r\n", "<html></html>"})
    EXPECT_EQ(fault({{{bytes}}, Then::Close}).kind, ErrorKind::InputOutput) << bytes;
}

TEST_F(CurlTransport, RefusesAnswersOfMoreThanFourMegabytes) {
  const std::string many(4 * 1024 * 1024, 'x');
  for (const RawReply& reply :
       {http_reply(200, many + 'x'), RawReply{{{"HTTP/1.1 200 OK\r\n\r\n" + many}}, Then::Close},
        RawReply{{{"HTTP/1.1 200 OK\r\n"}, {"X-A: " + std::string(90'000, 'x') + "\r\n"}},
                 Then::Close}}) {
    const Error error = fault(reply);
    EXPECT_EQ(error.kind, ErrorKind::InputOutput) << error.message;
  }
  EXPECT_THAT(fault(http_reply(200, many)).message, HasSubstr("more than 4 MB"));
  const RawHttpServer server(
      [&](const RawRequest&) { return http_reply(200, std::string(4'000'000, 'x')); });
  EXPECT_EQ(send(get(server.url())).value().body.size(), 4'000'000U);
}

TEST_F(CurlTransport, GivesUpWhenTheTimeIsOver) {
  for (const RawReply& reply :
       {silence(), RawReply{{{"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nha"}, {"", 1h}}}}) {
    const auto began = std::chrono::steady_clock::now();
    EXPECT_EQ(fault(reply, 200ms).kind, ErrorKind::Timeout);
    const auto took = std::chrono::steady_clock::now() - began;
    EXPECT_GE(took, 200ms);
    EXPECT_LT(took, 2s);
  }
}

TEST_F(CurlTransport, SaysWhereNothingWasSent) {
  const std::string refused = "127.0.0.1:" + std::to_string(closed_port());
  const auto unreachable = send(post("http://" + refused + "/"));
  ASSERT_FALSE(unreachable);
  EXPECT_EQ(unreachable.error().kind, ErrorKind::Unavailable);
  EXPECT_EQ(unreachable.error().message,
            "cannot connect to " + refused +
                " (Connection refused); check that it runs, its port, and what stands between");
  const auto unknown = send(post("https://nowhere.airmark.invalid/"));
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().kind, ErrorKind::Unavailable);
  EXPECT_THAT(unknown.error().message, HasSubstr("cannot find the host nowhere.airmark.invalid"));
}

TEST_F(CurlTransport, DoesNotCallARequestUnsentThatWentOutOnAKeptConnection) {
  std::optional<RawHttpServer> server;
  std::atomic<bool> dying = false;
  server.emplace([&](const RawRequest&) -> RawReply {
    if (!dying) return http_reply(200, "yes");
    return {{{"", 300ms}}, Then::Close};
  });
  const std::string url = server->url();
  ASSERT_TRUE(send(post(url)));
  dying = true;
  std::jthread end([&] {
    while (server->requests().size() < 2) std::this_thread::sleep_for(1ms);
    server.reset();  // the second attempt finds nobody
  });
  const auto reply = send(post(url));
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().kind, ErrorKind::InputOutput) << reply.error().message;
}

TEST_F(CurlTransport, SendsNothingThatIsNoRequest) {
  const RawHttpServer server([](const RawRequest&) { return http_reply(200, ""); });
  for (const std::string url :
       {"", "file:///etc/passwd", "ftp://127.0.0.1/", "http://me:SECRET@127.0.0.1/",
        "http://127.0.0.1/a b", "http://127.0.0.1/\r\nX: y"}) {
    const auto reply = send(get(url));
    ASSERT_FALSE(reply) << url;
    EXPECT_EQ(reply.error().kind, ErrorKind::Internal) << url;
    EXPECT_THAT(reply.error().message, Not(HasSubstr("SECRET")));
  }
  HttpRequest split = post(server.url());
  split.headers.emplace_back("Authorization", "Bearer SECRET\r\nX-Smuggled: 1");
  EXPECT_EQ(send(split).error().kind, ErrorKind::Internal);
  EXPECT_THAT(send(split).error().message, Not(HasSubstr("SECRET")));
  EXPECT_TRUE(server.requests().empty());
}

TEST_F(CurlTransport, ServesManyThreadsAtOnce) {
  const RawHttpServer server(
      [](const RawRequest& request) { return http_reply(200, "to " + request.body); });
  constexpr int kThreadCount = 8;
  constexpr int kCallCount = 50;
  std::atomic<int> right = 0;
  {
    std::vector<std::jthread> callers;
    for (int thread = 0; thread < kThreadCount; ++thread)
      callers.emplace_back([&, thread] {
        for (int call = 0; call < kCallCount; ++call) {
          const std::string text = std::to_string(thread) + "." + std::to_string(call);
          const auto reply = send(post(server.url(), text));
          right += reply && reply.value().body == "to " + text;
        }
      });
  }
  EXPECT_EQ(right, kThreadCount * kCallCount);
  EXPECT_LE(server.connection_count(), kThreadCount);
}

}  // namespace
}  // namespace airmark::llm
