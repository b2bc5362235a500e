// The end of a process that cannot go on: what led there on stderr, then SIGABRT. Callers: instance.cc (V8's fatal errors),
// process.abort().
#pragma once

#include <v8.h>

namespace phasor::runtime {

// Writes the C++ frames and, when JavaScript runs in `isolate` (which may be null), its frames, in Node's form; aborts.
[[noreturn]] void AbortWithStacks(v8::Isolate* isolate);

// The same with the C++ frames only: where nothing may be allocated on V8's heap any more.
[[noreturn]] void AbortWithNativeStack();

}  // namespace phasor::runtime
