#include "js/text.h"

#include <algorithm>
#include <cstring>

#include "base/check.h"
#include "js/error.h"
#include "js/types.h"

namespace phasor::js {
namespace {

using text::ByteSpan;
using text::Encoding;
using text::MutableByteSpan;

constexpr size_t kMaxLength = v8::String::kMaxLength;
// Up to here V8's own decoder is faster than the passes over the bytes that find the best form.
constexpr size_t kShortUtf8 = 256;

v8::MaybeLocal<v8::String> TooLong(v8::Isolate* isolate) {
  Throw(isolate, Error::Coded(ErrorCode::kERR_STRING_TOO_LONG));
  return {};
}

v8::MaybeLocal<v8::String> OneByte(v8::Isolate* isolate, const uint8_t* data, size_t size) {
  if (size > kMaxLength) return TooLong(isolate);
  return v8::String::NewFromOneByte(isolate, data, v8::NewStringType::kNormal, static_cast<int>(size));
}

v8::MaybeLocal<v8::String> TwoByte(v8::Isolate* isolate, const char16_t* data, size_t units) {
  if (units > kMaxLength) return TooLong(isolate);
  return v8::String::NewFromTwoByte(isolate, reinterpret_cast<const uint16_t*>(data), v8::NewStringType::kNormal,
                                    static_cast<int>(units));
}

v8::MaybeLocal<v8::String> ReadUtf8(v8::Isolate* isolate, ByteSpan bytes) {
  if (text::IsAscii(bytes)) return OneByte(isolate, bytes.data(), bytes.size());
  if (bytes.size() <= kShortUtf8) return NewString(isolate, {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  if (bytes.size() > 4 * kMaxLength) return TooLong(isolate);
  {
    // One byte a character wherever possible: half the memory, and quicker to work on.
    Scratch<uint8_t> latin1(bytes.size());
    if (auto size = text::DecodeUtf8AsLatin1(bytes, latin1.data())) return OneByte(isolate, latin1.data(), *size);
  }
  Scratch<char16_t> units(bytes.size());
  return TwoByte(isolate, units.data(), text::DecodeUtf8(bytes, units.data()));
}

v8::MaybeLocal<v8::String> ReadUtf16(v8::Isolate* isolate, ByteSpan bytes) {
  size_t units = bytes.size() / 2;
  if (units > kMaxLength) return TooLong(isolate);
  if (reinterpret_cast<uintptr_t>(bytes.data()) % alignof(char16_t) == 0) {
    return TwoByte(isolate, reinterpret_cast<const char16_t*>(bytes.data()), units);
  }
  Scratch<char16_t> aligned(units);
  std::memcpy(aligned.data(), bytes.data(), units * 2);
  return TwoByte(isolate, aligned.data(), units);
}

v8::MaybeLocal<v8::String> ReadAscii(v8::Isolate* isolate, ByteSpan bytes) {
  if (text::IsAscii(bytes) || bytes.size() > kMaxLength) return OneByte(isolate, bytes.data(), bytes.size());
  Scratch<uint8_t> cleared(bytes.size());
  text::ClearHighBits(bytes, cleared.data());
  return OneByte(isolate, cleared.data(), bytes.size());
}

v8::MaybeLocal<v8::String> ReadBase64(v8::Isolate* isolate, ByteSpan bytes, text::Base64Alphabet alphabet) {
  size_t size = text::Base64Length(bytes.size(), alphabet);
  if (size > kMaxLength) return TooLong(isolate);
  Scratch<char> out(size);
  size = text::EncodeBase64(bytes, alphabet, out.data());
  return OneByte(isolate, reinterpret_cast<uint8_t*>(out.data()), size);
}

v8::MaybeLocal<v8::String> ReadHex(v8::Isolate* isolate, ByteSpan bytes) {
  size_t size = bytes.size() * 2;
  if (size > kMaxLength) return TooLong(isolate);
  Scratch<char> out(size);
  text::EncodeHex(bytes, out.data());
  return OneByte(isolate, reinterpret_cast<uint8_t*>(out.data()), size);
}

size_t WriteLatin1(ByteSpan latin1, MutableByteSpan out) {
  size_t size = std::min(latin1.size(), out.size());
  if (size > 0) std::memcpy(out.data(), latin1.data(), size);
  return size;
}

size_t WriteLatin1(std::u16string_view units, MutableByteSpan out) {
  size_t size = std::min(units.size(), out.size());
  text::NarrowToLatin1(units.substr(0, size), out.data());
  return size;
}

size_t WriteUtf16(ByteSpan latin1, MutableByteSpan out) {
  size_t units = std::min(latin1.size(), out.size() / 2);
  text::WidenLatin1(latin1.first(units), out.data());
  return units * 2;
}

size_t WriteUtf16(std::u16string_view units, MutableByteSpan out) {
  size_t size = std::min(units.size(), out.size() / 2) * 2;
  if (size > 0) std::memcpy(out.data(), units.data(), size);
  return size;
}

}  // namespace

size_t TextByteLength(v8::Isolate* isolate, v8::Local<v8::String> string, Encoding encoding) {
  auto length = static_cast<size_t>(string->Length());
  switch (encoding) {
    case Encoding::kUtf8:
      return Content(isolate, string).Visit([](auto span) { return text::Utf8Length(span); });
    case Encoding::kUtf16le:
      return length * 2;
    case Encoding::kLatin1:
    case Encoding::kAscii:
      return length;
    case Encoding::kBase64:
    case Encoding::kBase64url:
      return text::Base64DecodedBound(length);
    case Encoding::kHex:
      return length / 2;
  }
  UNREACHABLE("encoding");
}

size_t WriteText(v8::Isolate* isolate, v8::Local<v8::String> string, Encoding encoding, MutableByteSpan out) {
  return Content(isolate, string).Visit([&](auto span) -> size_t {
    switch (encoding) {
      case Encoding::kUtf8:
        return text::EncodeUtf8(span, out).written;
      case Encoding::kUtf16le:
        return WriteUtf16(span, out);
      case Encoding::kLatin1:
      case Encoding::kAscii:
        return WriteLatin1(span, out);
      case Encoding::kBase64:
      case Encoding::kBase64url:
        return text::DecodeBase64(span, out);
      case Encoding::kHex:
        return text::DecodeHex(span, out);
    }
    UNREACHABLE("encoding");
  });
}

text::Progress WriteUtf8(v8::Isolate* isolate, v8::Local<v8::String> string, MutableByteSpan out) {
  return Content(isolate, string).Visit([&](auto span) { return text::EncodeUtf8(span, out); });
}

v8::MaybeLocal<v8::String> ReadText(v8::Isolate* isolate, ByteSpan bytes, Encoding encoding) {
  switch (encoding) {
    case Encoding::kUtf8:
      return ReadUtf8(isolate, bytes);
    case Encoding::kUtf16le:
      return ReadUtf16(isolate, bytes);
    case Encoding::kLatin1:
      return OneByte(isolate, bytes.data(), bytes.size());
    case Encoding::kAscii:
      return ReadAscii(isolate, bytes);
    case Encoding::kBase64:
      return ReadBase64(isolate, bytes, text::Base64Alphabet::kStandard);
    case Encoding::kBase64url:
      return ReadBase64(isolate, bytes, text::Base64Alphabet::kUrl);
    case Encoding::kHex:
      return ReadHex(isolate, bytes);
  }
  UNREACHABLE("encoding");
}

}  // namespace phasor::js
