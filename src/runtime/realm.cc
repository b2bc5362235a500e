#include "runtime/realm.h"

#include <cstdlib>

#include "js/class.h"
#include "runtime/callback.h"
#include "runtime/id_clock.h"
#include "runtime/place.h"
#include "runtime/instance.h"

namespace phasor::runtime {

namespace {

// So many destroyed resources are told at the next microtask: a program that never leaves a turn must not pile them up.
constexpr size_t kManyDestroyed = 16384;

// The memory of a typed array that C++ and JavaScript share; the array's handle keeps it.
template <class T>
T* Memory(v8::Local<v8::Value> array) {
  return static_cast<T*>(array.As<v8::TypedArray>()->Buffer()->Data());
}

template <class Array, class T>
v8::Local<v8::Value> NewFields(v8::Isolate* isolate, size_t count) {
  return Array::New(v8::ArrayBuffer::New(isolate, count * sizeof(T)), 0, count);
}

// Places in the array of Save().
enum SavedField { kSavedTicks, kSavedAsync, kSavedHookCounts, kSavedImmediates, kSavedHooks, kSavedBindings };

}  // namespace

Realm::Realm(v8::Isolate* isolate, v8::Local<v8::Context> context, loop::Loop& loop,
             const RealmOptions& options, v8::Local<v8::Array> saved)
    : isolate_(isolate), context_(isolate, context), loop_(loop), options_(options), gc_metrics_(isolate, loop.phases()) {
  // The command line's options live as long as the process.
  if (options_.options == nullptr) options_.options = std::shared_ptr<const Options>(std::shared_ptr<void>(), &GetOptions());
  if (options_.environment == nullptr) options_.environment = ProcessEnvironment();
  for (const js::BindingSpec* spec : options_.bindings) CHECK(specs_.emplace(spec->name, spec).second);
  if (saved.IsEmpty()) {
    tick_array_.Reset(isolate, NewFields<v8::Uint8Array, uint8_t>(isolate, kTickFieldCount));
    async_array_.Reset(isolate, NewFields<v8::Float64Array, double>(isolate, kAsyncFieldCount));
    hook_array_.Reset(isolate, NewFields<v8::Uint32Array, uint32_t>(isolate, kHookFieldCount));
    immediate_array_.Reset(isolate, NewFields<v8::Int32Array, int32_t>(isolate, kImmediateFieldCount));
    AdoptSharedFields();
    // Node numbers the main script 1; -1 means "no default trigger".
    async_fields_[kIdCounter] = 1;
    async_fields_[kDefaultTriggerId] = -1;
  } else {
    Restore(saved);
  }
  isolate->SetData(kIsolateSlot, this);
  loop.phases().metrics().thread_id = options_.thread_id;
  loop.SetClient(this);
}

void Realm::AdoptSharedFields() {
  tick_fields_ = Memory<uint8_t>(tick_array());
  async_fields_ = Memory<double>(async_array());
  hook_fields_ = Memory<uint32_t>(hook_array());
  immediate_fields_ = Memory<int32_t>(immediate_array());
}

v8::Local<v8::Array> Realm::Save() {
  std::vector<v8::Local<v8::Value>> hooks, bindings;
  for (auto& hook : hooks_) {
    hooks.push_back(hook.IsEmpty() ? v8::Undefined(isolate_).As<v8::Value>() : hook.Get(isolate_));
    hook.Reset();
  }
  for (auto& [spec, object] : bindings_) {
    bindings.push_back(js::Literal(isolate_, spec->name));
    bindings.push_back(object.Get(isolate_));
  }
  bindings_.clear();
  v8::Local<v8::Value> fields[] = {tick_array(),
                                   async_array(),
                                   hook_array(),
                                   immediate_array(),
                                   v8::Array::New(isolate_, hooks.data(), hooks.size()),
                                   v8::Array::New(isolate_, bindings.data(), bindings.size())};
  for (auto* array : {&tick_array_, &async_array_, &hook_array_, &immediate_array_}) array->Reset();
  context_.Reset();
  return v8::Array::New(isolate_, fields, std::size(fields));
}

void Realm::Restore(v8::Local<v8::Array> saved) {
  auto get = [this](v8::Local<v8::Array> array, uint32_t i) { return array->Get(context(), i).ToLocalChecked(); };
  tick_array_.Reset(isolate_, get(saved, kSavedTicks));
  async_array_.Reset(isolate_, get(saved, kSavedAsync));
  hook_array_.Reset(isolate_, get(saved, kSavedHookCounts));
  immediate_array_.Reset(isolate_, get(saved, kSavedImmediates));
  AdoptSharedFields();
  for (int field = kTicksRun; field < kAsyncFieldCount; ++field) async_fields_[field] = 0;
  auto hooks = get(saved, kSavedHooks).As<v8::Array>();
  for (uint32_t i = 0; i < hooks->Length(); ++i) {
    if (auto hook = get(hooks, i); hook->IsFunction()) hooks_[i].Reset(isolate_, hook.As<v8::Function>());
  }
  auto bindings = get(saved, kSavedBindings).As<v8::Array>();
  for (uint32_t i = 0; i < bindings->Length(); i += 2) {
    js::Utf8 name;
    CHECK(js::Convert<js::Utf8>::From(isolate_, get(bindings, i), &name));
    bindings_[specs_.at(name.view())].Reset(isolate_, get(bindings, i + 1).As<v8::Object>());
  }
}

Realm::~Realm() {
  loop_.SetClient(nullptr);
  isolate_->SetData(kIsolateSlot, nullptr);
}

v8::MaybeLocal<v8::Object> Realm::GetBinding(std::string_view name) {
  auto found = specs_.find(name);
  if (found == specs_.end()) {
    js::Throw(isolate_, Error::Coded(ErrorCode::kERR_INTERNAL_ASSERTION, "No such binding: " + std::string(name)));
    return {};
  }
  auto& binding = bindings_[found->second];
  if (!binding.IsEmpty()) return binding.Get(isolate_);
  v8::Local<v8::Object> object;
  if (!js::Install(isolate_, context(), *found->second).ToLocal(&object)) return {};
  binding.Reset(isolate_, object);
  return object;
}

void Realm::SetHook(Hook hook, v8::Local<v8::Function> function) {
  hooks_[static_cast<int>(hook)].Reset(isolate_, function);
}

void Realm::DrainQueues() {
  if (stopping_) return;
  v8::HandleScope handles(isolate_);
  loop::Phases& phases = loop_.phases();
  loop::Metrics& metrics = phases.metrics();
  const bool timed = loop::kKeepsMetrics && metrics.drains.value() % loop::Metrics::kTimedDrains == 0;
  const uint64_t start = timed ? uv_hrtime() : 0;
  metrics.drains.Add();
  if (tick_fields_[kHasTick] == 0) {
    phases.SetStage(loop::Stage::kMicrotasks);
    isolate_->PerformMicrotaskCheckpoint();
  }
  if ((tick_fields_[kHasTick] != 0 || tick_fields_[kHasRejection] != 0) && HasHook(Hook::kRunTicks) && !stopping_) {
    phases.SetStage(loop::Stage::kTicks);
    metrics.tick_drains.Add();
    js::Ignore(GetHook(Hook::kRunTicks)->Call(context(), v8::Undefined(isolate_), 0, nullptr));
    PublishCounts();
  }
  if (timed) metrics.drain.Record(uv_hrtime() - start);
  IdClock::Current().Note(async_fields_[kIdCounter], loop_.now());
  if (deferred_.empty()) return;
  auto deferred = std::move(deferred_);
  deferred_.clear();
  for (auto& work : deferred) work();
}

void Realm::PublishCounts() {
  auto publish = [this](loop::CallbackKind kind, AsyncField field) {
    loop_.phases().metrics().callbacks[static_cast<size_t>(kind)].Set(static_cast<uint64_t>(async_fields_[field]));
  };
  publish(loop::CallbackKind::kTick, kTicksRun);
  publish(loop::CallbackKind::kTimer, kTimersRun);
  publish(loop::CallbackKind::kImmediate, kImmediatesRun);
  publish(loop::CallbackKind::kMicrotask, kMicrotasksRun);
}

bool Realm::BeginExit(int code) {
  if (stopping_.exchange(true)) return false;
  exit_code_ = code;
  return true;
}

void Realm::Exit(int code) {
  if (!BeginExit(code)) return;
  loop_.Stop();
  isolate_->TerminateExecution();
}

void Realm::ExitFromElsewhere(int code) {
  if (!BeginExit(code)) return;
  isolate_->TerminateExecution();
  GetPlatform().Post(isolate_, [this] { loop_.Stop(); });
}

void Realm::Interrupt(std::function<void()> work) {
  {
    std::lock_guard lock(interrupts_mutex_);
    interrupts_.push_back(std::move(work));
  }
  isolate_->RequestInterrupt([](v8::Isolate*, void* realm) { static_cast<Realm*>(realm)->RunInterrupts(); }, this);
  GetPlatform().Post(isolate_, [this] { RunInterrupts(); });
}

void Realm::RunInterrupts() {
  std::deque<std::function<void()>> due;
  {
    std::lock_guard lock(interrupts_mutex_);
    due.swap(interrupts_);
  }
  v8::HandleScope handles(isolate_);
  for (auto& work : due) work();
}

void Realm::HandleUncaught(v8::Local<v8::Value> error, v8::Local<v8::Message> message, bool from_promise) {
  if (stopping_) return;
  v8::HandleScope handles(isolate_);
  if (!HasHook(Hook::kUncaught)) {
    PrintUncaught(*this, error, message);
    Exit(1);
    return;
  }
  // The last argument is what it came from: a promise or not, null for what a handler of such an error has thrown.
  auto tell = [this](v8::Local<v8::Value> error, v8::Local<v8::Message> message, v8::Local<v8::Value> from) {
    v8::Local<v8::Value> arrow = v8::Undefined(isolate_);
    if (!message.IsEmpty() && !IsDecorated(*this, error)) arrow = ShownPlace(*this, error, message);
    auto thrown_at = js::NewString(isolate_, ThrownAt(*this, message)).ToLocalChecked();
    v8::Local<v8::Value> argv[] = {error, from, arrow, thrown_at};
    return GetHook(Hook::kUncaught)->Call(context(), v8::Undefined(isolate_), 4, argv);
  };
  v8::TryCatch fatal(isolate_);
  v8::Local<v8::Value> handled;
  if (tell(error, message, v8::Boolean::New(isolate_, from_promise)).ToLocal(&handled)) {
    if (handled->IsNumber()) Exit(static_cast<int>(handled.As<v8::Number>()->Value()));
    return;
  }
  if (stopping_ || fatal.HasTerminated()) return;
  v8::Local<v8::Value> thrown = fatal.Exception();
  v8::Local<v8::Message> place = fatal.Message();
  fatal.Reset();
  if (tell(thrown, place, v8::Null(isolate_)).IsEmpty()) PrintUncaught(*this, thrown, place);
  if (aborts_on_uncaught_) std::abort();
  Exit(7);
}

// ---- async_hooks ----

void Realm::QueueDestroy(double async_id) {
  destroyed_.push_back(async_id);
  if (destroyed_.size() != kManyDestroyed) return;
  // The garbage collector may be running: the microtask is queued when JavaScript goes on.
  isolate_->RequestInterrupt([](v8::Isolate* isolate, void*) {
    isolate->EnqueueMicrotask([](void* realm) { static_cast<Realm*>(realm)->FlushDestroys(); },
                              FromOrNull(isolate));
  }, nullptr);
}

void Realm::FlushDestroys() {
  if (destroyed_.empty() || !HasHook(Hook::kEmitDestroy)) return;
  v8::HandleScope handles(isolate_);
  CallbackScope scope(*this, nullptr, loop::CallbackKind::kHook);
  while (!destroyed_.empty()) {
    for (double id : std::exchange(destroyed_, {})) {
      if (!can_enter()) return;
      v8::HandleScope each(isolate_);
      v8::Local<v8::Value> argv[] = {v8::Number::New(isolate_, id)};
      js::Ignore(scope.Call(v8::Undefined(isolate_), GetHook(Hook::kEmitDestroy), 1, argv));
    }
  }
}

void Realm::WatchCollected(v8::Local<v8::Object> object, double async_id) {
  auto watch = std::make_unique<CollectedWatch>(CollectedWatch{this, async_id, {isolate_, object}});
  watch->object.SetWeak(watch.get(), [](const v8::WeakCallbackInfo<CollectedWatch>& info) {
    CollectedWatch* gone = info.GetParameter();
    gone->object.Reset();
    gone->realm->QueueDestroy(gone->async_id);
    gone->realm->watches_.erase(gone->async_id);
  }, v8::WeakCallbackType::kParameter);
  watches_[async_id] = std::move(watch);
}

void Realm::SetPromiseHooks(const v8::Local<v8::Function> (&hooks)[4]) {
  for (int i = 0; i < 4; ++i) promise_hooks_[i].Reset(isolate_, hooks[i]);
  context()->SetPromiseHooks(hooks[0], hooks[1], hooks[2], hooks[3]);
  for (auto& context : vm_contexts_) {
    if (!context.IsEmpty()) context.Get(isolate_)->SetPromiseHooks(hooks[0], hooks[1], hooks[2], hooks[3]);
  }
}

void Realm::TrackContext(v8::Local<v8::Context> context) {
  std::erase_if(vm_contexts_, [](const auto& other) { return other.IsEmpty(); });
  vm_contexts_.emplace_back(isolate_, context).SetWeak();
  auto hook = [this](int i) { return promise_hooks_[i].Get(isolate_); };
  context->SetPromiseHooks(hook(0), hook(1), hook(2), hook(3));
}

// ---- the loop's phases ----

double Realm::OnTimers(double now) {
  double next = 0;
  v8::HandleScope handles(isolate_);
  if (!HasHook(Hook::kRunTimers)) return 0;
  CallbackScope scope(*this, nullptr, loop::CallbackKind::kTimer);
  v8::Local<v8::Value> argv[] = {v8::Number::New(isolate_, now)};
  // A throwing timer leaves the batch; what is still due runs now.
  v8::Local<v8::Value> answer;
  while (can_enter()) {
    if (scope.Call(v8::Undefined(isolate_), GetHook(Hook::kRunTimers), 1, argv).ToLocal(&answer)) {
      next = answer->NumberValue(context()).FromMaybe(0);
      break;
    }
  }
  PublishCounts();
  return next;
}

void Realm::RunNativeImmediates() {
  FlushDestroys();
  for (auto& work : std::exchange(immediates_, {})) {
    if (can_enter()) work();
  }
}

void Realm::OnImmediates() {
  RunNativeImmediates();
  if (immediate_fields_[kImmediateCount] == 0 || !can_enter()) return;
  v8::HandleScope handles(isolate_);
  // What a throwing tick left runs first, in a scope of its own: if it throws again, the immediates run all the same.
  if (tick_fields_[kHasTick] != 0) CallbackScope ticks(*this, nullptr, loop::CallbackKind::kTick);
  if (!can_enter()) return;
  CallbackScope scope(*this, nullptr, loop::CallbackKind::kImmediate);
  do {
    js::Ignore(scope.Call(v8::Undefined(isolate_), GetHook(Hook::kRunImmediates), 0, nullptr));
  } while (immediate_fields_[kImmediateOutstanding] != 0 && can_enter());
  PublishCounts();
  if (immediate_fields_[kImmediateRefCount] == 0) loop_.SetImmediatesPending(false);
}

void Realm::RunTeardown() {
  while (!at_teardown_.empty()) {
    auto work = std::move(at_teardown_.back());
    at_teardown_.pop_back();
    work();
  }
}

}  // namespace phasor::runtime
