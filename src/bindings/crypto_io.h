// How the crypto and zlib bindings read bytes from JavaScript and give them back.
//
//   InputBytes   a string in an encoding, or a Buffer, TypedArray, DataView or ArrayBuffer; for the time of a call
//   AsyncBytes   the same kinds without strings, safe to use on another thread
//   Encode       bytes as a string in an encoding
//
// Encodings are text::Encoding's numbers, as lib/internal/crypto/util.js passes them.
#pragma once

#include <optional>
#include <vector>

#include "base/text_encoding.h"
#include "js/convert.h"

namespace phasor::bindings {

class InputBytes {
 public:
  // False: `value` is neither a string nor holds bytes.
  bool Read(v8::Isolate* isolate, js::Value value, int32_t encoding = 0);
  std::span<const uint8_t> span() const { return span_; }
  operator std::span<const uint8_t>() const { return span_; }

 private:
  void ReadString(v8::Isolate* isolate, v8::Local<v8::String> string, text::Encoding encoding);

  js::Utf8 utf8_;
  js::Bytes bytes_;
  std::vector<uint8_t> decoded_;
  std::span<const uint8_t> span_;
};

// Keeps the memory of an ordinary ArrayBuffer alive. A resizable one may give its pages back while a thread reads them:
// its bytes are copied.
class AsyncBytes {
 public:
  AsyncBytes() = default;
  AsyncBytes(AsyncBytes&&) = default;
  AsyncBytes& operator=(AsyncBytes&&) = default;
  bool Assign(js::Value value);
  std::span<const uint8_t> span() const { return span_; }
  operator std::span<const uint8_t>() const { return span_; }
  size_t size() const { return span_.size(); }

 private:
  std::shared_ptr<v8::BackingStore> store_;
  std::vector<uint8_t> copy_;
  std::span<const uint8_t> span_;
};

// Empty: an exception is pending (the text is too long for a string).
v8::MaybeLocal<v8::Value> Encode(v8::Isolate* isolate, std::span<const uint8_t> bytes, int32_t encoding);

// A Uint8Array with a copy of `bytes`.
v8::Local<v8::Uint8Array> CopyBytes(v8::Isolate* isolate, std::span<const uint8_t> bytes);

}  // namespace phasor::bindings
