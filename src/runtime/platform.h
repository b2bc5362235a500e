// V8's platform on worker threads of our own. One per process; each isolate registers its loop, on which V8's foreground
// tasks run (in the poll phase). Worker threads start with the first task.
#pragma once

#include <libplatform/libplatform.h>
#include <uv.h>
#include <v8-platform.h>

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <vector>

namespace phasor::runtime {

// The foreground tasks of one isolate. Tasks may be posted from any thread; they run on the loop's.
class ForegroundRunner final : public v8::TaskRunner {
 public:
  explicit ForegroundRunner(uv_loop_t* loop);
  bool IdleTasksEnabled() override { return false; }
  bool NonNestableTasksEnabled() const override { return true; }
  bool NonNestableDelayedTasksEnabled() const override { return true; }

  // Loop thread. Runs what is due; true if it ran anything.
  bool RunDue(v8::Isolate* isolate);
  void SetIsolate(v8::Isolate* isolate) { isolate_ = isolate; }
  // Loop thread: drops what is left and closes the handles; the loop must turn once more afterwards.
  void Close();

 protected:
  void PostTaskImpl(std::unique_ptr<v8::Task> task, const v8::SourceLocation&) override;
  void PostNonNestableTaskImpl(std::unique_ptr<v8::Task> task, const v8::SourceLocation&) override;
  void PostDelayedTaskImpl(std::unique_ptr<v8::Task> task, double delay, const v8::SourceLocation&) override;
  void PostNonNestableDelayedTaskImpl(std::unique_ptr<v8::Task> task, double delay, const v8::SourceLocation&) override;
  void PostIdleTaskImpl(std::unique_ptr<v8::IdleTask>, const v8::SourceLocation&) override;

 private:
  static void OnUvAsync(uv_async_t* async);
  static void OnUvTimer(uv_timer_t* timer);
  void Post(std::unique_ptr<v8::Task> task, double delay);
  void ArmTimer();

  // The handles outlive this object when V8 holds the runner longer than the loop: they are freed on close.
  struct Handles {
    uv_async_t async;
    uv_timer_t timer;
    int open = 2;
  };
  std::mutex mutex_;
  std::deque<std::unique_ptr<v8::Task>> tasks_;
  std::multimap<uint64_t, std::unique_ptr<v8::Task>> delayed_;  // by due time, ns
  Handles* handles_;  // null once closed
  v8::Isolate* isolate_ = nullptr;
};

class Platform final : public v8::Platform {
 public:
  Platform();
  ~Platform() override;

  void RegisterIsolate(v8::Isolate* isolate, uv_loop_t* loop);
  // Before the isolate is disposed of; its loop must turn once more afterwards.
  void CloseIsolate(v8::Isolate* isolate);
  void UnregisterIsolate(v8::Isolate* isolate);
  // Any thread: runs `work` on the isolate's thread, in its poll phase; drops it when the isolate is closing.
  void Post(v8::Isolate* isolate, std::function<void()> work);
  // Waits for the user-blocking worker tasks and runs the foreground tasks they left, until there are none.
  void Drain(v8::Isolate* isolate);

  int NumberOfWorkerThreads() override { return kWorkers; }
  std::shared_ptr<v8::TaskRunner> GetForegroundTaskRunner(v8::Isolate* isolate, v8::TaskPriority) override;
  double MonotonicallyIncreasingTime() override;
  double CurrentClockTimeMillis() override;
  v8::TracingController* GetTracingController() override { return &tracing_; }

 protected:
  std::unique_ptr<v8::JobHandle> CreateJobImpl(v8::TaskPriority priority, std::unique_ptr<v8::JobTask> job,
                                               const v8::SourceLocation&) override;
  void PostTaskOnWorkerThreadImpl(v8::TaskPriority priority, std::unique_ptr<v8::Task> task,
                                  const v8::SourceLocation&) override;
  void PostDelayedTaskOnWorkerThreadImpl(v8::TaskPriority priority, std::unique_ptr<v8::Task> task, double delay,
                                         const v8::SourceLocation&) override;

 private:
  static constexpr int kWorkers = 4;
  static constexpr int kPriorities = 3;
  void RunWorker();
  void RunDelayed();

  v8::TracingController tracing_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::condition_variable drained_;
  std::condition_variable delayed_wake_;
  std::deque<std::unique_ptr<v8::Task>> queues_[kPriorities];  // highest priority last
  std::multimap<uint64_t, std::pair<v8::TaskPriority, std::unique_ptr<v8::Task>>> delayed_;
  std::vector<std::thread> workers_;
  std::thread delayed_thread_;
  int idle_ = 0;
  int blocking_ = 0;  // user-blocking tasks queued or running
  bool stopping_ = false;
  std::unordered_map<v8::Isolate*, std::shared_ptr<ForegroundRunner>> runners_;
};

}  // namespace phasor::runtime
