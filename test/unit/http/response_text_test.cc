#include "http/response_text.h"

#include <gtest/gtest.h>

namespace phasor::http {
namespace {

TEST(ResponseText, FormatsImfFixdate) {
  DateCache cache;
  EXPECT_EQ(cache.Format(784111777000), "Sun, 06 Nov 1994 08:49:37 GMT");
  EXPECT_EQ(cache.Format(784111777999), "Sun, 06 Nov 1994 08:49:37 GMT");
  EXPECT_EQ(cache.Format(784111778000), "Sun, 06 Nov 1994 08:49:38 GMT");
  EXPECT_EQ(cache.Format(951782400000), "Tue, 29 Feb 2000 00:00:00 GMT");
  EXPECT_EQ(cache.Format(0), "Thu, 01 Jan 1970 00:00:00 GMT");
  EXPECT_EQ(cache.Format(4102444799000), "Thu, 31 Dec 2099 23:59:59 GMT");
}

TEST(ResponseText, WritesChunkHeads) {
  char out[kChunkHeadMax];
  const auto head = [&out](uint64_t size) { return std::string_view(out, WriteChunkHead(out, size)); };
  EXPECT_EQ(head(1), "1\r\n");
  EXPECT_EQ(head(255), "ff\r\n");
  EXPECT_EQ(head(65536), "10000\r\n");
  EXPECT_EQ(head(UINT64_MAX), "ffffffffffffffff\r\n");
}

TEST(ResponseText, KnowsReasonPhrases) {
  EXPECT_EQ(ReasonPhrase(200), "OK");
  EXPECT_EQ(ReasonPhrase(404), "Not Found");
  EXPECT_EQ(ReasonPhrase(299), "");
}

TEST(ResponseText, ErrorRepliesCloseTheConnection) {
  EXPECT_EQ(ErrorReply(431), "HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(ErrorReply(400), ErrorReply(499));
}

}  // namespace
}  // namespace phasor::http
