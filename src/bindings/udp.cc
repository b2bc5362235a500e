// binding('udp'): UDP sockets. What is received goes to the functions given to setHandlers, with the socket's owner:
//   message(owner, ArrayBuffer, address, port, isIPv6)   error(owner, errno)
#include "bindings/udp.h"

#include <array>
#include <utility>

#include "bindings/socket_support.h"
#include "bindings/stream.h"
#include "runtime/options.h"

namespace phasor::bindings {

namespace {

using runtime::Callback;
using runtime::Realm;

// The two functions of lib/internal/dgram/socket.js; one set per thread, as a realm has its thread for itself.
thread_local v8::Global<v8::Function> t_handlers[2];

}  // namespace

UdpHandle::UdpHandle(Realm& realm, net::UdpSocket* socket, bool ipv6) : realm_(realm), socket_(socket), ipv6_(ipv6) {
  socket->set_listener(this);
}

js::Value UdpHandle::Accept(Realm& realm, net::Stream* channel) {
  v8::Isolate* isolate = realm.isolate();
  net::UdpSocket* socket = net::UdpSocket::New(realm.loop());
  sockaddr_storage bound{};
  int length = sizeof bound;
  const bool accepted = socket->AcceptFrom(channel) == 0;
  if (accepted) uv_udp_getsockname(socket->udp(), reinterpret_cast<sockaddr*>(&bound), &length);
  auto* handle = new UdpHandle(realm, socket, bound.ss_family == AF_INET6);
  v8::Local<v8::Object> object;
  if (!accepted || !js::NewInstance(isolate, realm.context(), handle).ToLocal(&object)) {
    socket->Close();
    return v8::Undefined(isolate);
  }
  return object;
}

int UdpHandle::Parse(const std::string& address, int port, sockaddr_storage* out) const {
  return ipv6_ ? uv_ip6_addr(address.c_str(), port, reinterpret_cast<sockaddr_in6*>(out))
               : uv_ip4_addr(address.c_str(), port, reinterpret_cast<sockaddr_in*>(out));
}

void UdpHandle::OnAttached(v8::Local<v8::Object> object) { context_.Begin(realm_, "UDPWRAP", object); }

void UdpHandle::SetOwner(v8::Local<v8::Object> owner) { owner_.Reset(realm_.isolate(), owner); }

int32_t UdpHandle::Bind(const std::string& address, int32_t port, uint32_t flags) {
  sockaddr_storage storage{};
  const int status = Parse(address, port, &storage);
  return status != 0 ? status : socket_->Bind(reinterpret_cast<sockaddr*>(&storage), flags);
}

int32_t UdpHandle::Connect(const std::string& address, int32_t port) {
  sockaddr_storage storage{};
  const int status = Parse(address, port, &storage);
  return status != 0 ? status : socket_->Connect(reinterpret_cast<sockaddr*>(&storage));
}

int32_t UdpHandle::Send(js::PinnedBytes bytes, const std::optional<std::string>& address, int32_t port, Callback done) {
  std::vector<js::PinnedBytes> list;
  list.push_back(std::move(bytes));
  return SendPinned(std::move(list), address, port, std::move(done));
}

int32_t UdpHandle::SendList(std::vector<js::PinnedBytes> list, const std::optional<std::string>& address, int32_t port,
                            Callback done) {
  return SendPinned(std::move(list), address, port, std::move(done));
}

int32_t UdpHandle::SendPinned(std::vector<js::PinnedBytes> list, const std::optional<std::string>& address, int32_t port,
                              Callback done) {
  sockaddr_storage storage;
  sockaddr* to = nullptr;
  if (address) {
    const int status = Parse(*address, port, &storage);
    if (status != 0) return status;
    to = reinterpret_cast<sockaddr*>(&storage);
  }
  std::vector<uv_buf_t> buffers;
  buffers.reserve(list.size());
  for (const js::PinnedBytes& bytes : list) {
    buffers.push_back(uv_buf_init(reinterpret_cast<char*>(bytes.data()), static_cast<unsigned>(bytes.size())));
  }
  const auto count = static_cast<unsigned>(buffers.size());
  // Tests ask for the way that a datagram takes when the kernel's buffer is full.
  static const bool always_queue = runtime::GetOptions().Enabled("--test-udp-no-try-send");
  const int sent = always_queue ? UV_EAGAIN : socket_->TrySend(buffers.data(), count, to);
  if (sent != UV_EAGAIN && sent != UV_ENOSYS) return sent;
  auto completion = std::make_unique<CallbackCompletion>(realm_, std::move(done), "UDPSENDWRAP", context_.async_id(),
                                                         CallbackCompletion::Begin::kNow);
  completion->pinned = std::move(list);
  const int status = socket_->Queue(buffers.data(), count, to, std::move(completion));
  return status == 0 ? kQueued : status;
}

void UdpHandle::Close(Callback done) {
  if (!socket_->is_open()) return;
  if (done) {
    done.Begin(realm_, "CLOSE");
    on_closed_ = std::move(done);
  }
  DetachShell();  // what is called from now on finds no socket
  socket_->Close();
}

js::Value UdpHandle::NameOf(int (*read)(const uv_udp_t*, sockaddr*, int*)) {
  sockaddr_storage storage{};
  int length = sizeof storage;
  const int status = read(socket_->udp(), reinterpret_cast<sockaddr*>(&storage), &length);
  if (status != 0) return v8::Integer::New(realm_.isolate(), status);
  return AddressObject(realm_.isolate(), reinterpret_cast<sockaddr*>(&storage));
}

js::Value UdpHandle::GetSockName() { return NameOf(uv_udp_getsockname); }
js::Value UdpHandle::GetPeerName() { return NameOf(uv_udp_getpeername); }

int32_t UdpHandle::SetMembership(const js::Utf8& group, const std::optional<std::string>& interface, bool join) {
  return uv_udp_set_membership(socket_->udp(), group.c_str(), interface ? interface->c_str() : nullptr,
                               join ? UV_JOIN_GROUP : UV_LEAVE_GROUP);
}

int32_t UdpHandle::SetSourceMembership(const js::Utf8& source, const js::Utf8& group,
                                       const std::optional<std::string>& interface, bool join) {
  return uv_udp_set_source_membership(socket_->udp(), group.c_str(), interface ? interface->c_str() : nullptr,
                                      source.c_str(), join ? UV_JOIN_GROUP : UV_LEAVE_GROUP);
}

int32_t UdpHandle::BufferSize(int32_t size, bool receive) {
  auto* uv = reinterpret_cast<uv_handle_t*>(socket_->udp());
  const int status = receive ? uv_recv_buffer_size(uv, &size) : uv_send_buffer_size(uv, &size);
  return status != 0 ? status : size;
}

void UdpHandle::Emit(Event event, int argc, v8::Local<v8::Value>* argv) {
  auto& handler = t_handlers[static_cast<int>(event)];
  if (handler.IsEmpty()) return;
  v8::Isolate* isolate = realm_.isolate();
  runtime::CallbackScope scope(realm_, &context_);
  js::Ignore(scope.Call(v8::Undefined(isolate), handler.Get(isolate), argc, argv));
}

void UdpHandle::OnDatagram(std::string_view bytes, const sockaddr* from) {
  if (owner_.IsEmpty() || !realm_.can_enter()) return;
  v8::Isolate* isolate = realm_.isolate();
  v8::HandleScope handles(isolate);
  v8::Context::Scope scope(realm_.context());
  std::array<v8::Local<v8::Value>, 5> argv = {
      owner_.Get(isolate), CopyToArrayBuffer(isolate, bytes), js::Literal(isolate, AddressText(from)),
      v8::Integer::New(isolate, AddressPort(from)), v8::Boolean::New(isolate, from->sa_family == AF_INET6)};
  Emit(Event::kMessage, argv.size(), argv.data());
}

void UdpHandle::OnReceiveError(int status) {
  if (owner_.IsEmpty() || !realm_.can_enter()) return;
  v8::Isolate* isolate = realm_.isolate();
  v8::HandleScope handles(isolate);
  std::array<v8::Local<v8::Value>, 2> argv = {owner_.Get(isolate), v8::Integer::New(isolate, status)};
  Emit(Event::kError, argv.size(), argv.data());
}

void UdpHandle::OnUdpClosed() {
  Callback closed = std::move(on_closed_);
  Realm& realm = realm_;
  delete this;
  if (closed && realm.can_enter()) closed.Call(realm, 0, nullptr);
}

namespace {

UdpHandle* NewUdp(Realm& realm, bool ipv6) { return new UdpHandle(realm, net::UdpSocket::New(realm.loop()), ipv6); }

void SetHandlers(v8::Isolate* isolate, v8::Local<v8::Function> message, v8::Local<v8::Function> error) {
  t_handlers[0].Reset(isolate, message);
  t_handlers[1].Reset(isolate, error);
  Realm::From(isolate).AtTeardown([] {
    for (auto& handler : t_handlers) handler.Reset();
  });
}

using H = UdpHandle;
const js::Row kUdpRows[] = {
    js::Method<&H::SetOwner>("setOwner"),
    js::Method<&H::Open>("open"),
    js::Method<&H::Bind>("bind"),
    js::Method<&H::Connect>("connect"),
    js::Method<&H::Disconnect>("disconnect"),
    js::Method<&H::ReceiveStart>("receiveStart"),
    js::Method<&H::ReceiveStop>("receiveStop"),
    js::Method<&H::Send>("send"),
    js::Method<&H::SendList>("sendList"),
    js::Method<&H::Close>("close"),
    js::Method<&H::GetSockName>("getSockName"),
    js::Method<&H::GetPeerName>("getPeerName"),
    js::Method<&H::SetBroadcast>("setBroadcast"),
    js::Method<&H::SetTtl>("setTTL"),
    js::Method<&H::SetMulticastTtl>("setMulticastTTL"),
    js::Method<&H::SetMulticastLoopback>("setMulticastLoopback"),
    js::Method<&H::SetMulticastInterface>("setMulticastInterface"),
    js::Method<&H::SetMembership>("setMembership"),
    js::Method<&H::SetSourceMembership>("setSourceMembership"),
    js::Method<&H::BufferSize>("bufferSize"),
    js::Method<&H::Ref>("ref"),
    js::Method<&H::Unref>("unref"),
    js::Method<&H::HasRef>("hasRef"),
    js::Getter<&H::Fd>("fd"),
    js::Getter<&H::SendQueueSize>("sendQueueSize"),
    js::Getter<&H::SendQueueCount>("sendQueueCount"),
};

}  // namespace

const js::ClassSpec UdpHandle::kClass = js::ShellClass<NewUdp>("UDP", kUdpRows);

namespace {

const js::Row kRows[] = {
    js::Fn<SetHandlers>("setHandlers"),
    js::Class<UdpHandle>("Udp"),
};

void Setup(v8::Isolate* isolate, v8::Local<v8::Context>, v8::Local<v8::Object> target) {
  js::SetConstant(isolate, target, "QUEUED", UdpHandle::kQueued);
  js::SetConstant(isolate, target, "UV_UDP_IPV6ONLY", UV_UDP_IPV6ONLY);
  js::SetConstant(isolate, target, "UV_UDP_REUSEADDR", UV_UDP_REUSEADDR);
  js::SetConstant(isolate, target, "UV_UDP_REUSEPORT", UV_UDP_REUSEPORT);
}

}  // namespace

extern const js::BindingSpec kBinding_udp;
const js::BindingSpec kBinding_udp = {"udp", kRows, Setup};

}  // namespace phasor::bindings
