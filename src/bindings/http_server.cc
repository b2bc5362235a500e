// The fast mode of the HTTP server: C++ reads and parses, JavaScript is called once a request, a response is one call
// back. Callers: lib/internal/http/fast.js. Events go to the functions given to setServerHandlers:
//   onRequest(owner, bits, target, fields) -> 0, or 2 for an upgrade; fields: names and values separated by NUL
//   onBody(owner, arrayBuffer)      onMessageEnd(owner, trailers)
//   onEnd(owner, status)   the peer ended (UV_EOF) or the connection failed
//   onError(owner, {code, reason, status}, bytesParsed, arrayBuffer)      onUpgrade(owner)
//   onPipelined(owner)     another request arrived before the response; the owner releases the connection
//
// Writing: responses go to the stream's cork buffer and leave in one write at the end of the read that caused them, after
// ticks and microtasks, or with the realm's deferred list.
#include <cstring>
#include <utility>
#include <vector>

#include "base/text_encoding.h"
#include "bindings/http.h"
#include "runtime/tracing.h"

namespace phasor::bindings {

namespace {

enum Handler { kOnRequest, kOnBody, kOnMessageEnd, kOnEnd, kOnError, kOnPipelined, kOnUpgrade, kHandlerCount };
thread_local v8::Global<v8::Function> t_handlers[kHandlerCount];
// Connections that wait for the deferred flush.
thread_local std::vector<ServerConnection*> t_unflushed;

// Larger bodies are not copied into the cork buffer.
constexpr size_t kMaxCorkedBody = 32 * 1024;

void AppendOneByte(v8::Isolate* isolate, std::string* out, v8::Local<v8::String> text) {
  const size_t length = static_cast<size_t>(text->Length());
  const size_t start = out->size();
  out->resize(start + length);
  text->WriteOneByteV2(isolate, 0, static_cast<uint32_t>(length), reinterpret_cast<uint8_t*>(out->data() + start));
}

// Almost every head is ASCII, which is the same in both encodings.
void AppendHead(v8::Isolate* isolate, std::string* out, v8::Local<v8::String> head, bool utf8) {
  const size_t start = out->size();
  AppendOneByte(isolate, out, head);
  if (!utf8 || text::IsAscii({reinterpret_cast<const uint8_t*>(out->data()) + start, out->size() - start})) return;
  out->resize(start);
  out->append(js::Utf8(isolate, head).view());
}

// One string for all fields costs little when nobody looks at them, and stays right when the next head has come.
v8::Local<v8::String> JoinedFields(v8::Isolate* isolate, const http::HeaderBlock& head) {
  static thread_local std::string joined;
  joined.clear();
  for (const http::HeaderField& field : head.fields()) {
    if (!joined.empty()) joined.push_back('\0');
    joined.append(head.Name(field)).push_back('\0');
    joined.append(head.Value(field));
  }
  return Latin1(isolate, joined);
}

class Pin final : public net::Completion {
 public:
  explicit Pin(js::PinnedBytes bytes) : bytes(std::move(bytes)) {}
  void Run(int) override {}
  js::PinnedBytes bytes;
};

// Closes the handle once its output is shut down.
class CloseAfterShutdown final : public net::Completion {
 public:
  explicit CloseAfterShutdown(net::Stream* stream) : stream_(stream) {}
  void Run(int) override { stream_->Close(); }

 private:
  net::Stream* stream_;
};

}  // namespace

ServerConnection::ServerConnection(runtime::Realm& realm, StreamHandle* handle, v8::Local<v8::Object> owner)
    : realm_(realm), handle_(handle), owner_(realm.isolate(), owner) {}

ServerConnection* ServerConnection::New(runtime::Realm& realm, StreamHandle* handle, v8::Local<v8::Object> owner,
                                        uint32_t max_head_bytes, int32_t validation, uint32_t max_fields) {
  auto* self = new ServerConnection(realm, handle, owner);
  self->parser_ = std::make_unique<http::Parser>(http::MessageKind::kRequest, self);
  self->parser_->set_max_head_bytes(max_head_bytes);
  self->parser_->set_max_fields(max_fields);
  self->parser_->SetValidation(static_cast<http::Validation>(validation));
  self->since_ = uv_now(realm.loop().uv());
  handle->SetOwner(owner);
  handle->context().Recapture();  // requests belong to the server, whose 'connection' this is
  handle->set_consumer(self);
  handle->stream()->ReadStart();
  return self;
}

v8::Local<v8::Value> ServerConnection::Emit(int handler, int argc, v8::Local<v8::Value>* argv) {
  v8::Isolate* isolate = realm_.isolate();
  if (!realm_.can_enter() || owner_.IsEmpty() || t_handlers[handler].IsEmpty()) return v8::Undefined(isolate);
  argv[0] = owner_.Get(isolate);
  return CallHandler(realm_, t_handlers[handler].Get(isolate), argc, argv);
}

void ServerConnection::OnStreamRead(std::string_view bytes) {
  if (!realm_.can_enter()) return;
  {
    runtime::CallbackScope scope(realm_, &handle_->context(), loop::CallbackKind::kHttpRequest);
    reading_bytes_ = true;
    Parse(bytes);
  }
  reading_bytes_ = false;
  if (phase_ == Phase::kDetached) delete this;  // released during the read
  else FlushNow();
}

void ServerConnection::Parse(std::string_view bytes) {
  if (phase_ == Phase::kAnswering && paused_) {
    rest_.append(bytes);
    v8::Local<v8::Value> argv[1];
    Emit(kOnPipelined, 1, argv);
    return;
  }
  if (parser_->state() == http::MessageState::kIdle) since_ = uv_now(realm_.loop().uv());
  parsing_ = true;
  const http::ParseResult result = parser_->Execute(bytes);
  parsing_ = false;
  v8::Isolate* isolate = realm_.isolate();
  switch (result.status) {
    case http::ParseStatus::kOk: return;
    case http::ParseStatus::kPaused: {
      paused_ = true;
      if (result.consumed == bytes.size()) return;
      rest_.assign(bytes.substr(result.consumed));
      v8::Local<v8::Value> argv[1];
      Emit(kOnPipelined, 1, argv);
      return;
    }
    case http::ParseStatus::kUpgrade: {
      rest_.assign(bytes.substr(result.consumed));
      v8::Local<v8::Value> argv[1];
      Emit(kOnUpgrade, 1, argv);
      return;
    }
    case http::ParseStatus::kError: {
      handle_->stream()->ReadStop();
      v8::Local<v8::Value> argv[] = {{}, ParseErrorObject(isolate, parser_->error()),
                                     v8::Integer::NewFromUnsigned(isolate, static_cast<uint32_t>(result.consumed)),
                                     CopyToArrayBuffer(isolate, bytes)};
      Emit(kOnError, 4, argv);
      return;
    }
  }
}

http::HeadVerdict ServerConnection::OnHead(const http::HeaderBlock& head) {
  v8::Isolate* isolate = realm_.isolate();
  v8::HandleScope scope(isolate);
  if (realm_.loop().phases().tracer() != nullptr) runtime::Tracing::Current()->LabelCurrent(head.start());
  phase_ = Phase::kAnswering;
  const uint32_t bits = parser_->bits();
  bodyless_ = (bits & http::kHeadHasBody) == 0;
  v8::Local<v8::Value> argv[] = {{}, v8::Integer::NewFromUnsigned(isolate, bits), Latin1(isolate, head.start()),
                                 JoinedFields(isolate, head)};
  auto verdict = Emit(kOnRequest, 4, argv);
  upgrading_ = verdict->IsInt32() && verdict.As<v8::Int32>()->Value() == 2;
  return upgrading_ ? http::HeadVerdict::kUpgrade : http::HeadVerdict::kContinue;
}

void ServerConnection::OnBody(std::string_view bytes) {
  v8::Isolate* isolate = realm_.isolate();
  v8::HandleScope scope(isolate);
  v8::Local<v8::Value> argv[] = {{}, CopyToArrayBuffer(isolate, bytes)};
  Emit(kOnBody, 2, argv);
}

http::Flow ServerConnection::OnMessageEnd(const http::HeaderBlock& trailers) {
  if (upgrading_) return http::Flow::kContinue;  // the parser stops by itself
  if (!bodyless_) {
    v8::Isolate* isolate = realm_.isolate();
    v8::HandleScope scope(isolate);
    v8::Local<v8::Value> argv[] = {{}, v8::Undefined(isolate)};
    if (!trailers.fields().empty()) argv[1] = FieldList(isolate, trailers);
    Emit(kOnMessageEnd, 2, argv);
  }
  // The next request waits until this one is answered; a response that was made at once lets it pass.
  return phase_ == Phase::kReading ? http::Flow::kContinue : http::Flow::kPause;
}

void ServerConnection::OnStreamEnd(int status) {
  v8::Isolate* isolate = realm_.isolate();
  v8::HandleScope handles(isolate);
  if (!realm_.can_enter()) return;
  runtime::CallbackScope scope(realm_, &handle_->context(), loop::CallbackKind::kEnd);
  v8::Local<v8::Value> argv[] = {{}, v8::Integer::New(isolate, status)};
  Emit(kOnEnd, 2, argv);
}

void ServerConnection::OnStreamClosed() {
  if (phase_ != Phase::kDetached) {
    v8::HandleScope handles(realm_.isolate());
    if (realm_.can_enter()) {
      runtime::CallbackScope scope(realm_, &handle_->context(), loop::CallbackKind::kClose);
      v8::Local<v8::Value> argv[] = {{}, v8::Integer::New(realm_.isolate(), 0)};
      Emit(kOnEnd, 2, argv);
    }
    Detach();
  }
  delete this;
}

void ServerConnection::Detach() {
  if (phase_ == Phase::kDetached) return;
  phase_ = Phase::kDetached;
  handle_->set_consumer(nullptr);
  std::erase(t_unflushed, this);
  owner_.Reset();
}

int32_t ServerConnection::Respond(v8::Local<v8::String> head, bool utf8_head, js::Value body, bool latin1, bool last) {
  if (phase_ != Phase::kAnswering || !handle_->stream()->is_open()) return UV_EPIPE;
  v8::Isolate* isolate = realm_.isolate();
  std::string* cork = handle_->stream()->cork();
  AppendHead(isolate, cork, head, utf8_head);
  int32_t status = 0;
  if (body->IsString()) {
    auto text = body.As<v8::String>();
    if (latin1) AppendOneByte(isolate, cork, text);
    else cork->append(js::Utf8(isolate, text).view());
  } else if (body->IsArrayBufferView()) {
    js::PinnedBytes bytes;
    bytes.Assign(body);
    if (bytes.size() <= kMaxCorkedBody) {
      cork->append(bytes.view());
    } else {
      const uv_buf_t buffer = uv_buf_init(reinterpret_cast<char*>(bytes.data()), static_cast<unsigned>(bytes.size()));
      status = handle_->stream()->Write(&buffer, 1, std::make_unique<Pin>(std::move(bytes)));
    }
  }
  if (last) after_ = After::kClose;
  Answered();
  ScheduleFlush();
  return status;
}

void ServerConnection::Answered() {
  if (phase_ != Phase::kAnswering) return;
  phase_ = Phase::kReading;
  since_ = uv_now(realm_.loop().uv());
  if (!paused_) return;
  paused_ = false;
  parser_->Resume();
}

void ServerConnection::ScheduleFlush() {
  if (reading_bytes_ || flush_scheduled_) return;
  flush_scheduled_ = true;
  if (t_unflushed.empty()) realm_.Defer([realm = &realm_] { FlushAll(*realm); });
  t_unflushed.push_back(this);
}

void ServerConnection::FlushAll(runtime::Realm&) {
  // One at a time: what a failed flush reports to JavaScript may close other connections of the list.
  while (!t_unflushed.empty()) {
    ServerConnection* connection = t_unflushed.back();
    t_unflushed.pop_back();
    connection->flush_scheduled_ = false;
    connection->FlushNow();
  }
}

void ServerConnection::FlushNow() {
  net::Stream* stream = handle_->stream();
  if (!stream->is_open()) return;
  const int status = stream->Flush();
  if (status < 0) {
    OnStreamEnd(status);
  } else if (after_ == After::kClose && phase_ != Phase::kDetached) {
    CloseAfterFlush();
  }
}

void ServerConnection::CloseAfterFlush() {
  net::Stream* stream = handle_->stream();
  after_ = After::kNothing;
  stream->ReadStop();
  if (stream->Shutdown(std::make_unique<CloseAfterShutdown>(stream)) != 0) stream->Close();
}

js::Value ServerConnection::Release(v8::Isolate* isolate) {
  if (phase_ == Phase::kDetached || parsing_) return v8::Undefined(isolate);
  if (paused_) parser_->Resume();
  paused_ = false;
  handle_->stream()->Flush();
  auto* parser = js::MakeGc<HttpParser>(isolate, realm_, std::move(parser_));
  Detach();
  // JavaScript still asks for the rest; OnStreamRead, if it is running, deletes when it ends.
  if (!reading_bytes_) realm_.Defer([this] { delete this; });
  v8::Local<v8::Object> object;
  if (!js::NewInstance(isolate, realm_.context(), parser).ToLocal(&object)) return v8::Undefined(isolate);
  return object;
}

js::Value ServerConnection::TakeRest(v8::Isolate* isolate) {
  if (rest_.empty()) return v8::Undefined(isolate);
  const std::string rest = std::exchange(rest_, {});
  return CopyToArrayBuffer(isolate, rest);
}

int32_t ServerConnection::PauseReading() { return handle_->stream()->ReadStop(); }
int32_t ServerConnection::ResumeReading() { return handle_->stream()->ReadStart(); }

int32_t ServerConnection::Activity() const {
  if (phase_ == Phase::kAnswering && parser_->state() == http::MessageState::kIdle) return 4;
  return static_cast<int32_t>(parser_->state());
}

void SetServerHandlers(v8::Isolate* isolate, v8::Local<v8::Function> on_request, v8::Local<v8::Function> on_body,
                       v8::Local<v8::Function> on_message_end, v8::Local<v8::Function> on_end,
                       v8::Local<v8::Function> on_error, v8::Local<v8::Function> on_pipelined,
                       v8::Local<v8::Function> on_upgrade) {
  v8::Local<v8::Function> all[] = {on_request, on_body, on_message_end, on_end, on_error, on_pipelined, on_upgrade};
  for (int i = 0; i < kHandlerCount; i++) t_handlers[i].Reset(isolate, all[i]);
  runtime::Realm::From(isolate).AtTeardown([] {
    for (auto& handler : t_handlers) handler.Reset();
  });
}

namespace {

using C = ServerConnection;
const js::Row kConnectionRows[] = {
    js::Method<&C::Respond>("respond"),           js::Method<&C::Answered>("answered"),
    js::Method<&C::Release>("release"),
    js::Method<&C::TakeRest>("takeRest"),         js::Method<&C::PauseReading>("pauseReading"),
    js::Method<&C::ResumeReading>("resumeReading"), js::Getter<&C::Since>("since"),
    js::Getter<&C::Activity>("activity"),         js::Getter<&C::Now>("now"),
};

}  // namespace

const js::ClassSpec ServerConnection::kClass = js::ShellClass<ServerConnection::New>("ServerConnection", kConnectionRows);

}  // namespace phasor::bindings
