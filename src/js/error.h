// Errors from C++ to JavaScript: a phasor::Error becomes the Error object that Node documents.
#pragma once

#include <v8.h>

#include "base/result.h"

namespace phasor::js {

// Coded: `new TypeError(message)` with `code`; its stack starts with "TypeError [ERR_X]: message".
// System: Error with errno, code, syscall and, when set, path and dest; message "ENOENT: no such file or directory, open 'x'".
v8::Local<v8::Object> NewError(v8::Isolate* isolate, const Error& error);
void Throw(v8::Isolate* isolate, const Error& error);

// How a system failure is named: errno text and name by (negative) status, filled in by the runtime from libuv, since
// this layer knows none.
struct ErrnoText {
  const char* (*name)(int status);
  const char* (*message)(int status);
};
void SetErrnoText(ErrnoText text);

}  // namespace phasor::js
