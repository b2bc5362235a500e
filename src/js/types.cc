#include "js/types.h"

#include <cstring>

#include "base/check.h"

namespace phasor::js {

namespace {

// The span behind a view or buffer whose memory does not move, making it so if need be.
bool StableSpan(Value value, std::span<uint8_t>* span, std::shared_ptr<v8::BackingStore>* store) {
  if (value->IsArrayBufferView()) {
    auto view = value.As<v8::ArrayBufferView>();
    auto buffer = view->Buffer();
    *span = {static_cast<uint8_t*>(buffer->Data()) + view->ByteOffset(), view->ByteLength()};
    if (store != nullptr) *store = buffer->GetBackingStore();
    return true;
  }
  if (value->IsArrayBuffer()) {
    auto buffer = value.As<v8::ArrayBuffer>();
    *span = {static_cast<uint8_t*>(buffer->Data()), buffer->ByteLength()};
    if (store != nullptr) *store = buffer->GetBackingStore();
    return true;
  }
  if (value->IsSharedArrayBuffer()) {
    auto buffer = value.As<v8::SharedArrayBuffer>();
    *span = {static_cast<uint8_t*>(buffer->Data()), buffer->ByteLength()};
    if (store != nullptr) *store = buffer->GetBackingStore();
    return true;
  }
  return false;
}

}  // namespace

bool Bytes::Assign(Value value) {
  if (value->IsArrayBufferView()) {
    v8::MemorySpan<uint8_t> storage(storage_, sizeof storage_);
    v8::MemorySpan<uint8_t> contents = value.As<v8::ArrayBufferView>()->GetContents(storage);
    span_ = {contents.data(), contents.size()};
    return true;
  }
  std::span<uint8_t> span;
  if (!StableSpan(value, &span, nullptr)) return false;
  span_ = span;
  return true;
}

bool MutableBytes::Assign(Value value) { return StableSpan(value, &span_, nullptr); }

bool PinnedBytes::Assign(Value value) { return StableSpan(value, &span_, &store_); }

Utf8::Utf8(std::string_view text) {
  std::memcpy(Reserve(text.size() + 1), text.data(), text.size());
  size_ = text.size();
  data_[size_] = 0;
}

char* Utf8::Reserve(size_t capacity) {
  if (capacity <= sizeof inline_) return data_ = inline_;
  heap_ = std::make_unique<char[]>(capacity);
  return data_ = heap_.get();
}

void Utf8::Assign(v8::Isolate* isolate, v8::Local<v8::String> string) {
  // Every UTF-16 unit takes at most 3 bytes: short strings need no pass for their length.
  size_t capacity = static_cast<size_t>(string->Length()) * 3 + 1;
  if (capacity > sizeof inline_) capacity = string->Utf8LengthV2(isolate) + 1;
  Reserve(capacity);
  size_ = string->WriteUtf8V2(isolate, data_, capacity - 1, v8::String::WriteFlags::kReplaceInvalidUtf8);
  data_[size_] = 0;
}

v8::MaybeLocal<v8::String> NewString(v8::Isolate* isolate, std::string_view utf8) {
  if (utf8.size() > static_cast<size_t>(v8::String::kMaxLength)) return {};
  return v8::String::NewFromUtf8(isolate, utf8.data(), v8::NewStringType::kNormal, static_cast<int>(utf8.size()));
}

v8::MaybeLocal<v8::String> NewLatin1(v8::Isolate* isolate, std::string_view latin1) {
  if (latin1.size() > static_cast<size_t>(v8::String::kMaxLength)) return {};
  return v8::String::NewFromOneByte(isolate, reinterpret_cast<const uint8_t*>(latin1.data()),
                                    v8::NewStringType::kNormal, static_cast<int>(latin1.size()));
}

v8::Local<v8::String> Literal(v8::Isolate* isolate, std::string_view ascii) {
  return v8::String::NewFromOneByte(isolate, reinterpret_cast<const uint8_t*>(ascii.data()),
                                    v8::NewStringType::kInternalized, static_cast<int>(ascii.size()))
      .ToLocalChecked();
}

v8::Local<v8::Uint8Array> NewUint8Array(v8::Isolate* isolate, std::vector<uint8_t> bytes) {
  size_t size = bytes.size();
  // V8 calls no deleter for a store without bytes.
  if (size == 0) return v8::Uint8Array::New(v8::ArrayBuffer::New(isolate, 0), 0, 0);
  auto* owned = new std::vector<uint8_t>(std::move(bytes));
  auto store = v8::ArrayBuffer::NewBackingStore(
      owned->data(), size, [](void*, size_t, void* data) { delete static_cast<std::vector<uint8_t>*>(data); }, owned);
  return v8::Uint8Array::New(v8::ArrayBuffer::New(isolate, std::move(store)), 0, size);
}

}  // namespace phasor::js
