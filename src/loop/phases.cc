#include "loop/phases.h"

#include <iterator>
#include <utility>

#include "loop/tracer.h"

namespace phasor::loop {

namespace {

constexpr const char* kStageNames[] = {"none", "callback", "nextTick", "microtasks", "gc"};
static_assert(std::size(kStageNames) == static_cast<size_t>(Stage::kCount));

uint64_t Clock() { return kKeepsMetrics ? uv_hrtime() : 0; }

uint64_t Since(uint64_t start, uint64_t end) { return end > start ? end - start : 0; }

}  // namespace

const char* NameOf(Stage stage) { return kStageNames[static_cast<size_t>(stage)]; }

// ---- NowRecord ----

void NowRecord::SetPhase(uint64_t turn, Phase phase, uint64_t since, uint64_t busy_since) {
  Open();
  turn_.store(turn, std::memory_order_release);
  state_.store(Pack(phase, stage(), state() >> 16), std::memory_order_release);
  phase_since_.store(since, std::memory_order_release);
  busy_since_.store(busy_since, std::memory_order_release);
  Shut();
}

void NowRecord::BeginCallback(CallbackKind kind, Provider provider, double async_id, double trigger_id) {
  const auto callback = static_cast<uint64_t>(kind) | static_cast<uint64_t>(provider) << 8;
  Open();
  state_.store(Pack(phase(), Stage::kCallback, callback), std::memory_order_release);
  callbacks_.store(callbacks_.load(std::memory_order_relaxed) + 1, std::memory_order_release);
  async_id_.store(async_id, std::memory_order_release);
  trigger_id_.store(trigger_id, std::memory_order_release);
  Shut();
}

void NowRecord::AddCollection(uint64_t took) {
  const uint64_t since = busy_since_.load(std::memory_order_relaxed);
  const bool is_first = collecting_since_.load(std::memory_order_relaxed) != since;
  Open();
  collecting_.store(took + (is_first ? 0 : collecting_.load(std::memory_order_relaxed)), std::memory_order_release);
  collecting_since_.store(since, std::memory_order_release);
  Shut();
}

Now NowRecord::Read() const {
  Now now;
  for (;;) {
    const uint64_t before = sequence_.load(std::memory_order_acquire);
    const uint64_t state = state_.load(std::memory_order_acquire);
    now.phase = static_cast<Phase>(state & 0xff);
    now.stage = static_cast<Stage>(state >> 8 & 0xff);
    now.kind = static_cast<CallbackKind>(state >> 16 & 0xff);
    now.provider = static_cast<Provider>(state >> 24 & 0xff);
    now.turn = turn_.load(std::memory_order_acquire);
    now.callbacks = callbacks_.load(std::memory_order_acquire);
    now.async_id = async_id_.load(std::memory_order_acquire);
    now.trigger_id = trigger_id_.load(std::memory_order_acquire);
    now.phase_since = phase_since_.load(std::memory_order_acquire);
    now.busy_since = busy_since_.load(std::memory_order_acquire);
    now.collecting = collecting_.load(std::memory_order_acquire);
    if (collecting_since_.load(std::memory_order_acquire) != now.busy_since) now.collecting = 0;
    if (before % 2 == 0 && sequence_.load(std::memory_order_relaxed) == before) return now;
  }
}

void Phases::TraceBegin(CallbackKind kind, Provider provider, double async_id, double trigger_id) {
  tracer()->BeginNative(kind, provider, static_cast<uint64_t>(async_id), static_cast<uint64_t>(trigger_id));
}
void Phases::TraceEnd() { tracer()->EndNative(); }

void Phases::Tell(void (TurnListener::*event)(uint64_t), uint64_t at) {
  std::erase_if(listeners_, [](auto& listener) { return listener.expired(); });
  for (auto& weak : listeners_) {
    if (auto listener = weak.lock()) (listener.get()->*event)(at);
  }
}

// ---- Turns ----

void Phases::BeginTurn(uint64_t at) {
  ++turn_;
  metrics_->turns.Add();
  turn_since_ = at;
}

void Phases::EndTurn(uint64_t at) {
  if (turn_since_ != 0) {
    metrics_->turn.Record(Since(turn_since_, at));
    if (tracer() != nullptr) tracer()->Turn(turn_, turn_since_, at);
  }
  turn_since_ = 0;
}

void Phases::Enter(Phase phase, uint64_t at) {
  if (phase_ == Phase::kPoll || (ran_ && phase_ != Phase::kOutside)) {
    metrics_->phases[static_cast<size_t>(phase_)].Record(Since(phase_since_, at));
    if (tracer() != nullptr) tracer()->Phase(turn_, phase_, phase_since_, at, phase_ == Phase::kPoll ? waited_ : 0);
  }
  phase_ = phase;
  phase_since_ = at;
  ran_ = false;
  if constexpr (kKeepsMetrics) now_.SetPhase(turn_, phase, at, busy_since_);
  if (tracer() != nullptr) tracer()->SetPlace(turn_, phase);
}

void Phases::OnRunBegin() {
  const uint64_t at = Clock();
  busy_since_ = at;
  idle_time_ = uv_metrics_idle_time(loop_);
  BeginTurn(at);
  // libuv runs what is due before the first turn of its own.
  phase_ = Phase::kPrepare;
  ran_ = false;
  settled_ = false;
  woken_ = true;
}

void Phases::OnRunEnd() {
  const uint64_t at = Clock();
  EndTurn(at);
  if (busy_since_ != 0) metrics_->busy.Record(Since(busy_since_, at));
  busy_since_ = 0;
  Enter(Phase::kOutside, at);
  settled_ = false;
}

// ---- Phases ----

void Phases::EnterTimers() {
  if (phase_ != Phase::kTimers) {
    const uint64_t at = Clock();
    if (AfterPoll()) {
      EndTurn(at);
      BeginTurn(at);
    }
    Enter(Phase::kTimers, at);
  }
  settled_ = true;
}

void Phases::EnterClosing() {
  if (phase_ == Phase::kCheck) Enter(Phase::kClosing, Clock());
  settled_ = true;
}

// A callback begins and nothing has told yet in which phase.
void Phases::Settle() {
  switch (phase_) {
    case Phase::kOutside:
      now_.SetBusySince(Clock());
      return;  // the next one asks anew
    case Phase::kPoll:
      Woken(Waited());
      break;
    case Phase::kCheck:
    case Phase::kClosing:
    case Phase::kTimers:
    case Phase::kPrepare: {
      // Neither a timer nor a close callback: libuv runs what had to wait for this turn.
      const uint64_t at = Clock();
      if (AfterPoll()) {
        EndTurn(at);
        BeginTurn(at);
      }
      Enter(Phase::kPending, at);
      break;
    }
    case Phase::kPending:
    case Phase::kCount:
      break;
  }
  settled_ = true;
}

void Phases::OnPrepare() {
  const uint64_t at = Clock();
  if (AfterPoll()) {
    EndTurn(at);
    BeginTurn(at);
  }
  if (busy_since_ != 0) metrics_->busy.Record(Since(busy_since_, at));
  busy_since_ = 0;
  Enter(Phase::kPoll, at);
  if (!listeners_.empty()) [[unlikely]] Tell(&TurnListener::OnPoll, at);
  woken_ = false;
  settled_ = false;
}

uint64_t Phases::Waited() {
  if (!poll_waits_ || !kKeepsMetrics) return 0;
  const uint64_t idle_time = uv_metrics_idle_time(loop_);
  return idle_time - std::exchange(idle_time_, idle_time);
}

void Phases::Woken(uint64_t waited) {
  woken_ = true;
  waited_ = waited;
  busy_since_ = phase_since_ + waited;
  now_.SetBusySince(busy_since_);
  metrics_->poll_wait.Record(waited);
  if (!listeners_.empty()) [[unlikely]] Tell(&TurnListener::OnWoken, busy_since_);
}

void Phases::OnCheckBegin() {
  if (phase_ != Phase::kPoll) return;
  if (!woken_) Woken(Waited());
  const uint64_t at = Clock();
  metrics_->poll_work.Record(Since(busy_since_, at));
  Enter(Phase::kCheck, at);
  if (!listeners_.empty()) [[unlikely]] Tell(&TurnListener::OnCheck, at);
  settled_ = true;
}

}  // namespace phasor::loop
