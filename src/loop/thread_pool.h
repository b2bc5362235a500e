// Our own thread pools (not libuv's): fs, dns and cpu work have separate queues, so that none starves another. Threads of the
// cpu pool have a lower priority than all others, which would else wait for a processor as long as it computes.
// Post() runs `Work` on a pool thread and `Done` on the loop's thread, in the poll phase, in one batch per wake-up.
//
// A Job is completed exactly once, also when it is cancelled before its turn (then Work is not run and cancelled() is
// true in Done()).
#pragma once

#include <uv.h>

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "loop/phases.h"

namespace phasor::loop {

enum class PoolKind { kFs, kDns, kCpu };
inline constexpr int kPoolKinds = 3;

class Completions;

class Job {
 public:
  virtual ~Job() = default;
  virtual void Work() = 0;  // pool thread
  virtual void Done() = 0;  // loop thread; the job is deleted afterwards

  bool cancelled() const { return cancelled_; }
  // What its figures are counted under, and the async id of its callback; set before it is posted.
  CallbackKind kind() const { return kind_; }
  double async_id() const { return async_id_; }
  void Describe(CallbackKind kind, double async_id) {
    kind_ = kind;
    async_id_ = async_id;
  }
  // Times in ns of uv_hrtime: when it was posted, when a thread took it, when Work() returned.
  uint64_t queued_at() const { return queued_at_; }
  uint64_t started_at() const { return started_at_; }
  uint64_t finished_at() const { return finished_at_; }

 private:
  friend class ThreadPool;
  friend class Completions;
  Job* next_ = nullptr;
  Completions* completions_ = nullptr;
  bool cancelled_ = false;
  CallbackKind kind_ = CallbackKind::kOther;
  double async_id_ = 0;
  uint64_t queued_at_ = 0;
  uint64_t started_at_ = 0;
  uint64_t finished_at_ = 0;
};

// The finished jobs on their way back to one loop.
class Completions {
 public:
  Completions(uv_loop_t* loop, Phases* phases);
  ~Completions();
  void AddPending(const Job& job);  // loop thread: one more job is out; keeps the loop alive
  void Push(Job* job);  // any thread
  void Drain();         // loop thread: Done() of all that is here, in the order they finished
  void Close();         // loop thread: closes the async handle
  int pending() const { return pending_; }

 private:
  static void OnUvAsync(uv_async_t* async);
  void Count(const Job& job, uint64_t now);
  uv_async_t async_;
  Phases* phases_;
  std::mutex mutex_;
  Job* head_ = nullptr;
  Job** tail_ = &head_;
  int pending_ = 0;  // loop thread only: posted and not yet done
};

struct PoolState {
  int queued = 0;   // jobs that wait for a thread
  int running = 0;
  int threads = 0;
};

// One process-wide pool per kind; threads start as jobs come. UV_THREADPOOL_SIZE sizes each (default 4, at most 1024,
// as libuv documents).
class ThreadPool {
 public:
  static ThreadPool& Get(PoolKind kind);

  void Post(Completions* completions, std::unique_ptr<Job> job);
  // Takes this loop's jobs that no thread has begun off the queue and completes them as cancelled.
  void CancelQueued(Completions* completions);
  // Takes one job off the queue if no thread has begun it; its Done() follows as cancelled. False if it is too late.
  bool Cancel(Job* job);
  PoolState state();  // any thread
  const char* name() const { return name_; }

 private:
  // `niceness`: how much lower the priority of its threads is than that of the thread that posts (setpriority(2)).
  explicit ThreadPool(const char* name, int niceness = 0) : name_(name), niceness_(niceness) {}
  void Run(int index);
  void StartThread();

  const char* name_;
  const int niceness_;
  std::mutex mutex_;
  std::condition_variable wake_;
  size_t threads_ = 0;
  Job* head_ = nullptr;
  Job** tail_ = &head_;
  int queued_ = 0;
  int idle_ = 0;
  int running_ = 0;
};

}  // namespace phasor::loop
