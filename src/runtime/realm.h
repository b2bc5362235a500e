// A Realm is one isolate's JavaScript world: context, loop, the state that C++ and lib/bootstrap share, and the way from
// the loop into JavaScript. Made and torn down by Instance (runtime/instance.h).
//
// Ways into JavaScript from the loop: CallbackScope (runtime/callback.h) or Callback::Call. Leaving the outermost scope
// drains nextTick, then microtasks, until both are empty, then rejections, then the deferred flush list.
#pragma once

#include <v8.h>

#include <atomic>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "js/binding.h"
#include "loop/loop.h"
#include "runtime/descriptors.h"
#include "runtime/environment.h"
#include "runtime/gc_metrics.h"
#include "runtime/milestones.h"
#include "runtime/options.h"

namespace phasor::runtime {

class AsyncContext;
class CallbackScope;

// Fields of the Uint8Array that C++ shares with lib/internal/process/task_queues.js.
enum TickField { kHasTick, kHasRejection, kTickFieldCount };
// Fields of the Float64Array shared with lib/internal/async_hooks.js.
// The last four count callbacks that JavaScript's own queues ran (ticks, timers, immediates, microtasks).
enum AsyncField {
  kExecutionId, kTriggerId, kIdCounter, kDefaultTriggerId, kTicksRun, kTimersRun, kImmediatesRun, kMicrotasksRun, kAsyncFieldCount
};
// Fields of the Uint32Array of hook counts shared with lib/internal/async_hooks.js.
enum HookField { kInitHooks, kBeforeHooks, kAfterHooks, kDestroyHooks, kPromiseHooks, kHookFieldCount };
// Fields of the Int32Array shared with lib/internal/timers.js: ref'd immediates waiting; ref'd timers.
enum ImmediateField { kImmediateCount, kImmediateRefCount, kImmediateOutstanding, kImmediateFieldCount };

// Functions that lib/bootstrap hands to C++ (binding('runtime').setCallbacks).
enum class Hook {
  kRunTicks,           // () drains both queues
  kRunTimers,          // (now) -> next expiry, as Loop::Client::OnTimers
  kRunImmediates,      // ()
  kPromiseRejection,   // (type, promise, value)
  kUncaught,           // (error, fromPromise) -> whether it was handled
  kPrepareStackTrace,  // (globalThis, error, trace) -> stack
  kEmitInit,           // (asyncId, type, triggerAsyncId, resource)
  kEmitBefore,         // (asyncId)
  kEmitAfter,          // (asyncId)
  kEmitDestroy,        // (asyncId), from the queue of destroyed resources
  kBeforeExit,         // () emits 'beforeExit'
  kExit,               // () emits 'exit', returns the exit code
  kImportModule,       // (specifier, attributes, referrer symbol, its name, is source phase) -> promise
  kImportMeta,         // (meta, id symbol)
  kCount,
};

// What makes the realm of a worker thread differ from the main thread's.
struct RealmOptions {
  std::span<const js::BindingSpec* const> bindings;
  std::shared_ptr<const Options> options;           // null: the command line's
  std::shared_ptr<Environment> environment;         // null: the process's
  uint64_t thread_id = 0;                           // 0: the main thread
  std::shared_ptr<DescriptorSet> descriptors;       // null: what stays open stays open
};

class Realm final : public loop::Loop::Client {
 public:
  // `saved`: what Save() returned before the snapshot was taken that this context comes from; empty for a fresh context.
  Realm(v8::Isolate* isolate, v8::Local<v8::Context> context, loop::Loop& loop,
        const RealmOptions& options, v8::Local<v8::Array> saved = {});
  ~Realm() override;
  Realm(const Realm&) = delete;

  // The realm that is running on this isolate.
  static Realm& From(v8::Isolate* isolate) { return *static_cast<Realm*>(isolate->GetData(kIsolateSlot)); }
  static Realm* FromOrNull(v8::Isolate* isolate) { return static_cast<Realm*>(isolate->GetData(kIsolateSlot)); }

  v8::Isolate* isolate() const { return isolate_; }
  v8::Local<v8::Context> context() const { return context_.Get(isolate_); }
  loop::Loop& loop() const { return loop_; }

  // The references into JavaScript as one array, for the startup snapshot; the realm is of no use afterwards.
  v8::Local<v8::Array> Save();
  bool is_main_thread() const { return options_.thread_id == 0; }
  uint64_t thread_id() const { return options_.thread_id; }
  const std::shared_ptr<DescriptorSet>& descriptors() const { return options_.descriptors; }
  const Options& options() const { return *options_.options; }
  const std::shared_ptr<Environment>& environment() const { return options_.environment; }
  Milestones& milestones() { return milestones_; }

  // The native binding of that name, made on first use. Empty with an exception pending: no such binding.
  v8::MaybeLocal<v8::Object> GetBinding(std::string_view name);

  void SetHook(Hook hook, v8::Local<v8::Function> function);
  v8::Local<v8::Function> GetHook(Hook hook) const { return hooks_[static_cast<int>(hook)].Get(isolate_); }
  bool HasHook(Hook hook) const { return !hooks_[static_cast<int>(hook)].IsEmpty(); }

  // ---- state shared with JavaScript ----
  uint8_t* tick_fields() { return tick_fields_; }
  double* async_fields() { return async_fields_; }
  uint32_t* hook_fields() { return hook_fields_; }
  int32_t* immediate_fields() { return immediate_fields_; }
  v8::Local<v8::Value> tick_array() const { return tick_array_.Get(isolate_); }
  v8::Local<v8::Value> async_array() const { return async_array_.Get(isolate_); }
  v8::Local<v8::Value> hook_array() const { return hook_array_.Get(isolate_); }
  v8::Local<v8::Value> immediate_array() const { return immediate_array_.Get(isolate_); }
  double NewAsyncId() { return async_fields_[kIdCounter] += 1; }

  // Runs `work` once in the next check phase, before JavaScript's immediates. Does not keep the loop alive; calls no
  // JavaScript, so that the garbage collector's callbacks may use it.
  void SetImmediate(std::function<void()> work) { immediates_.push_back(std::move(work)); }
  void RunNativeImmediates();

  // ---- async_hooks ----
  // The 'destroy' hooks of this id run later: in the check phase, before 'beforeExit', or in a microtask once very many
  // wait. Calls no JavaScript, so that destructors and the garbage collector may use it.
  void QueueDestroy(double async_id);
  void FlushDestroys();
  // Queues the id when `object` is collected, unless ForgetCollected(id) comes first.
  void WatchCollected(v8::Local<v8::Object> object, double async_id);
  void ForgetCollected(double async_id) { watches_.erase(async_id); }
  // What has begun and not ended, oldest first (AsyncContext::next).
  AsyncContext* first_context() const { return first_context_; }
  // V8's promise hooks (init, before, after, settled) for this realm's context and those that node:vm makes; empty
  // functions take them away.
  void SetPromiseHooks(const v8::Local<v8::Function> (&hooks)[4]);
  void TrackContext(v8::Local<v8::Context> context);

  // ---- calls ----
  // False once the program is ending by process.exit(): nothing may enter JavaScript any more.
  bool can_enter() const { return !stopping_; }
  CallbackScope* scope() const { return scope_; }
  // Runs at the end of the outermost callback scope, once, after the queues are empty: for writes held back to share a
  // system call. May be called by `work` itself.
  void Defer(std::function<void()> work) { deferred_.push_back(std::move(work)); }
  // Drains ticks, microtasks, rejections and the deferred list; for the outermost scope and after the main script.
  void DrainQueues();
  // Hands what JavaScript's queues counted to the loop's metrics.
  void PublishCounts();
  // An error that nobody caught: 'uncaughtException' handlers, else prints it and ends the program.
  void HandleUncaught(v8::Local<v8::Value> error, v8::Local<v8::Message> message, bool from_promise = false);

  // An uncaught error aborts the process, for a core file (--abort-on-uncaught-exception).
  void set_aborts_on_uncaught(bool on) { aborts_on_uncaught_ = on; }
  bool aborts_on_uncaught() const { return aborts_on_uncaught_; }

  // Ends the program with this code: unwinds JavaScript and stops the loop.
  void Exit(int code);
  // The same from any other thread, which knows that the realm is alive.
  void ExitFromElsewhere(int code);
  // Any thread that knows that the realm is alive: runs `work` on the realm's thread, in the middle of running JavaScript
  // or else in the poll phase. `work` must not call JavaScript. What has not run when the realm goes never runs.
  void Interrupt(std::function<void()> work);
  bool stopping() const { return stopping_; }
  int exit_code() const { return exit_code_; }
  void set_exit_code(int code) { exit_code_ = code; }

  // ---- objects that end with the realm ----
  // Called before the loop closes its handles, newest first.
  void AtTeardown(std::function<void()> work) { at_teardown_.push_back(std::move(work)); }
  void RunTeardown();

  // Loop::Client
  double OnTimers(double now) override;
  void OnImmediates() override;

 private:
  friend class AsyncContext;
  friend class CallbackScope;
  void AdoptSharedFields();
  void Restore(v8::Local<v8::Array> saved);
  static constexpr uint32_t kIsolateSlot = 1;

  // Whether it was this call that ends the program.
  bool BeginExit(int code);
  void RunInterrupts();

  v8::Isolate* isolate_;
  v8::Global<v8::Context> context_;
  loop::Loop& loop_;
  RealmOptions options_;
  Milestones milestones_;
  GcMetrics gc_metrics_;
  std::unordered_map<std::string_view, const js::BindingSpec*> specs_;
  std::unordered_map<const js::BindingSpec*, v8::Global<v8::Object>> bindings_;
  v8::Global<v8::Function> hooks_[static_cast<int>(Hook::kCount)];

  uint8_t* tick_fields_;
  double* async_fields_;
  uint32_t* hook_fields_;
  int32_t* immediate_fields_;
  v8::Global<v8::Value> tick_array_, async_array_, hook_array_, immediate_array_;

  struct CollectedWatch {
    Realm* realm;
    double async_id;
    v8::Global<v8::Object> object;
  };
  std::unordered_map<double, std::unique_ptr<CollectedWatch>> watches_;
  std::vector<double> destroyed_;
  v8::Global<v8::Function> promise_hooks_[4];
  std::vector<v8::Global<v8::Context>> vm_contexts_;  // weak

  AsyncContext* first_context_ = nullptr;
  AsyncContext* last_context_ = nullptr;
  CallbackScope* scope_ = nullptr;
  std::vector<std::function<void()>> deferred_;
  std::vector<std::function<void()>> immediates_;
  std::vector<std::function<void()>> at_teardown_;
  std::atomic<bool> stopping_ = false;
  bool aborts_on_uncaught_ = false;
  std::atomic<int> exit_code_ = 0;
  std::mutex interrupts_mutex_;
  std::deque<std::function<void()>> interrupts_;
};

// "file:line", the source line and carets under the place, each with a newline; undefined where V8 has no source line.
v8::Local<v8::Value> ArrowText(Realm& realm, v8::Local<v8::Message> message);

// Puts the place and its source line before the stack of an error that vm code threw (vm, option `displayErrors`).
void DecorateStack(Realm& realm, const v8::TryCatch& caught);
void DecorateStack(Realm& realm, v8::Local<v8::Object> error, const std::string& place);
bool IsDecorated(Realm& realm, v8::Local<v8::Value> error);

// Prints an error to stderr: file, line, caret, stack.
void PrintException(Realm& realm, v8::Local<v8::Value> error, v8::Local<v8::Message> message);

// The same for one that ends the program: the version follows.
void PrintUncaught(Realm& realm, v8::Local<v8::Value> error, v8::Local<v8::Message> message);

}  // namespace phasor::runtime

namespace phasor::js {

template <>
struct Inject<runtime::Realm&> {
  static constexpr bool kInjected = true;
  static runtime::Realm& From(const Args& args) { return runtime::Realm::From(args.GetIsolate()); }
};

}  // namespace phasor::js
