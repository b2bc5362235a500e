// http2::Session without sockets: two of them exchange bytes in memory.
#include "http2/session.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace phasor::http2 {
namespace {

using namespace std::string_view_literals;

constexpr size_t kNoLimit = 1 << 30;

std::string Block(std::initializer_list<std::pair<std::string_view, std::string_view>> fields) {
  std::string block;
  for (const auto& [name, value] : fields) {
    block.append("0").append(name).push_back('\0');
    block.append(value).push_back('\0');
  }
  return block;
}

OutgoingBytes Bytes(std::string text) {
  auto owner = std::make_shared<std::string>(std::move(text));
  return {*owner, owner};
}

class SessionTest : public ::testing::Test {
 protected:
  SessionTest() : server_(Make(Side::kServer)), client_(Make(Side::kClient)) {
    server_.Settings({});
    client_.Settings({});
    Exchange();
    server_events_.clear();
    client_events_.clear();
  }

  static Options Make(Side side) {
    Options options;
    options.side = side;
    options.max_header_pairs = 8;
    return options;
  }

  static void Take(Session& session, std::vector<Event>* into) {
    for (Event& event : session.TakeEvents()) into->push_back(std::move(event));
  }

  // Until neither has anything to send.
  void Exchange() {
    for (bool more = true; more;) {
      std::string to_server, to_client;
      client_.Produce(&to_server, kNoLimit);
      server_.Produce(&to_client, kNoLimit);
      client_.ConfirmWritten();
      server_.ConfirmWritten();
      if (!to_server.empty()) {
        EXPECT_EQ(server_.Receive(to_server), 0);
      }
      if (!to_client.empty()) {
        EXPECT_EQ(client_.Receive(to_client), 0);
      }
      Take(server_, &server_events_);
      Take(client_, &client_events_);
      more = !to_server.empty() || !to_client.empty();
    }
  }

  static const Event* Find(const std::vector<Event>& events, EventKind kind) {
    auto found = std::ranges::find(events, kind, &Event::kind);
    return found == events.end() ? nullptr : &*found;
  }
  static size_t Count(const std::vector<Event>& events, EventKind kind) {
    return static_cast<size_t>(std::ranges::count(events, kind, &Event::kind));
  }

  int32_t Get() {
    return client_.Request(
        Block({{":method", "GET"}, {":scheme", "http"}, {":authority", "a"}, {":path", "/"}}), false, false);
  }

  Session server_, client_;
  std::vector<Event> server_events_, client_events_;
};

TEST_F(SessionTest, HeadersArriveJoinedByNul) {
  const int32_t id = Get();
  ASSERT_GT(id, 0);
  Exchange();
  const Event* headers = Find(server_events_, EventKind::kHeaders);
  ASSERT_NE(headers, nullptr);
  EXPECT_EQ(headers->stream, id);
  EXPECT_EQ(headers->detail, static_cast<int32_t>(HeadersKind::kRequest));
  EXPECT_EQ(headers->text, ":method\0GET\0:scheme\0http\0:authority\0a\0:path\0/"sv);
}

TEST_F(SessionTest, DataEndsTheStreamWithItsLastFrame) {
  const int32_t id = Get();
  Exchange();
  EXPECT_EQ(server_.Respond(id, Block({{":status", "200"}}), true, false), 0);
  EXPECT_EQ(server_.Write(id, Bytes("hello"), true), 0);
  EXPECT_EQ(server_.End(id), 0);
  Exchange();
  EXPECT_EQ(Count(client_events_, EventKind::kData), 1u);
  EXPECT_EQ(Count(client_events_, EventKind::kEnd), 1u);
  EXPECT_EQ(Count(server_events_, EventKind::kWritten), 1u);
  EXPECT_EQ(Count(server_events_, EventKind::kClosed), 1u);
  EXPECT_FALSE(server_.HasStream(id));
}

TEST_F(SessionTest, AReaderThatDoesNotReadStopsTheWriterAfterAWindow) {
  const int32_t id = Get();
  Exchange();
  server_.Respond(id, Block({{":status", "200"}}), true, false);
  server_.Write(id, Bytes(std::string(200'000, 'x')), true);
  server_.End(id);
  Exchange();
  EXPECT_EQ(server_.queued(), 200'000u - 65'535u);
  EXPECT_EQ(Count(server_events_, EventKind::kWritten), 0u);
  client_.SetReading(id, true);
  Exchange();
  EXPECT_EQ(server_.queued(), 0u);
  EXPECT_EQ(Count(server_events_, EventKind::kWritten), 1u);
}

TEST_F(SessionTest, ProduceStopsNearItsLimit) {
  const int32_t id = Get();
  Exchange();
  server_.Respond(id, Block({{":status", "200"}}), true, false);
  server_.Write(id, Bytes(std::string(60'000, 'x')), false);
  std::string out;
  server_.Produce(&out, 10'000);
  EXPECT_LT(out.size(), 10'000u + 16'384u + 9u);
  EXPECT_TRUE(server_.wants_write());
}

TEST_F(SessionTest, TooManyFieldsResetTheStream) {
  std::string block = Block({{":method", "GET"}, {":scheme", "http"}, {":authority", "a"}, {":path", "/"}});
  for (char c = 'a'; c < 'h'; c++) block += Block({{std::string(1, c), "1"}});
  client_.Request(block, false, false);
  Exchange();
  EXPECT_EQ(Find(server_events_, EventKind::kHeaders), nullptr);
  const Event* closed = Find(client_events_, EventKind::kClosed);
  ASSERT_NE(closed, nullptr);
  EXPECT_EQ(closed->number, static_cast<uint32_t>(NGHTTP2_ENHANCE_YOUR_CALM));
}

TEST_F(SessionTest, WhatIsNoHttp2FailsTheSession) {
  Session server(Make(Side::kServer));
  EXPECT_LT(server.Receive("GET / HTTP/1.1\r\nHost: x\r\n\r\n"), 0);
}

TEST_F(SessionTest, AStreamThatIsGoneTakesNothing) {
  EXPECT_LT(server_.Write(7, Bytes("x"), false), 0);
  EXPECT_LT(server_.End(7), 0);
  EXPECT_LT(server_.Respond(7, Block({{":status", "200"}}), true, false), 0);
  server_.SetReading(7, true);
}

}  // namespace
}  // namespace phasor::http2
