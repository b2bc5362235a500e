#include "runtime/callback.h"

#include "runtime/tracing.h"

namespace phasor::runtime {

using loop::Metrics;

namespace {

bool AnyHooks(Realm& realm, HookField field) { return (realm.hook_fields()[field] & (kTraced - 1)) != 0; }

// The async_hooks callbacks are JavaScript; an error that one throws is reported like any uncaught one.
void CallHook(Realm& realm, Hook hook, int argc, v8::Local<v8::Value>* argv) {
  if (!realm.HasHook(hook) || !realm.can_enter()) return;
  js::Ignore(realm.GetHook(hook)->Call(realm.context(), v8::Undefined(realm.isolate()), argc, argv));
}

void CallIdHook(Realm& realm, Hook hook, double id) {
  v8::Local<v8::Value> argv[] = {v8::Number::New(realm.isolate(), id)};
  CallHook(realm, hook, 1, argv);
}

}  // namespace

// ---- AsyncContext ----

void AsyncContext::Begin(Realm& realm, const char* type, v8::Local<v8::Object> resource) {
  v8::Isolate* isolate = realm.isolate();
  realm_ = &realm;
  type_ = type;
  provider_ = loop::ProviderOf(type);
  Metrics& metrics = realm.loop().phases().metrics();
  metrics.begun[static_cast<size_t>(provider_)].Add();
  metrics.active[static_cast<size_t>(provider_)].Add();
  previous_ = std::exchange(realm.last_context_, this);
  (previous_ != nullptr ? previous_->next_ : realm.first_context_) = this;
  async_id_ = realm.NewAsyncId();
  double* fields = realm.async_fields();
  trigger_id_ = fields[kDefaultTriggerId] >= 0 ? fields[kDefaultTriggerId] : fields[kExecutionId];
  resource_.Reset(isolate, resource);
  Recapture();
  if (realm.loop().phases().tracer() != nullptr) [[unlikely]] {
    Tracing::Current()->Queued(loop::KindOf(provider_), provider_, static_cast<uint64_t>(async_id_), resource, 0);
  }
  if (!AnyHooks(realm, kInitHooks)) return;
  v8::HandleScope scope(isolate);
  v8::Local<v8::Value> argv[] = {v8::Number::New(isolate, async_id_), js::Literal(isolate, type),
                                 v8::Number::New(isolate, trigger_id_), resource};
  CallHook(realm, Hook::kEmitInit, 4, argv);
}

void AsyncContext::Recapture() {
  v8::Isolate* isolate = realm_->isolate();
  v8::HandleScope scope(isolate);
  v8::Local<v8::Value> storage = isolate->GetContinuationPreservedEmbedderData();
  if (storage->IsUndefined()) storage_.Reset();
  else storage_.Reset(isolate, storage);
}

void AsyncContext::Take(AsyncContext& other) {
  if (!other.begun()) return;
  realm_ = std::exchange(other.realm_, nullptr);
  type_ = other.type_;
  provider_ = other.provider_;
  async_id_ = other.async_id_;
  trigger_id_ = other.trigger_id_;
  storage_ = std::move(other.storage_);
  resource_ = std::move(other.resource_);
  previous_ = std::exchange(other.previous_, nullptr);
  next_ = std::exchange(other.next_, nullptr);
  (previous_ != nullptr ? previous_->next_ : realm_->first_context_) = this;
  (next_ != nullptr ? next_->previous_ : realm_->last_context_) = this;
}

void AsyncContext::End() {
  if (!begun()) return;
  (previous_ != nullptr ? previous_->next_ : realm_->first_context_) = next_;
  (next_ != nullptr ? next_->previous_ : realm_->last_context_) = previous_;
  realm_->loop().phases().metrics().active[static_cast<size_t>(provider_)].Subtract();
  if (realm_->hook_fields()[kDestroyHooks] != 0 && realm_->can_enter()) realm_->QueueDestroy(async_id_);
  realm_ = nullptr;
  previous_ = next_ = nullptr;
}

// ---- CallbackScope ----

CallbackScope::CallbackScope(Realm& realm, AsyncContext* context, loop::CallbackKind kind)
    : realm_(realm), context_(context), outer_(realm.scope_), handles_(realm.isolate()), context_scope_(realm.context()) {
  v8::Isolate* isolate = realm.isolate();
  realm.scope_ = this;
  double* fields = realm.async_fields();
  saved_execution_id_ = fields[kExecutionId];
  saved_trigger_id_ = fields[kTriggerId];
  saved_storage_ = isolate->GetContinuationPreservedEmbedderData();
  // Node numbers the main script 1.
  const double loop_id = kind == loop::CallbackKind::kMain ? 1 : 0;
  fields[kExecutionId] = context != nullptr ? context->async_id_ : loop_id;
  fields[kTriggerId] = context != nullptr ? context->trigger_id_ : 0;
  if (outer_ == nullptr) {
    const loop::Provider provider = context != nullptr ? context->provider_ : loop::Provider::kNone;
    if (kind == loop::CallbackKind::kNone) kind = loop::KindOf(provider);
    realm.loop().phases().BeginCallback(kind, provider, fields[kExecutionId], fields[kTriggerId]);
  }
  v8::Local<v8::Value> storage = v8::Undefined(isolate);
  if (context != nullptr && !context->storage_.IsEmpty()) storage = context->storage_.Get(isolate);
  if (storage != saved_storage_) isolate->SetContinuationPreservedEmbedderData(storage);
  if (context != nullptr && !context->resource_.IsEmpty()) resource_ = context->resource_.Get(isolate);
  if (context != nullptr && AnyHooks(realm, kBeforeHooks)) CallIdHook(realm, Hook::kEmitBefore, context->async_id_);
}

CallbackScope::~CallbackScope() {
  v8::Isolate* isolate = realm_.isolate();
  if (context_ != nullptr && AnyHooks(realm_, kAfterHooks)) CallIdHook(realm_, Hook::kEmitAfter, context_->async_id_);
  double* fields = realm_.async_fields();
  fields[kExecutionId] = saved_execution_id_;
  fields[kTriggerId] = saved_trigger_id_;
  isolate->SetContinuationPreservedEmbedderData(saved_storage_);
  if (outer_ == nullptr) {
    // Callbacks that the drain makes belong to no scope of the loop.
    resource_.Clear();
    realm_.DrainQueues();
    realm_.loop().phases().EndCallback();
  }
  realm_.scope_ = outer_;
}

v8::MaybeLocal<v8::Value> CallbackScope::Call(v8::Local<v8::Value> receiver, v8::Local<v8::Function> function, int argc,
                                              v8::Local<v8::Value>* argv) {
  if (!realm_.can_enter()) return {};
  return function->Call(realm_.context(), receiver, argc, argv);
}

// ---- Callback ----

void Callback::Begin(Realm& realm, const char* type, v8::Local<v8::Object> resource) {
  v8::HandleScope scope(realm.isolate());
  context_.Begin(realm, type, resource.IsEmpty() ? function_.Get(realm.isolate()).As<v8::Object>() : resource);
}

void Callback::Call(Realm& realm, int argc, v8::Local<v8::Value>* argv) {
  if (!realm.can_enter()) return;
  CallbackScope scope(realm, &context_);
  js::Ignore(scope.Call(v8::Undefined(realm.isolate()), function_.Get(realm.isolate()), argc, argv));
}

}  // namespace phasor::runtime
