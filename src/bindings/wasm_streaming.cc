// binding('wasm_streaming'): bytes for WebAssembly.compileStreaming() and instantiateStreaming(), which V8 compiles while they
// arrive (https://webassembly.github.io/spec/web-api/). Caller: lib/internal/wasm_streaming.js.
#include <v8-wasm.h>

#include <memory>

#include "js/class.h"
#include "runtime/wasm_streaming.h"

namespace phasor::bindings {

namespace {

using v8::Local;

// One compilation, until it has been finished or aborted; later calls do nothing.
class WasmStream final : public js::GcObject {
 public:
  static const js::ClassSpec kClass;

  explicit WasmStream(std::shared_ptr<v8::WasmStreaming> streaming) : streaming_(std::move(streaming)) {}
  // `handle` is what V8 has given to the callback.
  static WasmStream* New(v8::Isolate* isolate, js::Value handle) {
    return js::MakeGc<WasmStream>(isolate, v8::WasmStreaming::Unpack(isolate, handle));
  }

  // Where the module comes from, for stack traces.
  void SetUrl(const js::Utf8& url) {
    if (streaming_) streaming_->SetUrl(url.view().data(), url.view().size());
  }
  void Push(const js::Bytes& bytes) {
    if (streaming_) streaming_->OnBytesReceived(bytes.data(), bytes.size());
  }
  void Finish() {
    if (auto streaming = std::move(streaming_)) streaming->Finish();
  }
  void Abort(js::Value reason) {
    if (auto streaming = std::move(streaming_)) streaming->Abort(reason);
  }

 private:
  std::shared_ptr<v8::WasmStreaming> streaming_;
};

const js::Row kStreamRows[] = {
    js::Method<&WasmStream::SetUrl>("setUrl"),
    js::Method<&WasmStream::Push>("push"),
    js::Method<&WasmStream::Finish>("finish"),
    js::Method<&WasmStream::Abort>("abort"),
};
const js::ClassSpec WasmStream::kClass = js::GcClass<WasmStream::New>("WasmStream", kStreamRows);

// onSource(callback): callback(handle, source) for every compilation that begins; new WasmStream(handle) takes it over
void OnSource(runtime::Realm& realm, Local<v8::Function> callback) { runtime::SetWasmSource(realm, callback); }

const js::Row kRows[] = {
    js::Class<WasmStream>("WasmStream"),
    js::Fn<OnSource>("onSource"),
};

}  // namespace

extern const js::BindingSpec kBinding_wasm_streaming;
const js::BindingSpec kBinding_wasm_streaming = {"wasm_streaming", kRows};

}  // namespace phasor::bindings
