#include "loop/loop.h"

#include "base/check.h"
#include "loop/handle.h"

namespace phasor::loop {

namespace {

template <class T>
uv_handle_t* AsHandle(T* handle) {
  return reinterpret_cast<uv_handle_t*>(handle);
}

}  // namespace

Loop::Loop() {
  CHECK(uv_loop_init(&uv_) == 0);
  // performance.eventLoopUtilization() and nodeTiming.idleTime report how long the poll phase waited.
  CHECK(uv_loop_configure(&uv_, UV_METRICS_IDLE_TIME) == 0);
  uv_.data = this;
  start_ = uv_now(&uv_);
  CHECK(uv_timer_init(&uv_, &timer_) == 0);
  CHECK(uv_prepare_init(&uv_, &prepare_) == 0);
  CHECK(uv_check_init(&uv_, &check_) == 0);
  CHECK(uv_idle_init(&uv_, &idle_) == 0);
  timer_.data = prepare_.data = check_.data = idle_.data = this;
  phases_ = std::make_unique<Phases>(&uv_);
  uv_prepare_start(&prepare_, OnUvPrepare);
  uv_unref(AsHandle(&prepare_));
  // Immediates keep the loop alive through the idle handle.
  uv_check_start(&check_, OnUvCheck);
  uv_unref(AsHandle(&check_));
  completions_ = std::make_unique<Completions>(&uv_, phases_.get());
}

Loop::~Loop() {
  CHECK(closed_);
  CHECK(handles_ == nullptr);
  CHECK(uv_loop_close(&uv_) == 0);
}

bool Loop::RunUv(uv_run_mode mode) {
  phases_->OnRunBegin();
  const bool alive = uv_run(&uv_, mode) != 0;
  phases_->OnRunEnd();
  return alive;
}

bool Loop::Run() { return RunUv(UV_RUN_DEFAULT); }

bool Loop::RunOnce() { return RunUv(UV_RUN_NOWAIT); }

void Loop::ScheduleTimer(int64_t delay) {
  if (closed_) return;
  uv_timer_start(&timer_, OnUvTimer, static_cast<uint64_t>(delay < 1 ? 1 : delay), 0);
}

void Loop::SetTimerRef(bool ref) {
  if (closed_) return;
  if (ref) uv_ref(AsHandle(&timer_));
  else uv_unref(AsHandle(&timer_));
}

void Loop::SetImmediatesPending(bool pending) {
  if (closed_) return;
  phases_->set_poll_waits(!pending);
  if (pending) uv_idle_start(&idle_, OnUvIdle);
  else uv_idle_stop(&idle_);
}

void Loop::OnUvTimer(uv_timer_t* timer) {
  Loop* self = static_cast<Loop*>(timer->data);
  TimerScope scope(*self->phases_);
  if (self->client_ != nullptr) self->ApplyTimerAnswer(self->client_->OnTimers(self->now()));
}

void Loop::ApplyTimerAnswer(double next) {
  if (next == 0 || closed_) return;
  double at = next < 0 ? -next : next;
  ScheduleTimer(static_cast<int64_t>(at - now()));
  SetTimerRef(next > 0);
}

void Loop::OnUvPrepare(uv_prepare_t* prepare) { static_cast<Loop*>(prepare->data)->phases_->OnPrepare(); }

void Loop::OnUvCheck(uv_check_t* check) {
  Loop* self = static_cast<Loop*>(check->data);
  self->phases_->OnCheckBegin();
  if (self->client_ != nullptr) self->client_->OnImmediates();
  self->phases_->OnCheckEnd();
}

// Does nothing: an active idle handle makes the poll phase return at once.
void Loop::OnUvIdle(uv_idle_t*) {}

void Loop::CloseAll() {
  CHECK(!closed_);
  client_ = nullptr;
  SetImmediatesPending(false);
  for (int i = 0; i < kPoolKinds; ++i) ThreadPool::Get(static_cast<PoolKind>(i)).CancelQueued(completions_.get());
  // Running jobs refer to this loop: their completions are waited for. Close callbacks may make new handles.
  while (completions_->pending() > 0 || handles_ != nullptr) {
    for (Handle* handle = handles_; handle != nullptr; handle = handle->next_) handle->Close();
    RunUv(UV_RUN_ONCE);
  }
  closed_ = true;
  uv_close(AsHandle(&timer_), nullptr);
  uv_close(AsHandle(&prepare_), nullptr);
  uv_close(AsHandle(&check_), nullptr);
  uv_close(AsHandle(&idle_), nullptr);
  completions_->Close();
  // A pending Stop() makes the first run return at once.
  while (RunUv(UV_RUN_DEFAULT)) {
  }
}

}  // namespace phasor::loop
