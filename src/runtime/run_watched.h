// Running a script's or a module's body under a watchdog, and the code cache's bytes. Callers: bindings/vm.cc,
// module/module_wrap.cc.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "runtime/realm.h"
#include "runtime/vm_context.h"
#include "runtime/watchdog.h"

namespace phasor::runtime {

// The bytes of a code cache as a Uint8Array, or undefined for null. Takes `data` over.
inline js::Value CacheBytes(v8::Isolate* isolate, v8::ScriptCompiler::CachedData* data) {
  std::unique_ptr<v8::ScriptCompiler::CachedData> owned(data);
  if (owned == nullptr) return v8::Undefined(isolate);
  return js::NewUint8Array(isolate, std::vector<uint8_t>(owned->data, owned->data + owned->length));
}

// An error that Node makes in C++: its stack does not name the code.
inline void ThrowPlain(v8::Isolate* isolate, const char* code, std::string_view message) {
  auto error = v8::Exception::Error(js::Literal(isolate, message)).As<v8::Object>();
  js::Ignore(error->Set(isolate->GetCurrentContext(), js::Literal(isolate, "code"), js::Literal(isolate, code)));
  isolate->ThrowException(error);
}

// Runs what `run` does (() -> MaybeLocal<Value>) in `context` under a watchdog, then the context's own microtasks. Empty with
// an exception pending: what it threw, ERR_SCRIPT_EXECUTION_TIMEOUT after `timeout` ms (0: no limit), or
// ERR_SCRIPT_EXECUTION_INTERRUPTED.
template <class Run>
v8::MaybeLocal<v8::Value> RunWatched(Realm& realm, v8::Local<v8::Context> context, double timeout, bool break_on_sigint,
                                     Run run) {
  v8::Isolate* isolate = realm.isolate();
  v8::EscapableHandleScope handles(isolate);
  v8::TryCatch caught(isolate);
  v8::MaybeLocal<v8::Value> result;
  Watchdog::Verdict verdict;
  {
    Watchdog watchdog(isolate, static_cast<uint64_t>(timeout), break_on_sigint);
    v8::Context::Scope scope(context);
    result = run();
    if (v8::MicrotaskQueue* queue = VmMicrotasksOf(context); queue != nullptr && !caught.HasCaught()) {
      queue->PerformCheckpoint(isolate);
    }
    verdict = watchdog.Finish();
  }
  // As in Node these errors belong to the context in which the code ran.
  v8::Context::Scope scope(context);
  if (verdict == Watchdog::Verdict::kTimedOut && !realm.stopping()) {
    caught.Reset();
    std::string text = "Script execution timed out after " + std::to_string(static_cast<uint64_t>(timeout)) + "ms";
    ThrowPlain(isolate, "ERR_SCRIPT_EXECUTION_TIMEOUT", text);
  } else if (verdict == Watchdog::Verdict::kInterrupted && !realm.stopping()) {
    caught.Reset();
    ThrowPlain(isolate, "ERR_SCRIPT_EXECUTION_INTERRUPTED", "Script execution was interrupted by `SIGINT`");
  }
  if (caught.HasCaught()) {
    caught.ReThrow();
    return {};
  }
  v8::Local<v8::Value> value;
  if (!result.ToLocal(&value)) return {};
  return handles.Escape(value);
}

}  // namespace phasor::runtime
