// The JavaScript handle over net::UdpSocket: binding('udp').Udp. Callers: lib/internal/dgram; IPC pipes, which send and
// receive such handles (stream.cc).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "js/class.h"
#include "net/udp.h"
#include "runtime/callback.h"

namespace phasor::bindings {

class UdpHandle final : public js::Shell, public net::UdpListener {
 public:
  static const js::ClassSpec kClass;

  UdpHandle(runtime::Realm& realm, net::UdpSocket* socket, bool ipv6);
  // The Udp object of the socket that waits in an IPC pipe; undefined if it cannot be taken.
  static js::Value Accept(runtime::Realm& realm, net::Stream* channel);

  net::UdpSocket* socket() { return socket_; }

  // Called by JavaScript; 0 or a negative errno, unless said otherwise. Addresses are numeric.
  void SetOwner(v8::Local<v8::Object> owner);
  int32_t Open(int32_t fd) { return socket_->Open(fd); }
  int32_t Bind(const std::string& address, int32_t port, uint32_t flags);
  int32_t Connect(const std::string& address, int32_t port);
  int32_t Disconnect() { return socket_->Connect(nullptr); }
  int32_t ReceiveStart() { return socket_->ReceiveStart(); }
  int32_t ReceiveStop() { return socket_->ReceiveStop(); }
  // Without an address: to the peer of a connected socket. The bytes sent; kQueued: `done(status)` follows; a negative errno.
  static constexpr int32_t kQueued = -1000000;
  int32_t Send(js::PinnedBytes bytes, const std::optional<std::string>& address, int32_t port, runtime::Callback done);
  int32_t SendList(std::vector<js::PinnedBytes> list, const std::optional<std::string>& address, int32_t port,
                   runtime::Callback done);
  void Close(runtime::Callback done);
  js::Value GetSockName();
  js::Value GetPeerName();
  int32_t SetBroadcast(bool on) { return uv_udp_set_broadcast(socket_->udp(), on); }
  int32_t SetTtl(int32_t ttl) { return uv_udp_set_ttl(socket_->udp(), ttl); }
  int32_t SetMulticastTtl(int32_t ttl) { return uv_udp_set_multicast_ttl(socket_->udp(), ttl); }
  int32_t SetMulticastLoopback(bool on) { return uv_udp_set_multicast_loop(socket_->udp(), on); }
  int32_t SetMulticastInterface(const js::Utf8& interface) {
    return uv_udp_set_multicast_interface(socket_->udp(), interface.c_str());
  }
  int32_t SetMembership(const js::Utf8& group, const std::optional<std::string>& interface, bool join);
  int32_t SetSourceMembership(const js::Utf8& source, const js::Utf8& group, const std::optional<std::string>& interface,
                              bool join);
  // With size 0: the present size. Which: the receive buffer or the send buffer.
  int32_t BufferSize(int32_t size, bool receive);
  void Ref() { socket_->Ref(); }
  void Unref() { socket_->Unref(); }
  bool HasRef() const { return socket_->has_ref(); }
  int32_t Fd() const { return socket_->fd(); }
  double SendQueueSize() const { return static_cast<double>(uv_udp_get_send_queue_size(socket_->udp())); }
  double SendQueueCount() const { return static_cast<double>(uv_udp_get_send_queue_count(socket_->udp())); }

  // net::UdpListener
  void OnDatagram(std::string_view bytes, const sockaddr* from) override;
  void OnReceiveError(int status) override;
  void OnUdpClosed() override;

 private:
  void OnAttached(v8::Local<v8::Object> object) override;
  enum class Event { kMessage, kError };
  void Emit(Event event, int argc, v8::Local<v8::Value>* argv);
  int32_t SendPinned(std::vector<js::PinnedBytes> list, const std::optional<std::string>& address, int32_t port,
                     runtime::Callback done);
  // 0 or UV_EINVAL: not a numeric address of this socket's family.
  int Parse(const std::string& address, int port, sockaddr_storage* out) const;
  js::Value NameOf(int (*read)(const uv_udp_t*, sockaddr*, int*));

  runtime::Realm& realm_;
  net::UdpSocket* socket_;
  const bool ipv6_;
  runtime::AsyncContext context_;
  runtime::Callback on_closed_;
  v8::Global<v8::Object> owner_;
};

}  // namespace phasor::bindings
