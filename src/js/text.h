// JavaScript strings to bytes and back in every encoding of Buffer. For bindings whose callers name an encoding (buffer,
// fs, crypto); plain UTF-8 parameters and results are js/types.h's.
#pragma once

#include <v8.h>

#include "base/text_encoding.h"

namespace phasor::js {

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
