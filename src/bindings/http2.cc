// Events go to the functions given to setHandlers:
//   onEvents(owner, events, arrayBuffer)  six items an event: kind, stream, number, detail, text, more (http2/session.h);
//                                         kData's detail is an offset in the buffer. events undefined: go on after an error
//   onEnd(owner, status)                  the transport ended (UV_EOF) or failed
//   onOutput(owner, arrayBuffer)          bytes for a Duplex, which answers by outputDone()
#include "bindings/http2.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_set>
#include <utility>

#include "bindings/http.h"

namespace phasor::bindings {

namespace {

enum Handler { kOnEvents, kOnEnd, kOnOutput, kHandlerCount };
thread_local v8::Global<v8::Function> t_handlers[kHandlerCount];
thread_local std::unordered_set<Http2Session*> t_sessions;
thread_local bool t_ends_with_realm = false;
// Sessions that wait for the deferred flush.
thread_local std::vector<Http2Session*> t_unflushed;

// The order in which lib/internal/http2/session.js gives the options.
enum OptionIndex {
  kMaxDeflateTable, kMaxReservedStreams, kMaxSendBlock, kPeerMaxStreams, kPadding, kMaxHeaderPairs, kMaxOutstandingSettings,
  kMaxMemory, kMaxSettings, kResetBurst, kResetRate, kMaxInvalidFrames, kMaxRejectedStreams, kStrictWhitespace, kOptionCount,
};

// One write of the transport takes about as much; more waits in the streams' queues.
constexpr size_t kProduceBytes = 64 * 1024;

// What is too large for its field takes the largest value: programs write Number.MAX_SAFE_INTEGER for "no limit".
template <class T>
void Take(const std::vector<double>& numbers, OptionIndex index, T* out) {
  if (index >= numbers.size() || std::isnan(numbers[index])) return;
  constexpr T kMost = std::numeric_limits<T>::max();
  const double number = std::max(0.0, numbers[index]);
  *out = number >= static_cast<double>(kMost) ? kMost : static_cast<T>(number);
}

http2::Options ReadOptions(bool server, const std::vector<double>& numbers, const std::vector<uint32_t>& custom) {
  http2::Options options;
  options.side = server ? http2::Side::kServer : http2::Side::kClient;
  Take(numbers, kMaxDeflateTable, &options.max_deflate_table);
  Take(numbers, kMaxReservedStreams, &options.max_reserved_streams);
  Take(numbers, kMaxSendBlock, &options.max_send_block);
  Take(numbers, kPeerMaxStreams, &options.peer_max_streams);
  uint32_t padding = 0;
  Take(numbers, kPadding, &padding);
  options.padding = static_cast<http2::Padding>(std::min<uint32_t>(padding, 2));
  Take(numbers, kMaxHeaderPairs, &options.max_header_pairs);
  Take(numbers, kMaxOutstandingSettings, &options.max_outstanding_settings);
  Take(numbers, kMaxMemory, &options.max_memory);
  Take(numbers, kMaxSettings, &options.max_settings);
  Take(numbers, kResetBurst, &options.reset_burst);
  Take(numbers, kResetRate, &options.reset_rate);
  Take(numbers, kMaxInvalidFrames, &options.max_invalid_frames);
  Take(numbers, kMaxRejectedStreams, &options.max_rejected_streams);
  double strict = 1;
  Take(numbers, kStrictWhitespace, &strict);
  options.strict_whitespace = strict != 0;
  for (uint32_t id : custom) options.remote_custom_settings.push_back(static_cast<uint16_t>(id));
  return options;
}

std::string OneByte(v8::Isolate* isolate, v8::Local<v8::String> text) {
  std::string bytes(static_cast<size_t>(text->Length()), '\0');
  text->WriteOneByteV2(isolate, 0, static_cast<uint32_t>(bytes.size()), reinterpret_cast<uint8_t*>(bytes.data()));
  return bytes;
}

}  // namespace

Http2Session::Http2Session(runtime::Realm& realm, v8::Local<v8::Object> owner, http2::Options options)
    : realm_(realm), session_(std::move(options)), owner_(realm.isolate(), owner) {
  context_.Begin(realm, "HTTP2SESSION", owner);
  if (!std::exchange(t_ends_with_realm, true)) {
    realm.AtTeardown([] {
      for (Http2Session* session : std::exchange(t_sessions, {})) delete session;
      t_ends_with_realm = false;
    });
  }
  t_sessions.insert(this);
}

class Http2Session::Busy {
 public:
  explicit Busy(Http2Session* session) : session_(session) { session_->busy_++; }
  ~Busy() {
    if (--session_->busy_ == 0 && session_->closed_) delete session_;
  }
  Busy(const Busy&) = delete;

 private:
  Http2Session* session_;
};

Http2Session::~Http2Session() {
  Detach();
  t_sessions.erase(this);
  std::erase(t_unflushed, this);
}

Http2Session* Http2Session::New(runtime::Realm& realm, v8::Local<v8::Object> owner, bool server, std::vector<double> numbers,
                                std::vector<uint32_t> custom) {
  return new Http2Session(realm, owner, ReadOptions(server, numbers, custom));
}

// ---- transport ----

int32_t Http2Session::Attach(StreamHandle* handle) {
  if (handle == nullptr || handle_ != nullptr || closed_) return -EBADF;
  handle_ = handle;
  handle->set_consumer(this);
  return handle->stream()->ReadStart();
}

void Http2Session::Detach() {
  if (handle_ == nullptr) return;
  handle_->set_consumer(nullptr);
  handle_ = nullptr;
}

void Http2Session::Close() {
  if (closed_) return;
  closed_ = true;
  Detach();
  DetachShell();
  owner_.Reset();
  if (busy_ == 0) delete this;
}

void Http2Session::Receive(const js::PinnedBytes& bytes) { Run(bytes.view()); }
void Http2Session::OnStreamRead(std::string_view bytes) { Run(bytes); }
void Http2Session::OnStreamDrained(int) {
  session_.ConfirmWritten();
  Run({});
}

double Http2Session::PendingBytes() const {
  const size_t below = handle_ != nullptr ? handle_->stream()->queued() : output_pending_ ? 1 : 0;
  return static_cast<double>(session_.queued() + below);
}

bool Http2Session::TransportIsBusy() const {
  return handle_ != nullptr ? handle_->stream()->queued() > 0 : output_pending_;
}

void Http2Session::OutputDone() {
  output_pending_ = false;
  session_.ConfirmWritten();
  Run({});
}

void Http2Session::FlushAll() {
  if (closed_) return;
  Busy busy(this);
  Flush(Force::kYes);
}

void Http2Session::OnStreamEnd(int status) {
  if (!realm_.can_enter()) return;
  Busy busy(this);
  v8::Isolate* isolate = realm_.isolate();
  v8::HandleScope handles(isolate);
  runtime::CallbackScope scope(realm_, &context_);
  v8::Local<v8::Value> argv[] = {{}, v8::Integer::New(isolate, status)};
  Emit(kOnEnd, 2, argv);
}

void Http2Session::OnStreamClosed() { handle_ = nullptr; }

// Everything that goes on: input, events, output, until there is nothing more to do. Events are delivered while nghttp2 is at
// rest, so that their handlers may submit frames or close the session.
void Http2Session::Run(std::string_view input) {
  if (!realm_.can_enter() || closed_) return;
  if (running_) {
    pending_input_.append(input);
    return;
  }
  Busy busy(this);
  running_ = true;
  std::string kept;
  do {
    if (!input.empty()) {
      const int status = session_.Receive(input);
      if (status < 0) session_.Fail(status);
    }
    Deliver(input);
    kept = std::exchange(pending_input_, {});
    input = kept;
    if (input.empty() && !closed_) {
      Flush(Force::kNo);
      if (!TransportIsBusy()) session_.ConfirmWritten();
      session_.NoteIfOver();
    }
    if (!pending_input_.empty() && input.empty()) {
      kept = std::exchange(pending_input_, {});
      input = kept;
    }
  } while (!closed_ && realm_.can_enter() && (!input.empty() || session_.has_events()));
  running_ = false;
}

void Http2Session::Deliver(std::string_view input) {
  if (!session_.has_events() || closed_ || !realm_.can_enter()) return;
  v8::Isolate* isolate = realm_.isolate();
  v8::HandleScope handles(isolate);
  v8::Context::Scope entered(realm_.context());
  const std::vector<http2::Event> events = session_.TakeEvents();
  // One buffer for all data of this read.
  size_t start = input.size(), end = 0;
  for (const http2::Event& event : events) {
    if (event.kind != http2::EventKind::kData) continue;
    start = std::min(start, static_cast<size_t>(event.detail));
    end = std::max(end, static_cast<size_t>(event.detail) + event.number);
  }
  v8::Local<v8::Value> argv[] = {{}, EventList(events, start), v8::Undefined(isolate)};
  if (end > start) argv[2] = CopyToArrayBuffer(isolate, input.substr(start, end - start));
  bool done = false;
  while (!done && !closed_ && realm_.can_enter()) {
    runtime::CallbackScope scope(realm_, &context_);
    done = Emit(kOnEvents, 3, argv);
    argv[1] = v8::Undefined(isolate);
  }
}

v8::Local<v8::Array> Http2Session::EventList(const std::vector<http2::Event>& events, size_t data_start) {
  v8::Isolate* isolate = realm_.isolate();
  v8::LocalVector<v8::Value> items(isolate);
  items.reserve(events.size() * 6);
  const v8::Local<v8::Value> none = v8::Undefined(isolate);
  for (const http2::Event& event : events) {
    const bool is_data = event.kind == http2::EventKind::kData;
    items.push_back(v8::Integer::New(isolate, static_cast<int>(event.kind)));
    items.push_back(v8::Integer::New(isolate, event.stream));
    items.push_back(v8::Integer::NewFromUnsigned(isolate, event.number));
    items.push_back(v8::Integer::New(isolate, is_data ? event.detail - static_cast<int>(data_start) : event.detail));
    items.push_back(event.text.empty() ? none : Latin1(isolate, event.text).As<v8::Value>());
    items.push_back(event.more.empty() ? none : Latin1(isolate, event.more).As<v8::Value>());
  }
  return v8::Array::New(isolate, items.data(), items.size());
}

bool Http2Session::Emit(int handler, int argc, v8::Local<v8::Value>* argv) {
  v8::Isolate* isolate = realm_.isolate();
  if (owner_.IsEmpty() || t_handlers[handler].IsEmpty()) return true;
  argv[0] = owner_.Get(isolate);
  // A handler's error is reported at once as uncaught: the other events belong to other streams.
  v8::TryCatch caught(isolate);
  caught.SetVerbose(true);
  return !t_handlers[handler].Get(isolate)->Call(realm_.context(), v8::Undefined(isolate), argc, argv).IsEmpty();
}

void Http2Session::Flush(Force force) {
  if (handle_ != nullptr) FlushToHandle(force);
  else FlushToDuplex(force);
}

void Http2Session::FlushToHandle(Force force) {
  net::Stream* stream = handle_->stream();
  while (stream->is_open() && (stream->queued() == 0 || force == Force::kYes)) {
    std::string* cork = stream->cork();
    const int status = session_.Produce(cork, kProduceBytes);
    if (status < 0) session_.Fail(status);
    const bool more = cork->size() >= kProduceBytes;
    if (cork->empty()) return;
    const int flushed = stream->Flush();
    // A peer that is gone is reported by the read, which may have more to deliver before.
    if (flushed == UV_EPIPE || flushed == UV_ECONNRESET) return;
    if (flushed < 0) return OnStreamEnd(flushed);
    if (!more || closed_ || handle_ == nullptr) return;
  }
}

void Http2Session::FlushToDuplex(Force force) {
  while (!closed_ && (!output_pending_ || force == Force::kYes)) {
    std::string out;
    const int status = session_.Produce(&out, kProduceBytes);
    if (status < 0) session_.Fail(status);
    if (out.empty() || !realm_.can_enter()) return;
    output_pending_ = true;
    v8::Isolate* isolate = realm_.isolate();
    v8::HandleScope handles(isolate);
    runtime::CallbackScope scope(realm_, &context_);
    v8::Local<v8::Value> argv[] = {{}, CopyToArrayBuffer(isolate, out)};
    Emit(kOnOutput, 2, argv);
  }
}

void Http2Session::ScheduleFlush() {
  if (running_ || flush_scheduled_ || closed_) return;
  flush_scheduled_ = true;
  if (t_unflushed.empty()) realm_.Defer(FlushScheduled);
  t_unflushed.push_back(this);
}

void Http2Session::FlushScheduled() {
  // One at a time: what is delivered here may close other sessions of the list.
  while (!t_unflushed.empty()) {
    Http2Session* session = t_unflushed.back();
    t_unflushed.pop_back();
    session->flush_scheduled_ = false;
    session->Run({});
  }
}

int32_t Http2Session::Submitted(int32_t status) {
  ScheduleFlush();
  return status;
}

// ---- connection ----

int32_t Http2Session::Settings(std::vector<uint32_t> list) { return Submitted(session_.Settings(list)); }
int32_t Http2Session::Ping(const js::Bytes& payload) {
  return payload.size() == 8 ? Submitted(session_.Ping(payload.view())) : NGHTTP2_ERR_INVALID_ARGUMENT;
}
int32_t Http2Session::Goaway(uint32_t code, int32_t last_stream, std::optional<js::PinnedBytes> opaque) {
  return Submitted(session_.Goaway(code, last_stream, opaque ? opaque->view() : std::string_view()));
}
int32_t Http2Session::Terminate(uint32_t code) { return Submitted(session_.Terminate(code)); }
int32_t Http2Session::Altsvc(int32_t stream, v8::Local<v8::String> origin, v8::Local<v8::String> value) {
  v8::Isolate* isolate = realm_.isolate();
  return Submitted(session_.Altsvc(stream, OneByte(isolate, origin), OneByte(isolate, value)));
}
int32_t Http2Session::Origin(std::vector<std::string> origins) { return Submitted(session_.Origin(origins)); }
int32_t Http2Session::SetLocalWindowSize(int32_t size) { return Submitted(session_.SetLocalWindowSize(size)); }

// ---- streams ----

int32_t Http2Session::Request(v8::Local<v8::String> block, bool body, bool trailers) {
  return Submitted(session_.Request(OneByte(realm_.isolate(), block), body, trailers));
}
int32_t Http2Session::Respond(int32_t stream, v8::Local<v8::String> block, bool body, bool trailers) {
  return Submitted(session_.Respond(stream, OneByte(realm_.isolate(), block), body, trailers));
}
int32_t Http2Session::Info(int32_t stream, v8::Local<v8::String> block) {
  return Submitted(session_.Info(stream, OneByte(realm_.isolate(), block)));
}
int32_t Http2Session::Trailers(int32_t stream, v8::Local<v8::String> block) {
  return Submitted(session_.Trailers(stream, OneByte(realm_.isolate(), block)));
}
int32_t Http2Session::Push(int32_t stream, v8::Local<v8::String> block) {
  return Submitted(session_.Push(stream, OneByte(realm_.isolate(), block)));
}

int32_t Http2Session::Enqueue(int32_t stream, v8::Local<v8::Value> chunk, bool notify) {
  if (chunk->IsString()) {
    auto text = std::make_shared<std::string>(js::Utf8(realm_.isolate(), chunk.As<v8::String>()).view());
    return session_.Write(stream, {*text, text}, notify);
  }
  js::PinnedBytes pinned;
  if (!pinned.Assign(chunk)) return NGHTTP2_ERR_INVALID_ARGUMENT;
  auto owner = std::make_shared<js::PinnedBytes>(std::move(pinned));
  return session_.Write(stream, {owner->view(), owner}, notify);
}

int32_t Http2Session::Write(int32_t stream, js::Value chunk) { return Submitted(Enqueue(stream, chunk, true)); }

int32_t Http2Session::Writev(int32_t stream, std::vector<js::Value> chunks) {
  int32_t status = 0;
  for (size_t i = 0; i < chunks.size() && status == 0; i++) status = Enqueue(stream, chunks[i], i + 1 == chunks.size());
  return Submitted(status);
}

int32_t Http2Session::End(int32_t stream) { return Submitted(session_.End(stream)); }
int32_t Http2Session::Reset(int32_t stream, uint32_t code) {
  // RST_STREAM overtakes what is queued: what was written before leaves before.
  Busy busy(this);
  Flush(Force::kNo);
  return closed_ ? 0 : Submitted(session_.Reset(stream, code));
}

void Http2Session::SetReading(int32_t stream, bool reading) {
  session_.SetReading(stream, reading);
  if (reading) ScheduleFlush();
}

void SetHandlers(v8::Isolate* isolate, v8::Local<v8::Function> on_events, v8::Local<v8::Function> on_end,
                 v8::Local<v8::Function> on_output) {
  v8::Local<v8::Function> all[] = {on_events, on_end, on_output};
  for (int i = 0; i < kHandlerCount; i++) t_handlers[i].Reset(isolate, all[i]);
  runtime::Realm::From(isolate).AtTeardown([] {
    for (auto& handler : t_handlers) handler.Reset();
  });
}

}  // namespace phasor::bindings
