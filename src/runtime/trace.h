// What --trace-env, --trace-sync-io, --trace-uncaught and --trace-sigint print (Node's documentation, "Command-line API").
// Callers: bindings/env.cc, callback.h, instance.cc, uncaught.cc, bindings/util.cc.
#pragma once

#include <atomic>
#include <string_view>

#include "runtime/realm.h"

namespace phasor::runtime {

// --trace-env: an access to the environment variables. `name` is empty when all are listed.
void TraceEnvironment(Realm& realm, std::string_view action, std::string_view name);

// --trace-sync-io: set once the main script has run.
inline std::atomic<bool> g_traces_sync_calls = false;
void TraceSyncCall(Realm& realm);

// --trace-uncaught: V8 keeps the stack at which values are thrown. Called once for each isolate.
void KeepThrowingStacks(Realm& realm);
// "Thrown at:" and the stack; empty without the option.
std::string ThrownAt(Realm& realm, v8::Local<v8::Message> message);

// --trace-sigint, util.setTraceSigInt(): SIGINT prints the running stack before it ends the process. Main thread only.
void SetTraceSigint(Realm& realm, bool on);

}  // namespace phasor::runtime
