// binding('zlib'): compression streams, one-shot runs, CRC-32. Callers: lib/internal/zlib/*.
//
// A Stream runs one step at a time, on a thread or at once. close() during a step takes effect when the step is done.
#include <zlib.h>

#include <cppgc/persistent.h>

#include <cstring>

#include "bindings/compression.h"
#include "bindings/crypto_io.h"
#include "js/class.h"
#include "runtime/callback.h"

namespace phasor::js {

// Malloc's memory becomes an ArrayBuffer without a copy.
template <>
struct Convert<bindings::Output> {
  static v8::MaybeLocal<v8::Value> To(v8::Isolate* isolate, bindings::Output output) {
    auto store = v8::ArrayBuffer::NewBackingStore(
        output.bytes.release(), output.size, [](void* data, size_t, void*) { std::free(data); }, nullptr);
    return v8::ArrayBuffer::New(isolate, std::move(store)).As<v8::Value>();
  }
};

}  // namespace phasor::js

namespace phasor::bindings {

namespace {

using runtime::Callback;
using runtime::Realm;

// `values` are the bytes of an Int32Array.
CompressionConfig MakeConfig(int32_t mode, const js::Bytes& values, std::optional<js::OwnedBytes>& dictionary, double pledged) {
  CompressionConfig config;
  config.mode = static_cast<CompressionMode>(mode);
  config.values.resize(values.size() / sizeof(int32_t));
  if (!config.values.empty()) std::memcpy(config.values.data(), values.data(), config.values.size() * sizeof(int32_t));
  config.has_dictionary = dictionary.has_value();
  if (dictionary) config.dictionary = std::move(dictionary->bytes);
  config.pledged_size = pledged;
  return config;
}

class StreamObject final : public js::GcObject {
 public:
  static const js::ClassSpec kClass;
  StreamObject(v8::Isolate* isolate, CompressionMode mode, std::unique_ptr<Compressor> engine)
      : isolate_(isolate), mode_(mode), engine_(std::move(engine)) {
    Account(static_cast<int64_t>(engine_->memory()));
    storage_.Reset(isolate, isolate->GetContinuationPreservedEmbedderData());
  }
  ~StreamObject() override { Free(); }
  void Trace(cppgc::Visitor* visitor) const override {
    js::GcObject::Trace(visitor);
    visitor->Trace(storage_);
  }

  // new Stream(mode, Int32Array of parameters, dictionary or undefined, pledged size or -1, reject garbage)
  static Result<StreamObject*> New(v8::Isolate* isolate, int32_t mode, const js::Bytes& values,
                                   std::optional<js::OwnedBytes>& dictionary, double pledged, bool reject_garbage) {
    CompressionConfig config = MakeConfig(mode, values, dictionary, pledged);
    config.reject_garbage = reject_garbage;
    auto engine = NewCompressor(std::move(config));
    if (!engine.ok()) return engine.error();
    return js::MakeGc<StreamObject>(isolate, isolate, static_cast<CompressionMode>(mode), std::move(engine).value());
  }

  // write(flush, input or undefined, its offset, its length, output, its offset, state, callback)
  // `state` (Uint32Array) gets [output room left, input left]; `callback(error)`. Without a callback it runs at once.
  Result<void> Write(Realm& realm, int32_t flush, std::optional<AsyncBytes>& in, size_t in_offset, size_t in_size,
                     js::PinnedBytes& out, size_t out_offset, js::PinnedBytes& state, Callback& callback);
  Result<void> Reset() {
    if (running_) return Error::Plain("Cannot reset zlib stream while a write is in progress");
    if (engine_ == nullptr) return Error::Coded(ErrorCode::kERR_INTERNAL_ASSERTION, "stream is closed");
    return engine_->Reset();
  }
  Result<void> Params(int32_t level, int32_t strategy) {
    if (engine_ == nullptr || running_) return Error::Coded(ErrorCode::kERR_INTERNAL_ASSERTION, "stream is closed or busy");
    return engine_->SetParameters(level, strategy);
  }
  bool Ended() const { return engine_ != nullptr && engine_->ended(); }
  void Close() {
    if (running_) close_pending_ = true;
    else Free();
  }

 private:
  friend class WriteJob;
  void Account(int64_t bytes) {
    accounted_ += bytes;
    isolate_->AdjustAmountOfExternalAllocatedMemory(bytes);
  }
  void Free() {
    if (engine_ == nullptr) return;
    engine_.reset();
    Account(-accounted_);
  }

  void Begin(Realm& realm, Callback& callback);

  v8::Isolate* isolate_;
  v8::TracedReference<v8::Value> storage_;  // the AsyncLocalStorage context in which the stream was made
  CompressionMode mode_;
  std::unique_ptr<Compressor> engine_;
  int64_t accounted_ = 0;
  bool running_ = false;
  bool close_pending_ = false;
};

// What comes out of a stream belongs to who made it, not to who writes into it.
void StreamObject::Begin(Realm& realm, Callback& callback) {
  v8::HandleScope handles(isolate_);
  v8::Local<v8::Value> current = isolate_->GetContinuationPreservedEmbedderData();
  isolate_->SetContinuationPreservedEmbedderData(storage_.Get(isolate_));
  callback.Begin(realm, "ZLIB");
  isolate_->SetContinuationPreservedEmbedderData(current);
}

void Report(const Chunk& chunk, js::PinnedBytes& state) {
  uint32_t left[2] = {static_cast<uint32_t>(chunk.out_left), static_cast<uint32_t>(chunk.in_left)};
  if (state.size() >= sizeof left) std::memcpy(state.data(), left, sizeof left);
}

class WriteJob final : public loop::Job {
 public:
  WriteJob(Realm& realm, StreamObject* stream, int flush, Chunk chunk, std::optional<AsyncBytes> in, js::PinnedBytes out,
           js::PinnedBytes state, Callback callback)
      : realm_(realm), stream_(stream), engine_(stream->engine_.get()), flush_(flush),
        last_(IsFinish(stream->mode_, flush)), chunk_(chunk), in_(std::move(in)), out_(std::move(out)),
        state_(std::move(state)), callback_(std::move(callback)) {
    stream->running_ = true;
  }
  void Work() override { result_ = engine_->Run(chunk_, flush_, last_); }
  void Done() override {
    stream_->running_ = false;
    if (stream_->close_pending_) stream_->Free();
    if (cancelled() || !realm_.can_enter()) return;
    Report(chunk_, state_);
    runtime::Complete<void>(realm_, callback_, std::move(result_));
  }

 private:
  Realm& realm_;
  cppgc::Persistent<StreamObject> stream_;
  Compressor* engine_;
  int flush_;
  bool last_;
  Chunk chunk_;
  std::optional<AsyncBytes> in_;
  js::PinnedBytes out_;
  js::PinnedBytes state_;
  Callback callback_;
  Result<void> result_;
};

Result<void> StreamObject::Write(Realm& realm, int32_t flush, std::optional<AsyncBytes>& in, size_t in_offset, size_t in_size,
                                 js::PinnedBytes& out, size_t out_offset, js::PinnedBytes& state, Callback& callback) {
  size_t available = in ? in->size() : 0;
  if (engine_ == nullptr || running_ || in_offset > available || in_size > available - in_offset || out_offset > out.size() ||
      in_size > UINT32_MAX || out.size() > UINT32_MAX) {
    return Error::Coded(ErrorCode::kERR_INTERNAL_ASSERTION, "stream is closed or busy, or offsets are out of range");
  }
  Chunk chunk{in ? in->span().data() + in_offset : nullptr, in_size, out.data() + out_offset, out.size() - out_offset};
  if (!callback) {
    auto result = engine_->Run(chunk, flush, IsFinish(mode_, flush));
    Report(chunk, state);
    return result;
  }
  Begin(realm, callback);
  const double async_id = callback.context().async_id();
  auto job = std::make_unique<WriteJob>(realm, this, flush, chunk, std::move(in), std::move(out), std::move(state),
                                        std::move(callback));
  job->Describe(loop::CallbackKind::kZlib, async_id);
  realm.loop().Post(loop::PoolKind::kCpu, std::move(job));
  return {};
}

const js::Row kStreamRows[] = {
    js::Method<&StreamObject::Write>("write"), js::Method<&StreamObject::Reset>("reset"),
    js::Method<&StreamObject::Params>("params"), js::Method<&StreamObject::Ended>("ended"),
    js::Method<&StreamObject::Close>("close"),
};
const js::ClassSpec StreamObject::kClass = js::GcClass<StreamObject::New>("Stream", kStreamRows);

// oneShot(mode, parameters, dictionary, pledged size, input, input flush, finish flush, first output size, limit, reject garbage,
//         callback) -> ArrayBuffer. `input`: bytes or a string (UTF-8).
std::optional<Result<Output>> OneShot(Realm& realm, int32_t mode, const js::Bytes& values,
                                      std::optional<js::OwnedBytes>& dictionary, double pledged, js::Value input,
                                      int32_t input_flush, int32_t finish_flush, double first_size, double limit, bool reject_garbage,
                                      Callback& callback) {
  CompressionConfig config = MakeConfig(mode, values, dictionary, pledged);
  config.reject_garbage = reject_garbage;
  OneShotLimits limits{input_flush, finish_flush, static_cast<size_t>(first_size), limit, reject_garbage};
  if (!callback) {
    InputBytes bytes;
    if (!bytes.Read(realm.isolate(), input)) return Result<Output>(Error::Coded(ErrorCode::kERR_INVALID_ARG_TYPE));
    return RunOneShot(config, bytes, limits);
  }
  AsyncBytes bytes;
  if (!bytes.Assign(input)) return Result<Output>(Error::Coded(ErrorCode::kERR_INVALID_ARG_TYPE));
  return runtime::RunAsync<Output>(realm, loop::PoolKind::kCpu, "ZLIB", std::move(callback),
                                   [config = std::move(config), bytes = std::move(bytes), limits] {
                                     return RunOneShot(config, bytes, limits);
                                   });
}

// crc32(data, value)
uint32_t Crc32(v8::Isolate* isolate, js::Value data, uint32_t value) {
  InputBytes bytes;
  // zlib answers 0 for a null pointer.
  if (!bytes.Read(isolate, data) || bytes.span().empty()) return value;
  return static_cast<uint32_t>(crc32_z(value, bytes.span().data(), bytes.span().size()));
}

const js::Row kRows[] = {
    js::Class<StreamObject>("Stream"),
    js::Fn<OneShot>("oneShot"),
    js::Fn<Crc32>("crc32"),
};

void Setup(v8::Isolate* isolate, v8::Local<v8::Context>, v8::Local<v8::Object> target) {
  js::SetConstant(isolate, target, "ZLIB_VERNUM", ZLIB_VERNUM);
}

}  // namespace

extern const js::BindingSpec kBinding_zlib;
const js::BindingSpec kBinding_zlib = {"zlib", kRows, Setup};

}  // namespace phasor::bindings
