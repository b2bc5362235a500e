// Where the loop is at any time: turn, phase, the callback that runs. Fed by the loop's own prepare and check handles, by
// wrappers around timer and close callbacks (TimerScope, CloseScope) and by every entry into JavaScript (BeginCallback,
// runtime::CallbackScope). No system call; the clock is read at the end of the poll phase, at its beginning, and where a
// phase that ran something ends. It keeps the loop's Metrics and publishes Now for other threads.
//
// A turn is timers, pending, (idle, prepare,) poll, check, closing, in the order of Node's and libuv's documentation; it is
// numbered from 1, 0 is what runs before the loop. libuv has no hook between closing, timers and pending: these phases
// begin with their first callback, and the end of one that ran nothing is the beginning of the next.
//
// Rules: all but now() and metrics() is the loop thread's; only the outermost entry into JavaScript tells.
#pragma once

#include <uv.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

#include "loop/kinds.h"
#include "loop/metrics.h"

namespace phasor::loop {

class Tracer;

// What the loop's thread does inside a phase.
enum class Stage : uint8_t { kNone, kCallback, kTicks, kMicrotasks, kGc, kCount };
const char* NameOf(Stage stage);

// What a watchdog sees. Times are ns of uv_hrtime(), 0: not now.
struct Now {
  uint64_t turn = 0;
  Phase phase = Phase::kOutside;
  Stage stage = Stage::kNone;
  CallbackKind kind = CallbackKind::kNone;  // of the last callback that began
  Provider provider = Provider::kNone;
  uint64_t callbacks = 0;    // begun so far: the same number means the same callback
  double async_id = 0;       // of the callback as async_hooks numbers it, and of what caused it
  double trigger_id = 0;
  uint64_t phase_since = 0;  // when the phase began
  uint64_t busy_since = 0;   // since when the loop has not looked for events; 0 while it waits or is not busy
  uint64_t collecting = 0;   // ns of collections that ended since busy_since
};

// Now, written by one thread and read by others: a sequence lock whose data are atomics.
class NowRecord {
 public:
  void SetPhase(uint64_t turn, Phase phase, uint64_t since, uint64_t busy_since);
  void SetBusySince(uint64_t since) { busy_since_.store(since, std::memory_order_relaxed); }
  void SetStage(Stage stage) { state_.store(Pack(phase(), stage, state() >> 16), std::memory_order_relaxed); }
  void BeginCallback(CallbackKind kind, Provider provider, double async_id, double trigger_id);
  void AddCollection(uint64_t took);
  Phase phase() const { return static_cast<Phase>(state() & 0xff); }
  Stage stage() const { return static_cast<Stage>(state() >> 8 & 0xff); }
  Now Read() const;

 private:
  static uint64_t Pack(Phase phase, Stage stage, uint64_t callback) {
    return static_cast<uint64_t>(phase) | static_cast<uint64_t>(stage) << 8 | callback << 16;
  }
  uint64_t state() const { return state_.load(std::memory_order_relaxed); }
  // Even: the record is whole. Data are stored with release and loaded with acquire, which keeps them between.
  void Open() { sequence_.store(sequence_.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed); }
  void Shut() { sequence_.store(sequence_.load(std::memory_order_relaxed) + 1, std::memory_order_release); }

  std::atomic<uint64_t> sequence_ = 0;
  std::atomic<uint64_t> state_ = 0;  // phase, stage, kind, provider: 8 bits each
  std::atomic<uint64_t> turn_ = 0, callbacks_ = 0, phase_since_ = 0, busy_since_ = 0;
  std::atomic<uint64_t> collecting_ = 0, collecting_since_ = 0;  // in which busy time: a turn has nothing to set back
  std::atomic<double> async_id_ = 0, trigger_id_ = 0;
};

// Hears of every turn: for figures that somebody asked for (loop/delay_sampler.h). Times are ns of uv_hrtime().
class TurnListener {
 public:
  virtual ~TurnListener() = default;
  virtual void OnPoll(uint64_t at) = 0;   // the poll phase begins: the callbacks of the turn are done
  virtual void OnWoken(uint64_t at) = 0;  // it has waited until then
  virtual void OnCheck(uint64_t at) = 0;  // it has ended
};

class Phases {
 public:
  explicit Phases(uv_loop_t* loop) : loop_(loop), metrics_(NewMetrics()) {}
  Phases(const Phases&) = delete;

  uint64_t turn() const { return turn_; }
  Phase phase() const { return phase_; }
  // Any thread, while the loop lives.
  Now now() const { return now_.Read(); }
  Metrics& metrics() { return *metrics_; }
  const std::shared_ptr<Metrics>& shared_metrics() const { return metrics_; }

  // ---- the loop tells ----
  void OnRunBegin();
  void OnRunEnd();
  void OnPrepare();
  void OnCheckBegin();
  void OnCheckEnd() { settled_ = false; }
  // Null: nothing is traced. The tracer has to outlive its being set here.
  void set_tracer(Tracer* tracer) { tracer_ = tracer; }
  Tracer* tracer() const { return kKeepsMetrics ? tracer_ : nullptr; }
  // Listens until the last owner lets go of it.
  void AddListener(std::weak_ptr<TurnListener> listener) { listeners_.push_back(std::move(listener)); }
  // While immediates wait the poll phase does not, and need not be asked how long it did.
  void set_poll_waits(bool waits) { poll_waits_ = waits; }

  // ---- callbacks ----
  void BeginCallback(CallbackKind kind, Provider provider, double async_id, double trigger_id) {
    if (!settled_) [[unlikely]] Settle();
    ran_ = true;
    metrics_->callbacks[static_cast<size_t>(kind)].Add();
    if constexpr (kKeepsMetrics) now_.BeginCallback(kind, provider, async_id, trigger_id);
    if (tracer() != nullptr) [[unlikely]] TraceBegin(kind, provider, async_id, trigger_id);
  }
  void SetStage(Stage stage) {
    if constexpr (kKeepsMetrics) now_.SetStage(stage);
  }
  Stage stage() const { return now_.stage(); }
  // A collection has ended, which took so many ns; not for one inside another.
  void AddCollection(uint64_t took) {
    metrics_->gc_time.Add(took);
    now_.AddCollection(took);
  }
  void EndCallback() {
    SetStage(Stage::kNone);
    if (tracer() != nullptr) [[unlikely]] TraceEnd();
    if (phase_ == Phase::kOutside) now_.SetBusySince(0);
  }

 private:
  friend class TimerScope;
  friend class CloseScope;
  void TraceBegin(CallbackKind kind, Provider provider, double async_id, double trigger_id);
  void TraceEnd();
  void Tell(void (TurnListener::*event)(uint64_t), uint64_t at);
  void EnterTimers();
  void EnterClosing();
  void Settle();
  void Woken(uint64_t waited);
  uint64_t Waited();
  void Enter(Phase phase, uint64_t at);
  void BeginTurn(uint64_t at);
  void EndTurn(uint64_t at);
  bool AfterPoll() const { return phase_ == Phase::kCheck || phase_ == Phase::kClosing; }

  uv_loop_t* loop_;
  std::shared_ptr<Metrics> metrics_;
  NowRecord now_;
  Tracer* tracer_ = nullptr;
  std::vector<std::weak_ptr<TurnListener>> listeners_;
  Phase phase_ = Phase::kOutside;
  // Whether the next callback surely belongs to phase_.
  bool settled_ = false;
  bool poll_waits_ = true;
  bool ran_ = false;         // a callback in this phase
  bool woken_ = true;        // the poll phase has found events
  uint64_t turn_ = 0;
  uint64_t turn_since_ = 0;
  uint64_t phase_since_ = 0;
  uint64_t busy_since_ = 0;
  uint64_t waited_ = 0;      // of this turn's poll phase
  uint64_t idle_time_ = 0;   // uv_metrics_idle_time() at the last look
};

// Around the callback of any uv_timer_t that may call JavaScript.
class TimerScope {
 public:
  explicit TimerScope(Phases& phases) : phases_(phases) { phases.EnterTimers(); }
  ~TimerScope() { phases_.settled_ = false; }
  TimerScope(const TimerScope&) = delete;

 private:
  Phases& phases_;
};

// Around every close callback.
class CloseScope {
 public:
  explicit CloseScope(Phases& phases) : phases_(phases) { phases.EnterClosing(); }
  ~CloseScope() { phases_.settled_ = false; }
  CloseScope(const CloseScope&) = delete;

 private:
  Phases& phases_;
};

}  // namespace phasor::loop
