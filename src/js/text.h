// JavaScript strings to bytes and back in every encoding of Buffer. For bindings whose callers name an encoding (buffer,
// fs, crypto); plain UTF-8 parameters and results are js/types.h's.
#pragma once

#include <v8.h>

#include <iterator>
#include <memory>
#include <string_view>

#include "base/text_encoding.h"

namespace phasor::js {

// The content of a string, flat, as the span of its own width. No JavaScript heap allocation while it lives.
class Content {
 public:
  Content(v8::Isolate* isolate, v8::Local<v8::String> string) : view_(isolate, string) {}
  // Calls f with a text::ByteSpan of Latin-1 or a std::u16string_view.
  template <class F>
  auto Visit(F&& f) const {
    if (view_.is_one_byte()) return f(text::ByteSpan(view_.data8(), view_.length()));
    return f(std::u16string_view(reinterpret_cast<const char16_t*>(view_.data16()), view_.length()));
  }

 private:
  v8::String::ValueView view_;
};

// Scratch memory: on the stack while small.
template <class T>
class Scratch {
 public:
  explicit Scratch(size_t size) : data_(stack_) {
    if (size <= std::size(stack_)) return;
    heap_ = std::make_unique_for_overwrite<T[]>(size);
    data_ = heap_.get();
  }
  T* data() { return data_; }

 private:
  T* data_;
  T stack_[1024 / sizeof(T)];
  std::unique_ptr<T[]> heap_;
};

// Bytes that WriteText needs at most; exact for utf8, utf16le, latin1 and ascii.
size_t TextByteLength(v8::Isolate* isolate, v8::Local<v8::String> string, text::Encoding encoding);

// Writes as many whole characters as fit and returns the bytes written. base64 and hex decode forgivingly.
size_t WriteText(v8::Isolate* isolate, v8::Local<v8::String> string, text::Encoding encoding,
                 text::MutableByteSpan out);

// The same for UTF-8, with the units of the string that were read.
text::Progress WriteUtf8(v8::Isolate* isolate, v8::Local<v8::String> string, text::MutableByteSpan out);

// The string that the bytes stand for. Empty: ERR_STRING_TOO_LONG is pending.
v8::MaybeLocal<v8::String> ReadText(v8::Isolate* isolate, text::ByteSpan bytes, text::Encoding encoding);

}  // namespace phasor::js
