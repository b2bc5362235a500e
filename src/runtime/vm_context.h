// Contexts of node:vm: a V8 context whose global object is a stand-in for a JavaScript object, the sandbox. What code in
// the context declares and assigns globally lands on the sandbox, and the sandbox's properties are its globals (Node's
// documentation, vm "What does it mean to contextify an object?"). Caller: bindings/vm.cc.
#pragma once

#include <v8.h>

#include <memory>

#include "js/types.h"

namespace phasor::runtime {

struct VmContextOptions {
  v8::Local<v8::Object> sandbox;  // empty: an ordinary context without a stand-in
  v8::Local<v8::String> name;
  bool strings = true;  // eval and new Function
  bool wasm = true;
  v8::Local<v8::Value> import_id;  // a symbol: who answers import() of code without a script of its own (eval in a callback)
  bool own_microtasks = false;  // run after each evaluation (microtaskMode 'afterEvaluate')
};

// Makes the context and ties it to the sandbox (which keeps it alive). Returns the sandbox, or without one the context's
// global object. Empty: an exception is pending.
v8::MaybeLocal<v8::Object> MakeVmContext(v8::Local<v8::Context> parent, const VmContextOptions& options);

// The context of a contextified object or of the global object of an uncontextified one; empty for other objects.
v8::MaybeLocal<v8::Context> VmContextOf(v8::Isolate* isolate, v8::Local<v8::Object> object);

// The context's own microtask queue, or null.
v8::MicrotaskQueue* VmMicrotasksOf(v8::Local<v8::Context> context);

// VmContextOptions::import_id of that context, or undefined.
v8::Local<v8::Value> VmImportId(v8::Isolate* isolate, v8::Local<v8::Context> context);

// Whether WebAssembly may be compiled there; true for contexts that are not vm's.
bool VmAllowsWasm(v8::Local<v8::Context> context);

}  // namespace phasor::runtime
