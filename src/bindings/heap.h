// The heap of an isolate in numbers and as a snapshot, on the isolate's thread. Callers: bindings/heap.cc (lib/v8.js) and
// bindings/worker.cc (the same for a worker thread, asked by its parent).
#pragma once

#include <v8.h>

#include <string>
#include <vector>

namespace phasor::bindings {

// In the order of lib/v8.js.
std::vector<double> HeapStatistics(v8::Isolate* isolate);
// JSON. `internals` and `numbers`: what V8's HeapSnapshotOptions call so.
std::string HeapSnapshotText(v8::Isolate* isolate, bool internals, bool numbers);

}  // namespace phasor::bindings
