// binding('tls_stream'): TLS connections. Callers: lib/internal/tls/handle.js.
#include "bindings/tls_stream.h"

#include <array>
#include <cstring>
#include <unordered_set>

#include "bindings/tls_stream_info.h"

namespace phasor::bindings {

using crypto::TlsEngine;
using crypto::TlsEvent;
using runtime::Callback;
using runtime::Realm;

namespace {

constexpr size_t kHandlers = static_cast<size_t>(TlsStream::Event::kCount);
thread_local std::array<v8::Global<v8::Function>, kHandlers> t_handlers;

// Streams whose AsyncContext has begun, which holds their wrappers.
thread_local std::unordered_set<TlsStream*> t_begun;

// Clear text of one record; a thread's own, since its bytes are copied out before JavaScript runs.
constexpr size_t kSlabBytes = 16 * 1024;
thread_local std::unique_ptr<uint8_t[]> t_slab;

v8::Local<v8::Value> BytesValue(v8::Isolate* isolate, const crypto::ByteVector& bytes) {
  return CopyToArrayBuffer(isolate, {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

v8::Local<v8::Value> TextValue(v8::Isolate* isolate, const char* text) {
  v8::Local<v8::String> string;
  if (text == nullptr || !js::NewLatin1(isolate, text).ToLocal(&string)) return v8::Undefined(isolate);
  return string;
}

class WriteCompletion final : public net::Completion {
 public:
  WriteCompletion(Realm& realm, Callback done) : realm_(realm), done_(std::move(done)) {}
  void Run(int status) override {
    if (!done_ || !realm_.can_enter()) return;
    v8::HandleScope handles(realm_.isolate());
    v8::Local<v8::Value> argv[] = {v8::Integer::New(realm_.isolate(), status)};
    done_.Call(realm_, 1, argv);
  }

 private:
  Realm& realm_;
  Callback done_;
};

}  // namespace

Result<TlsStream*> TlsStream::New(Realm& realm, ContextHandle* context, bool is_server) {
  if (context == nullptr) return Error::Coded(ErrorCode::kERR_INTERNAL_ASSERTION);
  auto engine = TlsEngine::New(context->context(), is_server, nullptr);
  if (!engine.ok()) return engine.error();
  auto* stream = js::MakeGc<TlsStream>(realm.isolate(), realm, std::move(engine).value());
  stream->engine_->set_delegate(stream);
  return stream;
}

TlsStream::~TlsStream() = default;

void TlsStream::Trace(cppgc::Visitor* visitor) const {
  js::GcObject::Trace(visitor);
  visitor->Trace(owner_);
  visitor->Trace(caught_);
}

void TlsStream::SetOwner(v8::Local<v8::Object> owner) {
  if (!closed_) owner_.Reset(realm_.isolate(), owner);
}

void TlsStream::Begin(js::This self) {
  if (context_.begun() || closed_) return;
  context_.Begin(realm_, "TLSWRAP", self.object);
  t_begun.insert(this);
}

void TlsStream::AsyncReset(js::This self) {
  if (!context_.begun()) return;
  EndContext();
  Begin(self);
}

void TlsStream::EndContext() {
  t_begun.erase(this);
  runtime::AsyncContext ended = std::move(context_);
}

void TlsStream::EndAll() {
  while (!t_begun.empty()) (*t_begun.begin())->EndContext();
}

int32_t TlsStream::Attach(js::This self, StreamHandle* transport) {
  if (!open() || transport_ != nullptr || duplex_) return -EINVAL;
  if (transport == nullptr || !transport->stream()->is_open() || transport->has_consumer()) return -EBADF;
  transport_ = transport;
  self_ = this;
  wrapper_.Reset(realm_.isolate(), self.object);
  Begin(self);
  transport->set_consumer(this);
  return 0;
}

v8::MaybeLocal<v8::Value> TlsStream::CallOut(v8::Local<v8::Function> function, int argc, v8::Local<v8::Value>* argv) {
  auto undefined = v8::Undefined(realm_.isolate());
  if (javascript_depth_ != 0) return function->Call(realm_.context(), undefined, argc, argv);
  runtime::CallbackScope scope(realm_, context_.begun() ? &context_ : nullptr, loop::CallbackKind::kTls);
  return scope.Call(undefined, function, argc, argv);
}

void TlsStream::CallDone(Callback done, int status) {
  if (!done || !realm_.can_enter()) return;
  v8::HandleScope handles(realm_.isolate());
  v8::Local<v8::Value> argv[] = {v8::Integer::New(realm_.isolate(), status)};
  if (javascript_depth_ == 0 && done.context().begun()) done.Call(realm_, 1, argv);
  else js::Ignore(CallOut(done.function(realm_.isolate()), 1, argv));
}

void TlsStream::Start() {
  CalledByJavaScript called(this);
  if (!open() || started_) return;
  started_ = true;
  if (transport_ != nullptr) transport_->ReadStart();
  Cycle();
}

// ---- transport to JavaScript ----

void TlsStream::OnStreamRead(std::string_view bytes) {
  if (!open()) return;
  engine_->Feed(bytes);
  Cycle();
  if (engine_) engine_->KeepInput();
}

void TlsStream::Receive(const js::Bytes& bytes) {
  CalledByJavaScript called(this);
  if (!open()) return;
  engine_->Feed(bytes.view());
  // Bytes that come while OpenSSL is asking JavaScript something are read by the call that is under way.
  if (engine_->busy() || cycling_) engine_->KeepInput();
  Cycle();
  if (engine_) engine_->KeepInput();
}

void TlsStream::EndOfTransport(int status) {
  if (!open() || transport_end_ != 0) return;
  transport_end_ = status;
  Cycle();
}

void TlsStream::ReceiveEnd(int32_t status) {
  CalledByJavaScript called(this);
  EndOfTransport(status);
}

void TlsStream::OnStreamEnd(int status) { EndOfTransport(status); }

void TlsStream::OnStreamClosed() {
  v8::HandleScope handles(realm_.isolate());
  transport_ = nullptr;
  cppgc::Persistent<TlsStream> keep(this);
  self_.Clear();
  wrapper_.Reset();
  FailQueuedWrites();
  EndContext();
}

void TlsStream::Cycle() {
  if (cycling_ || (engine_ && engine_->busy())) {
    again_ = true;
    return;
  }
  cppgc::Persistent<TlsStream> keep(this);
  v8::HandleScope handles(realm_.isolate());
  v8::Context::Scope scope(realm_.context());
  cycling_ = true;
  do {
    again_ = false;
  } while (CycleOnce() && again_);
  cycling_ = false;
  if (closed_) ReleaseEngine();
}

bool TlsStream::CycleOnce() {
  if (!open() || !started_ || !realm_.can_enter()) return false;
  if (error_told_) return false;
  // Later handshakes go along with reading, as data may come in between.
  if (!secured_ && !engine_->established() && !StepHandshake()) return false;
  if (engine_->established()) SendPendingWrites();
  if (!open()) return false;
  if (!ReadClear()) return false;
  if (transport_end_ != 0 && !ended_) {
    ended_ = true;
    return Emit(Event::kEnd, {v8::Integer::New(realm_.isolate(), transport_end_)});
  }
  return true;
}

bool TlsStream::StepHandshake() {
  const TlsEngine::Outcome outcome = engine_->Handshake();
  if (outcome == TlsEngine::Outcome::kFailed) return Fail();
  // What listeners write leaves together with the end of the handshake.
  if (!TellCaught() || !DispatchEvents()) return false;
  FlushOutput({});
  if (outcome == TlsEngine::Outcome::kWaiting) return TellWaiting();
  return open();
}

bool TlsStream::TellWaiting() {
  if (told_waiting_) return true;
  told_waiting_ = true;
  v8::Isolate* isolate = realm_.isolate();
  const crypto::ClientHello& hello = engine_->client_hello();
  auto name = TextValue(isolate, hello.servername.c_str());
  auto ocsp = v8::Boolean::New(isolate, hello.wants_ocsp);
  if (engine_->waiting() == TlsEngine::Wait::kCertificate) return Emit(Event::kCertificate, {name, ocsp});
  return Emit(Event::kClientHello, {BytesValue(isolate, hello.session_id), name, v8::Boolean::New(isolate, hello.has_ticket), ocsp});
}

// A chunk of clear text is a record, as far as it fits.
bool TlsStream::ReadClear() {
  if (!t_slab) t_slab = std::make_unique<uint8_t[]>(kSlabBytes);
  v8::Isolate* isolate = realm_.isolate();
  while (true) {
    size_t count = 0;
    const size_t input = engine_->unread_input();
    const TlsEngine::Outcome outcome = engine_->Read({t_slab.get(), kSlabBytes}, &count);
    std::optional<Error> error;
    if (outcome == TlsEngine::Outcome::kFailed) error = engine_->TakeError();
    v8::HandleScope handles(isolate);
    v8::Local<v8::Value> bytes;
    if (count != 0) bytes = CopyToArrayBuffer(isolate, {reinterpret_cast<char*>(t_slab.get()), count});
    if (!TellCaught() || !DispatchEvents()) return false;
    FlushOutput({});
    if (count != 0) {
      bytes_read_ += count;
      if (!Emit(Event::kRead, {bytes})) return false;
    }
    if (error) {
      error_told_ = true;
      Emit(Event::kError, {js::NewError(isolate, *error)});
      return false;
    }
    if (outcome == TlsEngine::Outcome::kWaiting) return TellWaiting();
    if (outcome == TlsEngine::Outcome::kClosed && !ended_) {
      ended_ = true;
      return Emit(Event::kEnd, {v8::Integer::New(isolate, UV_EOF)});
    }
    const bool read_other_message = engine_->unread_input() != 0 && engine_->unread_input() != input;
    if (outcome != TlsEngine::Outcome::kDone && !read_other_message) return true;
  }
}

// The handshake failed. The alert that says so to the peer leaves before JavaScript destroys the socket.
bool TlsStream::Fail() {
  const Error error = engine_->TakeError();
  FlushOutput({});
  if (!TellCaught() || !DispatchEvents()) return false;
  error_told_ = true;
  Emit(Event::kError, {js::NewError(realm_.isolate(), error)});
  return false;
}

bool TlsStream::DispatchEvents() {
  for (const TlsEvent& event : engine_->TakeEvents()) {
    v8::HandleScope handles(realm_.isolate());
    if (!Tell(event)) return false;
  }
  return true;
}

bool TlsStream::Tell(const TlsEvent& event) {
  v8::Isolate* isolate = realm_.isolate();
  switch (event.kind) {
    case TlsEvent::Kind::kHandshakeStart: return Emit(Event::kHandshakeStart, {});
    case TlsEvent::Kind::kHandshakeDone:
      secured_ = true;
      return Emit(Event::kHandshakeDone, {});
    case TlsEvent::Kind::kKeylog: return Emit(Event::kKeylog, {BytesValue(isolate, event.first)});
    case TlsEvent::Kind::kNewSession:
      return Emit(Event::kSession, {BytesValue(isolate, event.first), BytesValue(isolate, event.second)});
    case TlsEvent::Kind::kOcspResponse: {
      v8::Local<v8::Value> response = v8::Null(isolate);
      if (!event.first.empty()) response = BytesValue(isolate, event.first);
      return Emit(Event::kOcspResponse, {response});
    }
  }
  return true;
}

bool TlsStream::Emit(Event event, std::initializer_list<v8::Local<v8::Value>> arguments) {
  auto& handler = t_handlers[static_cast<size_t>(event)];
  if (owner_.IsEmpty() || handler.IsEmpty() || !realm_.can_enter()) return false;
  v8::Isolate* isolate = realm_.isolate();
  v8::Local<v8::Value> argv[6] = {owner_.Get(isolate)};
  int argc = 1;
  for (v8::Local<v8::Value> argument : arguments) argv[argc++] = argument;
  js::Ignore(CallOut(handler.Get(isolate), argc, argv));
  return open() && realm_.can_enter() && !isolate->HasPendingException();
}

// ---- what OpenSSL asks ----

bool TlsStream::Ask(Event event, std::initializer_list<v8::Local<v8::Value>> arguments, v8::Local<v8::Value>* result) {
  auto& handler = t_handlers[static_cast<size_t>(event)];
  if (owner_.IsEmpty() || handler.IsEmpty() || !realm_.can_enter()) return false;
  v8::Isolate* isolate = realm_.isolate();
  v8::Context::Scope scope(realm_.context());
  v8::Local<v8::Value> argv[6] = {owner_.Get(isolate)};
  int argc = 1;
  for (v8::Local<v8::Value> argument : arguments) argv[argc++] = argument;
  v8::TryCatch caught(isolate);
  if (handler.Get(isolate)->Call(realm_.context(), v8::Undefined(isolate), argc, argv).ToLocal(result)) return true;
  if (caught.HasCaught() && !caught.HasTerminated()) caught_.Reset(isolate, caught.Exception());
  return false;
}

bool TlsStream::TellCaught() {
  if (caught_.IsEmpty()) return true;
  v8::Local<v8::Value> error = caught_.Get(realm_.isolate());
  caught_.Reset();
  error_told_ = true;
  FlushOutput({});
  Emit(Event::kError, {error});
  return false;
}

std::optional<std::string> TlsStream::SelectAlpn(const char* servername, crypto::ByteSpan offered) {
  v8::Isolate* isolate = realm_.isolate();
  v8::HandleScope handles(isolate);
  v8::Local<v8::Value> result;
  auto list = CopyToArrayBuffer(isolate, {reinterpret_cast<const char*>(offered.data()), offered.size()});
  if (!Ask(Event::kAlpn, {TextValue(isolate, servername), list}, &result) || !result->IsString()) return std::nullopt;
  return js::Utf8(isolate, result.As<v8::String>()).str();
}

std::optional<crypto::ByteVector> TlsStream::PskOfClient(const char* identity, size_t room) {
  v8::Isolate* isolate = realm_.isolate();
  v8::HandleScope handles(isolate);
  v8::Local<v8::Value> name = v8::Null(isolate);
  if (identity != nullptr) {
    v8::Local<v8::String> text;
    if (!js::NewString(isolate, identity).ToLocal(&text)) return std::nullopt;
    name = text;
  }
  v8::Local<v8::Value> result;
  js::Bytes key;
  if (!Ask(Event::kPskServer, {name, v8::Integer::New(isolate, static_cast<int>(room))}, &result)) return std::nullopt;
  if (!key.Assign(result)) return std::nullopt;
  return crypto::ByteVector(key.data(), key.data() + key.size());
}

std::optional<std::pair<std::string, crypto::ByteVector>> TlsStream::PskForServer(const char* hint, size_t identity_room,
                                                                                  size_t room) {
  v8::Isolate* isolate = realm_.isolate();
  v8::HandleScope handles(isolate);
  v8::Local<v8::Value> text = v8::Null(isolate);
  if (hint != nullptr) text = TextValue(isolate, hint);
  v8::Local<v8::Value> result, identity, psk;
  const auto number = [&](size_t value) { return v8::Integer::New(isolate, static_cast<int>(value)); };
  if (!Ask(Event::kPskClient, {text, number(room), number(identity_room)}, &result) || !result->IsArray()) return std::nullopt;
  auto pair = result.As<v8::Array>();
  js::Bytes key;
  if (!pair->Get(realm_.context(), 0).ToLocal(&identity) || !pair->Get(realm_.context(), 1).ToLocal(&psk)) return std::nullopt;
  if (!identity->IsString() || !key.Assign(psk)) return std::nullopt;
  return std::pair(js::Utf8(isolate, identity.As<v8::String>()).str(), crypto::ByteVector(key.data(), key.data() + key.size()));
}

void TlsStream::Continue(std::optional<ContextHandle*> context) {
  CalledByJavaScript called(this);
  if (!open() || engine_->busy()) return;
  if (context && *context != nullptr) engine_->UseContext((*context)->context());
  engine_->Continue();
  told_waiting_ = false;
  Cycle();
}

// ---- JavaScript to transport ----

int32_t TlsStream::ReadStart() {
  want_read_ = true;
  if (closed_) return -EBADF;
  return transport_ != nullptr && started_ ? transport_->ReadStart() : 0;
}

// Until the handshake is over the transport is read in any case.
int32_t TlsStream::ReadStop() {
  want_read_ = false;
  if (closed_ || transport_ == nullptr || !engine_->established()) return 0;
  return transport_->ReadStop();
}

bool TlsStream::Encrypt(std::string_view bytes, std::string_view* rest) {
  while (!bytes.empty()) {
    size_t count = 0;
    const auto outcome = engine_->Write({reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()}, &count);
    if (outcome == TlsEngine::Outcome::kFailed || outcome == TlsEngine::Outcome::kClosed) {
      ERR_clear_error();
      return false;
    }
    bytes.remove_prefix(count);
    if (outcome != TlsEngine::Outcome::kDone) break;
  }
  *rest = bytes;
  return true;
}

int32_t TlsStream::Write(std::string_view bytes, Callback done) {
  CalledByJavaScript called(this);
  if (!open()) return -EBADF;
  bytes_written_ += bytes.size();
  if (done && !duplex_) done.Begin(realm_, "WRITEWRAP");
  std::string_view rest = bytes;
  const bool ready = started_ && pending_.empty() && !engine_->busy() && engine_->established();
  if (ready && !Encrypt(bytes, &rest)) return -EPROTO;
  // Without a byte to send the end of the handshake is waited for all the same.
  if (ready && rest.empty()) return FlushOutput(std::move(done));
  if (ready) FlushOutput({});
  waiting_bytes_ += rest.size();
  pending_.push_back({std::string(rest), std::move(done)});
  return net::Stream::kPending;
}

void TlsStream::SendPendingWrites() {
  while (open() && !pending_.empty() && !engine_->busy()) {
    PendingWrite& next = pending_.front();
    std::string_view rest;
    const bool encrypted = Encrypt(next.bytes, &rest);
    if (encrypted && !rest.empty()) {
      waiting_bytes_ -= next.bytes.size() - rest.size();
      next.bytes = std::string(rest);
      FlushOutput({});
      return;
    }
    waiting_bytes_ -= next.bytes.size();
    PendingWrite sent = std::move(next);
    pending_.pop_front();
    if (!encrypted) {
      CallDone(std::move(sent.done), -EPROTO);
      continue;
    }
    // FlushOutput takes the callback away when the transport keeps it.
    Callback again;
    if (sent.done) again.Assign(realm_.isolate(), sent.done.function(realm_.isolate()));
    const int32_t status = FlushOutput(std::move(sent.done));
    if (status != net::Stream::kPending) CallDone(std::move(again), status);
    if (realm_.isolate()->HasPendingException()) return;
  }
}

int32_t TlsStream::FlushOutput(Callback done) {
  if (!engine_ || !engine_->has_output()) return 0;
  const std::string output = engine_->TakeOutput();
  if (transport_ != nullptr) {
    if (!transport_->stream()->is_open()) return -EBADF;
    return transport_->stream()->WriteCopied(output, std::make_unique<WriteCompletion>(realm_, std::move(done)));
  }
  if (!duplex_) return -EBADF;
  v8::Isolate* isolate = realm_.isolate();
  v8::HandleScope handles(isolate);
  v8::Local<v8::Value> function = v8::Undefined(isolate);
  if (done) function = done.function(isolate);
  const bool has_callback = static_cast<bool>(done);
  Emit(Event::kOutput, {CopyToArrayBuffer(isolate, output), function});
  return has_callback ? net::Stream::kPending : 0;
}

int32_t TlsStream::WriteBuffer(js::PinnedBytes bytes, Callback done) { return Write(bytes.view(), std::move(done)); }
int32_t TlsStream::WriteUtf8(const js::Utf8& text, Callback done) { return Write(text.view(), std::move(done)); }

int32_t TlsStream::WriteLatin1(v8::Local<v8::String> text, Callback done) {
  std::string bytes(static_cast<size_t>(text->Length()), '\0');
  text->WriteOneByteV2(realm_.isolate(), 0, static_cast<uint32_t>(bytes.size()), reinterpret_cast<uint8_t*>(bytes.data()));
  return Write(bytes, std::move(done));
}

// One record holds several small chunks.
int32_t TlsStream::Writev(std::vector<js::PinnedBytes> chunks, Callback done) {
  std::string all;
  for (const js::PinnedBytes& chunk : chunks) all += chunk.view();
  return Write(all, std::move(done));
}

int32_t TlsStream::Shutdown(Callback done) {
  CalledByJavaScript called(this);
  if (!open()) return -ENOTCONN;
  engine_->Shutdown();
  FlushOutput({});
  if (transport_ == nullptr) return 0;
  if (!transport_->stream()->is_open()) return -ENOTCONN;
  return transport_->Shutdown(std::move(done));
}

Result<bool> TlsStream::Renegotiate() {
  CalledByJavaScript called(this);
  if (!open() || engine_->busy() || !started_) return false;
  crypto::ErrorQueueScope errors;
  if (SSL_renegotiate(engine_->ssl()) != 1) return crypto::TakeError("SSL_renegotiate", crypto::ErrorShape::kRest);
  engine_->Handshake();
  FlushOutput({});
  return true;
}

void TlsStream::Close() {
  if (closed_) return;
  closed_ = true;
  owner_.Reset();
  failed_ = std::move(pending_);
  pending_.clear();
  // Nobody else reads the transport: what arrives until it is closed is dropped.
  if (!cycling_ && !(engine_ && engine_->busy())) ReleaseEngine();
  if (transport_ == nullptr) EndContext();
}

void TlsStream::FailQueuedWrites() {
  while (!failed_.empty()) {
    Callback done = std::move(failed_.front().done);
    failed_.pop_front();
    CallDone(std::move(done), UV_ECANCELED);
  }
}

void TlsStream::FailWrites() {
  CalledByJavaScript called(this);
  FailQueuedWrites();
}

void TlsStream::ReleaseEngine() {
  if (engine_ && !engine_->busy()) engine_.reset();
}

namespace {

void SetHandlers(v8::Isolate* isolate, v8::Local<v8::Array> handlers) {
  auto context = isolate->GetCurrentContext();
  for (uint32_t i = 0; i < kHandlers; i++) {
    v8::Local<v8::Value> handler;
    if (handlers->Get(context, i).ToLocal(&handler) && handler->IsFunction()) {
      t_handlers[i].Reset(isolate, handler.As<v8::Function>());
    }
  }
  Realm::From(isolate).AtTeardown([] {
    TlsStream::EndAll();
    for (auto& handler : t_handlers) handler.Reset();
  });
}

using T = TlsStream;
const js::Row kStreamRows[] = {
    js::Method<&T::SetOwner>("setOwner"),       js::Method<&T::Attach>("attach"),
    js::Method<&T::Begin>("begin"),             js::Getter<&T::AsyncId>("asyncId"),
    js::Method<&T::AsyncReset>("asyncReset"),
    js::Method<&T::UseDuplex>("useDuplex"),     js::Method<&T::Start>("start"),
    js::Method<&T::Receive>("receive"),         js::Method<&T::ReceiveEnd>("receiveEnd"),
    js::Method<&T::Continue>("continueHandshake"), js::Method<&T::ReadStart>("readStart"),
    js::Method<&T::ReadStop>("readStop"),       js::Method<&T::WriteBuffer>("writeBuffer"),
    js::Method<&T::WriteUtf8>("writeUtf8"),     js::Method<&T::WriteLatin1>("writeLatin1"),
    js::Method<&T::Writev>("writev"),           js::Method<&T::Shutdown>("shutdown"),
    js::Method<&T::Close>("detach"),            js::Method<&T::FailWrites>("failWrites"),
    js::Getter<&T::BytesRead>("bytesRead"),     js::Getter<&T::BytesWritten>("bytesWritten"),
    js::Getter<&T::Waiting>("waitingBytes"),    js::Method<&T::Renegotiate>("renegotiate"),
};
const js::Row kRows[] = {
    js::Class<TlsStream>("TlsStream"),
    js::Fn<SetHandlers>("setHandlers"),
    TLS_INFO_ROWS,
};

}  // namespace

const js::ClassSpec TlsStream::kClass = js::GcClass<TlsStream::New>("TlsStream", kStreamRows);

extern const js::BindingSpec kBinding_tls_stream;
const js::BindingSpec kBinding_tls_stream = {"tls_stream", kRows};

}  // namespace phasor::bindings
