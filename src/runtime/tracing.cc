#include "runtime/tracing.h"

#include <signal.h>
#include <uv.h>

#include <utility>

#include "js/convert.h"
#include "loop/handle.h"
#include "runtime/realm.h"
#include "runtime/trace_file.h"

namespace phasor::runtime {

namespace {

thread_local std::unique_ptr<Tracing> t_tracing;

// A stack is deep enough to leave Phasor's own functions behind.
constexpr int kFrames = 16;
// Looking at the stack costs more than an await: only so many promises are told where they were made, unless stacks were asked for.
constexpr size_t kLocatedPromises = 50'000;
// So many texts are kept apart.
constexpr size_t kTexts = 10'000;
// Keys of places in scripts, apart from those of functions.
constexpr uint64_t kPlace = 1ull << 63;

uint64_t KeyOf(int script, int position) {
  return static_cast<uint64_t>(static_cast<uint32_t>(script)) << 32 | static_cast<uint32_t>(position);
}

std::string Text(v8::Isolate* isolate, v8::Local<v8::Value> value) {
  if (value.IsEmpty() || !value->IsString()) return {};
  return js::Utf8(isolate, value.As<v8::String>()).str();
}

bool IsOwn(const std::string& script) { return script.empty() || script.starts_with("node:"); }

// A program that is ended by a signal it does not listen to leaves its trace all the same.
class EndingSignal final : public loop::Handle {
 public:
  static void Watch(Realm& realm, int signum) {
    auto* uv = new uv_signal_t;
    uv_signal_init(realm.loop().uv(), uv);
    auto* self = new EndingSignal(realm, uv);
    uv_signal_start(uv, OnUvSignal, signum);
    self->Unref();
  }

 private:
  EndingSignal(Realm& realm, uv_signal_t* uv)
      : Handle(realm.loop(), reinterpret_cast<uv_handle_t*>(uv)), realm_(realm), uv_(uv) {}
  ~EndingSignal() override { delete uv_; }
  static void OnUvSignal(uv_signal_t* uv, int signum) {
    auto* self = static_cast<EndingSignal*>(static_cast<loop::Handle*>(uv->data));
    const auto listeners = static_cast<size_t>(loop::Provider::kSignalWrap);
    if (self->realm_.loop().phases().metrics().active[listeners].value() != 0) return;
    Tracing::Stop();
    ::signal(signum, SIG_DFL);
    raise(signum);
  }
  Realm& realm_;
  uv_signal_t* uv_;
};

}  // namespace

void QueuedAt::Put(uint64_t id, uint32_t stack) {
  if (!stack_of_.insert_or_assign(id, stack).second) return;
  order_.push_back(id);
  if (order_.size() <= limit_) return;
  stack_of_.erase(order_.front());
  order_.pop_front();
}

// ---- Life ----

Tracing* Tracing::Current() { return t_tracing.get(); }

Result<void> Tracing::Start(Realm& realm, const TraceOptions& options) {
  if (t_tracing != nullptr) return Error::Coded(ErrorCode::kERR_INVALID_STATE, "The loop is being traced already");
  if (!options.output.empty()) {
    if (Result<void> made = CreateTraceFiles(options.output); !made.ok()) return made;
  }
  t_tracing.reset(new Tracing(realm, options));
  realm.AtTeardown(Stop);
  return {};
}

Tracing::Tracing(Realm& realm, const TraceOptions& options)
    : realm_(realm),
      options_(options),
      gate_(v8::ArrayBuffer::NewBackingStore(realm.isolate(), sizeof(loop::TraceGate))),
      tracer_(options.events, realm.loop().phases().metrics(), *new (gate_->Data()) loop::TraceGate),
      began_(uv_hrtime()),
      labels_(1) {
  loop::Phases& phases = realm.loop().phases();
  tracer_.SetPlace(phases.turn(), phases.phase());
  // What runs already: the main script, or the callback that asked for a trace.
  const loop::Now now = phases.now();
  if (now.stage != loop::Stage::kNone) {
    const double* fields = realm.async_fields();
    tracer_.BeginNative(now.kind, now.provider, static_cast<uint64_t>(fields[kExecutionId]), static_cast<uint64_t>(fields[kTriggerId]));
  }
  phases.set_tracer(&tracer_);
  WatchPromises(true);
  tracer_.set_on_recording([this](bool on) {
    WatchQueues(on);
    // Not taken from within: V8 may be in the middle of a fast call. OnV8Promise() does it.
    if (on) WatchPromises(true);
  });
  if (options.output.empty()) return;
  for (int signum : {SIGINT, SIGTERM}) EndingSignal::Watch(realm, signum);
}

Tracing::~Tracing() {
  realm_.loop().phases().set_tracer(nullptr);
  WatchPromises(false);
}

void Tracing::Stop() {
  if (t_tracing == nullptr) return;
  auto tracing = std::move(t_tracing);
  if (tracing->options_.output.empty()) return;
  WriteTraceFiles(tracing->options_.output, tracing->Dump());
}

TraceDump Tracing::Dump() {
  Resolve();
  std::unordered_map<uint64_t, uint32_t> stack_of = lasting_.all();
  stack_of.insert(brief_.all().begin(), brief_.all().end());
  return {tracer_.Events(), labels_, stacks_, std::move(stack_of), tracer_.lost(), tracer_.crowded(), began_};
}

std::vector<TraceLabel> Tracing::StackOf(uint64_t id) const {
  std::vector<TraceLabel> stack;
  for (const QueuedAt* queued_at : {&brief_, &lasting_}) {
    auto found = queued_at->all().find(id);
    if (found == queued_at->all().end()) continue;
    for (uint32_t label : stacks_[found->second]) stack.push_back(labels_[label]);
    break;
  }
  return stack;
}

// ---- Names ----

uint32_t Tracing::Intern(uint64_t key, TraceLabel label) {
  const auto number = static_cast<uint32_t>(labels_.size());
  labels_.push_back(std::move(label));
  known_[key] = number;
  return number;
}

uint32_t Tracing::LabelOf(v8::Local<v8::Value> value) {
  if (value.IsEmpty() || !value->IsFunction()) return 0;
  auto function = value.As<v8::Function>();
  int script = function->ScriptId();
  if (script == v8::UnboundScript::kNoScriptId) {
    v8::HandleScope handles(realm_.isolate());
    auto bound = function->GetBoundFunction();
    return bound->IsFunction() ? LabelOf(bound) : 0;
  }
  const uint64_t key = KeyOf(script, function->GetScriptStartPosition());
  Recent& recent = recent_[(key ^ key >> 32) % kRecent];
  if (recent.key == key) [[likely]] return recent.label;
  recent.key = key;
  if (auto found = known_.find(key); found != known_.end()) return recent.label = found->second;
  recent.label = Intern(key, {});
  unresolved_.push_back({recent.label, v8::Global<v8::Function>(realm_.isolate(), function)});
  return recent.label;
}

void Tracing::Resolve() {
  if (unresolved_.empty()) return;
  v8::Isolate* isolate = realm_.isolate();
  v8::HandleScope handles(isolate);
  for (auto& [number, kept] : std::exchange(unresolved_, {})) {
    auto function = kept.Get(isolate);
    TraceLabel& label = labels_[number];
    label.function = Text(isolate, function->GetDebugName());
    label.script = Text(isolate, function->GetScriptOrigin().ResourceName());
    label.line = function->GetScriptLineNumber() + 1;
    label.column = function->GetScriptColumnNumber() + 1;
  }
}

uint32_t Tracing::LabelOfFrame(v8::Local<v8::StackFrame> frame) {
  const uint64_t key = kPlace | KeyOf(frame->GetScriptId(), frame->GetSourcePosition());
  if (auto found = known_.find(key); found != known_.end()) return found->second;
  v8::Isolate* isolate = realm_.isolate();
  return Intern(key, {Text(isolate, frame->GetFunctionName()), Text(isolate, frame->GetScriptNameOrSourceURL()),
                      frame->GetLineNumber(), frame->GetColumn(), true});
}

uint32_t Tracing::LabelOfCaller(uint64_t id, QueuedAt* queued_at) {
  v8::Isolate* isolate = realm_.isolate();
  v8::HandleScope handles(isolate);
  auto trace = v8::StackTrace::CurrentStackTrace(isolate, kFrames, v8::StackTrace::kDetailed);
  uint32_t caller = 0;
  std::vector<uint32_t> stack;
  for (int i = 0; i < trace->GetFrameCount(); ++i) {
    const uint32_t label = LabelOfFrame(trace->GetFrame(isolate, static_cast<uint32_t>(i)));
    if (IsOwn(labels_[label].script)) continue;
    if (caller == 0) caller = label;
    if (!options_.stacks) break;
    stack.push_back(label);
  }
  if (!stack.empty()) {
    auto [found, is_new] = stack_numbers_.try_emplace(stack, static_cast<uint32_t>(stacks_.size()));
    if (is_new) stacks_.push_back(std::move(stack));
    queued_at->Put(id, found->second);
  }
  return caller;
}

void Tracing::LabelCurrent(std::string_view text) {
  loop::TraceEvent* current = tracer_.current();
  if (current == nullptr || current->label != 0 || texts_.size() >= kTexts) return;
  auto [found, is_new] = texts_.try_emplace(std::string(text), static_cast<uint32_t>(labels_.size()));
  if (is_new) labels_.push_back({std::string(text), {}, 0, 0});
  current->label = found->second;
}

// ---- What is queued, what runs ----

void Tracing::Queued(loop::CallbackKind kind, loop::Provider provider, uint64_t id, v8::Local<v8::Value> function, uint32_t detail) {
  if (tracer_.is_crowded()) return;
  loop::TraceEvent event;
  event.type = loop::TraceType::kQueued;
  event.kind = kind;
  event.provider = provider;
  event.id = id;
  event.detail = detail;
  event.label = LabelOf(function);
  // What natives call back is most often a function of lib/: the place in the program says more.
  if (provider != loop::Provider::kNone) Resolve();
  const bool is_own = event.label == 0 || (provider != loop::Provider::kNone && IsOwn(labels_[event.label].script));
  if (is_own || options_.stacks) {
    const bool brief = kind == loop::CallbackKind::kTick || kind == loop::CallbackKind::kMicrotask;
    const uint32_t place = LabelOfCaller(id, brief ? &brief_ : &lasting_);
    if (is_own) event.label = place;
  }
  tracer_.Mark(event);
}

void Tracing::Begin(loop::CallbackKind kind, uint64_t id, v8::Local<v8::Value> function) {
  if (!tracer_.is_crowded()) tracer_.Begin(kind, id, LabelOf(function));
}

// ---- Promises ----

// The number is kept in the field that V8 gives promises for their embedder.
uint64_t Tracing::IdOf(v8::Local<v8::Promise> promise) {
  if (promise->InternalFieldCount() < 1) return 0;
  v8::Isolate* isolate = realm_.isolate();
  auto known = promise->GetInternalField(0).As<v8::Value>();
  if (known->IsNumber()) {
    if (auto id = static_cast<uint64_t>(known.As<v8::Number>()->Value()); id != 0) return id;
  }
  const double id = realm_.NewAsyncId();
  promise->SetInternalField(0, v8::Number::New(isolate, id));
  return static_cast<uint64_t>(id);
}

void Tracing::WatchQueues(bool on) {
  uint32_t* fields = realm_.hook_fields();
  for (int hook : {kInitHooks, kBeforeHooks, kAfterHooks}) fields[hook] = (fields[hook] & ~kTraced) | (on ? kTraced : 0);
}

void Tracing::WatchPromises(bool on) {
  if (on == watches_promises_) return;
  watches_promises_ = on;
  realm_.isolate()->SetPromiseHook(on ? OnV8Promise : nullptr);
}

void Tracing::OnV8Promise(v8::PromiseHookType type, v8::Local<v8::Promise> promise, v8::Local<v8::Value> parent) {
  Tracing* self = t_tracing.get();
  if (self == nullptr) return;
  v8::HandleScope handles(self->realm_.isolate());
  const uint64_t id = self->IdOf(promise);
  // A reaction that was seen to begin is seen to end.
  if (self->tracer_.is_crowded()) {
    if (type == v8::PromiseHookType::kAfter) self->tracer_.End(id);
    const loop::TraceEvent* current = self->tracer_.current();
    if (current == nullptr || current->kind != loop::CallbackKind::kPromise) self->WatchPromises(false);
    return;
  }
  loop::TraceEvent event;
  event.kind = loop::CallbackKind::kPromise;
  event.id = id;
  switch (type) {
    case v8::PromiseHookType::kInit:
      event.type = loop::TraceType::kQueued;
      if (parent->IsPromise()) event.other = self->IdOf(parent.As<v8::Promise>());
      if (self->options_.stacks || self->located_promises_++ < kLocatedPromises) event.label = self->LabelOfCaller(id, &self->brief_);
      self->tracer_.Mark(event);
      return;
    case v8::PromiseHookType::kResolve:
      event.type = loop::TraceType::kResolved;
      self->tracer_.Mark(event);
      return;
    case v8::PromiseHookType::kBefore:
      self->tracer_.Begin(loop::CallbackKind::kPromise, id, 0);
      return;
    case v8::PromiseHookType::kAfter:
      self->tracer_.End(id);
      return;
  }
}

}  // namespace phasor::runtime
