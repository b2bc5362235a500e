// binding('env'): process.env as an object whose properties are the realm's environment variables.
//
// Callers: lib/internal/process/per_process.js (the object `env`), lib/internal/process/env_file.js (set).
// Rules: where the variables are, and who shares them, is runtime::Environment's business. Values are strings: writing
// converts as String(value) does and refuses symbols (Node, process.env).
#include "bindings/env.h"

#include <time.h>

#include "base/env_file.h"
#include "js/convert.h"
#include "runtime/trace.h"

namespace phasor::bindings {

namespace {

using v8::Intercepted;
using v8::Local;
using v8::Name;

runtime::Environment& EnvironmentOf(v8::Isolate* isolate) { return *runtime::Realm::From(isolate).environment(); }

void Trace(v8::Isolate* isolate, std::string_view action, std::string_view name) {
  runtime::TraceEnvironment(runtime::Realm::From(isolate), action, name);
}

std::optional<std::string> GetVariable(v8::Isolate* isolate, const js::Utf8& name) {
  return EnvironmentOf(isolate).Get(name.c_str());
}

// V8 caches the zone; the notice makes it read TZ again.
void OnVariableChanged(v8::Isolate* isolate, std::string_view name) {
  if (name != "TZ" || !EnvironmentOf(isolate).is_process()) return;
  tzset();
  isolate->DateTimeConfigurationChangeNotification(v8::Isolate::TimeZoneDetection::kRedetect);
}

void SetVariable(v8::Isolate* isolate, const js::Utf8& name, const js::Utf8& value) {
  EnvironmentOf(isolate).Set(name.c_str(), value.c_str());
  OnVariableChanged(isolate, name.view());
}

// Called, once, when a value of another type is written (DEP0104, with --pending-deprecation).
thread_local v8::Global<v8::Function> t_on_odd_value;

void TellOddValue(v8::Isolate* isolate) {
  auto function = t_on_odd_value.Get(isolate);
  t_on_odd_value.Reset();
  js::Ignore(function->Call(isolate->GetCurrentContext(), v8::Undefined(isolate), 0, nullptr));
}

// onOddValue(callback)
void OnOddValue(runtime::Realm& realm, Local<v8::Function> callback) {
  t_on_odd_value.Reset(realm.isolate(), callback);
  realm.AtTeardown([] { t_on_odd_value.Reset(); });
}

Intercepted Get(Local<Name> property, const v8::PropertyCallbackInfo<v8::Value>& info) {
  if (property->IsSymbol()) return Intercepted::kNo;
  v8::Isolate* isolate = info.GetIsolate();
  js::Utf8 name(isolate, property.As<v8::String>());
  Trace(isolate, "get", name.view());
  auto value = GetVariable(isolate, name);
  if (!value) return Intercepted::kNo;
  Local<v8::String> text;
  if (!js::NewString(isolate, *value).ToLocal(&text)) return Intercepted::kNo;
  info.GetReturnValue().Set(text.As<v8::Value>());
  return Intercepted::kYes;
}

Intercepted Set(Local<Name> property, Local<v8::Value> value, const v8::PropertyCallbackInfo<void>& info) {
  v8::Isolate* isolate = info.GetIsolate();
  auto context = isolate->GetCurrentContext();
  Local<v8::String> name, text;
  // ToString throws the TypeError for symbols.
  if (!property.As<v8::Value>()->ToString(context).ToLocal(&name)) return Intercepted::kYes;
  if (!t_on_odd_value.IsEmpty() && !value->IsString() && !value->IsNumber() && !value->IsBoolean()) TellOddValue(isolate);
  if (!value->ToString(context).ToLocal(&text)) return Intercepted::kYes;
  js::Utf8 variable(isolate, name);
  Trace(isolate, "set", variable.view());
  SetVariable(isolate, variable, js::Utf8(isolate, text));
  return Intercepted::kYes;
}

Intercepted Query(Local<Name> property, const v8::PropertyCallbackInfo<v8::Integer>& info) {
  if (property->IsSymbol()) return Intercepted::kNo;
  js::Utf8 name(info.GetIsolate(), property.As<v8::String>());
  Trace(info.GetIsolate(), "query", name.view());
  if (!GetVariable(info.GetIsolate(), name)) return Intercepted::kNo;
  info.GetReturnValue().Set(static_cast<int32_t>(v8::None));
  return Intercepted::kYes;
}

Intercepted Delete(Local<Name> property, const v8::PropertyCallbackInfo<v8::Boolean>& info) {
  info.GetReturnValue().Set(true);
  if (property->IsSymbol()) return Intercepted::kYes;
  js::Utf8 name(info.GetIsolate(), property.As<v8::String>());
  Trace(info.GetIsolate(), "delete", name.view());
  EnvironmentOf(info.GetIsolate()).Delete(name.c_str());
  OnVariableChanged(info.GetIsolate(), name.view());
  return Intercepted::kYes;
}

void Enumerate(const v8::PropertyCallbackInfo<v8::Array>& info) {
  v8::Isolate* isolate = info.GetIsolate();
  Trace(isolate, "enumerate", {});
  Local<v8::Value> array;
  if (js::Convert<std::vector<std::string>>::To(isolate, EnvironmentOf(isolate).Names()).ToLocal(&array)) {
    info.GetReturnValue().Set(array.As<v8::Array>());
  }
}

Intercepted Define(Local<Name> property, const v8::PropertyDescriptor& descriptor,
                   const v8::PropertyCallbackInfo<void>& info) {
  v8::Isolate* isolate = info.GetIsolate();
  auto fail = [isolate](const char* message) {
    js::Throw(isolate, Error::Coded(ErrorCode::kERR_INVALID_OBJECT_DEFINE_PROPERTY, message));
    return Intercepted::kYes;
  };
  if (descriptor.has_get() || descriptor.has_set()) {
    return fail("'process.env' does not accept an accessor(getter/setter) descriptor");
  }
  bool plain = descriptor.has_configurable() && descriptor.configurable() && descriptor.has_writable() &&
               descriptor.writable() && descriptor.has_enumerable() && descriptor.enumerable();
  if (!descriptor.has_value() || !plain) {
    return fail("'process.env' only accepts a configurable, writable, and enumerable data descriptor");
  }
  return Set(property, descriptor.value(), info);
}

Intercepted Describe(Local<Name> property, const v8::PropertyCallbackInfo<v8::Value>& info) {
  if (property->IsSymbol()) return Intercepted::kNo;
  v8::Isolate* isolate = info.GetIsolate();
  auto value = GetVariable(isolate, js::Utf8(isolate, property.As<v8::String>()));
  Local<v8::String> text;
  if (!value || !js::NewString(isolate, *value).ToLocal(&text)) return Intercepted::kNo;
  auto yes = v8::Boolean::New(isolate, true).As<v8::Value>();
  Local<Name> names[] = {js::Literal(isolate, "value"), js::Literal(isolate, "writable"),
                         js::Literal(isolate, "enumerable"), js::Literal(isolate, "configurable")};
  Local<v8::Value> values[] = {text, yes, yes, yes};
  info.GetReturnValue().Set(v8::Object::New(isolate, v8::Null(isolate), names, values, 4).As<v8::Value>());
  return Intercepted::kYes;
}

// Integer names take V8's other road.
Local<Name> NameOf(v8::Isolate* isolate, uint32_t index) { return js::Literal(isolate, std::to_string(index)); }
Intercepted GetAt(uint32_t index, const v8::PropertyCallbackInfo<v8::Value>& info) {
  return Get(NameOf(info.GetIsolate(), index), info);
}
Intercepted SetAt(uint32_t index, Local<v8::Value> value, const v8::PropertyCallbackInfo<void>& info) {
  return Set(NameOf(info.GetIsolate(), index), value, info);
}
Intercepted QueryAt(uint32_t index, const v8::PropertyCallbackInfo<v8::Integer>& info) {
  return Query(NameOf(info.GetIsolate(), index), info);
}
Intercepted DeleteAt(uint32_t index, const v8::PropertyCallbackInfo<v8::Boolean>& info) {
  return Delete(NameOf(info.GetIsolate(), index), info);
}
Intercepted DefineAt(uint32_t index, const v8::PropertyDescriptor& descriptor, const v8::PropertyCallbackInfo<void>& info) {
  return Define(NameOf(info.GetIsolate(), index), descriptor, info);
}
Intercepted DescribeAt(uint32_t index, const v8::PropertyCallbackInfo<v8::Value>& info) {
  return Describe(NameOf(info.GetIsolate(), index), info);
}

// set(name, value) for files of variables, whose values are strings already
void JsSet(v8::Isolate* isolate, const js::Utf8& name, const js::Utf8& value) { SetVariable(isolate, name, value); }

// parse(text) -> [name, value, name, value ...] of a file of variables
std::vector<std::string> JsParse(const js::Utf8& text) {
  std::vector<std::string> flat;
  for (auto& [name, value] : ParseEnvFile(text.view())) {
    flat.push_back(std::move(name));
    flat.push_back(std::move(value));
  }
  return flat;
}

// get(name) -> string or undefined, without process.env, which programs replace
std::optional<std::string> JsGet(v8::Isolate* isolate, const js::Utf8& name) {
  Trace(isolate, "get", name.view());
  return GetVariable(isolate, name);
}

const js::Row kRows[] = {
    js::Fn<JsSet>("set"),
    js::Fn<OnOddValue>("onOddValue"),
    js::Fn<JsGet>("get"),
    js::Fn<JsParse>("parse"),
};

void Setup(v8::Isolate* isolate, v8::Local<v8::Context> context, v8::Local<v8::Object> target) {
  auto shape = v8::ObjectTemplate::New(isolate);
  v8::NamedPropertyHandlerConfiguration handlers(Get, Set, Query, Delete, Enumerate, Define, Describe, {},
                                                 v8::PropertyHandlerFlags::kHasNoSideEffect);
  shape->SetHandler(handlers);
  v8::IndexedPropertyHandlerConfiguration indexed(GetAt, SetAt, QueryAt, DeleteAt, nullptr, DefineAt, DescribeAt, {},
                                                  v8::PropertyHandlerFlags::kHasNoSideEffect);
  shape->SetHandler(indexed);
  Local<v8::Object> env;
  if (!shape->NewInstance(context).ToLocal(&env)) return;
  auto mark = v8::Private::ForApi(isolate, js::Literal(isolate, kEnvironmentMark));
  js::Ignore(env->SetPrivate(context, mark, v8::True(isolate)));
  js::SetValue(isolate, target, "env", env);
}

}  // namespace

extern const js::BindingSpec kBinding_env;
const js::BindingSpec kBinding_env = {"env", kRows, Setup};

}  // namespace phasor::bindings
