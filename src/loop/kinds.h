// What a callback of the loop is about, and the kinds of things that begin and end: names for metrics, traces and
// reports. Callers: loop/phases.h, loop/metrics.h, runtime/callback.h, and the bindings that enter JavaScript.
//
//   CallbackKind  why JavaScript is entered: a timer, data to read, a finished fs job
//   Provider      what began and has not ended: Node's async_hooks types (AsyncContext), each with the kind of the
//                 callback that it ends with, or that it gets when the caller says nothing else
#pragma once

#include <cstddef>
#include <cstdint>

namespace phasor::loop {

enum class CallbackKind : uint8_t {
  kNone,           // as an argument: the kind that belongs to the provider
  kMain,           // the main script, and the bootstrap before it
  kTimer,
  kImmediate,
  kTick,
  kMicrotask,      // queueMicrotask()
  kPromise,        // a reaction of a promise, an await that goes on
  kFs,
  kFsWatch,
  kDns,
  kCrypto,
  kZlib,
  kRead,           // bytes of a stream
  kEnd,            // a stream's end or read error
  kAccept,
  kConnect,
  kWrite,
  kShutdown,
  kReceive,        // a datagram
  kSend,
  kHttpRequest,
  kHttp2,
  kTls,
  kMessage,
  kSignal,
  kChild,
  kWorker,
  kClose,
  kV8Task,         // V8's own tasks: finalization, code that was compiled elsewhere
  kHook,           // async_hooks' destroy, performance observers
  kExit,           // 'beforeExit' and 'exit'
  kOther,
  kCount,
};
inline constexpr size_t kCallbackKinds = static_cast<size_t>(CallbackKind::kCount);

// "timer", "fs", "http request" ...
const char* NameOf(CallbackKind kind);

enum class Provider : uint8_t {
  kNone,
#define V(id, name, kind, role) k##id,
#include "loop/providers.inc"
#undef V
  kOther,
  kCount,
};
inline constexpr size_t kProviders = static_cast<size_t>(Provider::kCount);

// A request ends by itself, a handle when it is closed.
enum class Role : uint8_t { kRequest, kHandle };

// By the name that async_hooks shows ("FSREQCALLBACK"), which must be a literal: its address is remembered.
Provider ProviderOf(const char* name);
const char* NameOf(Provider provider);
CallbackKind KindOf(Provider provider);
Role RoleOf(Provider provider);

}  // namespace phasor::loop
