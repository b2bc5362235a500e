#include "module/lazy.h"

#include "module/builtins.h"

namespace phasor::module {

namespace {

// V8 calls it for a read.
void OnV8Read(v8::Local<v8::Name>, const v8::PropertyCallbackInfo<v8::Value>& info) {
  v8::Isolate* isolate = info.GetIsolate();
  auto& realm = runtime::Realm::From(isolate);
  // The realm's own context: code of another one may be what reads the property.
  auto context = realm.context();
  v8::Local<v8::Object> builtins;
  v8::Local<v8::Value> load, value, number = info.Data();
  if (!realm.GetBinding(kBuiltinsBinding.name).ToLocal(&builtins)) return;
  if (!builtins->Get(context, js::Literal(isolate, "loadLazy")).ToLocal(&load)) return;
  if (!load.As<v8::Function>()->Call(context, v8::Undefined(isolate), 1, &number).ToLocal(&value)) return;
  info.GetReturnValue().Set(value);
}

}  // namespace

void DefineLazy(v8::Local<v8::Context> context, v8::Local<v8::Object> target, v8::Local<v8::Name> key, uint32_t number,
                bool enumerable) {
  auto data = v8::Integer::NewFromUnsigned(context->GetIsolate(), number);
  auto attributes = enumerable ? v8::None : v8::DontEnum;
  target->SetLazyDataProperty(context, key, OnV8Read, data, attributes).Check();
}

intptr_t LazyReference() { return reinterpret_cast<intptr_t>(OnV8Read); }

}  // namespace phasor::module
