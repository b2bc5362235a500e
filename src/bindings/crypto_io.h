// How the crypto and zlib bindings read bytes from JavaScript and give them back.
//
//   InputBytes   a string in an encoding, or a Buffer, TypedArray, DataView or ArrayBuffer; for the time of a call
//   AsyncBytes   the same kinds without strings, safe to use on another thread
//   Encode       bytes as a string in an encoding
//   RunCryptoJob work on a pool thread whose errors look as Node's jobs report them
//
// Encodings are text::Encoding's numbers, as lib/internal/crypto/util.js passes them.
#pragma once

#include <optional>
#include <vector>

#include "base/text_encoding.h"
#include "crypto/openssl.h"
#include "js/convert.h"
#include "runtime/callback.h"

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

// As runtime::RunAsync on the CPU pool. What a callback gets has Node's shape of an error that a job reports.
template <class R, class Work>
std::optional<Result<R>> RunCryptoJob(runtime::Realm& realm, const char* type, runtime::Callback callback, Work work) {
  if (!callback) return work();
  return runtime::RunAsync<R>(realm, loop::PoolKind::kCpu, type, std::move(callback), [work = std::move(work)]() mutable -> Result<R> {
    Result<R> result = work();
    if (!result.ok()) return crypto::AsJobError(result.error());
    return result;
  });
}

}  // namespace phasor::bindings
