// The C++ types of binding parameters and results that stand for JavaScript bytes and strings. Ownership is in the type:
//
//   Bytes         borrowed for the call: Buffer, TypedArray, DataView, ArrayBuffer, SharedArrayBuffer
//   MutableBytes  the same, writable
//   OwnedBytes    copied; as a result it becomes a Uint8Array
//   PinnedBytes   keeps the backing store alive across an asynchronous call
//   Utf8          the UTF-8 form of a string, made for the call
//   Value         any JavaScript value, passed through
#pragma once

#include <v8.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace phasor::js {

using Value = v8::Local<v8::Value>;

// For calls whose failure has been dealt with elsewhere (the message listener reports uncaught errors).
template <class T>
void Ignore(T&&) {}

class Bytes {
 public:
  Bytes() = default;
  explicit Bytes(std::span<const uint8_t> span) : span_(span) {}  // for tests
  Bytes(const Bytes&) = delete;
  Bytes& operator=(const Bytes&) = delete;

  const uint8_t* data() const { return span_.data(); }
  size_t size() const { return span_.size(); }
  std::span<const uint8_t> span() const { return span_; }
  operator std::span<const uint8_t>() const { return span_; }
  std::string_view view() const { return {reinterpret_cast<const char*>(span_.data()), span_.size()}; }

  // False if `value` holds no bytes.
  bool Assign(Value value);

 private:
  std::span<const uint8_t> span_;
  uint8_t storage_[64];  // V8 keeps typed arrays of up to 64 bytes inside its heap, where they may move
};

class MutableBytes {
 public:
  MutableBytes() = default;
  explicit MutableBytes(std::span<uint8_t> span) : span_(span) {}
  uint8_t* data() const { return span_.data(); }
  size_t size() const { return span_.size(); }
  std::span<uint8_t> span() const { return span_; }
  bool Assign(Value value);

 private:
  std::span<uint8_t> span_;
};

class PinnedBytes {
 public:
  PinnedBytes() = default;
  uint8_t* data() const { return span_.data(); }
  size_t size() const { return span_.size(); }
  std::span<uint8_t> span() const { return span_; }
  std::string_view view() const { return {reinterpret_cast<const char*>(span_.data()), span_.size()}; }
  bool Assign(Value value);

 private:
  std::shared_ptr<v8::BackingStore> store_;
  std::span<uint8_t> span_;
};

struct OwnedBytes {
  std::vector<uint8_t> bytes;
};

// Lone surrogates become U+FFFD. NUL-terminated.
class Utf8 {
 public:
  Utf8() = default;
  Utf8(v8::Isolate* isolate, v8::Local<v8::String> string) { Assign(isolate, string); }
  explicit Utf8(std::string_view text);  // for tests
  Utf8(const Utf8&) = delete;
  Utf8& operator=(const Utf8&) = delete;

  const char* c_str() const { return data_; }
  const char* data() const { return data_; }
  size_t size() const { return size_; }
  std::string_view view() const { return {data_, size_}; }
  operator std::string_view() const { return view(); }
  std::string str() const { return std::string(data_, size_); }
  void Assign(v8::Isolate* isolate, v8::Local<v8::String> string);

 private:
  char* Reserve(size_t capacity);

  size_t size_ = 0;
  char* data_ = inline_;
  std::unique_ptr<char[]> heap_;
  char inline_[256];
};

// Strings from C++ to JavaScript. The result is empty only when the text is longer than V8's longest string.
v8::MaybeLocal<v8::String> NewString(v8::Isolate* isolate, std::string_view utf8);
v8::MaybeLocal<v8::String> NewLatin1(v8::Isolate* isolate, std::string_view latin1);
// For literals and other short texts of our own.
v8::Local<v8::String> Literal(v8::Isolate* isolate, std::string_view ascii);

// A Uint8Array over bytes that it takes over.
v8::Local<v8::Uint8Array> NewUint8Array(v8::Isolate* isolate, std::vector<uint8_t> bytes);

}  // namespace phasor::js
