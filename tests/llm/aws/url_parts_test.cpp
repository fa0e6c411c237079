#include "llm/aws/url_parts.h"

#include <gtest/gtest.h>

#include "llm/aws/percent_encoding.h"

namespace airmark::llm {
namespace {

TEST(UrlParts, AreTakenAsTheyStand) {
  const auto url = split_url("HTTPS://user@Host:8443/a%3Ab/c d?x=1&y#end");
  ASSERT_TRUE(url);
  EXPECT_EQ(url->scheme, "https");
  EXPECT_EQ(url->user, "user");
  EXPECT_EQ(url->host, "Host");
  EXPECT_EQ(url->port, "8443");
  EXPECT_EQ(url->path, "/a%3Ab/c d");
  EXPECT_EQ(url->query, "x=1&y");
  EXPECT_EQ(url->fragment, "end");
}

TEST(UrlParts, KnowIpv6AndNoPath) {
  const auto url = split_url("http://[::1]");
  ASSERT_TRUE(url);
  EXPECT_EQ(url->host, "[::1]");
  EXPECT_EQ(url->port, "");
  EXPECT_EQ(url->path, "");
  EXPECT_EQ(split_url("http://h?q=/")->query, "q=/");
}

TEST(UrlParts, RefuseWhatIsNoWebAddress) {
  for (const char* text : {"", "example.org", "ftp://example.org/", "https://", "https:///path",
                           "https://host:port/", "https://:443/", "://host"})
    EXPECT_FALSE(split_url(text)) << text;
}

TEST(PercentEncoding, KeepsTheUnreservedAndComesBack) {
  EXPECT_EQ(percent_encode("aZ09-._~ /:%\xc3\xa9"), "aZ09-._~%20%2F%3A%25%C3%A9");
  EXPECT_EQ(percent_encode("a/b:c", "/"), "a/b%3Ac");
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  EXPECT_EQ(percent_decode(percent_encode(all)), all);
  EXPECT_EQ(percent_decode("%3a%zz%4"), ":%zz%4");
}

TEST(UrlParts, TellsThisMachineFromNamesThatOnlyLookLikeIt) {
  for (const char* host :
       {"localhost", "LOCALHOST", "a.localhost", "127.0.0.1", "127.8.9.1", "[::1]"})
    EXPECT_TRUE(is_this_machine(host)) << host;
  for (const char* host : {"127.example.org", "localhost.example.org", "10.0.0.1", "[::2]", ""})
    EXPECT_FALSE(is_this_machine(host)) << host;
}

}  // namespace
}  // namespace airmark::llm
