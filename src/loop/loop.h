// The event loop: libuv's phases with a fixed set of handles of our own.
//
//   timers -> pending -> idle/prepare -> poll -> check -> closing -> timers ...
//
// One timer drives JavaScript's timer lists, one check handle the immediates, one idle handle keeps the poll phase from
// waiting while ref'd immediates are queued. The Client (the runtime) is called in those phases.
#pragma once

#include <uv.h>

#include <cstdint>
#include <memory>

#include "loop/phases.h"
#include "loop/thread_pool.h"

namespace phasor::loop {

class Handle;

class Loop {
 public:
  class Client {
   public:
    virtual ~Client() = default;
    // Timers phase: run what is due at now() (ms). The answer: 0, nothing is left; n > 0, the next expiry is at n ms and
    // keeps the loop alive; n < 0, it is at -n and does not.
    virtual double OnTimers(double now) = 0;
    // Check phase.
    virtual void OnImmediates() = 0;
  };

  Loop();
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  void SetClient(Client* client) { client_ = client; }

  // Runs until nothing ref'd is left or Stop(). True if the loop is still alive.
  bool Run();
  // One turn that does not wait.
  bool RunOnce();
  void Stop() { uv_stop(&uv_); }
  bool alive() const { return uv_loop_alive(&uv_) != 0; }

  // Milliseconds since this loop was made, as of the last time update (uv_now).
  double now() const { return static_cast<double>(uv_now(&uv_) - start_); }
  void UpdateTime() { uv_update_time(&uv_); }

  // JavaScript's one timer. Delay in ms; less than 1 counts as 1.
  void ScheduleTimer(int64_t delay);
  void SetTimerRef(bool ref);
  // With `pending` the idle handle runs, so that the poll phase does not wait.
  void SetImmediatesPending(bool pending);

  // Where the loop is, and its figures.
  Phases& phases() { return *phases_; }

  void Post(PoolKind kind, std::unique_ptr<Job> job) {
    ThreadPool::Get(kind).Post(completions_.get(), std::move(job));
  }
  int jobs_pending() const { return completions_->pending(); }

  // Closes every handle, cancels the queued jobs and waits for the running ones. After it the loop is empty, which the
  // destructor proves by uv_loop_close().
  void CloseAll();

  uv_loop_t* uv() { return &uv_; }
  Handle* handles() const { return handles_; }

 private:
  friend class Handle;
  static void OnUvTimer(uv_timer_t* timer);
  static void OnUvPrepare(uv_prepare_t* prepare);
  static void OnUvCheck(uv_check_t* check);
  static void OnUvIdle(uv_idle_t* idle);
  void ApplyTimerAnswer(double next);
  bool RunUv(uv_run_mode mode);

  uv_loop_t uv_;
  uv_timer_t timer_;
  uv_prepare_t prepare_;
  uv_check_t check_;
  uv_idle_t idle_;
  uint64_t start_;
  Client* client_ = nullptr;
  Handle* handles_ = nullptr;
  std::unique_ptr<Phases> phases_;
  std::unique_ptr<Completions> completions_;
  bool closed_ = false;
};

}  // namespace phasor::loop
