#include "runtime/wasm_streaming.h"

namespace phasor::runtime {

namespace {

thread_local v8::Global<v8::Function> t_on_source;

}  // namespace

void SetWasmSource(Realm& realm, v8::Local<v8::Function> callback) {
  t_on_source.Reset(realm.isolate(), callback);
  realm.AtTeardown([] { t_on_source.Reset(); });
}

// A reaction to the promise of the source: the function aborts the compilation instead of throwing.
void OnV8WasmSource(const v8::FunctionCallbackInfo<v8::Value>& info) {
  v8::Isolate* isolate = info.GetIsolate();
  if (t_on_source.IsEmpty()) return;
  v8::Local<v8::Value> arguments[] = {info.Data(), info[0]};
  js::Ignore(t_on_source.Get(isolate)->Call(isolate->GetCurrentContext(), v8::Undefined(isolate), 2, arguments));
}

}  // namespace phasor::runtime
