// binding('stream'): Tcp and Pipe handles. Events go to the functions given to setHandlers, with the handle's owner.
#include "bindings/stream.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "bindings/socket_support.h"
#include "bindings/udp.h"

namespace phasor::bindings {

namespace {

using runtime::Callback;
using runtime::Realm;

// The three functions of lib/internal/net/handle.js; one set per thread, as a realm has its thread for itself.
thread_local v8::Global<v8::Function> t_handlers[3];

// Level and name of the option: IPv6 has its own.
std::pair<int, int> TypeOfServiceOption(int fd) {
  int domain = AF_INET;
  socklen_t length = sizeof domain;
  getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &domain, &length);
  return domain == AF_INET6 ? std::pair(IPPROTO_IPV6, IPV6_TCLASS) : std::pair(IPPROTO_IP, IP_TOS);
}

}  // namespace

v8::Local<v8::ArrayBuffer> CopyToArrayBuffer(v8::Isolate* isolate, std::string_view bytes) {
  auto store = v8::ArrayBuffer::NewBackingStore(isolate, bytes.size(), v8::BackingStoreInitializationMode::kUninitialized);
  if (!bytes.empty()) std::memcpy(store->Data(), bytes.data(), bytes.size());
  return v8::ArrayBuffer::New(isolate, std::move(store));
}

StreamHandle::StreamHandle(Realm& realm, net::Stream* stream, Role role) : realm_(realm), stream_(stream), role_(role) {
  stream->set_listener(this);
}

const char* StreamHandle::ResourceType() const {
  switch (stream_->kind()) {
    case net::StreamKind::kTcp: return role_ == Role::kServer ? "TCPSERVERWRAP" : "TCPWRAP";
    case net::StreamKind::kPipe: return role_ == Role::kServer ? "PIPESERVERWRAP" : "PIPEWRAP";
    case net::StreamKind::kTty: return "TTYWRAP";
  }
  return "";
}

void StreamHandle::OnAttached(v8::Local<v8::Object> object) { context_.Begin(realm_, ResourceType(), object); }

void StreamHandle::AsyncReset(js::This self) {
  { runtime::AsyncContext ended = std::move(context_); }
  context_.Begin(realm_, ResourceType(), self.object);
}

void StreamHandle::SetOwner(v8::Local<v8::Object> owner) { owner_.Reset(realm_.isolate(), owner); }

std::unique_ptr<CallbackCompletion> StreamHandle::Complete(Callback done, const char* type) {
  return std::make_unique<CallbackCompletion>(realm_, std::move(done), type, context_.async_id(),
                                              CallbackCompletion::Begin::kNow);
}

std::unique_ptr<CallbackCompletion> StreamHandle::CompleteWrite(Callback done) {
  return std::make_unique<CallbackCompletion>(realm_, std::move(done), "WRITEWRAP", context_.async_id(),
                                              CallbackCompletion::Begin::kWhenQueued);
}

int32_t StreamHandle::Open(int32_t fd) { return stream_->Open(fd); }

int32_t StreamHandle::Bind(const js::Utf8& address, int32_t port, uint32_t flags) {
  sockaddr_storage storage{};
  const int status = ParseAddress(address.view(), port, &storage);
  return status != 0 ? status : stream_->Bind(reinterpret_cast<sockaddr*>(&storage), flags);
}

int32_t StreamHandle::BindPath(const js::Utf8& path) { return stream_->BindPath(path.view()); }
int32_t StreamHandle::Chmod(int32_t mode) {
  return uv_pipe_chmod(stream_->pipe(), (mode & 4 ? UV_READABLE : 0) | (mode & 2 ? UV_WRITABLE : 0));
}
int32_t StreamHandle::Listen(int32_t backlog) { return stream_->Listen(backlog); }

int32_t StreamHandle::Connect(const js::Utf8& address, int32_t port, Callback done) {
  sockaddr_storage storage{};
  const int status = ParseAddress(address.view(), port, &storage);
  if (status != 0) return status;
  return stream_->Connect(reinterpret_cast<sockaddr*>(&storage), Complete(std::move(done), "TCPCONNECTWRAP"));
}

int32_t StreamHandle::ConnectPath(const js::Utf8& path, Callback done) {
  return stream_->ConnectPath(path.view(), Complete(std::move(done), "PIPECONNECTWRAP"));
}

int32_t StreamHandle::WriteBuffer(js::PinnedBytes bytes, Callback done) {
  const uv_buf_t buffer = uv_buf_init(reinterpret_cast<char*>(bytes.data()), static_cast<unsigned>(bytes.size()));
  auto completion = CompleteWrite(std::move(done));
  completion->pinned.push_back(std::move(bytes));
  return stream_->Write(&buffer, 1, std::move(completion));
}

int32_t StreamHandle::WriteUtf8(const js::Utf8& text, Callback done) {
  return stream_->WriteCopied(text.view(), CompleteWrite(std::move(done)));
}

int32_t StreamHandle::WriteLatin1(v8::Local<v8::String> text, Callback done) {
  std::string bytes(static_cast<size_t>(text->Length()), '\0');
  text->WriteOneByteV2(realm_.isolate(), 0, static_cast<uint32_t>(bytes.size()), reinterpret_cast<uint8_t*>(bytes.data()));
  return stream_->WriteCopied(bytes, CompleteWrite(std::move(done)));
}

int32_t StreamHandle::Writev(std::vector<js::PinnedBytes> chunks, Callback done) {
  std::vector<uv_buf_t> buffers;
  buffers.reserve(chunks.size());
  for (const js::PinnedBytes& chunk : chunks) {
    buffers.push_back(uv_buf_init(reinterpret_cast<char*>(chunk.data()), static_cast<unsigned>(chunk.size())));
  }
  auto completion = CompleteWrite(std::move(done));
  completion->pinned = std::move(chunks);
  return stream_->Write(buffers.data(), static_cast<unsigned>(buffers.size()), std::move(completion));
}

int32_t StreamHandle::WriteWithHandle(js::Value data, js::Value handle, Callback done) {
  v8::Isolate* isolate = realm_.isolate();
  js::Utf8 text;
  js::Bytes bytes;
  if (data->IsString()) text.Assign(isolate, data.As<v8::String>());
  else if (!bytes.Assign(data)) return -EINVAL;
  const std::string_view message = data->IsString() ? text.view() : bytes.view();
  loop::Handle* sent = nullptr;
  if (StreamHandle* stream = nullptr; js::Convert<StreamHandle*>::From(isolate, handle, &stream) && stream != nullptr) {
    sent = stream->stream();
  } else if (UdpHandle* udp = nullptr; js::Convert<UdpHandle*>::From(isolate, handle, &udp) && udp != nullptr) {
    sent = udp->socket();
  }
  if (sent == nullptr) return -EBADF;
  return stream_->WriteWithHandle(message, sent, CompleteWrite(std::move(done)));
}

js::Value StreamHandle::AcceptPending() {
  v8::Isolate* isolate = realm_.isolate();
  js::Value none = v8::Undefined(isolate);
  if (uv_pipe_pending_count(stream_->pipe()) == 0) return none;
  const uv_handle_type type = uv_pipe_pending_type(stream_->pipe());
  if (type == UV_UDP) return UdpHandle::Accept(realm_, stream_);
  if (type != UV_TCP && type != UV_NAMED_PIPE) return none;
  net::Stream* accepted = type == UV_TCP ? net::Stream::NewTcp(realm_.loop()) : net::Stream::NewPipe(realm_.loop(), false);
  if (stream_->Accept(accepted) != 0) {
    accepted->Close();
    return none;
  }
  return Wrap(accepted);
}

int32_t StreamHandle::Shutdown(Callback done) {
  return stream_->Shutdown(Complete(std::move(done), "SHUTDOWNWRAP"));
}

void StreamHandle::Close(Callback done) {
  if (!stream_->is_open()) return;
  stream_->Flush();  // what was corked counts as written
  on_closed_ = std::move(done);
  stream_->Close();
}

int32_t StreamHandle::Reset(Callback done) {
  if (!stream_->is_open()) return 0;
  const int status = stream_->Reset();
  if (status == 0) on_closed_ = std::move(done);
  return status;
}

int32_t StreamHandle::SetKeepAlive(bool enable, uint32_t seconds, std::optional<uint32_t> interval,
                                   std::optional<uint32_t> count) {
  // libuv refuses zeros; its own values for the probes are a second and ten.
  return uv_tcp_keepalive_ex(stream_->tcp(), enable, seconds == 0 ? 60 : seconds, std::max(interval.value_or(1), 1u),
                             std::max(count.value_or(10), 1u));
}

int32_t StreamHandle::Duplicate() const {
  const int copy = fcntl(stream_->fd(), F_DUPFD_CLOEXEC, 0);
  return copy < 0 ? -errno : copy;
}

int32_t StreamHandle::SetTypeOfService(int32_t value) {
  const auto [level, name] = TypeOfServiceOption(stream_->fd());
  return setsockopt(stream_->fd(), level, name, &value, sizeof value) == 0 ? 0 : -errno;
}

int32_t StreamHandle::GetTypeOfService() const {
  const auto [level, name] = TypeOfServiceOption(stream_->fd());
  int value = 0;
  socklen_t length = sizeof value;
  return getsockopt(stream_->fd(), level, name, &value, &length) == 0 ? value : -errno;
}

js::Value StreamHandle::NameOf(int (*read)(const uv_tcp_t*, sockaddr*, int*)) {
  sockaddr_storage storage{};
  int length = sizeof storage;
  const int status = read(stream_->tcp(), reinterpret_cast<sockaddr*>(&storage), &length);
  if (status != 0) return v8::Integer::New(realm_.isolate(), status);
  return AddressObject(realm_.isolate(), reinterpret_cast<sockaddr*>(&storage));
}

js::Value StreamHandle::GetWindowSize() {
  v8::Isolate* isolate = realm_.isolate();
  int columns, rows;
  int status = uv_tty_get_winsize(stream_->tty(), &columns, &rows);
  if (status != 0) return v8::Integer::New(isolate, status);
  v8::Local<v8::Value> size[] = {v8::Integer::New(isolate, columns), v8::Integer::New(isolate, rows)};
  return v8::Array::New(isolate, size, 2);
}

js::Value StreamHandle::GetSockName() { return NameOf(uv_tcp_getsockname); }
js::Value StreamHandle::GetPeerName() { return NameOf(uv_tcp_getpeername); }

void StreamHandle::Emit(Event event, v8::Local<v8::Value> first, v8::Local<v8::Value> second) {
  auto& handler = t_handlers[static_cast<int>(event)];
  if (owner_.IsEmpty() || handler.IsEmpty() || !realm_.can_enter()) return;
  v8::Isolate* isolate = realm_.isolate();
  constexpr loop::CallbackKind kKinds[] = {loop::CallbackKind::kRead, loop::CallbackKind::kEnd, loop::CallbackKind::kAccept};
  runtime::CallbackScope scope(realm_, &context_, kKinds[static_cast<int>(event)]);
  v8::Local<v8::Value> argv[] = {owner_.Get(isolate), first, second};
  js::Ignore(scope.Call(v8::Undefined(isolate), handler.Get(isolate), 3, argv));
}

void StreamHandle::OnStreamRead(std::string_view bytes) {
  if (consumer_ != nullptr) return consumer_->OnStreamRead(bytes);
  v8::Isolate* isolate = realm_.isolate();
  v8::HandleScope handles(isolate);
  v8::Context::Scope scope(realm_.context());
  Emit(Event::kRead, CopyToArrayBuffer(isolate, bytes), v8::Undefined(isolate));
}

void StreamHandle::OnStreamEnd(int status) {
  if (consumer_ != nullptr) return consumer_->OnStreamEnd(status);
  v8::Isolate* isolate = realm_.isolate();
  v8::HandleScope handles(isolate);
  Emit(Event::kEnd, v8::Integer::New(isolate, status), v8::Undefined(isolate));
}

void StreamHandle::OnStreamDrained(int status) {
  if (consumer_ != nullptr) consumer_->OnStreamDrained(status);
}

js::Value StreamHandle::Wrap(net::Stream* accepted) {
  TriggerScope trigger(realm_, context_.async_id());
  v8::Isolate* isolate = realm_.isolate();
  auto* handle = new StreamHandle(realm_, accepted);
  const js::ClassSpec& spec = accepted->kind() == net::StreamKind::kTcp ? kTcpClass : kPipeClass;
  v8::Local<v8::Object> object;
  if (!js::internal::GetTemplate(isolate, spec)->InstanceTemplate()->NewInstance(realm_.context()).ToLocal(&object)) {
    accepted->Close();
    return v8::Undefined(isolate);
  }
  handle->AttachShell(isolate, object);
  return object;
}

void StreamHandle::OnStreamConnection(int status) {
  v8::Isolate* isolate = realm_.isolate();
  v8::HandleScope handles(isolate);
  v8::Context::Scope scope(realm_.context());
  v8::Local<v8::Value> client = v8::Undefined(isolate);
  if (status == 0) {
    net::Stream* accepted = stream_->kind() == net::StreamKind::kTcp ? net::Stream::NewTcp(realm_.loop())
                                                                     : net::Stream::NewPipe(realm_.loop(), false);
    status = stream_->Accept(accepted);
    if (status != 0) {
      accepted->Close();
      if (status == UV_EAGAIN) return;
    } else {
      client = Wrap(accepted);
      if (client->IsUndefined()) return;
    }
  }
  Emit(Event::kConnection, v8::Integer::New(isolate, status), client);
}

void StreamHandle::OnStreamClosed() {
  if (consumer_ != nullptr) consumer_->OnStreamClosed();
  if (on_closed_ && realm_.can_enter()) {
    v8::HandleScope handles(realm_.isolate());
    auto closed = on_closed_.function(realm_.isolate());
    DetachShell();
    runtime::CallbackScope scope(realm_, &context_, loop::CallbackKind::kClose);
    js::Ignore(scope.Call(v8::Undefined(realm_.isolate()), closed, 0, nullptr));
  }
  // A handle that closes before JavaScript has its object owns itself all the same.
  delete this;
}

namespace {

StreamHandle::Role RoleOf(bool server) { return server ? StreamHandle::Role::kServer : StreamHandle::Role::kSocket; }
StreamHandle* NewTcp(Realm& realm, bool server) {
  return new StreamHandle(realm, net::Stream::NewTcp(realm.loop()), RoleOf(server));
}
Result<StreamHandle*> NewTty(Realm& realm, int32_t fd) {
  int status = 0;
  net::Stream* stream = net::Stream::NewTty(realm.loop(), fd, &status);
  if (stream == nullptr) return Error::System(status, "uv_tty_init");
  return new StreamHandle(realm, stream);
}
StreamHandle* NewPipe(Realm& realm, bool ipc, bool server) {
  return new StreamHandle(realm, net::Stream::NewPipe(realm.loop(), ipc), RoleOf(server));
}

void SetHandlers(v8::Isolate* isolate, v8::Local<v8::Function> read, v8::Local<v8::Function> end,
                 v8::Local<v8::Function> connection) {
  t_handlers[0].Reset(isolate, read);
  t_handlers[1].Reset(isolate, end);
  t_handlers[2].Reset(isolate, connection);
  Realm::From(isolate).AtTeardown([] {
    for (auto& handler : t_handlers) handler.Reset();
  });
}

// guessHandleType(fd) -> "TCP", "TTY", "UDP", "FILE", "PIPE", "UNKNOWN"
const char* GuessHandleType(int32_t fd) {
  switch (uv_guess_handle(fd)) {
    case UV_TCP: return "TCP";
    case UV_TTY: return "TTY";
    case UV_UDP: return "UDP";
    case UV_FILE: return "FILE";
    case UV_NAMED_PIPE: return "PIPE";
    default: return "UNKNOWN";
  }
}

using H = StreamHandle;
const js::Row kStreamRows[] = {
    js::Method<&H::SetOwner>("setOwner"),       js::Method<&H::Open>("open"),
    js::Method<&H::Listen>("listen"),           js::Method<&H::ReadStart>("readStart"),
    js::Method<&H::ReadStop>("readStop"),       js::Method<&H::WriteBuffer>("writeBuffer"),
    js::Method<&H::WriteUtf8>("writeUtf8"),     js::Method<&H::WriteLatin1>("writeLatin1"),
    js::Method<&H::Writev>("writev"),           js::Method<&H::Shutdown>("shutdown"),
    js::Method<&H::Close>("close"),             js::Method<&H::Ref>("ref"),
    js::Method<&H::Unref>("unref"),             js::Method<&H::HasRef>("hasRef"),
    js::Getter<&H::Owner>("owner"),             js::Getter<&H::AsyncId>("asyncId"),
    js::Method<&H::Duplicate>("duplicate"),     js::Method<&H::AsyncReset>("asyncReset"),
    js::Getter<&H::Fd>("fd"),                   js::Getter<&H::BytesRead>("bytesRead"),
    js::Getter<&H::BytesWritten>("bytesWritten"), js::Getter<&H::WriteQueueSize>("writeQueueSize"),
};
const js::Row kTcpRows[] = {
    js::Method<&H::Bind>("bind"),
    js::Method<&H::Connect>("connect"),
    js::Method<&H::Reset>("reset"),
    js::Method<&H::SetNoDelay>("setNoDelay"),
    js::Method<&H::SetKeepAlive>("setKeepAlive"),
    js::Method<&H::SetTypeOfService>("setTypeOfService"),
    js::Method<&H::GetTypeOfService>("getTypeOfService"),
    js::Method<&H::GetSockName>("getSockName"),
    js::Method<&H::GetPeerName>("getPeerName"),
};
const js::Row kTtyRows[] = {
    js::Method<&H::SetRawMode>("setRawMode"),
    js::Method<&H::GetWindowSize>("getWindowSize"),
    js::Method<&H::SetBlocking>("setBlocking"),
};
const js::Row kPipeRows[] = {
    js::Method<&H::BindPath>("bindPath"),
    js::Method<&H::ConnectPath>("connectPath"),
    js::Method<&H::Chmod>("chmod"),
    js::Method<&H::WriteWithHandle>("writeWithHandle"),
    js::Method<&H::AcceptPending>("acceptPending"),
};

}  // namespace

const js::ClassSpec StreamHandle::kClass = js::AbstractClass(js::ClassSpec::Kind::kShell, "Stream", kStreamRows);
const js::ClassSpec StreamHandle::kTcpClass = js::ShellClass<NewTcp>("TCP", kTcpRows, &StreamHandle::kClass);
const js::ClassSpec StreamHandle::kTtyClass = js::ShellClass<NewTty>("TTY", kTtyRows, &StreamHandle::kClass);
const js::ClassSpec StreamHandle::kPipeClass = js::ShellClass<NewPipe>("Pipe", kPipeRows, &StreamHandle::kClass);

namespace {

const js::Row kRows[] = {
    js::Fn<SetHandlers>("setHandlers"),
    js::Fn<GuessHandleType>("guessHandleType"),
    {js::Row::Kind::kClass, "Tcp", nullptr, nullptr, 0, &StreamHandle::kTcpClass},
    {js::Row::Kind::kClass, "Tty", nullptr, nullptr, 0, &StreamHandle::kTtyClass},
    {js::Row::Kind::kClass, "Pipe", nullptr, nullptr, 0, &StreamHandle::kPipeClass},
};

}  // namespace

extern const js::BindingSpec kBinding_stream;
const js::BindingSpec kBinding_stream = {"stream", kRows};

}  // namespace phasor::bindings
