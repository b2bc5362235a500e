// What the fs bindings share: the types of their parameters and results, and the way to a pool thread. Callers:
// src/bindings/fs*.cc. Every native there is synchronous without a callback and asynchronous with one
// (docs/architecture.md, "Async natives"); its work is a closure that holds copies or pins of all it needs.
#pragma once

#include <cstring>
#include <string>

#include "loop/files.h"
#include "runtime/callback.h"

namespace phasor::bindings::fs {

using runtime::Callback;
using runtime::Realm;

// A file name: a string (as UTF-8) or raw bytes. lib/ has refused names with NUL bytes.
struct Path {
  std::string bytes;
  const char* c_str() const { return bytes.c_str(); }
  operator const std::string&() const { return bytes; }
};

// A result that lib/ gets as Uint8Array or as string.
struct PathText {
  std::string bytes;
  bool as_buffer;
};

// lib/'s view that stat's numbers are put into. They are written on the loop's thread, just before lib/ reads them, so
// that one view serves all calls.
struct StatTarget {
  js::PinnedBytes view;
};

// The order of the fields is known to lib/internal/fs/stats.js: dev, mode, nlink, uid, gid, rdev, blksize, ino, size,
// blocks, then seconds and nanoseconds of atime, mtime, ctime, birthtime.
inline constexpr int kStatFields = 18;

struct StatResult {
  StatTarget target;
  bool bigint;
  bool missing = false;  // only where the caller asked not to throw
  int64_t fields[kStatFields] = {};
};

template <class R, class Work>
std::optional<Result<R>> Run(Realm& realm, Callback callback, Work work) {
  return runtime::RunAsync<R>(realm, loop::PoolKind::kFs, "FSREQCALLBACK", std::move(callback), std::move(work));
}

inline Result<void> Check(int64_t status, const char* syscall) {
  if (status < 0) return Error::System(static_cast<int>(status), syscall);
  return {};
}
inline Result<void> Check(int64_t status, const char* syscall, const Path& path) {
  if (status < 0) return Error::System(static_cast<int>(status), syscall, path.bytes);
  return {};
}
inline Result<void> Check(int64_t status, const char* syscall, const Path& path, const Path& dest) {
  if (status < 0) return Error::System(static_cast<int>(status), syscall, path.bytes, dest.bytes);
  return {};
}

}  // namespace phasor::bindings::fs

namespace phasor::js {

template <>
struct Convert<bindings::fs::Path> {
  static constexpr const char* kType = "string, Buffer";
  static bool From(v8::Isolate* isolate, Value value, bindings::fs::Path* out) {
    if (value->IsString()) {
      auto string = value.As<v8::String>();
      Utf8 text(isolate, string);
      out->bytes.assign(text.data(), text.size());
      return true;
    }
    Bytes bytes;
    if (!bytes.Assign(value)) return false;
    out->bytes.assign(bytes.view());
    return true;
  }
};

template <>
struct Convert<bindings::fs::PathText> {
  static v8::MaybeLocal<v8::Value> To(v8::Isolate* isolate, bindings::fs::PathText text) {
    if (!text.as_buffer) return Convert<std::string>::To(isolate, text.bytes);
    return NewUint8Array(isolate, {text.bytes.begin(), text.bytes.end()});
  }
};

template <>
struct Convert<bindings::fs::StatTarget> {
  static constexpr const char* kType = "Float64Array or BigInt64Array of 18";
  static bool From(v8::Isolate*, Value value, bindings::fs::StatTarget* out) {
    return out->view.Assign(value) && out->view.size() == bindings::fs::kStatFields * 8;
  }
};

// false: there is no such file, and the caller asked not to throw.
template <>
struct Convert<bindings::fs::StatResult> {
  static v8::MaybeLocal<v8::Value> To(v8::Isolate* isolate, const bindings::fs::StatResult& result) {
    if (result.missing) return v8::False(isolate).As<v8::Value>();
    uint8_t* out = result.target.view.data();
    if (result.bigint) {
      std::memcpy(out, result.fields, sizeof result.fields);
    } else {
      double numbers[bindings::fs::kStatFields];
      for (int i = 0; i < bindings::fs::kStatFields; ++i) numbers[i] = static_cast<double>(result.fields[i]);
      std::memcpy(out, numbers, sizeof numbers);
    }
    return v8::True(isolate).As<v8::Value>();
  }
};

// An ArrayBuffer over the file's memory.
template <>
struct Convert<loop::files::Contents> {
  static v8::MaybeLocal<v8::Value> To(v8::Isolate* isolate, loop::files::Contents contents) {
    size_t size = contents.size;
    auto store = v8::ArrayBuffer::NewBackingStore(
        contents.data.release(), size, [](void* data, size_t, void*) { std::free(data); }, nullptr);
    return v8::ArrayBuffer::New(isolate, std::move(store)).As<v8::Value>();
  }
};

}  // namespace phasor::js
