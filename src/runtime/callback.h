// The way from the loop into JavaScript.
//
//   CallbackScope  entered around every call from the loop; leaving the outermost one drains the queues
//   AsyncContext   what a callback takes along: async ids, resource, AsyncLocalStorage context
//   Callback       a JavaScript function together with the context in which it was handed over
//   RunAsync       work on a pool thread, completed by callback(error, value)
#pragma once

#include <v8.h>

#include <functional>
#include <memory>

#include "js/convert.h"
#include "loop/kinds.h"
#include "runtime/realm.h"
#include "runtime/trace.h"

namespace phasor::runtime {

// The context in which asynchronous work was begun. Its init hook runs in Begin, its destroy hook in the destructor; in
// between it stands in the realm's list of what is going on.
class AsyncContext {
 public:
  AsyncContext() = default;
  AsyncContext(AsyncContext&& other) { Take(other); }
  AsyncContext& operator=(AsyncContext&& other) {
    End();
    Take(other);
    return *this;
  }
  ~AsyncContext() { End(); }

  // `type` is Node's provider name ("FSREQCALLBACK", "TCPWRAP"). `resource` is what async_hooks shows.
  void Begin(Realm& realm, const char* type, v8::Local<v8::Object> resource);
  // Takes the current AsyncLocalStorage context anew (for handles whose later callbacks belong to the latest call).
  void Recapture();

  double async_id() const { return async_id_; }
  double trigger_id() const { return trigger_id_; }
  bool begun() const { return realm_ != nullptr; }
  const char* type() const { return type_; }
  loop::Provider provider() const { return provider_; }
  v8::Local<v8::Object> resource(v8::Isolate* isolate) const { return resource_.Get(isolate); }
  AsyncContext* next() const { return next_; }

 private:
  friend class CallbackScope;
  void Take(AsyncContext& other);
  void End();

  Realm* realm_ = nullptr;
  const char* type_ = "";
  loop::Provider provider_ = loop::Provider::kNone;
  double async_id_ = 0;
  double trigger_id_ = 0;
  v8::Global<v8::Value> storage_;  // empty: no AsyncLocalStorage context
  v8::Global<v8::Object> resource_;
  AsyncContext* previous_ = nullptr;
  AsyncContext* next_ = nullptr;
};

class CallbackScope {
 public:
  // A null context enters with async id 0 (the loop itself). `kind` is what the loop's figures and traces call it; kNone:
  // what the context's provider is for.
  CallbackScope(Realm& realm, AsyncContext* context, loop::CallbackKind kind = loop::CallbackKind::kNone);
  ~CallbackScope();
  CallbackScope(const CallbackScope&) = delete;

  // Calls `function`. Empty: it threw; the error has been handled as uncaught (outermost scope) or is pending.
  v8::MaybeLocal<v8::Value> Call(v8::Local<v8::Value> receiver, v8::Local<v8::Function> function, int argc,
                                 v8::Local<v8::Value>* argv);
  v8::Local<v8::Value> resource() const { return resource_; }
  CallbackScope* outer() const { return outer_; }

 private:
  Realm& realm_;
  AsyncContext* context_;
  CallbackScope* outer_;
  v8::HandleScope handles_;
  v8::Context::Scope context_scope_;
  v8::Local<v8::Value> resource_;
  v8::Local<v8::Value> saved_storage_;
  double saved_execution_id_;
  double saved_trigger_id_;
};

class Callback {
 public:
  Callback() = default;
  Callback(Callback&&) = default;
  Callback& operator=(Callback&&) = default;

  explicit operator bool() const { return !function_.IsEmpty(); }
  void Assign(v8::Isolate* isolate, v8::Local<v8::Function> function) { function_.Reset(isolate, function); }
  // Before the work starts; see AsyncContext::Begin. The function itself is the resource unless one is given.
  void Begin(Realm& realm, const char* type, v8::Local<v8::Object> resource = {});
  // Enters a CallbackScope and calls the function with `undefined` as receiver.
  void Call(Realm& realm, int argc, v8::Local<v8::Value>* argv);
  AsyncContext& context() { return context_; }
  v8::Local<v8::Function> function(v8::Isolate* isolate) const { return function_.Get(isolate); }

 private:
  v8::Global<v8::Function> function_;
  AsyncContext context_;
};

// Calls back with (error) or (null, value).
template <class R>
void Complete(Realm& realm, Callback& callback, Result<R> result) {
  v8::Isolate* isolate = realm.isolate();
  v8::HandleScope handles(isolate);
  v8::Context::Scope scope(realm.context());
  v8::Local<v8::Value> argv[2] = {v8::Null(isolate), v8::Undefined(isolate)};
  int argc = 1;
  if (!result.ok()) {
    argv[0] = js::NewError(isolate, result.error());
  } else if constexpr (!std::is_void_v<R>) {
    v8::TryCatch caught(isolate);
    if (js::Convert<R>::To(isolate, std::move(result).value()).ToLocal(&argv[1])) argc = 2;
    else argv[0] = caught.Exception();
  }
  callback.Call(realm, argc, argv);
}

namespace internal {

template <class R, class W>
class CallbackJob final : public loop::Job {
 public:
  CallbackJob(Realm& realm, Callback callback, W work)
      : realm_(realm), callback_(std::move(callback)), work_(std::move(work)) {}
  void Work() override { result_.emplace(work_()); }
  void Done() override {
    if (cancelled()) {
      if (!realm_.can_enter()) return;
      result_.emplace(Error::System(-ECANCELED, ""));
    }
    if (realm_.can_enter()) Complete<R>(realm_, callback_, std::move(*result_));
  }

 private:
  Realm& realm_;
  Callback callback_;
  W work_;
  std::optional<Result<R>> result_;
};

}  // namespace internal

// Runs `work` (() -> Result<R>, no V8) on a thread of `pool` and completes `callback` on the loop's thread. `type` is
// Node's async_hooks provider name. Without a callback it runs at once and its result is returned to be converted:
//
//   std::optional<Result<R>> = RunAsync<R>(...)   // engaged only when it ran synchronously
template <class R, class Work>
std::optional<Result<R>> RunAsync(Realm& realm, loop::PoolKind pool, const char* type, Callback callback, Work work) {
  if (!callback) {
    if (g_traces_sync_calls) TraceSyncCall(realm);
    return work();
  }
  callback.Begin(realm, type);
  const loop::CallbackKind kind = loop::KindOf(callback.context().provider());
  const double async_id = callback.context().async_id();
  auto job = std::make_unique<internal::CallbackJob<R, Work>>(realm, std::move(callback), std::move(work));
  job->Describe(kind, async_id);
  realm.loop().Post(pool, std::move(job));
  return std::nullopt;
}

}  // namespace phasor::runtime

namespace phasor::js {

// A callback parameter: a function, or undefined for "none".
template <>
struct Convert<runtime::Callback> {
  static constexpr const char* kType = "function";
  static bool From(v8::Isolate* isolate, Value value, runtime::Callback* out) {
    if (value->IsUndefined()) return true;
    if (!value->IsFunction()) return false;
    out->Assign(isolate, value.As<v8::Function>());
    return true;
  }
};

}  // namespace phasor::js
