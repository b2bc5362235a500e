#include "runtime/realm.h"

#include "js/class.h"
#include "runtime/callback.h"

namespace phasor::runtime {

namespace {

// A typed array whose memory C++ reads and writes directly; the array's handle keeps it.
template <class Array, class T>
T* SharedFields(v8::Isolate* isolate, size_t count, v8::Global<v8::Value>* array) {
  auto buffer = v8::ArrayBuffer::New(isolate, count * sizeof(T));
  array->Reset(isolate, Array::New(buffer, 0, count).template As<v8::Value>());
  return static_cast<T*>(buffer->Data());
}

}  // namespace

Realm::Realm(v8::Isolate* isolate, v8::Local<v8::Context> context, loop::Loop& loop,
             std::span<const js::BindingSpec* const> bindings)
    : isolate_(isolate), context_(isolate, context), loop_(loop) {
  for (const js::BindingSpec* spec : bindings) CHECK(specs_.emplace(spec->name, spec).second);
  tick_fields_ = SharedFields<v8::Uint8Array, uint8_t>(isolate, kTickFieldCount, &tick_array_);
  async_fields_ = SharedFields<v8::Float64Array, double>(isolate, kAsyncFieldCount, &async_array_);
  hook_fields_ = SharedFields<v8::Uint32Array, uint32_t>(isolate, kHookFieldCount, &hook_array_);
  immediate_fields_ = SharedFields<v8::Int32Array, int32_t>(isolate, kImmediateFieldCount, &immediate_array_);
  // Node numbers the main script 1; -1 means "no default trigger".
  async_fields_[kIdCounter] = 1;
  async_fields_[kDefaultTriggerId] = -1;
  isolate->SetData(kIsolateSlot, this);
  loop.SetClient(this);
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
  if (tick_fields_[kHasTick] == 0) isolate_->PerformMicrotaskCheckpoint();
  if ((tick_fields_[kHasTick] != 0 || tick_fields_[kHasRejection] != 0) && HasHook(Hook::kRunTicks) && !stopping_) {
    js::Ignore(GetHook(Hook::kRunTicks)->Call(context(), v8::Undefined(isolate_), 0, nullptr));
  }
  if (deferred_.empty()) return;
  auto deferred = std::move(deferred_);
  deferred_.clear();
  for (auto& work : deferred) work();
}

void Realm::Exit(int code) {
  if (stopping_) return;
  stopping_ = true;
  exit_code_ = code;
  loop_.Stop();
  isolate_->TerminateExecution();
}

void Realm::HandleUncaught(v8::Local<v8::Value> error, v8::Local<v8::Message> message, bool from_promise) {
  if (stopping_) return;
  v8::HandleScope handles(isolate_);
  if (!HasHook(Hook::kUncaught)) {
    PrintUncaught(*this, error, message);
    Exit(1);
    return;
  }
  v8::TryCatch fatal(isolate_);
  v8::Local<v8::Value> arrow = v8::Undefined(isolate_);
  if (!message.IsEmpty()) arrow = ArrowText(*this, message);
  v8::Local<v8::Value> argv[] = {error, v8::Boolean::New(isolate_, from_promise), arrow};
  v8::Local<v8::Value> handled;
  if (GetHook(Hook::kUncaught)->Call(context(), v8::Undefined(isolate_), 3, argv).ToLocal(&handled)) {
    if (handled->IsNumber()) Exit(static_cast<int>(handled.As<v8::Number>()->Value()));
    return;
  }
  if (stopping_ || fatal.HasTerminated()) return;
  PrintUncaught(*this, fatal.Exception(), fatal.Message());
  Exit(7);
}

double Realm::OnTimers(double now) {
  double next = 0;
  v8::HandleScope handles(isolate_);
  if (!HasHook(Hook::kRunTimers)) return 0;
  CallbackScope scope(*this, nullptr);
  v8::Local<v8::Value> argv[] = {v8::Number::New(isolate_, now)};
  // A throwing timer leaves the batch; what is still due runs now.
  v8::Local<v8::Value> answer;
  while (can_enter()) {
    if (scope.Call(v8::Undefined(isolate_), GetHook(Hook::kRunTimers), 1, argv).ToLocal(&answer)) {
      next = answer->NumberValue(context()).FromMaybe(0);
      break;
    }
  }
  return next;
}

void Realm::OnImmediates() {
  if (immediate_fields_[kImmediateCount] == 0 || !can_enter()) return;
  v8::HandleScope handles(isolate_);
  CallbackScope scope(*this, nullptr);
  do {
    js::Ignore(scope.Call(v8::Undefined(isolate_), GetHook(Hook::kRunImmediates), 0, nullptr));
  } while (immediate_fields_[kImmediateOutstanding] != 0 && can_enter());
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
