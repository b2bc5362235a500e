#include "bindings/crypto_io.h"

#include <cstring>

namespace phasor::bindings {

namespace {

constexpr size_t kStackText = 1024;

v8::MaybeLocal<v8::Value> TooLong(v8::Isolate* isolate) {
  js::Throw(isolate, Error::Coded(ErrorCode::kERR_STRING_TOO_LONG));
  return {};
}

v8::MaybeLocal<v8::Value> Latin1(v8::Isolate* isolate, std::string_view text) {
  v8::Local<v8::String> string;
  if (!js::NewLatin1(isolate, text).ToLocal(&string)) return TooLong(isolate);
  return string;
}

// `write(char*)` -> length, into at most `capacity` bytes.
template <class Write>
v8::MaybeLocal<v8::Value> Ascii(v8::Isolate* isolate, size_t capacity, Write write) {
  if (capacity > static_cast<size_t>(v8::String::kMaxLength)) return TooLong(isolate);
  char stack[kStackText];
  std::unique_ptr<char[]> heap;
  char* out = stack;
  if (capacity > sizeof stack) {
    heap.reset(new char[capacity]);
    out = heap.get();
  }
  size_t length = write(out);
  return Latin1(isolate, {out, length});
}

v8::MaybeLocal<v8::Value> Utf16(v8::Isolate* isolate, std::span<const uint8_t> bytes) {
  size_t units = bytes.size() / 2;
  if (units > static_cast<size_t>(v8::String::kMaxLength)) return TooLong(isolate);
  std::vector<uint16_t> aligned(units);
  std::memcpy(aligned.data(), bytes.data(), units * 2);
  v8::Local<v8::String> string;
  if (!v8::String::NewFromTwoByte(isolate, aligned.data(), v8::NewStringType::kNormal, static_cast<int>(units))
           .ToLocal(&string)) {
    return TooLong(isolate);
  }
  return string;
}

}  // namespace

bool InputBytes::Read(v8::Isolate* isolate, js::Value value, int32_t encoding) {
  if (value->IsString()) {
    ReadString(isolate, value.As<v8::String>(), static_cast<text::Encoding>(encoding));
    return true;
  }
  if (!bytes_.Assign(value)) return false;
  span_ = bytes_.span();
  return true;
}

void InputBytes::ReadString(v8::Isolate* isolate, v8::Local<v8::String> string, text::Encoding encoding) {
  if (encoding == text::Encoding::kUtf8) {
    utf8_.Assign(isolate, string);
    span_ = {reinterpret_cast<const uint8_t*>(utf8_.data()), utf8_.size()};
    return;
  }
  size_t length = static_cast<size_t>(string->Length());
  uint32_t units = static_cast<uint32_t>(length);
  if (encoding == text::Encoding::kLatin1 || encoding == text::Encoding::kAscii) {
    decoded_.resize(length);
    string->WriteOneByteV2(isolate, 0, units, decoded_.data());
  } else if (encoding == text::Encoding::kUtf16le) {
    decoded_.resize(length * 2);
    std::vector<uint16_t> wide(length);
    string->WriteV2(isolate, 0, units, wide.data());
    std::memcpy(decoded_.data(), wide.data(), length * 2);
  } else {
    bool hex = encoding == text::Encoding::kHex;
    decoded_.resize(hex ? length / 2 : text::Base64DecodedBound(length));
    size_t written;
    if (string->IsOneByte()) {
      std::vector<uint8_t> narrow(length);
      string->WriteOneByteV2(isolate, 0, units, narrow.data());
      written = hex ? text::DecodeHex(narrow, decoded_) : text::DecodeBase64(narrow, decoded_);
    } else {
      std::vector<uint16_t> wide(length);
      string->WriteV2(isolate, 0, units, wide.data());
      std::u16string_view view(reinterpret_cast<const char16_t*>(wide.data()), length);
      written = hex ? text::DecodeHex(view, decoded_) : text::DecodeBase64(view, decoded_);
    }
    decoded_.resize(written);
  }
  span_ = decoded_;
}

bool AsyncBytes::Assign(js::Value value) {
  bool resizable = false;
  if (value->IsArrayBufferView()) {
    resizable = value.As<v8::ArrayBufferView>()->Buffer()->IsResizableByUserJavaScript();
  } else if (value->IsArrayBuffer()) {
    resizable = value.As<v8::ArrayBuffer>()->IsResizableByUserJavaScript();
  }
  js::PinnedBytes pinned;
  if (!pinned.Assign(value)) return false;
  if (resizable) {
    copy_.assign(pinned.data(), pinned.data() + pinned.size());
    span_ = copy_;
    return true;
  }
  if (value->IsArrayBufferView()) {
    store_ = value.As<v8::ArrayBufferView>()->Buffer()->GetBackingStore();
  } else if (value->IsArrayBuffer()) {
    store_ = value.As<v8::ArrayBuffer>()->GetBackingStore();
  } else {
    store_ = value.As<v8::SharedArrayBuffer>()->GetBackingStore();
  }
  span_ = pinned.span();
  return true;
}

v8::MaybeLocal<v8::Value> Encode(v8::Isolate* isolate, std::span<const uint8_t> bytes, int32_t encoding) {
  switch (static_cast<text::Encoding>(encoding)) {
    case text::Encoding::kHex:
      return Ascii(isolate, bytes.size() * 2, [&](char* out) {
        text::EncodeHex(bytes, out);
        return bytes.size() * 2;
      });
    case text::Encoding::kBase64:
    case text::Encoding::kBase64url: {
      auto alphabet = encoding == static_cast<int32_t>(text::Encoding::kBase64) ? text::Base64Alphabet::kStandard
                                                                              : text::Base64Alphabet::kUrl;
      return Ascii(isolate, text::Base64Length(bytes.size(), alphabet),
                   [&](char* out) { return text::EncodeBase64(bytes, alphabet, out); });
    }
    case text::Encoding::kLatin1:
      return Latin1(isolate, {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    case text::Encoding::kAscii:
      return Ascii(isolate, bytes.size(), [&](char* out) {
        text::ClearHighBits(bytes, reinterpret_cast<uint8_t*>(out));
        return bytes.size();
      });
    case text::Encoding::kUtf16le:
      return Utf16(isolate, bytes);
    case text::Encoding::kUtf8:
      break;
  }
  v8::Local<v8::String> string;
  if (!js::NewString(isolate, {reinterpret_cast<const char*>(bytes.data()), bytes.size()}).ToLocal(&string)) {
    return TooLong(isolate);
  }
  return string;
}

v8::Local<v8::Uint8Array> CopyBytes(v8::Isolate* isolate, std::span<const uint8_t> bytes) {
  return js::NewUint8Array(isolate, std::vector<uint8_t>(bytes.begin(), bytes.end()));
}

}  // namespace phasor::bindings
