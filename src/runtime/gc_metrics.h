// Times V8's garbage collections for the loop's figures (loop::Metrics::gc) and shows a watchdog that one is running. One
// per realm.
#pragma once

#include <v8.h>

#include "loop/phases.h"

namespace phasor::runtime {

class GcMetrics {
 public:
  GcMetrics(v8::Isolate* isolate, loop::Phases& phases);
  ~GcMetrics();
  GcMetrics(const GcMetrics&) = delete;

 private:
  static void OnV8Prologue(v8::Isolate* isolate, v8::GCType type, v8::GCCallbackFlags flags, void* self);
  static void OnV8Epilogue(v8::Isolate* isolate, v8::GCType type, v8::GCCallbackFlags flags, void* self);

  v8::Isolate* isolate_;
  loop::Phases& phases_;
  uint64_t began_[loop::kGcKinds] = {};
  int depth_ = 0;  // weak callbacks run inside a collection
  loop::Stage stage_ = loop::Stage::kNone;
};

}  // namespace phasor::runtime
