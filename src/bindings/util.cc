// binding('util'): looks behind JavaScript's own reflection, for util.inspect, comparisons and call sites.
// Callers: lib/internal/util/*. Rule: nothing here runs user code.
#include "js/binding.h"
#include "runtime/trace.h"

namespace phasor::bindings {

namespace {

using js::Value;

// The kinds of objects that util.inspect prints in their own ways. kOrdinary is everything else.
#define KINDS(V)                                                                                            \
  V(Ordinary) V(Array) V(Function) V(Map) V(Set) V(TypedArray) V(MapIterator) V(SetIterator) V(Arguments)   \
  V(RegExp) V(Date) V(Error) V(ArrayBuffer) V(SharedArrayBuffer) V(DataView) V(Promise) V(WeakSet)          \
  V(WeakMap) V(Namespace) V(Boxed) V(External) V(Proxy)
enum Kind : int32_t {
#define V(name) k##name,
  KINDS(V)
#undef V
};

int32_t KindOf(Value value) {
  if (value->IsProxy()) return kProxy;
  if (value->IsArray()) return kArray;
  if (value->IsFunction()) return kFunction;
  if (value->IsMap()) return kMap;
  if (value->IsSet()) return kSet;
  if (value->IsTypedArray()) return kTypedArray;
  if (value->IsNativeError()) return kError;
  if (value->IsDate()) return kDate;
  if (value->IsRegExp()) return kRegExp;
  if (value->IsPromise()) return kPromise;
  if (value->IsArgumentsObject()) return kArguments;
  if (value->IsMapIterator()) return kMapIterator;
  if (value->IsSetIterator()) return kSetIterator;
  if (value->IsArrayBuffer()) return kArrayBuffer;
  if (value->IsSharedArrayBuffer()) return kSharedArrayBuffer;
  if (value->IsDataView()) return kDataView;
  if (value->IsWeakSet()) return kWeakSet;
  if (value->IsWeakMap()) return kWeakMap;
  if (value->IsModuleNamespaceObject()) return kNamespace;
  if (value->IsNumberObject() || value->IsStringObject() || value->IsBooleanObject() || value->IsBigIntObject() ||
      value->IsSymbolObject()) {
    return kBoxed;
  }
  if (value->IsExternal()) return kExternal;
  return kOrdinary;
}

int32_t FastKindOf(v8::Local<v8::Value>, v8::Local<v8::Value> value) { return KindOf(value); }

// functionFlavour(function) -> 1 async, 2 generator, 3 both
int32_t FunctionFlavour(Value value) { return (value->IsAsyncFunction() ? 1 : 0) | (value->IsGeneratorFunction() ? 2 : 0); }

// getPromiseDetails(promise) -> [state] or [state, result]; undefined for no promise
Value GetPromiseDetails(v8::Isolate* isolate, Value value) {
  if (!value->IsPromise()) return v8::Undefined(isolate);
  auto promise = value.As<v8::Promise>();
  Value state = v8::Integer::New(isolate, promise->State());
  if (promise->State() == v8::Promise::kPending) return v8::Array::New(isolate, &state, 1);
  Value details[] = {state, promise->Result()};
  return v8::Array::New(isolate, details, 2);
}

// getProxyDetails(proxy, both) -> target, or [target, handler]; null for a revoked one; undefined for no proxy
Value GetProxyDetails(v8::Isolate* isolate, Value value, bool both) {
  if (!value->IsProxy()) return v8::Undefined(isolate);
  auto proxy = value.As<v8::Proxy>();
  if (!both) return proxy->GetTarget();
  Value details[] = {proxy->GetTarget(), proxy->GetHandler()};
  return v8::Array::New(isolate, details, 2);
}

// previewEntries(collection or iterator, withKind) -> entries, or [entries, isKeyValue]
Value PreviewEntries(v8::Isolate* isolate, Value value, bool with_kind) {
  if (!value->IsObject()) return v8::Undefined(isolate);
  bool is_key_value = false;
  v8::Local<v8::Array> entries;
  if (!value.As<v8::Object>()->PreviewEntries(&is_key_value).ToLocal(&entries)) return v8::Undefined(isolate);
  if (!with_kind) return entries;
  Value both[] = {entries, v8::Boolean::New(isolate, is_key_value)};
  return v8::Array::New(isolate, both, 2);
}

// getOwnNonIndexProperties(object, v8::PropertyFilter) -> keys, symbols too
v8::MaybeLocal<v8::Array> GetOwnNonIndexProperties(v8::Local<v8::Context> context, v8::Local<v8::Object> object,
                                                   int32_t filter) {
  return object->GetPropertyNames(context, v8::KeyCollectionMode::kOwnOnly, static_cast<v8::PropertyFilter>(filter),
                                  v8::IndexFilter::kSkipIndices);
}

// getConstructorName(object) -> the name V8 knows its class by
Value GetConstructorName(v8::Local<v8::Object> object) { return object->GetConstructorName(); }

// toDetailString(value) -> V8's text of any value, without running user code: '#<Foo>', 'Symbol(a)'
v8::MaybeLocal<v8::String> ToDetailString(v8::Local<v8::Context> context, Value value) {
  return value->ToDetailString(context);
}

Value GetExternalValue(v8::Isolate* isolate, Value value) {
  if (!value->IsExternal()) return v8::Undefined(isolate);
  auto address = reinterpret_cast<uintptr_t>(value.As<v8::External>()->Value());
  return v8::BigInt::NewFromUnsigned(isolate, address);
}

// getCallSites(count) -> [{functionName, scriptId, scriptName, lineNumber, columnNumber, column}], from the caller on
v8::MaybeLocal<v8::Array> GetCallSites(v8::Isolate* isolate, v8::Local<v8::Context> context, uint32_t count) {
  // The first frame is lib/util.js itself.
  auto stack = v8::StackTrace::CurrentStackTrace(isolate, static_cast<int>(count) + 1);
  auto result = v8::Array::New(isolate);
  auto key = [isolate](const char* name) {
    return v8::String::NewFromUtf8(isolate, name, v8::NewStringType::kInternalized).ToLocalChecked();
  };
  v8::Local<v8::Name> names[] = {key("functionName"), key("scriptId"),     key("scriptName"),
                                 key("lineNumber"),   key("columnNumber"), key("column")};
  for (int i = 1; i < stack->GetFrameCount(); ++i) {
    auto frame = stack->GetFrame(isolate, static_cast<uint32_t>(i));
    auto text = [isolate](v8::Local<v8::String> string) -> Value {
      return string.IsEmpty() ? v8::String::Empty(isolate) : string;
    };
    auto script_id = std::to_string(frame->GetScriptId());
    Value column = v8::Integer::New(isolate, frame->GetColumn());
    Value values[] = {text(frame->GetFunctionName()),
                      v8::String::NewFromUtf8(isolate, script_id.c_str()).ToLocalChecked(),
                      text(frame->GetScriptName()),
                      v8::Integer::New(isolate, frame->GetLineNumber()),
                      column,
                      column};
    auto site = v8::Object::New(isolate, v8::Null(isolate), names, values, 6);
    if (result->Set(context, static_cast<uint32_t>(i - 1), site).IsNothing()) return {};
  }
  return result;
}

// getSourceLine(depth) -> [text of the source line, 0-based column] of the calling frame past `depth` frames; undefined
// when V8 has no source for it
Value GetSourceLine(v8::Isolate* isolate, uint32_t depth) {
  auto stack = v8::StackTrace::CurrentStackTrace(isolate, static_cast<int>(depth) + 1);
  if (stack->GetFrameCount() <= static_cast<int>(depth)) return v8::Undefined(isolate);
  auto frame = stack->GetFrame(isolate, depth);
  auto source = frame->GetScriptSource();
  if (source.IsEmpty()) return v8::Undefined(isolate);
  js::Utf8 text;
  text.Assign(isolate, source);
  std::string_view rest = text.view();
  for (int line = frame->GetLineNumber(); line > 1; --line) {
    size_t end = rest.find('\n');
    if (end == std::string_view::npos) return v8::Undefined(isolate);
    rest.remove_prefix(end + 1);
  }
  rest = rest.substr(0, rest.find('\n'));
  v8::Local<v8::String> line;
  if (!v8::String::NewFromUtf8(isolate, rest.data(), v8::NewStringType::kNormal, static_cast<int>(rest.size())).ToLocal(&line)) {
    return v8::Undefined(isolate);
  }
  Value both[] = {line, v8::Integer::New(isolate, frame->GetColumn() - 1)};
  return v8::Array::New(isolate, both, 2);
}

// isInsideNodeModules(depth) -> whether the nearest frame of a file, past `depth` frames, lies in node_modules
bool IsInsideNodeModules(v8::Isolate* isolate, uint32_t depth) {
  auto stack = v8::StackTrace::CurrentStackTrace(isolate, static_cast<int>(depth) + 1);
  for (int i = 0; i < stack->GetFrameCount(); ++i) {
    auto name = stack->GetFrame(isolate, static_cast<uint32_t>(i))->GetScriptName();
    if (name.IsEmpty() || name->Length() == 0) continue;
    js::Utf8 text;
    text.Assign(isolate, name);
    if (text.view().starts_with("node:")) continue;
    return text.view().find("/node_modules/") != std::string_view::npos;
  }
  return false;
}

// setTraceSigint(on)
void SetTraceSigint(runtime::Realm& realm, bool on) { runtime::SetTraceSigint(realm, on); }

const js::Row kRows[] = {
    js::Fn<SetTraceSigint>("setTraceSigint"),
    js::FnWithFast<KindOf, FastKindOf>("kindOf"),
    js::Fn<FunctionFlavour>("functionFlavour"),
    js::Fn<GetPromiseDetails>("getPromiseDetails"),
    js::Fn<GetProxyDetails>("getProxyDetails"),
    js::Fn<PreviewEntries>("previewEntries"),
    js::Fn<GetOwnNonIndexProperties>("getOwnNonIndexProperties"),
    js::Fn<GetConstructorName>("getConstructorName"),
    js::Fn<ToDetailString>("toDetailString"),
    js::Fn<GetExternalValue>("getExternalValue"),
    js::Fn<GetCallSites>("getCallSites"),
    js::Fn<GetSourceLine>("getSourceLine"),
    js::Fn<IsInsideNodeModules>("isInsideNodeModules"),
};

void Setup(v8::Isolate* isolate, v8::Local<v8::Context>, v8::Local<v8::Object> target) {
#define V(name) js::SetConstant(isolate, target, "k" #name, k##name);
  KINDS(V)
#undef V
  js::SetConstant(isolate, target, "kPending", v8::Promise::kPending);
  js::SetConstant(isolate, target, "kFulfilled", v8::Promise::kFulfilled);
  js::SetConstant(isolate, target, "kRejected", v8::Promise::kRejected);
}

}  // namespace

extern const js::BindingSpec kBinding_util;
const js::BindingSpec kBinding_util = {"util", kRows, Setup};

}  // namespace phasor::bindings
