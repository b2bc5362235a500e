#include <gtest/gtest.h>

#include "http/parser.h"

namespace phasor::http {
namespace {

struct Quiet : Sink {
  HeadVerdict OnHead(const HeaderBlock&) override { return HeadVerdict::kContinue; }
  void OnBody(std::string_view) override {}
  Flow OnMessageEnd(const HeaderBlock&) override { return Flow::kContinue; }
};

TEST(MaxFields, RefusesOneFieldTooMany) {
  Quiet sink;
  Parser parser(MessageKind::kRequest, &sink);
  parser.set_max_fields(2);
  EXPECT_EQ(parser.Execute("GET / HTTP/1.1\r\nHost: a\r\nB: c\r\n\r\n").status, ParseStatus::kOk);
  EXPECT_EQ(parser.Execute("GET / HTTP/1.1\r\nHost: a\r\nB: c\r\nD: e\r\n\r\n").status, ParseStatus::kError);
  EXPECT_EQ(parser.error().code, "HPE_HEADER_OVERFLOW");
  EXPECT_EQ(parser.error().status, 431);
}

}  // namespace
}  // namespace phasor::http
