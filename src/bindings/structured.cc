#include "bindings/structured.h"

#include <algorithm>

#include "bindings/crypto_key_object.h"
#include "bindings/message_port.h"

namespace phasor::bindings {

namespace {

using runtime::Realm;

enum HostTag : uint32_t { kPort, kCloneable, kKey };

v8::Local<v8::String> Text(v8::Isolate* isolate, std::string_view text) {
  return js::NewString(isolate, text).ToLocalChecked();
}

v8::Local<v8::Private> UncloneableMark(v8::Isolate* isolate) {
  return v8::Private::ForApi(isolate, js::Literal(isolate, "phasor:uncloneable"));
}

bool IsUncloneable(v8::Isolate* isolate, v8::Local<v8::Object> object) {
  return object->HasPrivate(isolate->GetCurrentContext(), UncloneableMark(isolate)).FromMaybe(false);
}

class SerializerDelegate final : public v8::ValueSerializer::Delegate {
 public:
  SerializerDelegate(Realm& realm, Message* message, const std::vector<v8::Local<v8::Object>>& ports)
      : realm_(realm), message_(message), ports_(ports) {}
  v8::ValueSerializer* serializer = nullptr;

  void ThrowDataCloneError(v8::Local<v8::String> text) override { Throw(text); }

  bool HasCustomHostObject(v8::Isolate*) override { return GetStructuredHooks().has_cloneables; }
  v8::Maybe<bool> IsHostObject(v8::Isolate* isolate, v8::Local<v8::Object> object) override {
    if (IsUncloneable(isolate, object)) return v8::Just(true);
    v8::Local<v8::Value> clone;
    if (!object->Get(isolate->GetCurrentContext(), GetStructuredHooks().clone_symbol.Get(isolate)).ToLocal(&clone)) {
      return v8::Nothing<bool>();
    }
    return v8::Just(clone->IsFunction() || object->InternalFieldCount() > 0 || IsKey(isolate, object));
  }

  v8::Maybe<bool> WriteHostObject(v8::Isolate* isolate, v8::Local<v8::Object> object) override {
    for (size_t i = 0; i < ports_.size(); ++i) {
      if (!ports_[i]->SameValue(object)) continue;
      serializer->WriteUint32(kPort);
      serializer->WriteUint32(static_cast<uint32_t>(i));
      return v8::Just(true);
    }
    if (IsKey(isolate, object)) {
      serializer->WriteUint32(kKey);
      serializer->WriteUint32(static_cast<uint32_t>(message_->keys.size()));
      message_->keys.push_back(js::internal::UnwrapAs<KeyHandle>(isolate, object)->key());
      return v8::Just(true);
    }
    return WriteCloneable(isolate, object);
  }

  v8::Maybe<uint32_t> GetSharedArrayBufferId(v8::Isolate*, v8::Local<v8::SharedArrayBuffer> buffer) override {
    auto store = buffer->GetBackingStore();
    auto& shared = message_->shared;
    auto found = std::find(shared.begin(), shared.end(), store);
    if (found == shared.end()) found = shared.insert(shared.end(), store);
    return v8::Just(static_cast<uint32_t>(found - shared.begin()));
  }

  v8::Maybe<uint32_t> GetWasmModuleTransferId(v8::Isolate*, v8::Local<v8::WasmModuleObject> module) override {
    message_->modules.push_back(module->GetCompiledModule());
    return v8::Just(static_cast<uint32_t>(message_->modules.size() - 1));
  }

  void Throw(v8::Local<v8::String> text) {
    v8::Isolate* isolate = realm_.isolate();
    auto& hooks = GetStructuredHooks();
    v8::Local<v8::Value> argv[] = {text};
    v8::Local<v8::Value> error;
    if (!hooks.clone_error.IsEmpty() &&
        hooks.clone_error.Get(isolate)->Call(realm_.context(), v8::Undefined(isolate), 1, argv).ToLocal(&error)) {
      isolate->ThrowException(error);
    }
  }

 private:
  static bool IsKey(v8::Isolate* isolate, v8::Local<v8::Object> object) {
    return js::internal::IsInstance(isolate, KeyHandle::kClass, object);
  }

  v8::Maybe<bool> WriteCloneable(v8::Isolate* isolate, v8::Local<v8::Object> object) {
    auto context = isolate->GetCurrentContext();
    v8::Local<v8::Value> clone, parts, data, type;
    auto& hooks = GetStructuredHooks();
    if (IsUncloneable(isolate, object)) {
      Throw(Text(isolate, "Cannot clone object of unsupported type."));
      return v8::Nothing<bool>();
    }
    if (!hooks.clone_symbol.IsEmpty() &&
        !object->Get(context, hooks.clone_symbol.Get(isolate)).ToLocal(&clone)) return v8::Nothing<bool>();
    if (clone.IsEmpty() || !clone->IsFunction()) {
      Throw(Text(isolate, js::Utf8(isolate, object->GetConstructorName()).str() + " object could not be cloned."));
      return v8::Nothing<bool>();
    }
    if (!clone.As<v8::Function>()->Call(context, object, 0, nullptr).ToLocal(&parts)) return v8::Nothing<bool>();
    if (!parts->IsObject()) {
      Throw(Text(isolate, "object could not be cloned."));
      return v8::Nothing<bool>();
    }
    if (!parts.As<v8::Object>()->Get(context, js::Literal(isolate, "data")).ToLocal(&data) ||
        !parts.As<v8::Object>()->Get(context, js::Literal(isolate, "type")).ToLocal(&type)) {
      return v8::Nothing<bool>();
    }
    serializer->WriteUint32(kCloneable);
    if (serializer->WriteValue(context, type).IsNothing()) return v8::Nothing<bool>();
    return serializer->WriteValue(context, data);
  }

  Realm& realm_;
  Message* message_;
  const std::vector<v8::Local<v8::Object>>& ports_;
};

class DeserializerDelegate final : public v8::ValueDeserializer::Delegate {
 public:
  DeserializerDelegate(Realm& realm, Message& message, const std::vector<v8::Local<v8::Value>>& ports)
      : realm_(realm), message_(message), ports_(ports) {}
  v8::ValueDeserializer* deserializer = nullptr;

  v8::MaybeLocal<v8::Object> ReadHostObject(v8::Isolate* isolate) override {
    uint32_t tag, index;
    if (!deserializer->ReadUint32(&tag)) return {};
    if (tag == kPort) {
      if (!deserializer->ReadUint32(&index) || index >= ports_.size()) return {};
      return ports_[index].As<v8::Object>();
    }
    if (tag == kKey) {
      if (!deserializer->ReadUint32(&index) || index >= message_.keys.size()) return {};
      return js::NewInstance(isolate, isolate->GetCurrentContext(), js::MakeGc<KeyHandle>(isolate, message_.keys[index]));
    }
    auto context = isolate->GetCurrentContext();
    v8::Local<v8::Value> argv[2], result;
    if (!deserializer->ReadValue(context).ToLocal(&argv[0]) || !deserializer->ReadValue(context).ToLocal(&argv[1])) return {};
    auto& hooks = GetStructuredHooks();
    // V8 forbids JavaScript here, for it could reach objects that are read by half; revivers see only `data`, which is whole.
    v8::Isolate::AllowJavascriptExecutionScope allow(isolate);
    if (!hooks.revive.Get(isolate)->Call(context, v8::Undefined(isolate), 2, argv).ToLocal(&result)) return {};
    if (!result->IsObject()) return {};
    return result.As<v8::Object>();
  }

  v8::MaybeLocal<v8::SharedArrayBuffer> GetSharedArrayBufferFromId(v8::Isolate* isolate, uint32_t id) override {
    if (id >= message_.shared.size()) return {};
    return v8::SharedArrayBuffer::New(isolate, message_.shared[id]);
  }
  v8::MaybeLocal<v8::WasmModuleObject> GetWasmModuleFromId(v8::Isolate* isolate, uint32_t id) override {
    if (id >= message_.modules.size()) return {};
    return v8::WasmModuleObject::FromCompiledModule(isolate, message_.modules[id]);
  }

 private:
  Realm& realm_;
  Message& message_;
  const std::vector<v8::Local<v8::Value>>& ports_;
};

// What the transfer list holds, checked before anything is moved.
struct TransferList {
  std::vector<v8::Local<v8::ArrayBuffer>> buffers;
  std::vector<v8::Local<v8::Object>> ports;
};

bool CheckTransfer(SerializerDelegate& delegate, v8::Isolate* isolate, const std::vector<v8::Local<v8::Object>>& transfer,
                   v8::Local<v8::Object> source_port, TransferList* list) {
  for (size_t i = 0; i < transfer.size(); ++i) {
    auto object = transfer[i];
    for (size_t k = 0; k < i; ++k) {
      if (!transfer[k]->SameValue(object)) continue;
      delegate.Throw(Text(isolate, object->IsArrayBuffer() ? "Transfer list contains duplicate ArrayBuffer"
                                                           : "Transfer list contains duplicate MessagePort"));
      return false;
    }
    if (object->IsArrayBuffer()) {
      auto buffer = object.As<v8::ArrayBuffer>();
      if (buffer->WasDetached() || !buffer->IsDetachable()) {
        delegate.Throw(Text(isolate, "An ArrayBuffer is detached and could not be cloned."));
        return false;
      }
      list->buffers.push_back(buffer);
    } else if (js::internal::IsInstance(isolate, MessagePort::kClass, object)) {
      auto* port = js::internal::UnwrapAs<MessagePort>(isolate, object);
      if (!source_port.IsEmpty() && source_port->SameValue(object)) {
        delegate.Throw(Text(isolate, "Transfer list contains source port"));
        return false;
      }
      if (port == nullptr || port->detached()) {
        delegate.Throw(Text(isolate, "MessagePort in transfer list is already detached"));
        return false;
      }
      list->ports.push_back(object);
    } else {
      delegate.Throw(Text(isolate, "Found invalid value in transferList"));
      return false;
    }
  }
  return true;
}

}  // namespace

void MarkAsUncloneable(v8::Isolate* isolate, v8::Local<v8::Object> object) {
  GetStructuredHooks().has_cloneables = true;
  js::Ignore(object->SetPrivate(isolate->GetCurrentContext(), UncloneableMark(isolate), v8::True(isolate)));
}

StructuredHooks& GetStructuredHooks() {
  static thread_local StructuredHooks hooks;
  return hooks;
}

std::unique_ptr<Message> Serialize(Realm& realm, v8::Local<v8::Value> value,
                                   const std::vector<v8::Local<v8::Object>>& transfer, v8::Local<v8::Object> source_port) {
  v8::Isolate* isolate = realm.isolate();
  auto context = isolate->GetCurrentContext();
  auto message = std::make_unique<Message>();
  TransferList list;
  SerializerDelegate delegate(realm, message.get(), list.ports);
  if (!CheckTransfer(delegate, isolate, transfer, source_port, &list)) return nullptr;
  v8::ValueSerializer serializer(isolate, &delegate);
  delegate.serializer = &serializer;
  for (size_t i = 0; i < list.buffers.size(); ++i) serializer.TransferArrayBuffer(static_cast<uint32_t>(i), list.buffers[i]);
  serializer.WriteHeader();
  if (!serializer.WriteValue(context, value).FromMaybe(false)) return nullptr;
  auto [data, size] = serializer.Release();
  message->data.assign(data, data + size);
  std::free(data);
  for (auto buffer : list.buffers) {
    auto store = buffer->GetBackingStore();
    if (buffer->Detach(v8::Local<v8::Value>()).IsNothing()) return nullptr;
    message->buffers.push_back(std::move(store));
  }
  for (auto object : list.ports) {
    message->ports.push_back(js::internal::UnwrapAs<MessagePort>(isolate, object)->Detach());
  }
  return message;
}

v8::MaybeLocal<v8::Value> Deserialize(Realm& realm, Message& message, std::vector<v8::Local<v8::Value>>* ports) {
  v8::Isolate* isolate = realm.isolate();
  auto context = isolate->GetCurrentContext();
  for (auto& end : message.ports) {
    v8::Local<v8::Object> port;
    if (!MessagePort::Make(realm, std::move(end)).ToLocal(&port)) return {};
    ports->push_back(port);
  }
  DeserializerDelegate delegate(realm, message, *ports);
  v8::ValueDeserializer deserializer(isolate, message.data.data(), message.data.size(), &delegate);
  delegate.deserializer = &deserializer;
  for (size_t i = 0; i < message.buffers.size(); ++i) {
    deserializer.TransferArrayBuffer(static_cast<uint32_t>(i), v8::ArrayBuffer::New(isolate, std::move(message.buffers[i])));
  }
  if (!deserializer.ReadHeader(context).FromMaybe(false)) return {};
  return deserializer.ReadValue(context);
}

}  // namespace phasor::bindings
