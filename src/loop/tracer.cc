#include "loop/tracer.h"

#include <algorithm>
#include <bit>

#include "loop/thread_pool.h"

namespace phasor::loop {

Tracer::Tracer(size_t capacity, const Metrics& metrics, TraceGate& gate)
    : metrics_(metrics), gate_(gate), capacity_(std::bit_ceil(std::max<size_t>(capacity, 2))) {
  ring_.reserve(capacity_);
}

void Tracer::Write(const TraceEvent& event) {
  if (gate_.room > 0 && --gate_.room == 0) ++crowded_;
  if (written_ < capacity_) ring_.push_back(event);
  else ring_[written_ & (capacity_ - 1)] = event;
  ++written_;
}

void Tracer::SetRecording(bool on) {
  if (on == records_) return;
  records_ = on;
  if (on_recording_) on_recording_(on);
}

void Tracer::LookForRoom() {
  if (gate_.room == 0 && gate_.open == 0) SetRecording(false);
}

TraceEvent Tracer::Here(TraceType type) const {
  TraceEvent event;
  event.type = type;
  event.turn = turn_;
  event.phase = phase_;
  return event;
}

void Tracer::Turn(uint64_t turn, uint64_t start, uint64_t end) {
  TraceEvent event = Here(TraceType::kTurn);
  event.start = start;
  event.duration = end - start;
  event.turn = static_cast<uint32_t>(turn);
  Write(event);
}

void Tracer::Phase(uint64_t turn, loop::Phase phase, uint64_t start, uint64_t end, uint64_t waited) {
  TraceEvent event = Here(TraceType::kPhase);
  event.start = start;
  event.duration = end - start;
  event.turn = static_cast<uint32_t>(turn);
  event.phase = phase;
  event.other = waited;
  Write(event);
}

// ---- Callbacks ----

void Tracer::Push(bool native, CallbackKind kind, Provider provider, uint64_t id, uint64_t parent, uint32_t label) {
  const uint64_t at = clock_.Now();
  if (frames_.size() == 1 && frames_.back().event.other == 0) frames_.back().event.other = at;
  Frame& frame = frames_.emplace_back(Frame{Here(TraceType::kCallback), native});
  if (!native) ++gate_.open;
  frame.event.start = at;
  frame.event.kind = kind;
  frame.event.provider = provider;
  frame.event.id = id;
  frame.event.parent = parent;
  frame.event.label = label;
  frame.event.gc = metrics_.gc_time.value();
}

void Tracer::Pop(uint64_t at) {
  TraceEvent& event = frames_.back().event;
  event.duration = at - event.start;
  event.gc = metrics_.gc_time.value() - event.gc;
  Write(event);
  if (!frames_.back().native) --gate_.open;
  frames_.pop_back();
  LookForRoom();
}

void Tracer::BeginNative(CallbackKind kind, Provider provider, uint64_t id, uint64_t parent) {
  Push(true, kind, provider, id, parent, 0);
}

void Tracer::EndNative() {
  const uint64_t at = clock_.Now();
  while (!frames_.empty()) {
    const bool native = frames_.back().native;
    Pop(at);
    if (native) return;
  }
}

void Tracer::Begin(CallbackKind kind, uint64_t id, uint32_t label) {
  Push(false, kind, Provider::kNone, id, current_id(), label);
}

void Tracer::End(uint64_t id) {
  size_t depth = frames_.size();
  while (depth > 0 && !frames_[depth - 1].native && frames_[depth - 1].event.id != id) --depth;
  if (depth == 0 || frames_[depth - 1].native) return;
  const uint64_t at = clock_.Now();
  while (frames_.size() >= depth) Pop(at);
}

void Tracer::Mark(TraceEvent event) {
  event.start = clock_.Now();
  event.turn = turn_;
  event.phase = phase_;
  event.parent = current_id();
  Write(event);
  LookForRoom();
}

// ---- What others timed ----

void Tracer::Job(const loop::Job& job, uint64_t now) {
  TraceEvent event = Here(TraceType::kJob);
  event.start = job.started_at();
  event.duration = job.finished_at() - job.started_at();
  event.id = static_cast<uint64_t>(job.async_id());
  event.kind = job.kind();
  event.other = job.queued_at();
  event.gc = now;
  Write(event);
}

void Tracer::Gc(GcKind kind, uint64_t start, uint64_t end) {
  TraceEvent event = Here(TraceType::kGc);
  event.start = start;
  event.duration = end - start;
  event.detail = static_cast<uint32_t>(kind);
  Write(event);
}

// ---- Reading ----

std::vector<TraceEvent> Tracer::Events() const {
  std::vector<TraceEvent> events;
  const uint64_t first = lost();
  events.reserve(written_ - first + frames_.size());
  for (uint64_t i = first; i < written_; ++i) events.push_back(ring_[i & (capacity_ - 1)]);
  const uint64_t now = clock_.Now();
  for (const Frame& frame : frames_) {
    TraceEvent& event = events.emplace_back(frame.event);
    event.duration = now - event.start;
    event.gc = metrics_.gc_time.value() - event.gc;
  }
  const CycleClock::Scale scale(clock_);
  for (TraceEvent& event : events) {
    if (event.type != TraceType::kCallback && event.type != TraceType::kQueued && event.type != TraceType::kResolved) continue;
    const uint64_t end = scale.ToNs(event.start + event.duration);
    event.start = scale.ToNs(event.start);
    event.duration = end - event.start;
    if (event.type == TraceType::kCallback && event.other != 0) event.other = scale.ToNs(event.other);
  }
  return events;
}

}  // namespace phasor::loop
