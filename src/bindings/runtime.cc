// binding('runtime'): what lib/bootstrap and lib/internal/process share with the Realm: hooks, shared fields, timers,
// uncaught errors, the end of the program.
#include <unistd.h>

#include "loop/loop.h"
#include "runtime/callback.h"
#include "runtime/place.h"

namespace phasor::bindings {

namespace {

using runtime::Hook;
using runtime::Realm;

constexpr const char* kHookNames[] = {"runTicks",     "runTimers",  "runImmediates", "promiseRejection", "uncaught",
                                      "prepareStack", "emitInit",   "emitBefore",    "emitAfter",        "emitDestroy",
                                      "beforeExit",   "exit",       "importModule",  "importMeta"};
static_assert(std::size(kHookNames) == static_cast<size_t>(Hook::kCount));

// setHook(name, function)
Result<void> SetHook(Realm& realm, const js::Utf8& name, v8::Local<v8::Function> function) {
  for (size_t i = 0; i < std::size(kHookNames); ++i) {
    if (name.view() != kHookNames[i]) continue;
    realm.SetHook(static_cast<Hook>(i), function);
    return {};
  }
  return Error::Coded(ErrorCode::kERR_INTERNAL_ASSERTION, "no such hook: " + name.str());
}

// now() -> ms since the loop was made, as of this turn's start
double Now(Realm& realm) { return realm.loop().now(); }
// updateTime() -> now() after reading the clock
double UpdateTime(Realm& realm) {
  realm.loop().UpdateTime();
  return realm.loop().now();
}
void ScheduleTimer(Realm& realm, double delay) { realm.loop().ScheduleTimer(static_cast<int64_t>(delay)); }
void SetTimerRef(Realm& realm, bool ref) { realm.loop().SetTimerRef(ref); }
void SetImmediatesPending(Realm& realm, bool pending) { realm.loop().SetImmediatesPending(pending); }

void RunMicrotasks(Realm& realm) {
  loop::Phases& phases = realm.loop().phases();
  const loop::Stage stage = phases.stage();
  phases.SetStage(loop::Stage::kMicrotasks);
  realm.isolate()->PerformMicrotaskCheckpoint();
  phases.SetStage(stage);
}
void EnqueueMicrotask(v8::Isolate* isolate, v8::Local<v8::Function> task) { isolate->EnqueueMicrotask(task); }

// triggerUncaught(error, fromPromise)
void TriggerUncaught(Realm& realm, js::Value error, bool from_promise) {
  auto message = v8::Exception::CreateMessage(realm.isolate(), error);
  realm.HandleUncaught(error, message, from_promise);
}
// setAbortOnUncaught(on), abortsOnUncaught(): --abort-on-uncaught-exception
void SetAbortOnUncaught(Realm& realm, bool on) { realm.set_aborts_on_uncaught(on); }
bool AbortsOnUncaught(Realm& realm) { return realm.aborts_on_uncaught(); }
void Exit(Realm& realm, int32_t code) { realm.Exit(code); }

// executionResource() -> the resource of the innermost callback scope, or undefined
js::Value ExecutionResource(Realm& realm) {
  for (auto* scope = realm.scope(); scope != nullptr; scope = scope->outer()) {
    if (!scope->resource().IsEmpty()) return scope->resource();
  }
  return v8::Undefined(realm.isolate());
}

// activeResources() -> [provider name, resource, async id, ...] of requests that have not ended and handles that have not closed
std::vector<js::Value> ActiveResources(Realm& realm) {
  v8::Isolate* isolate = realm.isolate();
  std::vector<js::Value> flat;
  for (auto* context = realm.first_context(); context != nullptr; context = context->next()) {
    flat.push_back(js::Literal(isolate, context->type()));
    flat.push_back(context->resource(isolate));
    flat.push_back(v8::Number::New(isolate, context->async_id()));
  }
  return flat;
}

js::Value GetStorage(v8::Isolate* isolate) { return isolate->GetContinuationPreservedEmbedderData(); }
void SetStorage(v8::Isolate* isolate, js::Value value) { isolate->SetContinuationPreservedEmbedderData(value); }

// setPromiseHooks(init, before, after, settled): functions, or undefined for none
void SetPromiseHooks(Realm& realm, js::Value init, js::Value before, js::Value after, js::Value settled) {
  auto hook = [](js::Value value) { return value->IsFunction() ? value.As<v8::Function>() : v8::Local<v8::Function>(); };
  realm.SetPromiseHooks({hook(init), hook(before), hook(after), hook(settled)});
}

// queueDestroy(asyncId), watchCollected(object, asyncId), forgetCollected(asyncId): see Realm
void QueueDestroy(Realm& realm, double async_id) { realm.QueueDestroy(async_id); }
void WatchCollected(Realm& realm, v8::Local<v8::Object> object, double async_id) { realm.WatchCollected(object, async_id); }
void ForgetCollected(Realm& realm, double async_id) { realm.ForgetCollected(async_id); }

// writeStderr(text): synchronous, for last words. Gives up when the descriptor cannot take more.
void WriteStderr(const js::Utf8& text) {
  std::string_view rest = text.view();
  while (!rest.empty()) {
    ssize_t written = write(2, rest.data(), rest.size());
    if (written < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (written <= 0) return;
    rest.remove_prefix(static_cast<size_t>(written));
  }
}

// keepPlace(error, text?): its place, or the text, is shown even if its stack is written anew
void KeepPlace(Realm& realm, js::Value error, const std::optional<std::string>& text) {
  runtime::KeepPlace(realm, error, text);
}

// decorateStack(error, place): the place takes the place of the one that is shown with an uncaught error
void DecorateStack(Realm& realm, v8::Local<v8::Object> error, const std::string& place) {
  runtime::DecorateStack(realm, error, place);
}

const js::Row kRows[] = {
    js::Fn<KeepPlace>("keepPlace"),
    js::Fn<DecorateStack>("decorateStack"),
    js::Fn<SetHook>("setHook"),
    js::Fn<Now>("now"),
    js::Fn<UpdateTime>("updateTime"),
    js::Fn<ScheduleTimer>("scheduleTimer"),
    js::Fn<SetTimerRef>("setTimerRef"),
    js::Fn<SetImmediatesPending>("setImmediatesPending"),
    js::Fn<RunMicrotasks>("runMicrotasks"),
    js::Fn<EnqueueMicrotask>("enqueueMicrotask"),
    js::Fn<TriggerUncaught>("triggerUncaught"),
    js::Fn<SetAbortOnUncaught>("setAbortOnUncaught"),
    js::Fn<AbortsOnUncaught>("abortsOnUncaught"),
    js::Fn<Exit>("exit"),
    js::Fn<ExecutionResource>("executionResource"),
    js::Fn<ActiveResources>("activeResources"),
    js::Fn<GetStorage>("getStorage"),
    js::Fn<SetStorage>("setStorage"),
    js::Fn<SetPromiseHooks>("setPromiseHooks"),
    js::Fn<QueueDestroy>("queueDestroy"),
    js::Fn<WatchCollected>("watchCollected"),
    js::Fn<ForgetCollected>("forgetCollected"),
    js::Fn<WriteStderr>("writeStderr"),
};

void Setup(v8::Isolate* isolate, v8::Local<v8::Context>, v8::Local<v8::Object> target) {
  Realm& realm = Realm::From(isolate);
  js::SetValue(isolate, target, "tickFields", realm.tick_array());
  js::SetValue(isolate, target, "asyncFields", realm.async_array());
  js::SetValue(isolate, target, "hookFields", realm.hook_array());
  js::SetValue(isolate, target, "immediateFields", realm.immediate_array());
}

}  // namespace

extern const js::BindingSpec kBinding_runtime;
const js::BindingSpec kBinding_runtime = {"runtime", kRows, Setup};

}  // namespace phasor::bindings
