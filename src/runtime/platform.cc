#include "runtime/platform.h"

#include <pthread.h>
#include <signal.h>

#include <v8.h>

#include <chrono>

#include "base/check.h"
#include "loop/loop.h"
#include "runtime/callback.h"

namespace phasor::runtime {

namespace {

// Starts a thread that takes no signals: they are the loop thread's business.
template <class F>
std::thread StartThread(const char* name, F run) {
  sigset_t all, old;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &old);
  std::thread thread([name, run] {
    pthread_setname_np(pthread_self(), name);
    run();
  });
  pthread_sigmask(SIG_SETMASK, &old, nullptr);
  return thread;
}

class FunctionTask final : public v8::Task {
 public:
  explicit FunctionTask(std::function<void()> work) : work_(std::move(work)) {}
  void Run() override { work_(); }

 private:
  std::function<void()> work_;
};

loop::Loop* LoopOf(uv_timer_t* timer) { return static_cast<loop::Loop*>(timer->loop->data); }

// What a task resolves or queues follows it at once, as after any other callback.
void RunTask(v8::Isolate* isolate, v8::Task& task) {
  v8::HandleScope handles(isolate);
  Realm* realm = Realm::FromOrNull(isolate);
  if (realm == nullptr || !realm->can_enter()) return task.Run();
  CallbackScope scope(*realm, nullptr, loop::CallbackKind::kV8Task);
  task.Run();
}

uint64_t DueTime(double delay_seconds) { return uv_hrtime() + static_cast<uint64_t>(delay_seconds * 1e9); }

}  // namespace

// ---- ForegroundRunner ----

ForegroundRunner::ForegroundRunner(uv_loop_t* loop) : handles_(new Handles) {
  CHECK(uv_async_init(loop, &handles_->async, OnUvAsync) == 0);
  CHECK(uv_timer_init(loop, &handles_->timer) == 0);
  handles_->async.data = handles_->timer.data = this;
  // V8's housekeeping does not keep a program alive.
  uv_unref(reinterpret_cast<uv_handle_t*>(&handles_->async));
  uv_unref(reinterpret_cast<uv_handle_t*>(&handles_->timer));
}

void ForegroundRunner::PostTaskImpl(std::unique_ptr<v8::Task> task, const v8::SourceLocation&) { Post(std::move(task), 0); }
void ForegroundRunner::PostNonNestableTaskImpl(std::unique_ptr<v8::Task> task, const v8::SourceLocation&) {
  Post(std::move(task), 0);
}
void ForegroundRunner::PostDelayedTaskImpl(std::unique_ptr<v8::Task> task, double delay, const v8::SourceLocation&) {
  Post(std::move(task), delay);
}
void ForegroundRunner::PostNonNestableDelayedTaskImpl(std::unique_ptr<v8::Task> task, double delay,
                                                      const v8::SourceLocation&) {
  Post(std::move(task), delay);
}
void ForegroundRunner::PostIdleTaskImpl(std::unique_ptr<v8::IdleTask>, const v8::SourceLocation&) {
  UNREACHABLE("idle tasks are not enabled");
}

void ForegroundRunner::Post(std::unique_ptr<v8::Task> task, double delay) {
  std::lock_guard lock(mutex_);
  if (handles_ == nullptr) return;  // the isolate is going: the task goes, too
  if (delay > 0) delayed_.emplace(DueTime(delay), std::move(task));
  else tasks_.push_back(std::move(task));
  uv_async_send(&handles_->async);
}

void ForegroundRunner::OnUvAsync(uv_async_t* async) {
  auto* self = static_cast<ForegroundRunner*>(async->data);
  self->RunDue(self->isolate_);
}

void ForegroundRunner::OnUvTimer(uv_timer_t* timer) {
  auto* self = static_cast<ForegroundRunner*>(timer->data);
  loop::TimerScope scope(LoopOf(timer)->phases());
  self->RunDue(self->isolate_);
}

bool ForegroundRunner::RunDue(v8::Isolate* isolate) {
  std::deque<std::unique_ptr<v8::Task>> due;
  {
    std::lock_guard lock(mutex_);
    due.swap(tasks_);
    uint64_t now = uv_hrtime();
    while (!delayed_.empty() && delayed_.begin()->first <= now) {
      due.push_back(std::move(delayed_.begin()->second));
      delayed_.erase(delayed_.begin());
    }
    ArmTimer();
  }
  if (due.empty()) return false;
  for (auto& task : due) RunTask(isolate, *task);
  return true;
}

void ForegroundRunner::ArmTimer() {
  if (handles_ == nullptr || delayed_.empty()) return;
  uint64_t due = delayed_.begin()->first;
  uint64_t now = uv_hrtime();
  uv_timer_start(&handles_->timer, OnUvTimer, due > now ? (due - now) / 1000000 + 1 : 0, 0);
}

void ForegroundRunner::Close() {
  Handles* handles;
  {
    std::lock_guard lock(mutex_);
    handles = handles_;
    handles_ = nullptr;
    tasks_.clear();
    delayed_.clear();
  }
  if (handles == nullptr) return;
  handles->async.data = handles->timer.data = handles;
  auto on_close = [](uv_handle_t* handle) {
    auto* owner = static_cast<Handles*>(handle->data);
    if (--owner->open == 0) delete owner;
  };
  uv_close(reinterpret_cast<uv_handle_t*>(&handles->async), on_close);
  uv_close(reinterpret_cast<uv_handle_t*>(&handles->timer), on_close);
}

// ---- Platform ----

Platform::Platform() = default;

Platform::~Platform() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
    wake_.notify_all();
    delayed_wake_.notify_all();
  }
  for (std::thread& worker : workers_) worker.join();
  if (delayed_thread_.joinable()) delayed_thread_.join();
}

void Platform::RegisterIsolate(v8::Isolate* isolate, uv_loop_t* loop) {
  auto runner = std::make_shared<ForegroundRunner>(loop);
  runner->SetIsolate(isolate);
  std::lock_guard lock(mutex_);
  CHECK(runners_.emplace(isolate, std::move(runner)).second);
}

void Platform::CloseIsolate(v8::Isolate* isolate) {
  std::shared_ptr<ForegroundRunner> runner;
  {
    std::lock_guard lock(mutex_);
    runner = runners_.at(isolate);
  }
  runner->Close();
}

void Platform::UnregisterIsolate(v8::Isolate* isolate) {
  std::lock_guard lock(mutex_);
  runners_.erase(isolate);
}

std::shared_ptr<v8::TaskRunner> Platform::GetForegroundTaskRunner(v8::Isolate* isolate, v8::TaskPriority) {
  std::lock_guard lock(mutex_);
  return runners_.at(isolate);
}

void Platform::Post(v8::Isolate* isolate, std::function<void()> work) {
  GetForegroundTaskRunner(isolate, v8::TaskPriority::kUserBlocking)->PostTask(std::make_unique<FunctionTask>(std::move(work)));
}

void Platform::Drain(v8::Isolate* isolate) {
  std::shared_ptr<ForegroundRunner> runner;
  {
    std::lock_guard lock(mutex_);
    runner = runners_.at(isolate);
  }
  do {
    std::unique_lock lock(mutex_);
    drained_.wait(lock, [this] { return blocking_ == 0; });
  } while (runner->RunDue(isolate));
}

void Platform::PostTaskOnWorkerThreadImpl(v8::TaskPriority priority, std::unique_ptr<v8::Task> task,
                                          const v8::SourceLocation&) {
  std::lock_guard lock(mutex_);
  if (priority == v8::TaskPriority::kUserBlocking) ++blocking_;
  queues_[static_cast<int>(priority)].push_back(std::move(task));
  if (idle_ == 0 && workers_.size() < kWorkers) workers_.push_back(StartThread("v8-worker", [this] { RunWorker(); }));
  wake_.notify_one();
}

void Platform::RunWorker() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    int priority = kPriorities - 1;
    while (priority >= 0 && queues_[priority].empty()) --priority;
    if (priority < 0) {
      ++idle_;
      wake_.wait(lock);
      --idle_;
      continue;
    }
    auto task = std::move(queues_[priority].front());
    queues_[priority].pop_front();
    lock.unlock();
    task->Run();
    task.reset();
    lock.lock();
    if (priority == static_cast<int>(v8::TaskPriority::kUserBlocking) && --blocking_ == 0) drained_.notify_all();
  }
}

void Platform::PostDelayedTaskOnWorkerThreadImpl(v8::TaskPriority priority, std::unique_ptr<v8::Task> task, double delay,
                                                 const v8::SourceLocation&) {
  std::lock_guard lock(mutex_);
  delayed_.emplace(DueTime(delay), std::pair(priority, std::move(task)));
  if (!delayed_thread_.joinable()) delayed_thread_ = StartThread("v8-delayed", [this] { RunDelayed(); });
  delayed_wake_.notify_one();
}

void Platform::RunDelayed() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    if (delayed_.empty()) {
      delayed_wake_.wait(lock);
      continue;
    }
    uint64_t now = uv_hrtime();
    auto first = delayed_.begin();
    if (first->first > now) {
      delayed_wake_.wait_for(lock, std::chrono::nanoseconds(first->first - now));
      continue;
    }
    auto [priority, task] = std::move(first->second);
    delayed_.erase(first);
    lock.unlock();
    PostTaskOnWorkerThreadImpl(priority, std::move(task), v8::SourceLocation::Current());
    lock.lock();
  }
}

std::unique_ptr<v8::JobHandle> Platform::CreateJobImpl(v8::TaskPriority priority, std::unique_ptr<v8::JobTask> job,
                                                       const v8::SourceLocation&) {
  return v8::platform::NewDefaultJobHandle(this, priority, std::move(job), kWorkers);
}

double Platform::MonotonicallyIncreasingTime() { return static_cast<double>(uv_hrtime()) / 1e9; }

double Platform::CurrentClockTimeMillis() {
  return std::chrono::duration<double, std::milli>(std::chrono::system_clock::now().time_since_epoch()).count();
}

}  // namespace phasor::runtime
