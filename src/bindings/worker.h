// A worker thread as its parent sees it (Node's documentation, worker_threads). Caller: lib/internal/worker/worker.js.
//
//   made --Start()--> starting --realm is up--> running --JavaScript is over--> finished --parent joins--> closed
//
// Rules: the thread makes, runs and takes down an Instance of its own; the parent touches the thread's realm only under
// `mutex_` and only while `realm_` is set. The parent joins the thread before this handle closes, so that the thread may
// signal `async_` without looking. A realm that ends stops and joins its workers first.
#pragma once

#include <uv.h>

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "bindings/structured.h"
#include "js/class.h"
#include "loop/handle.h"
#include "runtime/callback.h"
#include "runtime/instance.h"

namespace phasor::bindings {

// In megabytes, in the order of lib/internal/worker/worker.js; not positive: V8's own.
enum WorkerLimit { kYoungGeneration, kOldGeneration, kCodeRange, kStack, kWorkerLimitCount };

class Worker final : public js::Shell, public loop::Handle {
 public:
  static const js::ClassSpec kClass;

  // new Worker(execArgv or undefined, nodeOptions or undefined, env, limits, name, trackDescriptors)
  // env: undefined, a copy of the parent's; true, the parent's itself; [name, value, name ...]
  static Result<Worker*> New(runtime::Realm& realm, std::optional<std::vector<std::string>> exec_argv,
                             js::Value env, const std::vector<double>& limits,
                             std::string name, bool track_descriptors);

  // begin(onExit): onExit(code, errorCode, errorMessage) is called once, after the thread has ended.
  void Begin(runtime::Realm& realm, runtime::Callback on_exit);
  // start(data, transferList) begins the thread, which gets `data` from takeStart(). Throws what cannot be cloned, or
  // ERR_WORKER_INIT_FAILED.
  void Start(runtime::Realm& realm, js::Value data, std::vector<v8::Local<v8::Object>> transfer);
  void Stop();  // ends the thread's JavaScript; onExit follows
  void RefThread() { Ref(); }
  void UnrefThread() { Unref(); }
  bool HasRef() const { return has_ref(); }
  double ThreadId() const { return static_cast<double>(thread_id_); }
  std::vector<double> Limits();
  // [ms that its loop has waited, ms at which its loop began or -1]
  // Whether the thread has run to its end, though its parent may not have been told yet.
  bool HasEnded();
  std::vector<double> LoopTimes();

  // What the thread is asked for in the middle of its work; callback(error, answer).
  void AskHeapStatistics(runtime::Callback callback);
  void AskHeapSnapshot(bool internals, bool numbers, runtime::Callback callback);
  void AskCpuUsage(runtime::Callback callback);
  // askProfile(start, callback): starts a CPU profile, or ends it and answers with its JSON.
  void AskCpuProfile(bool start, runtime::Callback callback);

  // ---- on the worker's thread ----
  std::unique_ptr<Message> TakeStart() { return std::move(start_); }

  // Parent's thread, at the end of its realm: waits until the thread is gone.
  void Join();

 private:
  // Numbers, or bytes of a text.
  struct Answer {
    std::vector<double> numbers;
    std::string text;
  };
  friend struct js::Convert<Answer>;
  using Question = std::function<Answer(v8::Isolate*)>;

  Worker(runtime::Realm& realm, uv_async_t* async);
  ~Worker() override;
  static void OnUvAsync(uv_async_t* async);
  static void OnUvThread(void* self);
  static size_t OnNearHeapLimit(void* self, size_t current, size_t initial);
  void OnClosed() override;

  void Ask(runtime::Callback callback, Question question);
  void Deliver();
  void Finish();
  void RunThread();
  v8::ResourceConstraints Constraints();
  int RunInstance();

  runtime::Realm& parent_;
  uv_async_t* async_;
  uv_thread_t thread_;
  bool joinable_ = false;
  uint64_t thread_id_;
  std::string name_;
  std::shared_ptr<const runtime::Options> options_;
  std::shared_ptr<runtime::Environment> environment_;
  std::shared_ptr<runtime::DescriptorSet> descriptors_;
  std::unique_ptr<Message> start_;
  runtime::Callback on_exit_;
  std::map<uint32_t, runtime::Callback> asked_;
  uint32_t last_question_ = 0;

  std::mutex mutex_;
  runtime::Realm* realm_ = nullptr;  // set while the thread's JavaScript may run
  bool stop_requested_ = false;
  bool finished_ = false;
  int exit_code_ = 1;
  std::string error_code_, error_message_;
  double limits_[kWorkerLimitCount];
  std::vector<std::pair<uint32_t, std::optional<Answer>>> answers_;  // none: there was nobody to ask
};

}  // namespace phasor::bindings
