#include "bindings/structured.h"

#include <unistd.h>

#include <algorithm>

#include "bindings/crypto_key_object.h"
#include "bindings/env.h"
#include "bindings/histogram.h"
#include "bindings/message_port.h"

namespace phasor::bindings {

namespace {

using runtime::Realm;

enum HostTag : uint32_t { kPort, kCloneable, kMoved, kKey, kHistogram, kDescriptor, kPlain };

constexpr const char* kNotInList = "Object that needs transfer was found in message but not listed in transferList";

v8::Local<v8::String> Text(v8::Isolate* isolate, std::string_view text) {
  return js::NewString(isolate, text).ToLocalChecked();
}

v8::Local<v8::Private> UncloneableMark(v8::Isolate* isolate) {
  return v8::Private::ForApi(isolate, js::Literal(isolate, "phasor:uncloneable"));
}

// process.env (bindings/env.cc): V8 takes it for an object of ours, JavaScript for a plain one.
bool IsEnvironment(v8::Isolate* isolate, v8::Local<v8::Object> object) {
  auto mark = v8::Private::ForApi(isolate, js::Literal(isolate, kEnvironmentMark));
  return object->HasPrivate(isolate->GetCurrentContext(), mark).FromMaybe(false);
}

bool IsUncloneable(v8::Isolate* isolate, v8::Local<v8::Object> object) {
  return object->HasPrivate(isolate->GetCurrentContext(), UncloneableMark(isolate)).FromMaybe(false);
}

const js::Row kDescriptorRows[] = {js::Method<&DescriptorHandle::Release>("release")};

// What the transfer list holds, checked before anything is moved.
struct TransferList {
  std::vector<v8::Local<v8::ArrayBuffer>> buffers;
  std::vector<v8::Local<v8::Object>> ports;
  std::vector<v8::Local<v8::Object>> movables;  // JavaScript objects with the transfer symbol
};

bool HasMethod(v8::Isolate* isolate, v8::Local<v8::Object> object, const v8::Global<v8::Symbol>& symbol) {
  v8::Local<v8::Value> method;
  if (symbol.IsEmpty() || !object->Get(isolate->GetCurrentContext(), symbol.Get(isolate)).ToLocal(&method)) return false;
  return method->IsFunction();
}

class SerializerDelegate final : public v8::ValueSerializer::Delegate {
 public:
  SerializerDelegate(Realm& realm, Message* message, const TransferList& list) : realm_(realm), message_(message), list_(list) {}
  v8::ValueSerializer* serializer = nullptr;

  void ThrowDataCloneError(v8::Local<v8::String> text) override { Throw(text); }

  bool HasCustomHostObject(v8::Isolate*) override { return GetStructuredHooks().has_cloneables; }
  v8::Maybe<bool> IsHostObject(v8::Isolate* isolate, v8::Local<v8::Object> object) override {
    if (IsUncloneable(isolate, object)) return v8::Just(true);
    v8::Local<v8::Value> clone;
    if (!object->Get(isolate->GetCurrentContext(), GetStructuredHooks().clone_symbol.Get(isolate)).ToLocal(&clone)) {
      return v8::Nothing<bool>();
    }
    return v8::Just(clone->IsFunction() || object->InternalFieldCount() > 0 || IsNative<KeyHandle>(isolate, object) ||
                    IsNative<Histogram>(isolate, object) || IsNative<DescriptorHandle>(isolate, object) ||
                    HasMethod(isolate, object, GetStructuredHooks().transfer_symbol));
  }

  v8::Maybe<bool> WriteHostObject(v8::Isolate* isolate, v8::Local<v8::Object> object) override {
    if (WriteListed(object, list_.ports, kPort) || WriteListed(object, list_.movables, kMoved)) return v8::Just(true);
    if (IsNative<KeyHandle>(isolate, object)) {
      message_->keys.push_back(js::internal::UnwrapAs<KeyHandle>(isolate, object)->key());
      Write(kKey, message_->keys.size() - 1);
      return v8::Just(true);
    }
    if (IsNative<Histogram>(isolate, object)) {
      message_->histograms.push_back(js::internal::UnwrapAs<Histogram>(isolate, object)->data());
      Write(kHistogram, message_->histograms.size() - 1);
      return v8::Just(true);
    }
    if (IsNative<DescriptorHandle>(isolate, object)) {
      message_->descriptors.push_back(js::internal::UnwrapAs<DescriptorHandle>(isolate, object)->carried);
      Write(kDescriptor, message_->descriptors.size() - 1);
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
  template <class T>
  static bool IsNative(v8::Isolate* isolate, v8::Local<v8::Object> object) {
    return js::internal::IsInstance(isolate, T::kClass, object);
  }
  void Write(HostTag tag, size_t index) {
    serializer->WriteUint32(tag);
    serializer->WriteUint32(static_cast<uint32_t>(index));
  }
  bool WriteListed(v8::Local<v8::Object> object, const std::vector<v8::Local<v8::Object>>& listed, HostTag tag) {
    for (size_t i = 0; i < listed.size(); ++i) {
      if (!listed[i]->SameValue(object)) continue;
      Write(tag, i);
      return true;
    }
    return false;
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
      if (IsEnvironment(isolate, object)) return WriteCopy(context, object);
      bool movable = IsNative<MessagePort>(isolate, object) || HasMethod(isolate, object, hooks.transfer_symbol);
      if (movable) Throw(Text(isolate, kNotInList));
      else Throw(Text(isolate, js::Utf8(isolate, object->GetConstructorName()).str() + " object could not be cloned."));
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

  // The properties as they are now, in an object of JavaScript's.
  v8::Maybe<bool> WriteCopy(v8::Local<v8::Context> context, v8::Local<v8::Object> object) {
    v8::Local<v8::Array> names;
    if (!object->GetOwnPropertyNames(context).ToLocal(&names)) return v8::Nothing<bool>();
    auto copy = v8::Object::New(v8::Isolate::GetCurrent());
    for (uint32_t i = 0; i < names->Length(); ++i) {
      v8::Local<v8::Value> name, value;
      if (!names->Get(context, i).ToLocal(&name) || !object->Get(context, name).ToLocal(&value) ||
          copy->CreateDataProperty(context, name.As<v8::Name>(), value).IsNothing()) {
        return v8::Nothing<bool>();
      }
    }
    serializer->WriteUint32(kPlain);
    return serializer->WriteValue(context, copy);
  }

  Realm& realm_;
  Message* message_;
  const TransferList& list_;
};

// Of the objects with a class behind them a context of node:vm knows message ports only. False: an exception is pending.
bool CheckHome(Realm& realm) {
  v8::Isolate* isolate = realm.isolate();
  auto& make = GetStructuredHooks().context_error;
  v8::Local<v8::Value> error;
  if (isolate->GetCurrentContext() == realm.context()) return true;
  v8::Isolate::AllowJavascriptExecutionScope allow(isolate);
  if (make.Get(isolate)->Call(realm.context(), v8::Undefined(isolate), 0, nullptr).ToLocal(&error)) {
    isolate->ThrowException(error);
  }
  return false;
}

class DeserializerDelegate final : public v8::ValueDeserializer::Delegate {
 public:
  DeserializerDelegate(Realm& realm, Message& message, const std::vector<v8::Local<v8::Value>>& ports,
                       const std::vector<v8::Local<v8::Object>>& moved)
      : realm_(realm), message_(message), ports_(ports), moved_(moved) {}
  v8::ValueDeserializer* deserializer = nullptr;

  v8::MaybeLocal<v8::Object> ReadHostObject(v8::Isolate* isolate) override {
    uint32_t tag;
    if (!deserializer->ReadUint32(&tag)) return {};
    auto context = isolate->GetCurrentContext();
    if (tag == kPlain) {
      v8::Local<v8::Value> copy;
      return deserializer->ReadValue(context).ToLocal(&copy) ? copy.As<v8::Object>() : v8::MaybeLocal<v8::Object>();
    }
    if (tag == kPort) return ReadPort();
    if (!CheckHome(realm_)) return {};
    if (tag != kCloneable) return ReadNative(isolate, tag);
    v8::Local<v8::Value> argv[2];
    if (!deserializer->ReadValue(context).ToLocal(&argv[0]) || !deserializer->ReadValue(context).ToLocal(&argv[1])) return {};
    // V8 forbids JavaScript here, for it could reach objects that are read by half; revivers see only `data`, which is whole.
    v8::Isolate::AllowJavascriptExecutionScope allow(isolate);
    return Revive(isolate, argv);
  }

  // argv: type, data
  static v8::MaybeLocal<v8::Object> Revive(v8::Isolate* isolate, v8::Local<v8::Value>* argv) {
    v8::Local<v8::Value> result;
    auto revive = GetStructuredHooks().revive.Get(isolate);
    if (!revive->Call(isolate->GetCurrentContext(), v8::Undefined(isolate), 2, argv).ToLocal(&result)) return {};
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
  v8::MaybeLocal<v8::Object> ReadPort() {
    uint32_t index;
    if (!deserializer->ReadUint32(&index) || index >= ports_.size()) return {};
    return ports_[index].As<v8::Object>();
  }

  v8::MaybeLocal<v8::Object> ReadNative(v8::Isolate* isolate, uint32_t tag) {
    uint32_t index;
    auto context = isolate->GetCurrentContext();
    if (!deserializer->ReadUint32(&index)) return {};
    if (tag == kMoved && index < moved_.size()) return moved_[index];
    if (tag == kKey && index < message_.keys.size()) {
      return js::NewInstance(isolate, context, js::MakeGc<KeyHandle>(isolate, message_.keys[index]));
    }
    if (tag == kHistogram && index < message_.histograms.size()) {
      return js::NewInstance(isolate, context, js::MakeGc<Histogram>(isolate, message_.histograms[index]));
    }
    if (tag == kDescriptor && index < message_.descriptors.size()) {
      return js::NewInstance(isolate, context, js::MakeGc<DescriptorHandle>(isolate, message_.descriptors[index]));
    }
    return {};
  }

  Realm& realm_;
  Message& message_;
  const std::vector<v8::Local<v8::Value>>& ports_;
  const std::vector<v8::Local<v8::Object>>& moved_;
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
        delegate.Throw(Text(isolate, "Cannot transfer object of unsupported type."));
        return false;
      }
      list->buffers.push_back(buffer);
    } else if (js::internal::IsInstance(isolate, MessagePort::kClass, object)) {
      auto* port = js::internal::UnwrapAs<MessagePort>(isolate, object);
      if (!source_port.IsEmpty() && source_port->SameValue(object)) {
        delegate.Throw(Text(isolate, "Transfer list contains source port"));
        return false;
      }
      if (port == nullptr || port->detached() || !port->is_open()) {
        delegate.Throw(Text(isolate, "MessagePort in transfer list is already detached"));
        return false;
      }
      list->ports.push_back(object);
    } else if (HasMethod(isolate, object, GetStructuredHooks().transfer_symbol)) {
      list->movables.push_back(object);
    } else {
      delegate.Throw(Text(isolate, "Found invalid value in transferList."));
      return false;
    }
  }
  return true;
}

// Calls the [transferSymbol]() of each; the objects are of no use to their owners afterwards.
bool Move(Realm& realm, const std::vector<v8::Local<v8::Object>>& movables, Message* message) {
  v8::Isolate* isolate = realm.isolate();
  auto context = isolate->GetCurrentContext();
  for (auto object : movables) {
    v8::Local<v8::Value> method, parts, transfer;
    if (!object->Get(context, GetStructuredHooks().transfer_symbol.Get(isolate)).ToLocal(&method)) return false;
    if (!method.As<v8::Function>()->Call(context, object, 0, nullptr).ToLocal(&parts)) return false;
    std::vector<v8::Local<v8::Object>> list;
    if (!parts->IsObject() || !parts.As<v8::Object>()->Get(context, js::Literal(isolate, "transfer")).ToLocal(&transfer)) {
      return false;
    }
    if (transfer->IsArray()) (void)js::Convert<std::vector<v8::Local<v8::Object>>>::From(isolate, transfer, &list);
    js::Ignore(parts.As<v8::Object>()->Delete(context, js::Literal(isolate, "transfer")));
    auto moved = Serialize(realm, parts, list, {});
    if (moved == nullptr) return false;
    message->moved.push_back(std::move(moved));
  }
  return true;
}

// The objects that arrived, in the order of the transfer list.
bool ReviveMoved(Realm& realm, Message& message, std::vector<v8::Local<v8::Object>>* objects) {
  v8::Isolate* isolate = realm.isolate();
  auto context = isolate->GetCurrentContext();
  for (auto& moved : message.moved) {
    std::vector<v8::Local<v8::Value>> ports;
    v8::Local<v8::Value> parts, argv[2];
    v8::Local<v8::Object> object;
    if (!Deserialize(realm, *moved, &ports).ToLocal(&parts) || !parts->IsObject()) return false;
    if (!parts.As<v8::Object>()->Get(context, js::Literal(isolate, "type")).ToLocal(&argv[0]) ||
        !parts.As<v8::Object>()->Get(context, js::Literal(isolate, "data")).ToLocal(&argv[1]) ||
        !DeserializerDelegate::Revive(isolate, argv).ToLocal(&object)) {
      return false;
    }
    objects->push_back(object);
  }
  return true;
}

}  // namespace

CarriedDescriptor::~CarriedDescriptor() {
  if (int fd = Release(); fd >= 0) close(fd);
}

const js::ClassSpec DescriptorHandle::kClass = js::GcClass<DescriptorHandle::New>("CarriedDescriptor", kDescriptorRows);

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
  SerializerDelegate delegate(realm, message.get(), list);
  if (!CheckTransfer(delegate, isolate, transfer, source_port, &list)) return nullptr;
  v8::ValueSerializer serializer(isolate, &delegate);
  delegate.serializer = &serializer;
  for (size_t i = 0; i < list.buffers.size(); ++i) serializer.TransferArrayBuffer(static_cast<uint32_t>(i), list.buffers[i]);
  serializer.WriteHeader();
  if (!serializer.WriteValue(context, value).FromMaybe(false)) return nullptr;
  auto [data, size] = serializer.Release();
  message->data.assign(data, data + size);
  std::free(data);
  if (!Move(realm, list.movables, message.get())) return nullptr;
  for (auto buffer : list.buffers) {
    auto store = buffer->GetBackingStore();
    if (buffer->Detach(v8::Local<v8::Value>()).IsNothing()) return nullptr;
    message->buffers.push_back(std::move(store));
  }
  for (auto object : list.ports) {
    message->ports.push_back(js::internal::UnwrapAs<MessagePort>(isolate, object)->Detach(MessagePort::Notice::kClosed));
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
  std::vector<v8::Local<v8::Object>> moved;
  if (!message.moved.empty() && !CheckHome(realm)) return {};
  if (!ReviveMoved(realm, message, &moved)) return {};
  DeserializerDelegate delegate(realm, message, *ports, moved);
  v8::ValueDeserializer deserializer(isolate, message.data.data(), message.data.size(), &delegate);
  delegate.deserializer = &deserializer;
  for (size_t i = 0; i < message.buffers.size(); ++i) {
    deserializer.TransferArrayBuffer(static_cast<uint32_t>(i), v8::ArrayBuffer::New(isolate, std::move(message.buffers[i])));
  }
  if (!deserializer.ReadHeader(context).FromMaybe(false)) return {};
  return deserializer.ReadValue(context);
}

}  // namespace phasor::bindings
