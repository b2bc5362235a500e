// binding('serdes'): v8.Serializer and v8.Deserializer over V8's ValueSerializer. Callers: lib/v8.js, IPC channels.
// Objects that V8 cannot write go to the JavaScript object's methods _writeHostObject() and _readHostObject(), errors are
// made by _getDataCloneError() (Node's documentation, v8 "Serialization API").
#include <v8.h>

#include <memory>

#include "js/class.h"
#include "runtime/realm.h"

namespace phasor::bindings {

namespace {

using v8::Local;

// Calls the JavaScript method `name` of `self`; empty with *missing set if there is none.
v8::MaybeLocal<v8::Value> CallMethod(v8::Isolate* isolate, Local<v8::Object> self, const char* name, int argc,
                                     Local<v8::Value>* argv, bool* missing) {
  auto context = isolate->GetCurrentContext();
  Local<v8::Value> method;
  *missing = false;
  if (!self->Get(context, js::Literal(isolate, name)).ToLocal(&method)) return {};
  if (!method->IsFunction()) {
    *missing = true;
    return {};
  }
  return method.As<v8::Function>()->Call(context, self, argc, argv);
}

class Serializer final : public js::GcObject, public v8::ValueSerializer::Delegate {
 public:
  static const js::ClassSpec kClass;

  explicit Serializer(v8::Isolate* isolate) : isolate_(isolate), serializer_(std::make_unique<v8::ValueSerializer>(isolate, this)) {}
  static Serializer* New(v8::Isolate* isolate, js::This self) {
    auto* made = js::MakeGc<Serializer>(isolate, isolate);
    made->self_.Reset(isolate, self.object);
    return made;
  }
  void Trace(cppgc::Visitor* visitor) const override { visitor->Trace(self_); }

  void WriteHeader() { serializer_->WriteHeader(); }
  v8::MaybeLocal<v8::Value> WriteValue(Local<v8::Context> context, js::Value value) {
    bool written;
    if (!serializer_->WriteValue(context, value).To(&written)) return {};
    return v8::Boolean::New(isolate_, written).As<v8::Value>();
  }
  js::OwnedBytes ReleaseBuffer() {
    auto [data, size] = serializer_->Release();
    js::OwnedBytes bytes{std::vector<uint8_t>(data, data + size)};
    free(data);
    // A released serializer begins anew.
    serializer_ = std::make_unique<v8::ValueSerializer>(isolate_, this);
    return bytes;
  }
  void TransferArrayBuffer(uint32_t id, Local<v8::ArrayBuffer> buffer) { serializer_->TransferArrayBuffer(id, buffer); }
  void WriteUint32(uint32_t value) { serializer_->WriteUint32(value); }
  void WriteUint64(uint32_t high, uint32_t low) { serializer_->WriteUint64((uint64_t{high} << 32) | low); }
  void WriteDouble(double value) { serializer_->WriteDouble(value); }
  void WriteRawBytes(const js::Bytes& bytes) { serializer_->WriteRawBytes(bytes.data(), bytes.size()); }
  void SetViewsAreHostObjects(bool mode) { serializer_->SetTreatArrayBufferViewsAsHostObjects(mode); }

  // v8::ValueSerializer::Delegate
  void ThrowDataCloneError(Local<v8::String> message) override {
    bool missing;
    Local<v8::Value> argv[] = {message};
    Local<v8::Value> error;
    if (CallMethod(isolate_, self_.Get(isolate_), "_getDataCloneError", 1, argv, &missing).ToLocal(&error)) {
      isolate_->ThrowException(error);
    } else if (missing) {
      isolate_->ThrowException(v8::Exception::Error(message));
    }
  }
  v8::Maybe<bool> WriteHostObject(v8::Isolate*, Local<v8::Object> object) override {
    bool missing;
    Local<v8::Value> argv[] = {object};
    if (!CallMethod(isolate_, self_.Get(isolate_), "_writeHostObject", 1, argv, &missing).IsEmpty()) return v8::Just(true);
    if (missing) ThrowDataCloneError(js::Literal(isolate_, "_writeHostObject is not implemented"));
    return v8::Nothing<bool>();
  }
  v8::Maybe<uint32_t> GetSharedArrayBufferId(v8::Isolate*, Local<v8::SharedArrayBuffer> buffer) override {
    bool missing;
    Local<v8::Value> argv[] = {buffer};
    Local<v8::Value> id;
    if (CallMethod(isolate_, self_.Get(isolate_), "_getSharedArrayBufferId", 1, argv, &missing).ToLocal(&id)) {
      return id->Uint32Value(isolate_->GetCurrentContext());
    }
    if (missing) ThrowDataCloneError(js::Literal(isolate_, "#<SharedArrayBuffer> could not be cloned."));
    return v8::Nothing<uint32_t>();
  }

 private:
  v8::Isolate* isolate_;
  v8::TracedReference<v8::Object> self_;
  std::unique_ptr<v8::ValueSerializer> serializer_;
};

const js::Row kSerializerRows[] = {
    js::Method<&Serializer::WriteHeader>("writeHeader"),
    js::Method<&Serializer::WriteValue>("writeValue"),
    js::Method<&Serializer::ReleaseBuffer>("releaseBuffer"),
    js::Method<&Serializer::TransferArrayBuffer>("transferArrayBuffer"),
    js::Method<&Serializer::WriteUint32>("writeUint32"),
    js::Method<&Serializer::WriteUint64>("writeUint64"),
    js::Method<&Serializer::WriteDouble>("writeDouble"),
    js::Method<&Serializer::WriteRawBytes>("writeRawBytes"),
    js::Method<&Serializer::SetViewsAreHostObjects>("_setTreatArrayBufferViewsAsHostObjects"),
};
const js::ClassSpec Serializer::kClass = js::GcClass<Serializer::New>("Serializer", kSerializerRows);

class Deserializer final : public js::GcObject, public v8::ValueDeserializer::Delegate {
 public:
  static const js::ClassSpec kClass;

  // The bytes are copied: they may change or go while the reading goes on.
  Deserializer(v8::Isolate* isolate, std::vector<uint8_t> bytes)
      : isolate_(isolate), bytes_(std::move(bytes)), reader_(isolate, bytes_.data(), bytes_.size(), this) {}
  static Deserializer* New(v8::Isolate* isolate, js::This self, js::OwnedBytes bytes) {
    auto* made = js::MakeGc<Deserializer>(isolate, isolate, std::move(bytes.bytes));
    made->self_.Reset(isolate, self.object);
    return made;
  }
  void Trace(cppgc::Visitor* visitor) const override { visitor->Trace(self_); }

  v8::MaybeLocal<v8::Value> ReadHeader(Local<v8::Context> context) {
    bool read;
    if (!reader_.ReadHeader(context).To(&read)) return {};
    return v8::Boolean::New(isolate_, read).As<v8::Value>();
  }
  v8::MaybeLocal<v8::Value> ReadValue(Local<v8::Context> context) { return reader_.ReadValue(context); }
  uint32_t WireFormatVersion() { return reader_.GetWireFormatVersion(); }
  Result<void> TransferArrayBuffer(uint32_t id, js::Value buffer) {
    if (buffer->IsArrayBuffer()) {
      reader_.TransferArrayBuffer(id, buffer.As<v8::ArrayBuffer>());
    } else if (buffer->IsSharedArrayBuffer()) {
      reader_.TransferSharedArrayBuffer(id, buffer.As<v8::SharedArrayBuffer>());
    } else {
      return Error::Coded(ErrorCode::kERR_INVALID_ARG_TYPE, "arrayBuffer must be an ArrayBuffer or SharedArrayBuffer");
    }
    return {};
  }
  // The numbers throw when the bytes are at their end.
  v8::MaybeLocal<v8::Value> ReadUint32() {
    uint32_t value;
    if (!reader_.ReadUint32(&value)) return Fail("ReadUint32() failed");
    return v8::Integer::NewFromUnsigned(isolate_, value).As<v8::Value>();
  }
  v8::MaybeLocal<v8::Value> ReadUint64() {
    uint64_t value;
    if (!reader_.ReadUint64(&value)) return Fail("ReadUint64() failed");
    Local<v8::Value> halves[] = {v8::Integer::NewFromUnsigned(isolate_, static_cast<uint32_t>(value >> 32)),
                                 v8::Integer::NewFromUnsigned(isolate_, static_cast<uint32_t>(value))};
    return v8::Array::New(isolate_, halves, 2).As<v8::Value>();
  }
  v8::MaybeLocal<v8::Value> ReadDouble() {
    double value;
    if (!reader_.ReadDouble(&value)) return Fail("ReadDouble() failed");
    return v8::Number::New(isolate_, value).As<v8::Value>();
  }
  // readRawBytes(length) -> copied bytes
  v8::MaybeLocal<v8::Value> ReadRawBytes(double length) {
    const void* data;
    if (!(length >= 0) || !reader_.ReadRawBytes(static_cast<size_t>(length), &data)) return Fail("ReadRawBytes() failed");
    auto* bytes = static_cast<const uint8_t*>(data);
    return js::NewUint8Array(isolate_, std::vector<uint8_t>(bytes, bytes + static_cast<size_t>(length))).As<v8::Value>();
  }

  // v8::ValueDeserializer::Delegate
  v8::MaybeLocal<v8::Object> ReadHostObject(v8::Isolate*) override {
    // V8 forbids JavaScript while it reads; this method is the way out that it leaves.
    v8::Isolate::AllowJavascriptExecutionScope allow(isolate_);
    bool missing;
    Local<v8::Value> object;
    if (CallMethod(isolate_, self_.Get(isolate_), "_readHostObject", 0, nullptr, &missing).ToLocal(&object)) {
      if (object->IsObject()) return object.As<v8::Object>();
      js::Throw(isolate_, Error::Coded(ErrorCode::kERR_INVALID_ARG_TYPE, "readHostObject must return an object"));
      return {};
    }
    if (missing) Fail("_readHostObject is not implemented");
    return {};
  }
  v8::MaybeLocal<v8::SharedArrayBuffer> GetSharedArrayBufferFromId(v8::Isolate*, uint32_t id) override {
    v8::Isolate::AllowJavascriptExecutionScope allow(isolate_);
    bool missing;
    Local<v8::Value> argv[] = {v8::Integer::NewFromUnsigned(isolate_, id)};
    Local<v8::Value> buffer;
    if (CallMethod(isolate_, self_.Get(isolate_), "_getSharedArrayBufferFromId", 1, argv, &missing).ToLocal(&buffer) &&
        buffer->IsSharedArrayBuffer()) {
      return buffer.As<v8::SharedArrayBuffer>();
    }
    return {};
  }

 private:
  v8::MaybeLocal<v8::Value> Fail(const char* message) {
    isolate_->ThrowException(v8::Exception::Error(js::Literal(isolate_, message)));
    return {};
  }

  v8::Isolate* isolate_;
  v8::TracedReference<v8::Object> self_;
  std::vector<uint8_t> bytes_;
  v8::ValueDeserializer reader_;
};

const js::Row kDeserializerRows[] = {
    js::Method<&Deserializer::ReadHeader>("readHeader"),
    js::Method<&Deserializer::ReadValue>("readValue"),
    js::Method<&Deserializer::WireFormatVersion>("getWireFormatVersion"),
    js::Method<&Deserializer::TransferArrayBuffer>("transferArrayBuffer"),
    js::Method<&Deserializer::ReadUint32>("readUint32"),
    js::Method<&Deserializer::ReadUint64>("readUint64"),
    js::Method<&Deserializer::ReadDouble>("readDouble"),
    js::Method<&Deserializer::ReadRawBytes>("_readRawBytes"),
};
const js::ClassSpec Deserializer::kClass = js::GcClass<Deserializer::New>("Deserializer", kDeserializerRows);

const js::Row kRows[] = {
    js::Class<Serializer>("Serializer"),
    js::Class<Deserializer>("Deserializer"),
};

}  // namespace

extern const js::BindingSpec kBinding_serdes;
const js::BindingSpec kBinding_serdes = {"serdes", kRows};

}  // namespace phasor::bindings
