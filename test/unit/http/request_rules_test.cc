#include "http/request_rules.h"

#include <gtest/gtest.h>
#include <llhttp.h>

#include <initializer_list>
#include <string_view>
#include <utility>

namespace phasor::http {
namespace {

// The status that CheckRequestHead asks for, 200 when it finds nothing.
int Check(std::string_view target,
          std::initializer_list<std::pair<std::string_view, std::string_view>> fields,
          uint32_t bits = uint32_t{HTTP_GET}) {
  HeaderBlock head;
  head.AppendStart(target);
  for (const auto& [name, value] : fields) {
    head.BeginField();
    head.AppendName(name);
    head.AppendValue(value);
  }
  const auto error = CheckRequestHead(head, bits);
  return error ? error->status : 200;
}

TEST(RequestRules, HostFieldsOfRfc9112Section32) {
  EXPECT_EQ(Check("/", {{"Host", "a"}}), 200);
  EXPECT_EQ(Check("/", {{"Host", ""}}), 200);
  EXPECT_EQ(Check("/", {{"Host", "a"}, {"host", "a"}}), 400);
  EXPECT_EQ(Check("/", {{"Host", "a b"}}), 400);
  EXPECT_EQ(Check("/", {{"Host", "u@a"}}), 400);
}

TEST(RequestRules, HostSyntax) {
  for (const std::string_view good : {"example.com", "a_b:80", "1.2.3.4:", "[::1]", "[::1]:8080", "x%20y"}) {
    EXPECT_TRUE(IsValidHost(good)) << good;
  }
  for (const std::string_view bad : {"a/b", "a:b", "[::1", "[]", "[::1]x", "a,b c", "a?b", "a#b", "a\\b"}) {
    EXPECT_FALSE(IsValidHost(bad)) << bad;
  }
}

TEST(RequestRules, TransferCodings) {
  EXPECT_EQ(Check("/", {{"Transfer-Encoding", "chunked"}}), 200);
  EXPECT_EQ(Check("/", {{"Transfer-Encoding", "gzip, chunked"}}), 200);
  EXPECT_EQ(Check("/", {{"Transfer-Encoding", "gzip"}, {"Transfer-Encoding", "chunked"}}), 200);
  EXPECT_EQ(Check("/", {{"Transfer-Encoding", "brew, chunked"}}), 501);
  EXPECT_EQ(Check("/", {{"Transfer-Encoding", "gzip"}}), 400);
  EXPECT_EQ(Check("/", {{"Transfer-Encoding", "chunked, gzip"}}), 400);
  EXPECT_EQ(Check("/", {{"Transfer-Encoding", "chunked, chunked"}}), 400);
  EXPECT_EQ(Check("/", {{"Transfer-Encoding", "chunked;a=b"}}), 400);
  EXPECT_EQ(Check("/", {{"Transfer-Encoding", ""}}), 400);
  EXPECT_EQ(Check("/", {{"Transfer-Encoding", "chunked"}}, uint32_t{HTTP_POST} | kHeadHttp10), 400);
}

TEST(RequestRules, RequestTargets) {
  EXPECT_EQ(Check("*", {}, HTTP_OPTIONS), 200);
  EXPECT_EQ(Check("*", {}, HTTP_GET), 400);
  EXPECT_EQ(Check("*x", {}, HTTP_OPTIONS), 400);
  EXPECT_EQ(Check("a:443", {}, HTTP_CONNECT), 200);
  EXPECT_EQ(Check("[::1]:443", {}, HTTP_CONNECT), 200);
  for (const std::string_view bad : {"a", "a:", ":80", "a:x", "a:123456", "/"}) {
    EXPECT_EQ(Check(bad, {}, HTTP_CONNECT), 400) << bad;
  }
}

TEST(RequestRules, RefusedRequestLines) {
  EXPECT_EQ(StatusForRefusedRequestLine("BREW / HTTP/1.1\r\n"), 501);
  EXPECT_EQ(StatusForRefusedRequestLine("\r\nget / HTTP/1.1\r\n"), 501);
  EXPECT_EQ(StatusForRefusedRequestLine("GET / HTTP/3.0\r\n"), 505);
  EXPECT_EQ(StatusForRefusedRequestLine("B@D / HTTP/1.1\r\n"), 400);
  EXPECT_EQ(StatusForRefusedRequestLine("GET / HTTP/1.10\r\n"), 400);
  EXPECT_EQ(StatusForRefusedRequestLine("GET"), 400);
  EXPECT_EQ(StatusForRefusedRequestLine(""), 400);
}

}  // namespace
}  // namespace phasor::http
