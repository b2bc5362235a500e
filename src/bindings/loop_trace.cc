// binding('loop_trace'): the tracer for JavaScript: start and end, what its own queues record, the events. Callers:
// lib/internal/loop/trace.js; lib/internal/async_context.js calls what records.
#include "js/binding.h"
#include "runtime/realm.h"
#include "runtime/trace_file.h"
#include "runtime/tracing.h"

namespace phasor::bindings {

namespace {

using loop::CallbackKind;
using loop::TraceEvent;
using runtime::Realm;
using runtime::Tracing;

CallbackKind KindFrom(uint32_t kind) {
  return kind != 0 && kind < loop::kCallbackKinds ? static_cast<CallbackKind>(kind) : CallbackKind::kOther;
}

// start(events, stacks, output) -> Uint32Array over loop::TraceGate; see runtime::TraceOptions
Result<v8::Local<v8::Value>> Start(Realm& realm, uint32_t events, bool stacks, const std::string& output) {
  auto started = Tracing::Start(realm, {events, stacks, output});
  if (!started.ok()) return started.error();
  auto memory = v8::ArrayBuffer::New(realm.isolate(), Tracing::Current()->gate());
  return v8::Uint32Array::New(memory, 0, sizeof(loop::TraceGate) / sizeof(uint32_t)).As<v8::Value>();
}
void Stop() { Tracing::Stop(); }
bool IsOn() { return Tracing::Current() != nullptr; }

// queued(kind, asyncId, function, delay): what runs now has queued it
void Queued(uint32_t kind, double id, js::Value function, uint32_t delay) {
  if (Tracing* tracing = Tracing::Current()) {
    tracing->Queued(KindFrom(kind), loop::Provider::kNone, static_cast<uint64_t>(id), function, delay);
  }
}
void FastQueued(v8::Local<v8::Value>, uint32_t kind, double id, v8::Local<v8::Value> function, uint32_t delay) {
  Queued(kind, id, function, delay);
}

// begin(kind, asyncId, function), end(asyncId): a callback of JavaScript's own queues runs
void Begin(uint32_t kind, double id, js::Value function) {
  if (Tracing* tracing = Tracing::Current()) tracing->Begin(KindFrom(kind), static_cast<uint64_t>(id), function);
}
void FastBegin(v8::Local<v8::Value>, uint32_t kind, double id, v8::Local<v8::Value> function) { Begin(kind, id, function); }
void End(double id) {
  if (Tracing* tracing = Tracing::Current()) tracing->End(static_cast<uint64_t>(id));
}

// Fields of one event in the flat list, in the order of EVENT_FIELDS in lib/internal/loop/trace.js. Times are ms since the trace began.
void Append(std::vector<double>* flat, const TraceEvent& event, const runtime::TraceCause& cause, uint64_t began) {
  const auto at = [began](uint64_t ns) { return static_cast<double>(static_cast<int64_t>(ns - began)) / 1e6; };
  const auto took = [](uint64_t ns) { return static_cast<double>(ns) / 1e6; };
  const auto number = [](auto value) { return static_cast<double>(value); };
  flat->insert(flat->end(), {number(event.type), at(event.start), took(event.duration), number(event.id), number(event.parent),
                             number(event.kind), number(event.provider), number(event.phase), number(event.label), number(event.turn),
                             number(event.detail), took(event.gc), cause.known ? at(cause.queued) : -1, number(cause.by),
                             number(cause.label), number(cause.delay), number(event.other)});
}

// dump() -> [events, labels, lost, stacks, stackOf, crowded]: flat numbers; labels: function, script, line, column, is place, each; stacks: [label, ...]
// each; stackOf: async id and number of a stack, each
v8::Local<v8::Value> Dump(Realm& realm) {
  v8::Isolate* isolate = realm.isolate();
  Tracing* tracing = Tracing::Current();
  if (tracing == nullptr) return v8::Undefined(isolate);
  const runtime::TraceDump dump = tracing->Dump();
  const auto causes = runtime::FindCauses(dump);
  std::vector<double> flat;
  for (size_t i = 0; i < dump.events.size(); ++i) Append(&flat, dump.events[i], causes[i], dump.began);
  auto buffer = v8::ArrayBuffer::New(isolate, flat.size() * sizeof(double));
  if (!flat.empty()) std::copy(flat.begin(), flat.end(), static_cast<double*>(buffer->Data()));
  v8::LocalVector<v8::Value> labels(isolate), stacks(isolate), stack_of(isolate);
  const auto add = [&](v8::LocalVector<v8::Value>* list, double value) { list->push_back(v8::Number::New(isolate, value)); };
  for (const runtime::TraceLabel& label : dump.labels) {
    labels.push_back(js::Literal(isolate, label.function));
    labels.push_back(js::Literal(isolate, label.script));
    add(&labels, label.line);
    add(&labels, label.column);
    labels.push_back(v8::Boolean::New(isolate, label.is_place));
  }
  for (const auto& stack : dump.stacks) {
    v8::LocalVector<v8::Value> frames(isolate);
    for (uint32_t frame : stack) add(&frames, frame);
    stacks.push_back(v8::Array::New(isolate, frames.data(), frames.size()));
  }
  for (auto [id, stack] : dump.stack_of) {
    add(&stack_of, static_cast<double>(id));
    add(&stack_of, stack);
  }
  v8::Local<v8::Value> fields[] = {v8::Float64Array::New(buffer, 0, flat.size()), v8::Array::New(isolate, labels.data(), labels.size()),
                                   v8::Number::New(isolate, static_cast<double>(dump.lost)),
                                   v8::Array::New(isolate, stacks.data(), stacks.size()),
                                   v8::Array::New(isolate, stack_of.data(), stack_of.size()),
                                   v8::Number::New(isolate, static_cast<double>(dump.crowded))};
  return v8::Array::New(isolate, fields, std::size(fields));
}

// stackOf(asyncId) -> [function, script, line, column, ...] where it was queued, innermost first; empty: not noted
std::vector<js::Value> StackOf(v8::Isolate* isolate, double id) {
  std::vector<js::Value> flat;
  Tracing* tracing = Tracing::Current();
  if (tracing == nullptr) return flat;
  for (const runtime::TraceLabel& label : tracing->StackOf(static_cast<uint64_t>(id))) {
    flat.push_back(js::Literal(isolate, label.function));
    flat.push_back(js::Literal(isolate, label.script));
    flat.push_back(v8::Integer::New(isolate, label.line));
    flat.push_back(v8::Integer::New(isolate, label.column));
  }
  return flat;
}

const js::Row kRows[] = {
    js::Fn<StackOf>("stackOf"),
    js::Fn<Start>("start"),
    js::Fn<Stop>("stop"),
    js::Fn<IsOn>("isOn"),
    js::FnWithFast<Queued, FastQueued>("queued"),
    js::FnWithFast<Begin, FastBegin>("begin"),
    js::FastFn<End>("end"),
    js::Fn<Dump>("dump"),
};

template <class Enum>
v8::Local<v8::Value> Names(v8::Isolate* isolate, size_t count) {
  v8::LocalVector<v8::Value> names(isolate);
  for (size_t i = 0; i < count; ++i) names.push_back(js::Literal(isolate, loop::NameOf(static_cast<Enum>(i))));
  return v8::Array::New(isolate, names.data(), names.size());
}

void Setup(v8::Isolate* isolate, v8::Local<v8::Context>, v8::Local<v8::Object> target) {
  js::SetValue(isolate, target, "kinds", Names<CallbackKind>(isolate, loop::kCallbackKinds));
  js::SetValue(isolate, target, "providers", Names<loop::Provider>(isolate, loop::kProviders));
  js::SetValue(isolate, target, "phases", Names<loop::Phase>(isolate, loop::kPhases));
  js::SetValue(isolate, target, "collections", Names<loop::GcKind>(isolate, loop::kGcKinds));
}

}  // namespace

extern const js::BindingSpec kBinding_loop_trace;
const js::BindingSpec kBinding_loop_trace = {"loop_trace", kRows, Setup};

}  // namespace phasor::bindings
