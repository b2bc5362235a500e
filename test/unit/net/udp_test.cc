#include "net/udp.h"

#include <gtest/gtest.h>
#include <netinet/in.h>

#include <string>
#include <vector>

namespace phasor::net {
namespace {

sockaddr_in Loopback(int port) {
  sockaddr_in address{};
  uv_ip4_addr("127.0.0.1", port, &address);
  return address;
}

struct Receiver final : UdpListener {
  UdpSocket* socket = nullptr;
  std::vector<std::string> messages;
  size_t wanted = 1;
  bool closed = false;
  void OnDatagram(std::string_view bytes, const sockaddr*) override {
    messages.emplace_back(bytes);
    if (messages.size() == wanted) socket->Close();
  }
  void OnReceiveError(int status) override { ADD_FAILURE() << status; }
  void OnUdpClosed() override { closed = true; }
};

struct Noted final : Completion {
  explicit Noted(std::vector<int>* statuses) : statuses(statuses) {}
  void Run(int status) override { statuses->push_back(status); }
  std::vector<int>* statuses;
};

// A socket on loopback, bound; `address` becomes its address.
UdpSocket* Bound(loop::Loop& loop, sockaddr_in* address) {
  UdpSocket* socket = UdpSocket::New(loop);
  const sockaddr_in any = Loopback(0);
  EXPECT_EQ(0, socket->Bind(reinterpret_cast<const sockaddr*>(&any), 0));
  int length = sizeof *address;
  EXPECT_EQ(0, uv_udp_getsockname(socket->udp(), reinterpret_cast<sockaddr*>(address), &length));
  return socket;
}

TEST(Udp, WhatIsSentArrives) {
  loop::Loop loop;
  sockaddr_in address;
  Receiver receiver;
  receiver.socket = Bound(loop, &address);
  receiver.socket->set_listener(&receiver);
  receiver.wanted = 2;
  EXPECT_EQ(0, receiver.socket->ReceiveStart());
  EXPECT_EQ(0, receiver.socket->ReceiveStart());

  UdpSocket* sender = UdpSocket::New(loop);
  std::string first = "one", second = "two";
  uv_buf_t buffers[] = {uv_buf_init(first.data(), 3), uv_buf_init(second.data(), 3)};
  EXPECT_EQ(6, sender->TrySend(buffers, 2, reinterpret_cast<sockaddr*>(&address)));
  std::vector<int> statuses;
  EXPECT_EQ(0, sender->Queue(buffers, 1, reinterpret_cast<sockaddr*>(&address), std::make_unique<Noted>(&statuses)));
  // What is queued goes first.
  EXPECT_EQ(UV_EAGAIN, sender->TrySend(buffers, 1, reinterpret_cast<sockaddr*>(&address)));
  loop.Run();
  EXPECT_EQ((std::vector<std::string>{"onetwo", "one"}), receiver.messages);
  EXPECT_EQ((std::vector<int>{0}), statuses);
  EXPECT_TRUE(receiver.closed);
  loop.CloseAll();
}

TEST(Udp, CloseCompletesWhatIsQueued) {
  loop::Loop loop;
  sockaddr_in address;
  UdpSocket* socket = Bound(loop, &address);
  std::string text = "x";
  uv_buf_t buffer = uv_buf_init(text.data(), 1);
  std::vector<int> statuses;
  EXPECT_EQ(0, socket->Queue(&buffer, 1, reinterpret_cast<sockaddr*>(&address), std::make_unique<Noted>(&statuses)));
  socket->Close();
  loop.Run();
  EXPECT_EQ(1u, statuses.size());  // 0 or UV_ECANCELED: libuv may have sent it at once
  loop.CloseAll();
}

}  // namespace
}  // namespace phasor::net
