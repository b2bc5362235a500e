// binding('structured_clone'): the HTML standard's StructuredSerializeWithTransfer and its inverse inside one isolate, over
// V8's ValueSerializer. Caller: lib/internal/structured_clone.js, which checks the transfer list.
// Objects with native parts (internal fields) cannot be cloned here.
#include <v8.h>

#include <memory>
#include <vector>

#include "runtime/realm.h"

namespace phasor::bindings {

namespace {

// Makes DataCloneErrors by the function that lib/ hands over.
class Writer final : public v8::ValueSerializer::Delegate {
 public:
  Writer(v8::Isolate* isolate, v8::Local<v8::Function> make_error) : isolate_(isolate), make_error_(make_error) {}

  void ThrowDataCloneError(v8::Local<v8::String> message) override {
    auto context = isolate_->GetCurrentContext();
    v8::Local<v8::Value> argv[] = {message};
    v8::Local<v8::Value> error;
    if (make_error_->Call(context, v8::Undefined(isolate_), 1, argv).ToLocal(&error)) isolate_->ThrowException(error);
  }
  v8::Maybe<bool> WriteHostObject(v8::Isolate*, v8::Local<v8::Object>) override {
    ThrowDataCloneError(js::Literal(isolate_, "Cannot clone object of unsupported type."));
    return v8::Nothing<bool>();
  }
  v8::Maybe<uint32_t> GetSharedArrayBufferId(v8::Isolate*, v8::Local<v8::SharedArrayBuffer> buffer) override {
    for (size_t i = 0; i < shared_.size(); ++i) {
      if (shared_[i] == buffer) return v8::Just(static_cast<uint32_t>(i));
    }
    shared_.push_back(buffer);
    return v8::Just(static_cast<uint32_t>(shared_.size() - 1));
  }
  v8::Maybe<uint32_t> GetWasmModuleTransferId(v8::Isolate*, v8::Local<v8::WasmModuleObject> module) override {
    modules_.push_back(module);
    return v8::Just(static_cast<uint32_t>(modules_.size() - 1));
  }
  const std::vector<v8::Local<v8::SharedArrayBuffer>>& shared() const { return shared_; }
  const std::vector<v8::Local<v8::WasmModuleObject>>& modules() const { return modules_; }

 private:
  v8::Isolate* isolate_;
  v8::Local<v8::Function> make_error_;
  std::vector<v8::Local<v8::SharedArrayBuffer>> shared_;
  std::vector<v8::Local<v8::WasmModuleObject>> modules_;
};

class Reader final : public v8::ValueDeserializer::Delegate {
 public:
  explicit Reader(const Writer& writer) : writer_(writer) {}
  v8::MaybeLocal<v8::SharedArrayBuffer> GetSharedArrayBufferFromId(v8::Isolate*, uint32_t id) override {
    if (id >= writer_.shared().size()) return {};
    return writer_.shared()[id];
  }
  v8::MaybeLocal<v8::WasmModuleObject> GetWasmModuleFromId(v8::Isolate*, uint32_t id) override {
    if (id >= writer_.modules().size()) return {};
    return writer_.modules()[id];
  }

 private:
  const Writer& writer_;
};

struct FreeBytes {
  void operator()(uint8_t* bytes) const { free(bytes); }
};

// clone(value, transfer, makeError(message)): `transfer` holds attached, detachable, different ArrayBuffers
v8::MaybeLocal<v8::Value> Clone(v8::Isolate* isolate, v8::Local<v8::Context> context, js::Value value,
                                std::vector<v8::Local<v8::ArrayBuffer>> transfer, v8::Local<v8::Function> make_error) {
  Writer writer(isolate, make_error);
  v8::ValueSerializer serializer(isolate, &writer);
  serializer.WriteHeader();
  for (uint32_t i = 0; i < transfer.size(); ++i) serializer.TransferArrayBuffer(i, transfer[i]);
  if (serializer.WriteValue(context, value).IsNothing()) return {};
  auto [data, size] = serializer.Release();
  std::unique_ptr<uint8_t, FreeBytes> bytes(data);

  Reader reader(writer);
  v8::ValueDeserializer deserializer(isolate, data, size, &reader);
  for (uint32_t i = 0; i < transfer.size(); ++i) {
    auto store = transfer[i]->GetBackingStore();
    if (transfer[i]->Detach(v8::Local<v8::Value>()).IsNothing()) return {};
    deserializer.TransferArrayBuffer(i, v8::ArrayBuffer::New(isolate, std::move(store)));
  }
  if (deserializer.ReadHeader(context).IsNothing()) return {};
  return deserializer.ReadValue(context);
}

// canTransfer(buffer): neither detached nor pinned to something (WebAssembly memory)
bool CanTransfer(v8::Local<v8::ArrayBuffer> buffer) { return buffer->IsDetachable() && !buffer->WasDetached(); }

const js::Row kRows[] = {
    js::Fn<Clone>("clone"),
    js::Fn<CanTransfer>("canTransfer"),
};

}  // namespace

extern const js::BindingSpec kBinding_structured_clone;
const js::BindingSpec kBinding_structured_clone = {"structured_clone", kRows};

}  // namespace phasor::bindings
