#include "runtime/gc_metrics.h"

#include <uv.h>

#include <bit>
#include <utility>

#include "loop/tracer.h"

namespace phasor::runtime {

namespace {

// V8's kinds are the bits 0 to 4.
static_assert(v8::kGCTypeScavenge == 1 << static_cast<int>(loop::GcKind::kScavenge));
static_assert(v8::kGCTypeMinorMarkSweep == 1 << static_cast<int>(loop::GcKind::kMinorMarkSweep));
static_assert(v8::kGCTypeMarkSweepCompact == 1 << static_cast<int>(loop::GcKind::kMarkSweepCompact));
static_assert(v8::kGCTypeIncrementalMarking == 1 << static_cast<int>(loop::GcKind::kIncremental));
static_assert(v8::kGCTypeProcessWeakCallbacks == 1 << static_cast<int>(loop::GcKind::kWeakCallbacks));

size_t IndexOf(v8::GCType type) { return static_cast<size_t>(std::countr_zero(static_cast<unsigned>(type))); }

}  // namespace

GcMetrics::GcMetrics(v8::Isolate* isolate, loop::Phases& phases) : isolate_(isolate), phases_(phases) {
  isolate->AddGCPrologueCallback(OnV8Prologue, this);
  isolate->AddGCEpilogueCallback(OnV8Epilogue, this);
}

GcMetrics::~GcMetrics() {
  isolate_->RemoveGCPrologueCallback(OnV8Prologue, this);
  isolate_->RemoveGCEpilogueCallback(OnV8Epilogue, this);
}

void GcMetrics::OnV8Prologue(v8::Isolate*, v8::GCType type, v8::GCCallbackFlags, void* data) {
  auto* self = static_cast<GcMetrics*>(data);
  if (self->depth_++ == 0) {
    self->stage_ = self->phases_.stage();
    self->phases_.SetStage(loop::Stage::kGc);
  }
  if (IndexOf(type) < loop::kGcKinds) self->began_[IndexOf(type)] = uv_hrtime();
}

void GcMetrics::OnV8Epilogue(v8::Isolate*, v8::GCType type, v8::GCCallbackFlags, void* data) {
  auto* self = static_cast<GcMetrics*>(data);
  // Added in the middle of a collection, it sees the end of one whose beginning it did not.
  if (self->depth_ == 0) return;
  const bool outermost = --self->depth_ == 0;
  if (outermost) self->phases_.SetStage(self->stage_);
  if (IndexOf(type) >= loop::kGcKinds) return;
  const uint64_t began = std::exchange(self->began_[IndexOf(type)], 0);
  if (began == 0) return;
  loop::Metrics& metrics = self->phases_.metrics();
  const uint64_t now = uv_hrtime();
  const uint64_t took = now - began;
  if (loop::Tracer* tracer = self->phases_.tracer()) tracer->Gc(static_cast<loop::GcKind>(IndexOf(type)), began, now);
  metrics.gc[IndexOf(type)].Record(took);
  if (outermost) self->phases_.AddCollection(took);
}

}  // namespace phasor::runtime
