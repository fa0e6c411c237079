#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "llm/transport/http_transport.h"
#include "tests/support/child_program.h"
#include "tests/support/raw_http_server.h"
#include "tests/support/temporary_folder.h"

namespace airmark::llm {
namespace {

using namespace std::chrono_literals;
using airmark::testing::ChildProgram;
using ::testing::HasSubstr;

constexpr auto kPatience = 20s;

/// A server with a certificate of its own making.
class CurlTransportTls : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!airmark::testing::find_program("openssl")) GTEST_SKIP() << "no openssl";
  }

  static void run(std::vector<std::string> command) {
    ChildProgram program(std::move(command));
    ASSERT_EQ(program.wait(kPatience), 0) << program.output();
  }

  void make_certificate(const std::string& name = "IP:127.0.0.1") const {
    run({"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-nodes", "-keyout", key_, "-out", bundle_, "-days", "2", "-subj", "/CN=airmark test",
         "-addext", "subjectAltName=" + name});
  }

  void start() {
    server_.emplace(std::vector<std::string>{
        "/usr/bin/python3", AIRMARK_SOURCE_DIR "/tests/llm/transport/tls_server.py", bundle_,
        key_});
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    while (server_->output().find('\n') == std::string::npos) {
      ASSERT_TRUE(server_->running()) << server_->output();
      ASSERT_LT(std::chrono::steady_clock::now(), deadline);
      std::this_thread::sleep_for(5ms);
    }
  }

  void make_certificate_and_start() {
    ASSERT_NO_FATAL_FAILURE(make_certificate());
    start();
  }

  std::string url(const std::string& path = "/") const {
    const std::string output = server_->output();
    return "https://127.0.0.1:" + output.substr(0, output.find('\n')) + path;
  }
  std::unique_ptr<HttpTransport> trusting() const { return make_curl_transport({bundle_}); }

  Error fault(HttpTransport& transport) const {
    const auto reply = transport.send({"POST", url(), {}, "{}", kPatience}, {});
    return reply ? Error{ErrorKind::Internal, "no fault"} : reply.error();
  }

  airmark::testing::TemporaryFolder folder_;
  const std::string key_ = folder_ / "key.pem";
  const std::string bundle_ = folder_ / "certificate.pem";
  std::optional<ChildProgram> server_;
};

TEST_F(CurlTransportTls, RefusesACertificateThatNobodyTrustedHasSigned) {
  ASSERT_NO_FATAL_FAILURE(make_certificate_and_start());
  const Error error = fault(*make_curl_transport({}));
  EXPECT_EQ(error.kind, ErrorKind::Unavailable);
  EXPECT_THAT(error.message, HasSubstr("127.0.0.1:"));
  EXPECT_THAT(error.message, HasSubstr("name its PEM file in AWS_CA_BUNDLE"));
}

TEST_F(CurlTransportTls, TakesTheCertificatesOfTheBundle) {
  ASSERT_NO_FATAL_FAILURE(make_certificate_and_start());
  const auto reply = trusting()->send({"POST", url(), {}, "{}", kPatience}, {});
  ASSERT_TRUE(reply) << reply.error().message;
  EXPECT_EQ(reply.value().body, "over TLS");
}

TEST_F(CurlTransportTls, RefusesACertificateForAnotherName) {
  ASSERT_NO_FATAL_FAILURE(make_certificate("DNS:other.example"));
  ASSERT_NO_FATAL_FAILURE(start());
  const Error error = fault(*trusting());
  EXPECT_EQ(error.kind, ErrorKind::Unavailable);
  EXPECT_THAT(error.message, HasSubstr("a certificate for another name"));
}

TEST_F(CurlTransportTls, RefusesACertificateThatHasExpired) {
  ASSERT_NO_FATAL_FAILURE(make_certificate());
  ASSERT_NO_FATAL_FAILURE(
      run({"openssl", "x509", "-in", bundle_, "-signkey", key_, "-days", "-1", "-out", bundle_}));
  ASSERT_NO_FATAL_FAILURE(start());
  const Error error = fault(*trusting());
  EXPECT_EQ(error.kind, ErrorKind::Unavailable);
  EXPECT_THAT(error.message, HasSubstr("check this machine's clock"));
}

TEST_F(CurlTransportTls, NamesABundleThatCannotBeRead) {
  ASSERT_NO_FATAL_FAILURE(make_certificate_and_start());
  const Error error = fault(*make_curl_transport({folder_ / "missing.pem"}));
  EXPECT_EQ(error.kind, ErrorKind::Unavailable);
  EXPECT_THAT(error.message, HasSubstr("AWS_CA_BUNDLE"));
}

TEST_F(CurlTransportTls, SurvivesAServerThatDropsAKeptConnection) {
  ASSERT_NO_FATAL_FAILURE(make_certificate_and_start());
  const auto transport = trusting();
  for (const char* path : {"/drop", "/drop", "/", "/"}) {
    const auto reply = transport->send({"POST", url(path), {}, "{}", kPatience}, {});
    ASSERT_TRUE(reply) << reply.error().message;
  }
}

TEST_F(CurlTransportTls, SaysSoWhereTheServerSpeaksPlainHttp) {
  airmark::testing::RawHttpServer server(
      [](const airmark::testing::RawRequest&) { return airmark::testing::http_reply(400, ""); });
  // It waits for the blank line that ends a request, which no TLS greeting holds, and hangs up.
  std::jthread impatient([&] {
    while (server.connection_count() == 0) std::this_thread::sleep_for(5ms);
    server.drop_connections();
  });
  const auto reply =
      make_curl_transport({})->send({"GET", "https://" + server.host() + "/", {}, "", 10s}, {});
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().kind, ErrorKind::Unavailable);
  EXPECT_THAT(reply.error().message, HasSubstr("cannot agree on TLS with " + server.host()));
}

}  // namespace
}  // namespace airmark::llm
