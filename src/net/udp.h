// A UDP socket over libuv, without V8: sends at once when the kernel takes the datagram, receives into the loop's slab. The
// binding (src/bindings/udp.cc) owns the JavaScript side and listens through UdpListener.
//
// Its life is that of a loop::Handle: nobody keeps a pointer after OnUdpClosed. Queued sends complete before that,
// those that did not leave with UV_ECANCELED.
#pragma once

#include <uv.h>

#include <memory>
#include <string_view>
#include <vector>

#include "loop/handle.h"
#include "loop/loop.h"
#include "net/completion.h"

namespace phasor::net {

class Stream;

class UdpListener {
 public:
  // `bytes` lie in the loop's slab: valid during the call only.
  virtual void OnDatagram(std::string_view bytes, const sockaddr* from) = 0;
  // Receiving failed with a negative errno; it goes on.
  virtual void OnReceiveError(int status) = 0;
  // The last call: libuv has released the handle, the socket is about to be deleted.
  virtual void OnUdpClosed() = 0;

 protected:
  ~UdpListener() = default;
};

namespace internal {

// A base of its own because it has to exist before loop::Handle takes it over.
struct UdpStorage {
  uv_udp_t uv_udp;
};

}  // namespace internal

class UdpSocket final : private internal::UdpStorage, public loop::Handle {
 public:
  static UdpSocket* New(loop::Loop& loop) { return new UdpSocket(loop); }

  uv_udp_t* udp() { return &uv_udp; }
  void set_listener(UdpListener* listener) { listener_ = listener; }
  int fd() const;

  // All return 0 or a negative errno.
  int Open(int fd) { return uv_udp_open(udp(), fd); }
  // Takes the socket that waits in an IPC pipe.
  int AcceptFrom(Stream* channel);
  // `flags`: UV_UDP_IPV6ONLY, UV_UDP_REUSEADDR, UV_UDP_REUSEPORT.
  int Bind(const sockaddr* address, unsigned flags) { return uv_udp_bind(udp(), address, flags); }
  // Null dissolves the association.
  int Connect(const sockaddr* address) { return uv_udp_connect(udp(), address); }
  int ReceiveStart();
  int ReceiveStop() { return uv_udp_recv_stop(udp()); }

  // `to` is null for a connected socket. The number of bytes sent, UV_EAGAIN when the datagram has to wait for its turn
  // (Queue it then), or another negative errno.
  int TrySend(const uv_buf_t* buffers, unsigned count, const sockaddr* to) {
    return uv_udp_try_send(udp(), buffers, count, to);
  }
  // `done` keeps the buffers alive.
  int Queue(const uv_buf_t* buffers, unsigned count, const sockaddr* to, std::unique_ptr<Completion> done);

 private:
  explicit UdpSocket(loop::Loop& loop);
  ~UdpSocket() override = default;
  void OnClosed() override;
  static uv_handle_t* Init(loop::Loop& loop, internal::UdpStorage* storage);
  static void OnUvAlloc(uv_handle_t* handle, size_t suggested, uv_buf_t* buffer);
  static void OnUvReceive(uv_udp_t* udp, ssize_t count, const uv_buf_t* buffer, const sockaddr* from, unsigned flags);

  UdpListener* listener_ = nullptr;
};

}  // namespace phasor::net
