// TlsStream: the native side of a tls.TLSSocket, a TlsEngine between JavaScript and a transport. Callers: tls_stream.cc (what JavaScript
// calls), tls_stream_info.cc (questions about the connection).
//
//   transport, native   a StreamHandle whose reading this object takes over (attach)
//   transport, Duplex   JavaScript brings encrypted bytes by receive() and takes them from the `output` event
//
// Rules: JavaScript is never called from inside OpenSSL except by the TlsDelegate; events wait until the engine has returned. While a
// native transport is attached this object keeps itself and its wrapper alive. Everything may be called after close().
#pragma once

#include <cppgc/persistent.h>

#include <deque>
#include <memory>

#include "bindings/stream.h"
#include "bindings/tls_context.h"
#include "crypto/tls_engine.h"
#include "js/class.h"
#include "runtime/callback.h"

namespace phasor::bindings {

class TlsStream final : public js::GcObject, public net::StreamListener, public crypto::TlsDelegate {
 public:
  static const js::ClassSpec kClass;
  // The functions of lib/internal/tls/handle.js, by position.
  enum class Event {
    kRead, kEnd, kHandshakeStart, kHandshakeDone, kError, kKeylog, kSession, kOcspResponse, kClientHello, kCertificate,
    kAlpn, kPskServer, kPskClient, kOutput, kCount,
  };

  TlsStream(runtime::Realm& realm, std::unique_ptr<crypto::TlsEngine> engine) : realm_(realm), engine_(std::move(engine)) {}
  ~TlsStream() override;
  void Trace(cppgc::Visitor* visitor) const override;
  static Result<TlsStream*> New(runtime::Realm& realm, ContextHandle* context, bool is_server);

  crypto::TlsEngine* engine() { return engine_.get(); }
  SSL* ssl() { return engine_ ? engine_->ssl() : nullptr; }
  runtime::Realm& realm() { return realm_; }

  // ---- called by JavaScript; writes return 0, net::Stream::kPending or a negative errno ----
  void SetOwner(v8::Local<v8::Object> owner);
  // From now on async hooks know this stream; else from Attach() on.
  void Begin(js::This self);
  double AsyncId() const { return context_.async_id(); }
  // As StreamHandle::AsyncReset.
  void AsyncReset(js::This self);
  int32_t Attach(js::This self, StreamHandle* transport);
  void UseDuplex() { duplex_ = true; }
  void Start();
  void Receive(const js::Bytes& bytes);
  void ReceiveEnd(int32_t status);
  // Goes on where the handshake waits; with another context when the server name asks for one.
  void Continue(std::optional<ContextHandle*> context);
  int32_t ReadStart();
  int32_t ReadStop();
  int32_t WriteBuffer(js::PinnedBytes bytes, runtime::Callback done);
  int32_t WriteUtf8(const js::Utf8& text, runtime::Callback done);
  int32_t WriteLatin1(v8::Local<v8::String> text, runtime::Callback done);
  int32_t Writev(std::vector<js::PinnedBytes> chunks, runtime::Callback done);
  // Sends close_notify; the transport's own end is the caller's affair.
  int32_t Shutdown(runtime::Callback done);
  // Gives the transport up without closing it. Writes that wait end with ECANCELED at FailWrites().
  void Close();
  void FailWrites();
  double BytesRead() const { return static_cast<double>(bytes_read_); }
  double BytesWritten() const { return static_cast<double>(bytes_written_); }
  double Waiting() const { return static_cast<double>(waiting_bytes_); }
  // TLS 1.2 and older: begins another handshake.
  Result<bool> Renegotiate();

  // Streams that have begun and were never closed: the realm's end is theirs.
  static void EndAll();

  // ---- net::StreamListener ----
  void OnStreamRead(std::string_view bytes) override;
  void OnStreamEnd(int status) override;
  void OnStreamClosed() override;

  // ---- crypto::TlsDelegate ----
  std::optional<std::string> SelectAlpn(const char* servername, crypto::ByteSpan offered) override;
  std::optional<crypto::ByteVector> PskOfClient(const char* identity, size_t room) override;
  std::optional<std::pair<std::string, crypto::ByteVector>> PskForServer(const char* hint, size_t identity_room,
                                                                         size_t room) override;

 private:
  struct PendingWrite {
    std::string bytes;
    runtime::Callback done;
  };
  // While JavaScript calls, events are plain calls: the loop's CallbackScope would run ticks in the middle of its code.
  struct CalledByJavaScript {
    explicit CalledByJavaScript(TlsStream* stream) : stream(stream) { stream->javascript_depth_++; }
    ~CalledByJavaScript() { stream->javascript_depth_--; }
    TlsStream* stream;
  };
  v8::MaybeLocal<v8::Value> CallOut(v8::Local<v8::Function> function, int argc, v8::Local<v8::Value>* argv);
  void CallDone(runtime::Callback done, int status);
  void EndContext();
  void EndOfTransport(int status);
  bool open() const { return engine_ != nullptr && !closed_; }
  // Advances the connection with the bytes fed so far and tells JavaScript what happened.
  void Cycle();
  bool CycleOnce();
  bool StepHandshake();
  bool ReadClear();
  bool Fail();
  bool TellWaiting();
  bool DispatchEvents();
  bool Tell(const crypto::TlsEvent& event);
  // False: JavaScript threw when it was asked; that is the handshake's error.
  bool TellCaught();
  void SendPendingWrites();
  void FailQueuedWrites();
  int32_t Write(std::string_view bytes, runtime::Callback done);
  // Encrypts; what the engine does not take now stays in `*rest`.
  bool Encrypt(std::string_view bytes, std::string_view* rest);
  int32_t FlushOutput(runtime::Callback done);
  void ReleaseEngine();
  // False: JavaScript threw and the error is pending, or this stream was closed meanwhile: stop.
  bool Emit(Event event, std::initializer_list<v8::Local<v8::Value>> arguments);
  // From inside OpenSSL: an exception is kept for TellCaught().
  bool Ask(Event event, std::initializer_list<v8::Local<v8::Value>> arguments, v8::Local<v8::Value>* result);

  runtime::Realm& realm_;
  std::unique_ptr<crypto::TlsEngine> engine_;
  StreamHandle* transport_ = nullptr;
  cppgc::Persistent<TlsStream> self_;
  v8::Global<v8::Object> wrapper_;  // held while a native transport is attached
  v8::TracedReference<v8::Object> owner_;
  v8::TracedReference<v8::Value> caught_;
  runtime::AsyncContext context_;
  std::deque<PendingWrite> pending_;
  std::deque<PendingWrite> failed_;
  uint64_t bytes_read_ = 0;
  uint64_t bytes_written_ = 0;
  size_t waiting_bytes_ = 0;
  int javascript_depth_ = 0;
  int transport_end_ = 0;  // the errno with which the transport ended
  bool duplex_ = false;
  bool started_ = false;
  bool secured_ = false;  // the first handshake is over
  bool want_read_ = false;
  bool cycling_ = false;
  bool again_ = false;
  bool told_waiting_ = false;
  bool ended_ = false;
  bool error_told_ = false;
  bool closed_ = false;
};

}  // namespace phasor::bindings
