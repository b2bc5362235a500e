// The V8 side of the loop's tracer: what is queued and by whom, promises, the names and places of functions, the end of a
// trace. One per thread at most, from Start() until the realm ends.
//
// Callers: runtime/callback.cc (natives that begin), bindings/loop.cc (JavaScript's queues, start, reading). No JavaScript object
// is kept alive: a function is remembered as its script's number and place, with texts.
#pragma once

#include <v8.h>

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "loop/tracer.h"

namespace phasor::runtime {

class Realm;

// Fields of hooks count them in their lower half; this bit says that lib/internal/async_context.js tells the tracer, too.
inline constexpr uint32_t kTraced = 1 << 16;

struct TraceOptions {
  size_t events = 1 << 18;
  bool stacks = false;   // note the whole stack with all that is queued, not only the innermost place of the program
  std::string output;    // base name of the files that are written when the realm ends; empty: none
};

// Lines and columns from 1; 0: unknown.
struct TraceLabel {
  std::string function;  // "" for one without a name
  std::string script;
  int line = 0;
  int column = 0;
  bool is_place = false;  // where something was queued, in `function`; else what is called
};

// A trace as it is read and written out.
struct TraceDump {
  std::vector<loop::TraceEvent> events;
  std::vector<TraceLabel> labels;        // by number; the first one is empty
  std::vector<std::vector<uint32_t>> stacks;  // labels, innermost first
  std::unordered_map<uint64_t, uint32_t> stack_of;  // async id -> where it was queued
  uint64_t lost = 0;                     // events that the ring had no room for
  uint64_t crowded = 0;                  // turns that were crowded (loop/tracer.h)
  uint64_t began = 0;                    // ns of uv_hrtime()
};

// Where the newest `limit` ids were queued: numbers of stacks.
class QueuedAt {
 public:
  explicit QueuedAt(size_t limit) : limit_(limit) {}
  void Put(uint64_t id, uint32_t stack);
  const std::unordered_map<uint64_t, uint32_t>& all() const { return stack_of_; }

 private:
  const size_t limit_;
  std::unordered_map<uint64_t, uint32_t> stack_of_;
  std::deque<uint64_t> order_;
};

class Tracing {
 public:
  // This thread's, or null.
  static Tracing* Current();
  // The files of `options.output` are made at once, so that a path that cannot be written is known: Error::System.
  static Result<void> Start(Realm& realm, const TraceOptions& options);
  static void Stop();
  // The memory of a loop::TraceGate, which lives on after the end of the trace.
  const std::shared_ptr<v8::BackingStore>& gate() const { return gate_; }
  ~Tracing();
  Tracing(const Tracing&) = delete;

  // `id` was queued by what runs now. `function`: what will be called, may be empty.
  void Queued(loop::CallbackKind kind, loop::Provider provider, uint64_t id, v8::Local<v8::Value> function, uint32_t detail);
  // JavaScript's queues call `function` for `id`; it ended (also by an exception).
  void Begin(loop::CallbackKind kind, uint64_t id, v8::Local<v8::Value> function);
  void End(uint64_t id) { tracer_.End(id); }
  // Names what runs now, unless it has a name.
  void LabelCurrent(std::string_view text);

  TraceDump Dump();
  // Where `id` was queued, innermost first. Empty: stacks are not noted.
  std::vector<TraceLabel> StackOf(uint64_t id) const;

 private:
  Tracing(Realm& realm, const TraceOptions& options);
  // A number for the function. Its texts may follow later (Resolve): a fast call must not allocate in V8's heap.
  uint32_t LabelOf(v8::Local<v8::Value> function);
  void Resolve();
  uint32_t Intern(uint64_t key, TraceLabel label);
  // The place in the program that runs now: the innermost frame that is not Phasor's own. 0: none. Keeps the stack for `id` in
  // `queued_at` if stacks are wanted.
  uint32_t LabelOfCaller(uint64_t id, QueuedAt* queued_at);
  uint32_t LabelOfFrame(v8::Local<v8::StackFrame> frame);
  // Whether lib/internal/async_context.js tells of ticks, timers, immediates and microtasks.
  void WatchQueues(bool on);
  void WatchPromises(bool on);
  static void OnV8Promise(v8::PromiseHookType type, v8::Local<v8::Promise> promise, v8::Local<v8::Value> parent);
  uint64_t IdOf(v8::Local<v8::Promise> promise);

  Realm& realm_;
  TraceOptions options_;
  std::shared_ptr<v8::BackingStore> gate_;
  loop::Tracer tracer_;
  bool watches_promises_ = false;
  uint64_t began_;
  std::vector<TraceLabel> labels_;
  std::unordered_map<uint64_t, uint32_t> known_;  // script and position -> label
  std::unordered_map<std::string, uint32_t> texts_;    // of LabelCurrent -> label
  struct Recent {
    uint64_t key = 0;
    uint32_t label = 0;
  };
  static constexpr size_t kRecent = 256;
  Recent recent_[kRecent];
  struct Unresolved {
    uint32_t label;
    v8::Global<v8::Function> function;
  };
  std::vector<Unresolved> unresolved_;
  std::vector<std::vector<uint32_t>> stacks_;
  std::map<std::vector<uint32_t>, uint32_t> stack_numbers_;
  // Ticks and promises come by the million and soon run; whyAlive() asks for the others after hours.
  QueuedAt brief_{1 << 16}, lasting_{1 << 20};
  size_t located_promises_ = 0;
};

}  // namespace phasor::runtime
