#include "runtime/vm_context.h"

#include <vector>

#include "js/binding.h"
#include "runtime/realm.h"

namespace phasor::runtime {

namespace {

using v8::Intercepted;
using v8::Local;
using v8::Name;
using v8::Value;

// Slots of a vm context's embedder data.
constexpr int kSandboxSlot = 33;
constexpr int kMicrotasksSlot = 34;
constexpr int kWasmSlot = 35;
constexpr int kImportSlot = 36;

// Ties an object to its context, and is invisible to programs.
Local<v8::Private> ContextKey(v8::Isolate* isolate) {
  return v8::Private::ForApi(isolate, js::Literal(isolate, "phasor:vm context"));
}

// The sandbox of the context that an interceptor is called for; false while the context is being made.
bool SandboxOf(Local<v8::Object> holder, Local<v8::Context>* context, Local<v8::Object>* sandbox) {
  if (!holder->GetCreationContext().ToLocal(context)) return false;
  if ((*context)->GetNumberOfEmbedderDataFields() <= static_cast<uint32_t>(kSandboxSlot)) return false;
  Local<Value> value = (*context)->GetEmbedderData(kSandboxSlot);
  if (!value->IsObject()) return false;
  *sandbox = value.As<v8::Object>();
  return true;
}

Intercepted Get(Local<Name> name, const v8::PropertyCallbackInfo<Value>& info) {
  Local<v8::Context> context;
  Local<v8::Object> sandbox;
  if (!SandboxOf(info.Holder(), &context, &sandbox)) return Intercepted::kNo;
  Local<Value> value;
  if (!sandbox->GetRealNamedProperty(context, name).ToLocal(&value)) {
    if (!info.Holder()->GetRealNamedProperty(context, name).ToLocal(&value)) return Intercepted::kNo;
  }
  // Code that asks for the sandbox by one of its own properties means its global object.
  if (value == sandbox) value = context->Global();
  info.GetReturnValue().Set(value);
  return Intercepted::kYes;
}

bool IsReadOnly(Local<v8::Object> object, Local<v8::Context> context, Local<Name> name, bool* declared) {
  auto attributes = object->GetRealNamedPropertyAttributes(context, name);
  *declared = attributes.IsJust();
  return attributes.IsJust() && (attributes.FromJust() & v8::ReadOnly) != 0;
}

Intercepted Set(Local<Name> name, Local<Value> value, const v8::PropertyCallbackInfo<void>& info) {
  Local<v8::Context> context;
  Local<v8::Object> sandbox;
  v8::Isolate* isolate = info.GetIsolate();
  if (!SandboxOf(info.Holder(), &context, &sandbox)) return Intercepted::kNo;
  bool on_sandbox, on_global;
  bool read_only = IsReadOnly(sandbox, context, name, &on_sandbox);
  read_only |= IsReadOnly(info.Holder(), context, name, &on_global);
  if (read_only) return Intercepted::kNo;
  // In strict code `x = 1` for an undeclared x is a ReferenceError, which V8 throws; `globalThis.x = 1` is not, and a
  // function's declaration is none either.
  bool unqualified = context->Global() != info.This();
  if (!on_sandbox && !on_global) {
    if (info.ShouldThrowOnError() && unqualified && !value->IsFunction()) return Intercepted::kNo;
    if (name->IsSymbol()) return Intercepted::kNo;
  }
  if (sandbox->Set(context, name, value).IsNothing()) return Intercepted::kYes;  // it threw
  Local<Value> descriptor;
  if (on_sandbox && sandbox->GetOwnPropertyDescriptor(context, name).ToLocal(&descriptor) && descriptor->IsObject() &&
      descriptor.As<v8::Object>()->HasOwnProperty(context, js::Literal(isolate, "set")).FromMaybe(false)) {
    return Intercepted::kYes;
  }
  // V8 goes on and sets the global object's own property as well.
  return Intercepted::kNo;
}

Intercepted Query(Local<Name> name, const v8::PropertyCallbackInfo<v8::Integer>& info) {
  Local<v8::Context> context;
  Local<v8::Object> sandbox;
  if (!SandboxOf(info.Holder(), &context, &sandbox)) return Intercepted::kNo;
  // Own properties: what the sandbox inherits can be read, but is not there for `in` and hasOwn.
  for (Local<v8::Object> object : {sandbox, info.Holder()}) {
    v8::PropertyAttribute attributes;
    if (!object->HasRealNamedProperty(context, name).FromMaybe(false) ||
        !object->GetRealNamedPropertyAttributes(context, name).To(&attributes)) {
      continue;
    }
    info.GetReturnValue().Set(static_cast<int32_t>(attributes));
    return Intercepted::kYes;
  }
  return Intercepted::kNo;
}

Intercepted Delete(Local<Name> name, const v8::PropertyCallbackInfo<v8::Boolean>& info) {
  Local<v8::Context> context;
  Local<v8::Object> sandbox;
  if (!SandboxOf(info.Holder(), &context, &sandbox)) return Intercepted::kNo;
  if (sandbox->Delete(context, name).FromMaybe(false)) return Intercepted::kNo;
  info.GetReturnValue().Set(false);
  return Intercepted::kYes;
}

void Enumerate(const v8::PropertyCallbackInfo<v8::Array>& info) {
  Local<v8::Context> context;
  Local<v8::Object> sandbox;
  if (!SandboxOf(info.Holder(), &context, &sandbox)) return;
  Local<v8::Array> names;
  if (sandbox->GetPropertyNames(context, v8::KeyCollectionMode::kOwnOnly, v8::ALL_PROPERTIES, v8::IndexFilter::kSkipIndices)
          .ToLocal(&names)) {
    info.GetReturnValue().Set(names);
  }
}

void EnumerateIndices(const v8::PropertyCallbackInfo<v8::Array>& info) {
  Local<v8::Context> context;
  Local<v8::Object> sandbox;
  v8::Isolate* isolate = info.GetIsolate();
  if (!SandboxOf(info.Holder(), &context, &sandbox)) return;
  Local<v8::Array> names;
  if (!sandbox->GetPropertyNames(context, v8::KeyCollectionMode::kOwnOnly, v8::SKIP_SYMBOLS, v8::IndexFilter::kIncludeIndices)
           .ToLocal(&names)) {
    return;
  }
  std::vector<Local<Value>> indices;
  for (uint32_t i = 0; i < names->Length(); ++i) {
    Local<Value> name;
    if (names->Get(context, i).ToLocal(&name) && name->IsUint32()) indices.push_back(name);
  }
  info.GetReturnValue().Set(v8::Array::New(isolate, indices.data(), indices.size()));
}

Intercepted Describe(Local<Name> name, const v8::PropertyCallbackInfo<Value>& info) {
  Local<v8::Context> context;
  Local<v8::Object> sandbox;
  if (!SandboxOf(info.Holder(), &context, &sandbox)) return Intercepted::kNo;
  if (!sandbox->HasOwnProperty(context, name).FromMaybe(false)) return Intercepted::kNo;
  Local<Value> descriptor;
  if (!sandbox->GetOwnPropertyDescriptor(context, name).ToLocal(&descriptor)) return Intercepted::kNo;
  info.GetReturnValue().Set(descriptor);
  return Intercepted::kYes;
}

Intercepted Define(Local<Name> name, const v8::PropertyDescriptor& given, const v8::PropertyCallbackInfo<void>& info) {
  Local<v8::Context> context;
  Local<v8::Object> sandbox;
  v8::Isolate* isolate = info.GetIsolate();
  if (!SandboxOf(info.Holder(), &context, &sandbox)) return Intercepted::kNo;
  v8::PropertyAttribute attributes = v8::None;
  bool declared = info.Holder()->GetRealNamedPropertyAttributes(context, name).To(&attributes);
  if (declared && (attributes & v8::ReadOnly) && (attributes & v8::DontDelete)) return Intercepted::kNo;
  auto define = [&](v8::PropertyDescriptor& descriptor) {
    if (given.has_enumerable()) descriptor.set_enumerable(given.enumerable());
    if (given.has_configurable()) descriptor.set_configurable(given.configurable());
    js::Ignore(sandbox->DefineProperty(context, name, descriptor));
  };
  if (given.has_get() || given.has_set()) {
    Local<Value> undefined = v8::Undefined(isolate);
    v8::PropertyDescriptor descriptor(given.has_get() ? given.get() : undefined, given.has_set() ? given.set() : undefined);
    define(descriptor);
  } else {
    Local<Value> value = given.has_value() ? given.value() : Local<Value>(v8::Undefined(isolate));
    if (given.has_writable()) {
      v8::PropertyDescriptor descriptor(value, given.writable());
      define(descriptor);
    } else if (given.has_value()) {
      v8::PropertyDescriptor descriptor(value);
      define(descriptor);
    } else {
      v8::PropertyDescriptor descriptor;
      define(descriptor);
    }
  }
  // V8 defines it on its own global object as well.
  return Intercepted::kNo;
}

// ---- integer names ----

Local<Name> NameOf(v8::Isolate* isolate, uint32_t index) { return js::Literal(isolate, std::to_string(index)); }

Intercepted GetAt(uint32_t index, const v8::PropertyCallbackInfo<Value>& info) {
  Local<v8::Context> context;
  Local<v8::Object> sandbox;
  if (!SandboxOf(info.Holder(), &context, &sandbox)) return Intercepted::kNo;
  Local<Value> value;
  if (!sandbox->Has(context, index).FromMaybe(false) || !sandbox->Get(context, index).ToLocal(&value)) {
    return Intercepted::kNo;
  }
  info.GetReturnValue().Set(value);
  return Intercepted::kYes;
}
Intercepted SetAt(uint32_t index, Local<Value> value, const v8::PropertyCallbackInfo<void>& info) {
  Local<v8::Context> context;
  Local<v8::Object> sandbox;
  if (!SandboxOf(info.Holder(), &context, &sandbox)) return Intercepted::kNo;
  js::Ignore(sandbox->Set(context, index, value));
  return Intercepted::kNo;
}
Intercepted QueryAt(uint32_t index, const v8::PropertyCallbackInfo<v8::Integer>& info) {
  Local<v8::Context> context;
  Local<v8::Object> sandbox;
  if (!SandboxOf(info.Holder(), &context, &sandbox)) return Intercepted::kNo;
  v8::PropertyAttribute attributes;
  if (!sandbox->HasOwnProperty(context, index).FromMaybe(false) ||
      !sandbox->GetPropertyAttributes(context, NameOf(info.GetIsolate(), index)).To(&attributes)) {
    return Intercepted::kNo;
  }
  info.GetReturnValue().Set(static_cast<int32_t>(attributes));
  return Intercepted::kYes;
}
Intercepted DeleteAt(uint32_t index, const v8::PropertyCallbackInfo<v8::Boolean>& info) {
  return Delete(NameOf(info.GetIsolate(), index), info);
}
Intercepted DescribeAt(uint32_t index, const v8::PropertyCallbackInfo<Value>& info) {
  return Describe(NameOf(info.GetIsolate(), index), info);
}
Intercepted DefineAt(uint32_t index, const v8::PropertyDescriptor& given, const v8::PropertyCallbackInfo<void>& info) {
  return Define(NameOf(info.GetIsolate(), index), given, info);
}

Local<v8::ObjectTemplate> GlobalTemplate(v8::Isolate* isolate) {
  auto shape = v8::ObjectTemplate::New(isolate);
  shape->SetHandler(v8::NamedPropertyHandlerConfiguration(Get, Set, Query, Delete, Enumerate, Define, Describe, {},
                                                          v8::PropertyHandlerFlags::kHasNoSideEffect));
  shape->SetHandler(v8::IndexedPropertyHandlerConfiguration(GetAt, SetAt, QueryAt, DeleteAt, EnumerateIndices, DefineAt,
                                                            DescribeAt, {}, v8::PropertyHandlerFlags::kHasNoSideEffect));
  return shape;
}

// A queue lives as long as its context does.
struct OwnedQueue {
  std::unique_ptr<v8::MicrotaskQueue> queue;
  v8::Global<v8::Context> context;
};

}  // namespace

v8::MaybeLocal<v8::Object> MakeVmContext(Local<v8::Context> parent, const VmContextOptions& options) {
  v8::Isolate* isolate = v8::Isolate::GetCurrent();
  v8::EscapableHandleScope handles(isolate);
  bool stand_in = !options.sandbox.IsEmpty();
  OwnedQueue* queue = nullptr;
  if (options.own_microtasks) {
    queue = new OwnedQueue;
    queue->queue = v8::MicrotaskQueue::New(isolate, v8::MicrotasksPolicy::kExplicit);
  }
  Local<v8::Context> context =
      v8::Context::New(isolate, nullptr, stand_in ? GlobalTemplate(isolate) : Local<v8::ObjectTemplate>(), {}, {},
                       queue != nullptr ? queue->queue.get() : nullptr);
  if (context.IsEmpty()) {
    delete queue;
    return {};
  }
  // One origin: code may use objects of both contexts.
  context->SetSecurityToken(parent->GetSecurityToken());
  context->AllowCodeGenerationFromStrings(options.strings);
  context->SetEmbedderData(kSandboxSlot, v8::Undefined(isolate));
  context->SetEmbedderData(kWasmSlot, v8::Boolean::New(isolate, options.wasm));
  context->SetEmbedderData(kImportSlot, options.import_id.IsEmpty() ? Local<Value>(v8::Undefined(isolate)) : options.import_id);
  context->SetAlignedPointerInEmbedderData(kMicrotasksSlot, queue != nullptr ? queue->queue.get() : nullptr);
  if (queue != nullptr) {
    queue->context.Reset(isolate, context);
    queue->context.SetWeak(queue, [](const v8::WeakCallbackInfo<OwnedQueue>& info) {
      info.GetParameter()->context.Reset();
      info.SetSecondPassCallback([](const v8::WeakCallbackInfo<OwnedQueue>& second) { delete second.GetParameter(); });
    }, v8::WeakCallbackType::kParameter);
  }
  if (Realm* realm = Realm::FromOrNull(isolate)) realm->TrackContext(context);
  Local<v8::Object> object = stand_in ? options.sandbox : context->Global();
  if (stand_in) context->SetEmbedderData(kSandboxSlot, object);
  // The global proxy leads to the context, and the sandbox holds it.
  if (object->SetPrivate(parent, ContextKey(isolate), context->Global()).IsNothing()) return {};
  return handles.Escape(object);
}

v8::MaybeLocal<v8::Context> VmContextOf(v8::Isolate* isolate, Local<v8::Object> object) {
  auto current = isolate->GetCurrentContext();
  Local<Value> global;
  if (!object->GetPrivate(current, ContextKey(isolate)).ToLocal(&global) || !global->IsObject()) return {};
  return global.As<v8::Object>()->GetCreationContext(isolate);
}

v8::MicrotaskQueue* VmMicrotasksOf(Local<v8::Context> context) {
  if (context->GetNumberOfEmbedderDataFields() <= static_cast<uint32_t>(kMicrotasksSlot)) return nullptr;
  return static_cast<v8::MicrotaskQueue*>(context->GetAlignedPointerFromEmbedderData(kMicrotasksSlot));
}

Local<Value> VmImportId(v8::Isolate* isolate, Local<v8::Context> context) {
  if (context->GetNumberOfEmbedderDataFields() <= static_cast<uint32_t>(kImportSlot)) return v8::Undefined(isolate);
  return context->GetEmbedderData(kImportSlot);
}

bool VmAllowsWasm(Local<v8::Context> context) {
  if (context->GetNumberOfEmbedderDataFields() <= static_cast<uint32_t>(kWasmSlot)) return true;
  return !context->GetEmbedderData(kWasmSlot)->IsFalse();
}

}  // namespace phasor::runtime
