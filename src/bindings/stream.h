// The JavaScript handles over net::Stream: binding('stream').Tcp, .Pipe and .Tty. Callers: lib/internal/net; the HTTP server
// binding, which takes a handle's reading over; other bindings that hand pipes to JavaScript.
#pragma once

#include <optional>
#include <string_view>

#include "bindings/socket_support.h"
#include "js/class.h"
#include "net/stream.h"
#include "runtime/callback.h"

namespace phasor::bindings {

class StreamHandle final : public js::Shell, public net::StreamListener {
 public:
  static const js::ClassSpec kClass;      // the methods that both have
  static const js::ClassSpec kTcpClass;
  static const js::ClassSpec kPipeClass;
  static const js::ClassSpec kTtyClass;

  // What the handle is for; async_hooks names its resource after it.
  enum class Role { kSocket, kServer };

  StreamHandle(runtime::Realm& realm, net::Stream* stream, Role role = Role::kSocket);

  runtime::Realm& realm() { return realm_; }
  runtime::AsyncContext& context() { return context_; }
  net::Stream* stream() { return stream_; }
  // Who reads instead of JavaScript's owner; null gives the reading back.
  void set_consumer(net::StreamListener* consumer) { consumer_ = consumer; }
  bool has_consumer() const { return consumer_ != nullptr; }
  v8::Local<v8::Value> owner() { return owner_.Get(realm_.isolate()); }

  // Called by JavaScript; 0 or a negative errno, writes also net::Stream::kPending.
  void SetOwner(v8::Local<v8::Object> owner);
  double AsyncId() const { return context_.async_id(); }
  // Another user of the connection: to async hooks, and for AsyncLocalStorage, it begins anew.
  void AsyncReset(js::This self);
  js::Value Owner(v8::Isolate* isolate) { return owner_.IsEmpty() ? v8::Undefined(isolate).As<v8::Value>() : owner(); }
  int32_t Open(int32_t fd);
  int32_t Bind(const js::Utf8& address, int32_t port, uint32_t flags);
  int32_t BindPath(const js::Utf8& path);
  int32_t Chmod(int32_t mode);
  int32_t Listen(int32_t backlog);
  int32_t Connect(const js::Utf8& address, int32_t port, runtime::Callback done);
  int32_t ConnectPath(const js::Utf8& path, runtime::Callback done);
  int32_t ReadStart() { return stream_->ReadStart(); }
  int32_t ReadStop() { return stream_->ReadStop(); }
  int32_t WriteBuffer(js::PinnedBytes bytes, runtime::Callback done);
  int32_t WriteUtf8(const js::Utf8& text, runtime::Callback done);
  int32_t WriteLatin1(v8::Local<v8::String> text, runtime::Callback done);
  int32_t Writev(std::vector<js::PinnedBytes> chunks, runtime::Callback done);
  int32_t Shutdown(runtime::Callback done);
  void Close(runtime::Callback done);
  int32_t Reset(runtime::Callback done);
  int32_t SetNoDelay(bool enable) { return uv_tcp_nodelay(stream_->tcp(), enable); }
  int32_t SetKeepAlive(bool enable, uint32_t seconds, std::optional<uint32_t> interval, std::optional<uint32_t> count);
  // IPC pipes: text or bytes together with a Tcp, Pipe or Udp; the next handle that came with what was read, or undefined.
  int32_t WriteWithHandle(js::Value data, js::Value handle, runtime::Callback done);
  js::Value AcceptPending();
  js::Value GetSockName();
  js::Value GetPeerName();
  // Terminals only. setRawMode(0 off, 1 raw, 2 raw with output processing); getWindowSize() -> [columns, rows] or errno
  int32_t SetRawMode(int32_t mode) { return uv_tty_set_mode(stream_->tty(), static_cast<uv_tty_mode_t>(mode)); }
  js::Value GetWindowSize();
  int32_t SetBlocking(bool blocking) { return uv_stream_set_blocking(stream_->stream(), blocking ? 1 : 0); }
  void Ref() { stream_->Ref(); }
  void Unref() { stream_->Unref(); }
  bool HasRef() const { return stream_->has_ref(); }
  int32_t Fd() const { return stream_->fd(); }
  // A second descriptor of the same socket, which the caller owns (dup).
  int32_t Duplicate() const;
  // The byte that IP_TOS and IPV6_TCLASS set, 0 to 255.
  int32_t SetTypeOfService(int32_t value);
  int32_t GetTypeOfService() const;
  double BytesRead() const { return static_cast<double>(stream_->bytes_read()); }
  double BytesWritten() const { return static_cast<double>(stream_->bytes_written()); }
  double WriteQueueSize() const { return static_cast<double>(stream_->queued()); }

  // net::StreamListener
  void OnStreamRead(std::string_view bytes) override;
  void OnStreamEnd(int status) override;
  void OnStreamConnection(int status) override;
  void OnStreamDrained(int status) override;
  void OnStreamClosed() override;

 protected:
  void OnAttached(v8::Local<v8::Object> object) override;

 private:
  enum class Event { kRead, kEnd, kConnection };
  const char* ResourceType() const;
  // A completion that calls `done`. Requests are triggered by this handle.
  std::unique_ptr<CallbackCompletion> Complete(runtime::Callback done, const char* type);
  std::unique_ptr<CallbackCompletion> CompleteWrite(runtime::Callback done);
  void Emit(Event event, v8::Local<v8::Value> first, v8::Local<v8::Value> second);
  // The JavaScript object of a stream that was accepted; undefined, and the stream closed, if it cannot be made.
  js::Value Wrap(net::Stream* accepted);
  js::Value NameOf(int (*read)(const uv_tcp_t*, sockaddr*, int*));

  runtime::Realm& realm_;
  net::Stream* stream_;
  const Role role_;
  net::StreamListener* consumer_ = nullptr;
  runtime::AsyncContext context_;
  runtime::Callback on_closed_;
  v8::Global<v8::Object> owner_;
};

// Bytes of the slab as an ArrayBuffer of their own.
v8::Local<v8::ArrayBuffer> CopyToArrayBuffer(v8::Isolate* isolate, std::string_view bytes);

}  // namespace phasor::bindings
