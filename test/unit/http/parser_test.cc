#include "http/parser.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace phasor::http {
namespace {

// Records what the parser reports as one line of text a fact.
struct Recorder : Sink {
  HeadVerdict OnHead(const HeaderBlock& head) override {
    log.push_back("head " + std::string(head.start()));
    for (const HeaderField& field : head.fields()) {
      log.push_back(std::string(head.Name(field)) + "=" + std::string(head.Value(field)));
    }
    return verdict;
  }
  void OnBody(std::string_view bytes) override { body.append(bytes); }
  Flow OnMessageEnd(const HeaderBlock& trailers) override {
    for (const HeaderField& field : trailers.fields()) {
      log.push_back("trailer " + std::string(trailers.Name(field)) + "=" + std::string(trailers.Value(field)));
    }
    log.push_back("end");
    return flow;
  }
  std::vector<std::string> log;
  std::string body;
  HeadVerdict verdict = HeadVerdict::kContinue;
  Flow flow = Flow::kContinue;
};

using Log = std::vector<std::string>;

ParseResult Feed(Parser* parser, std::string_view text, size_t piece) {
  ParseResult result{ParseStatus::kOk, 0};
  for (size_t i = 0; i < text.size() && result.status == ParseStatus::kOk; i += piece) {
    result = parser->Execute(text.substr(i, piece));
  }
  return result;
}

int StatusOf(std::string_view text) {
  Recorder sink;
  Parser parser(MessageKind::kRequest, &sink);
  return parser.Execute(text).status == ParseStatus::kError ? parser.error().status : 200;
}

TEST(Parser, ReportsTheHeadWithTheCaseOfItsNames) {
  Recorder sink;
  Parser parser(MessageKind::kRequest, &sink);
  EXPECT_EQ(parser.Execute("GET /a?b HTTP/1.1\r\nHost: x\r\nX-Case:  v \t\r\nEmpty:\r\n\r\n").status, ParseStatus::kOk);
  EXPECT_EQ(sink.log, (Log{"head /a?b", "Host=x", "X-Case=v", "Empty=", "end"}));
}

TEST(Parser, GivesTheSameReportForEveryPieceSize) {
  const std::string text =
      "POST /up HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nE:\r\nF: g\r\n\r\n"
      "5;ext=1\r\nhello\r\n6\r\n world\r\n0\r\nT1: a\r\nT2: b\r\n\r\n"
      "GET /next HTTP/1.1\r\nHost: y\r\n\r\n";
  Recorder whole;
  Parser parser(MessageKind::kRequest, &whole);
  ASSERT_EQ(parser.Execute(text).status, ParseStatus::kOk);
  EXPECT_EQ(whole.body, "hello world");
  EXPECT_EQ(whole.log, (Log{"head /up", "Host=x", "Transfer-Encoding=chunked", "E=", "F=g", "trailer T1=a",
                            "trailer T2=b", "end", "head /next", "Host=y", "end"}));
  for (size_t piece = 1; piece < 30; piece++) {
    Recorder sink;
    Parser pieces(MessageKind::kRequest, &sink);
    ASSERT_EQ(Feed(&pieces, text, piece).status, ParseStatus::kOk) << piece << " " << pieces.error().reason;
    EXPECT_EQ(sink.log, whole.log) << piece;
    EXPECT_EQ(sink.body, whole.body) << piece;
  }
}

TEST(Parser, PausesBehindAMessageAndResumes) {
  Recorder sink;
  sink.flow = Flow::kPause;
  Parser parser(MessageKind::kRequest, &sink);
  const std::string one = "GET /1 HTTP/1.1\r\nHost: x\r\n\r\n";
  const std::string two = one + "GET /2 HTTP/1.1\r\nHost: x\r\n\r\n";
  const ParseResult first = parser.Execute(two);
  EXPECT_EQ(first.status, ParseStatus::kPaused);
  EXPECT_EQ(first.consumed, one.size());
  EXPECT_EQ(sink.log.size(), 3u);
  parser.Resume();
  const ParseResult second = parser.Execute(std::string_view(two).substr(first.consumed));
  EXPECT_EQ(second.status, ParseStatus::kPaused);
  EXPECT_EQ(sink.log, (Log{"head /1", "Host=x", "end", "head /2", "Host=x", "end"}));
}

TEST(Parser, ComputesTheHeadBits) {
  struct Bits : Recorder {
    HeadVerdict OnHead(const HeaderBlock&) override {
      bits = parser->bits();
      return HeadVerdict::kContinue;
    }
    Parser* parser = nullptr;
    uint32_t bits = 0;
  };
  const auto bits = [](std::string_view text) {
    Bits sink;
    Parser parser(MessageKind::kRequest, &sink);
    sink.parser = &parser;
    EXPECT_EQ(parser.Execute(text).status, ParseStatus::kOk) << parser.error().reason;
    return sink.bits;
  };
  EXPECT_EQ(bits("GET / HTTP/1.1\r\nHost: x\r\n\r\n"), uint32_t{HTTP_GET} | kHeadKeepAlive | kHeadHasHost);
  EXPECT_EQ(bits("GET / HTTP/1.0\r\n\r\n"), uint32_t{HTTP_GET} | kHeadHttp10);
  EXPECT_EQ(bits("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), uint32_t{HTTP_GET} | kHeadHasHost);
  EXPECT_EQ(bits("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\na"),
            uint32_t{HTTP_POST} | kHeadKeepAlive | kHeadHasHost | kHeadHasBody | kHeadFraming);
  EXPECT_EQ(bits("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"), uint32_t{HTTP_POST} | kHeadKeepAlive | kHeadHasHost | kHeadFraming);
  EXPECT_EQ(bits("PUT / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
            uint32_t{HTTP_PUT} | kHeadKeepAlive | kHeadHasHost | kHeadHasBody | kHeadChunked | kHeadExpect |
                kHeadFraming);
}

TEST(Parser, StopsAfterTheHeadOfAnUpgrade) {
  Recorder sink;
  sink.verdict = HeadVerdict::kUpgrade;
  Parser parser(MessageKind::kRequest, &sink);
  const std::string head = "GET /ws HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";
  const ParseResult result = parser.Execute(head + "\x81\x05hello");
  EXPECT_EQ(result.status, ParseStatus::kUpgrade);
  EXPECT_EQ(result.consumed, head.size());
}

TEST(Parser, ReadsAnUpgradeAsAPlainRequestWhenTheSinkWantsThat) {
  Recorder sink;
  Parser parser(MessageKind::kRequest, &sink);
  const std::string text = "GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n";
  EXPECT_EQ(parser.Execute(text + text).status, ParseStatus::kOk);
  EXPECT_EQ(sink.log.size(), 10u);
}

TEST(Parser, ReadsAResponseUntilTheConnectionEnds) {
  Recorder sink;
  Parser parser(MessageKind::kResponse, &sink);
  EXPECT_EQ(parser.Execute("HTTP/1.1 200 All Good\r\nA: b\r\n\r\nsome").status, ParseStatus::kOk);
  EXPECT_TRUE(parser.NeedsEof());
  EXPECT_EQ(parser.Execute(" text").status, ParseStatus::kOk);
  EXPECT_EQ(parser.Finish(), ParseStatus::kOk);
  EXPECT_EQ(sink.log, (Log{"head All Good", "A=b", "end"}));
  EXPECT_EQ(sink.body, "some text");
}

TEST(Parser, SkipsTheBodyOfAnAnswerToHead) {
  Recorder sink;
  sink.verdict = HeadVerdict::kNoBody;
  Parser parser(MessageKind::kResponse, &sink);
  EXPECT_EQ(parser.Execute("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n").status, ParseStatus::kOk);
  EXPECT_EQ(sink.log.back(), "end");
}

TEST(Parser, FailsWhenTheConnectionEndsInsideAMessage) {
  Recorder sink;
  Parser parser(MessageKind::kRequest, &sink);
  EXPECT_EQ(parser.Finish(), ParseStatus::kOk);
  EXPECT_EQ(parser.Execute("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nab").status, ParseStatus::kOk);
  EXPECT_EQ(parser.Finish(), ParseStatus::kError);
  EXPECT_EQ(parser.error().code, "HPE_INVALID_EOF_STATE");
  EXPECT_EQ(parser.Execute("cde").status, ParseStatus::kError) << "a failed parser stays failed";
}

TEST(Parser, LimitsTheHeadAcrossPieces) {
  const std::string text = "GET / HTTP/1.1\r\nHost: x\r\nBig: " + std::string(300, 'a') + "\r\n\r\n";
  for (const size_t piece : {1, 7, 1000}) {
    Recorder sink;
    Parser parser(MessageKind::kRequest, &sink);
    parser.set_max_head_bytes(200);
    EXPECT_EQ(Feed(&parser, text, piece).status, ParseStatus::kError);
    EXPECT_EQ(parser.error().code, "HPE_HEADER_OVERFLOW");
    EXPECT_EQ(parser.error().status, 431);
  }
}

TEST(Parser, LimitsTrailersAndChunkExtensions) {
  const std::string head = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
  EXPECT_EQ(StatusOf(head + "0\r\nT: " + std::string(20000, 'a') + "\r\n\r\n"), 431);
  EXPECT_EQ(StatusOf(head + "1;x=" + std::string(20000, 'a') + "\r\na\r\n0\r\n\r\n"), 413);
}

TEST(Parser, TellsUnknownMethodsAndVersionsFromBadSyntax) {
  EXPECT_EQ(StatusOf("BREW / HTTP/1.1\r\nHost: x\r\n\r\n"), 501);
  EXPECT_EQ(StatusOf("G(T / HTTP/1.1\r\nHost: x\r\n\r\n"), 400);
  EXPECT_EQ(StatusOf("GET / HTTP/1.2\r\nHost: x\r\n\r\n"), 505);
  EXPECT_EQ(StatusOf("GET / HTTP/2.0\r\nHost: x\r\n\r\n"), 505);
  EXPECT_EQ(StatusOf("GET / HTTP/0.9\r\nHost: x\r\n\r\n"), 505);
  EXPECT_EQ(StatusOf("GET / HTTP/11\r\nHost: x\r\n\r\n"), 400);
  EXPECT_EQ(StatusOf("GET / HTP/1.1\r\nHost: x\r\n\r\n"), 400);
  EXPECT_EQ(StatusOf("GET /\r\nHost: x\r\n\r\n"), 400);
  EXPECT_EQ(StatusOf("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), 400) << "HTTP/2's preface";
  EXPECT_EQ(StatusOf("GET /1 HTTP/1.1\r\nHost: x\r\n\r\nBREW /2 HTTP/1.1\r\nHost: x\r\n\r\n"), 501);
}

TEST(Parser, TakesTheLineOfARefusedMethodFromEarlierPieces) {
  Recorder sink;
  Parser parser(MessageKind::kRequest, &sink);
  EXPECT_EQ(Feed(&parser, "GET / HTTP/3.0\r\nHost: x\r\n\r\n", 5).status, ParseStatus::kError);
  EXPECT_EQ(parser.error().code, "HPE_INVALID_VERSION");
}

TEST(Parser, RefusesMoreThanOneSpaceInTheRequestLine) {
  EXPECT_EQ(StatusOf("GET  / HTTP/1.1\r\nHost: x\r\n\r\n"), 400);
  EXPECT_EQ(StatusOf("GET /  HTTP/1.1\r\nHost: x\r\n\r\n"), 400);
  EXPECT_EQ(StatusOf("GET / HTTP/1.1 \r\nHost: x\r\n\r\n"), 400);
  EXPECT_EQ(StatusOf("\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n"), 200) << "RFC 9112 section 2.2 allows an empty line";
}

TEST(Parser, LenientModeAcceptsWhatStrictModeRefuses) {
  for (const std::string_view text : {"GET  / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", "GET / HTTP/1.1\nHost: x\n\n",
                                      "GET / HTTP/1.1\r\nHost: x\r\nA: b\x01\r\n\r\n"}) {
    Recorder sink;
    Parser parser(MessageKind::kRequest, &sink);
    parser.SetValidation(Validation::kInsecure);
    EXPECT_EQ(parser.Execute(text).status, ParseStatus::kOk) << text << parser.error().reason;
    EXPECT_NE(StatusOf(text), 200) << text;
  }
}

}  // namespace
}  // namespace phasor::http
