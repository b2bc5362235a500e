#include "loop/thread_pool.h"

#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string>

#include "base/check.h"
#include "loop/tracer.h"

namespace phasor::loop {

namespace {

size_t PoolSize() {
  static const size_t size = [] {
    const char* text = std::getenv("UV_THREADPOOL_SIZE");
    if (text == nullptr) return 4;
    return std::clamp(std::atoi(text), 1, 1024);
  }();
  return size;
}

// A tenth of the weight: measured on two processors with benchmark/loop/pool-fairness.js, 5 is not enough for the loop and the
// fs pool to run as soon as they have something to do. Alone on its processor the pool loses nothing.
constexpr int kCpuNiceness = 10;

// On Linux each thread has a priority of its own. A lower one is never refused.
void LowerPriority(int niceness) {
  const auto thread = static_cast<id_t>(gettid());
  setpriority(PRIO_PROCESS, thread, getpriority(PRIO_PROCESS, thread) + niceness);
}

}  // namespace

Completions::Completions(uv_loop_t* loop, Phases* phases) : phases_(phases) {
  CHECK(uv_async_init(loop, &async_, OnUvAsync) == 0);
  async_.data = this;
  uv_unref(reinterpret_cast<uv_handle_t*>(&async_));
}

Completions::~Completions() { CHECK(pending_ == 0); }

void Completions::AddPending(const Job& job) {
  phases_->metrics().jobs[static_cast<size_t>(job.kind())].posted.Add();
  if (pending_++ == 0) uv_ref(reinterpret_cast<uv_handle_t*>(&async_));
}

void Completions::Push(Job* job) {
  std::lock_guard lock(mutex_);
  bool wake = head_ == nullptr;
  job->next_ = nullptr;
  *tail_ = job;
  tail_ = &job->next_;
  // The signal is sent under the lock: once it is released the loop may have drained and closed the handle.
  if (wake) uv_async_send(&async_);
}

void Completions::Count(const Job& job, uint64_t now) {
  JobMetrics& metrics = phases_->metrics().jobs[static_cast<size_t>(job.kind())];
  if (job.cancelled()) return metrics.cancelled.Add();
  metrics.queued.Record(job.started_at() - job.queued_at());
  metrics.run.Record(job.finished_at() - job.started_at());
  metrics.returned.Record(now > job.finished_at() ? now - job.finished_at() : 0);
  if (phases_->tracer() != nullptr) phases_->tracer()->Job(job, now);
}

void Completions::Drain() {
  Job* job;
  {
    std::lock_guard lock(mutex_);
    job = head_;
    head_ = nullptr;
    tail_ = &head_;
  }
  while (job != nullptr) {
    std::unique_ptr<Job> owned(job);
    job = job->next_;
    if (--pending_ == 0) uv_unref(reinterpret_cast<uv_handle_t*>(&async_));
    Count(*owned, uv_hrtime());
    owned->Done();
  }
}

void Completions::Close() { uv_close(reinterpret_cast<uv_handle_t*>(&async_), nullptr); }

void Completions::OnUvAsync(uv_async_t* async) { static_cast<Completions*>(async->data)->Drain(); }

ThreadPool& ThreadPool::Get(PoolKind kind) {
  // Never destroyed: the threads are detached and sleep until the process ends. Every loop has waited for its own jobs
  // before it goes, so that none of them touches what is gone.
  static ThreadPool* pools[kPoolKinds] = {new ThreadPool("fs"), new ThreadPool("dns"), new ThreadPool("cpu", kCpuNiceness)};
  return *pools[static_cast<int>(kind)];
}

void ThreadPool::Post(Completions* completions, std::unique_ptr<Job> job) {
  completions->AddPending(*job);
  job->completions_ = completions;
  job->queued_at_ = uv_hrtime();
  std::lock_guard lock(mutex_);
  Job* raw = job.release();
  raw->next_ = nullptr;
  *tail_ = raw;
  tail_ = &raw->next_;
  ++queued_;
  if (queued_ > idle_ && threads_ < PoolSize()) StartThread();
  wake_.notify_one();
}

void ThreadPool::StartThread() {
  int index = static_cast<int>(threads_++);
  // Signals are the loop thread's business.
  sigset_t all, old;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &old);
  std::thread([this, index] { Run(index); }).detach();
  pthread_sigmask(SIG_SETMASK, &old, nullptr);
}

void ThreadPool::Run(int index) {
  std::string name = std::string("pool-") + name_ + "-" + std::to_string(index);
  pthread_setname_np(pthread_self(), name.c_str());
  if (niceness_ > 0) LowerPriority(niceness_);
  std::unique_lock lock(mutex_);
  for (;;) {
    while (head_ == nullptr) {
      ++idle_;
      wake_.wait(lock);
      --idle_;
    }
    Job* job = head_;
    head_ = job->next_;
    if (head_ == nullptr) tail_ = &head_;
    --queued_;
    ++running_;
    lock.unlock();
    job->started_at_ = uv_hrtime();
    job->Work();
    job->finished_at_ = uv_hrtime();
    job->completions_->Push(job);
    lock.lock();
    --running_;
  }
}

void ThreadPool::CancelQueued(Completions* completions) {
  std::lock_guard lock(mutex_);
  Job** link = &head_;
  while (*link != nullptr) {
    Job* job = *link;
    if (job->completions_ != completions) {
      link = &job->next_;
      continue;
    }
    *link = job->next_;
    --queued_;
    job->cancelled_ = true;
    completions->Push(job);
  }
  tail_ = link;
}

bool ThreadPool::Cancel(Job* wanted) {
  std::lock_guard lock(mutex_);
  for (Job** link = &head_; *link != nullptr; link = &(*link)->next_) {
    if (*link != wanted) continue;
    *link = wanted->next_;
    if (*link == nullptr) tail_ = link;
    --queued_;
    wanted->cancelled_ = true;
    wanted->completions_->Push(wanted);
    return true;
  }
  return false;
}

PoolState ThreadPool::state() {
  std::lock_guard lock(mutex_);
  return {queued_, running_, static_cast<int>(threads_)};
}

}  // namespace phasor::loop
