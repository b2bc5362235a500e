// What the loop did, callback by callback: a ring of events of fixed size, written by the loop's thread. A loop has one while
// it is traced (Phases::set_tracer); without one each place that would write costs a predictable branch.
//
// Callers: loop/phases.cc (turns, phases, entries into JavaScript), loop/thread_pool.cc (jobs), runtime/tracing.cc (what is
// queued, JavaScript's own queues, collections, and the names behind `label`), which also writes the trace out.
//
// An event that lasts is written when it ends; those that have not ended are frames on a stack, innermost last. The ring
// keeps the newest events and counts what it lost.
//
// A turn has room for kTurnRoom events. When it is used up the turn is crowded: what JavaScript's queues and promises do is
// not recorded until the next one. A loop over a million ticks so costs what it does without a tracer; an event costs as much
// as an empty tick.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "loop/cycle_clock.h"
#include "loop/metrics.h"

namespace phasor::loop {

class Job;

enum class TraceType : uint8_t {
  kTurn,      // lasts; `turn`
  kPhase,     // lasts; `other`: how much of it (poll) was waiting
  kCallback,  // lasts; `id` ran; `other`: when the first tick or microtask after it began, 0 if none did
  kQueued,    // `id` was queued by `parent`; of timers `detail` is the delay in ms; of promises `other` is the promise that
              // it waits for
  kResolved,  // promise `id` was settled by `parent`
  kJob,       // of a thread pool: on its thread; `other`: when it was queued, `gc`: when it was called back
  kGc,        // lasts; `detail` is the GcKind
};

struct TraceEvent {
  uint64_t start = 0;     // ns of uv_hrtime()
  uint64_t duration = 0;  // ns
  uint64_t id = 0;        // async id; 0: the loop's own
  uint64_t parent = 0;    // async id of what caused it
  TraceType type = TraceType::kTurn;
  CallbackKind kind = CallbackKind::kNone;
  Provider provider = Provider::kNone;
  Phase phase = Phase::kOutside;
  uint32_t label = 0;     // of the function; 0: none
  uint32_t turn = 0;
  uint32_t detail = 0;
  uint64_t other = 0;
  uint64_t gc = 0;        // ns of collections inside
};
static_assert(sizeof(TraceEvent) == 64);

inline constexpr uint32_t kTurnRoom = 4'000;

// What JavaScript asks before it calls (lib/internal/loop/trace.js reads it in place).
struct TraceGate {
  uint32_t room = kTurnRoom;  // for so many events more of this turn
  uint32_t open = 0;          // callbacks of JavaScript's queues that have begun and not ended
};

class Tracer {
 public:
  // The newest `capacity` events are kept, rounded up to a power of two. `metrics` tells how long collections took. `gate`
  // outlives the tracer.
  Tracer(size_t capacity, const Metrics& metrics, TraceGate& gate);
  Tracer(const Tracer&) = delete;

  void Turn(uint64_t turn, uint64_t start, uint64_t end);
  void Phase(uint64_t turn, loop::Phase phase, uint64_t start, uint64_t end, uint64_t waited);
  // The turn and phase that later events belong to.
  void SetPlace(uint64_t turn, loop::Phase phase) {
    phase_ = phase;
    if (static_cast<uint32_t>(turn) == turn_) return;
    turn_ = static_cast<uint32_t>(turn);
    gate_.room = kTurnRoom;
    SetRecording(true);
  }
  bool is_crowded() const { return gate_.room == 0; }
  // Told false when a turn has become crowded and the callbacks of JavaScript's queues that were seen to begin have ended, true
  // when the next one begins. May be called from a fast call of V8's.
  void set_on_recording(std::function<void(bool)> on_recording) { on_recording_ = std::move(on_recording); }

  // A callback that C++ enters JavaScript for, and its end, which also ends what an exception left open inside of it.
  void BeginNative(CallbackKind kind, Provider provider, uint64_t id, uint64_t parent);
  void EndNative();
  // A callback of JavaScript's own queues. End() does nothing when `id` is not running.
  void Begin(CallbackKind kind, uint64_t id, uint32_t label);
  void End(uint64_t id);
  // The innermost callback that runs; null outside of any.
  TraceEvent* current() { return frames_.empty() ? nullptr : &frames_.back().event; }
  uint64_t current_id() const { return frames_.empty() ? 0 : frames_.back().event.id; }

  // Time, turn, phase and `parent` (what runs) are filled in.
  void Mark(TraceEvent event);
  void Job(const loop::Job& job, uint64_t now);
  void Gc(GcKind kind, uint64_t start, uint64_t end);

  // The events in the order in which they were written; those that have not ended come last and last until now.
  std::vector<TraceEvent> Events() const;
  uint64_t crowded() const { return crowded_; }  // turns
  uint64_t lost() const { return written_ > capacity_ ? written_ - capacity_ : 0; }

 private:
  struct Frame {
    TraceEvent event;
    bool native;
  };
  void Push(bool native, CallbackKind kind, Provider provider, uint64_t id, uint64_t parent, uint32_t label);
  void Pop(uint64_t at);
  TraceEvent Here(TraceType type) const;
  void Write(const TraceEvent& event);
  void SetRecording(bool on);
  void LookForRoom();

  const Metrics& metrics_;
  TraceGate& gate_;
  std::function<void(bool)> on_recording_;
  bool records_ = true;
  CycleClock clock_;  // what callbacks and marks are timed by; Events() turns it into ns
  const uint64_t capacity_;
  std::vector<TraceEvent> ring_;
  std::vector<Frame> frames_;
  uint64_t written_ = 0;
  uint64_t crowded_ = 0;
  uint32_t turn_ = 0;
  loop::Phase phase_ = loop::Phase::kOutside;
};

}  // namespace phasor::loop
