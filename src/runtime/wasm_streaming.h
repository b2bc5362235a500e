// WebAssembly.compileStreaming() and instantiateStreaming() ask JavaScript for the bytes of their source. V8 has the two
// functions only in contexts that are made after its callback is set. Callers: instance.cc (OnV8WasmSource),
// bindings/wasm_streaming.cc.
#pragma once

#include "runtime/realm.h"

namespace phasor::runtime {

// callback(handle, source) is called for every compilation that begins; v8::WasmStreaming::Unpack() takes the handle.
void SetWasmSource(Realm& realm, v8::Local<v8::Function> callback);

// v8::WasmStreamingCallback
void OnV8WasmSource(const v8::FunctionCallbackInfo<v8::Value>& info);

}  // namespace phasor::runtime
