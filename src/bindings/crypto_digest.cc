// binding('crypto_digest'): hashes, HMAC, and comparison in constant time. Callers: lib/internal/crypto/hash.js.
#include <openssl/crypto.h>

#include "bindings/crypto_io.h"
#include "crypto/digest.h"
#include "js/class.h"
#include "runtime/callback.h"

namespace phasor::bindings {

namespace {

using runtime::Callback;
using runtime::Realm;
using v8::Isolate;

constexpr size_t kMaxDigest = 64;

// The output of `final(out)`, `size` bytes, as a string in `encoding`, or as bytes when that is negative.
template <class Final>
v8::MaybeLocal<v8::Value> Output(Isolate* isolate, size_t size, int32_t encoding, Final final) {
  uint8_t stack[kMaxDigest];
  std::unique_ptr<uint8_t[]> heap;
  uint8_t* out = stack;
  std::unique_ptr<v8::BackingStore> store;
  if (encoding < 0) {
    v8::Local<v8::ArrayBuffer> buffer;
    if (!v8::ArrayBuffer::MaybeNew(isolate, size).ToLocal(&buffer)) {
      js::Throw(isolate, Error::Coded(ErrorCode::kERR_MEMORY_ALLOCATION_FAILED));
      return {};
    }
    if (auto done = final(static_cast<uint8_t*>(buffer->Data())); !done.ok()) {
      js::Throw(isolate, done.error());
      return {};
    }
    return buffer;
  }
  if (size > sizeof stack) {
    heap.reset(new (std::nothrow) uint8_t[size]);
    out = heap.get();
    if (out == nullptr) {
      js::Throw(isolate, Error::Coded(ErrorCode::kERR_MEMORY_ALLOCATION_FAILED));
      return {};
    }
  }
  if (auto done = final(out); !done.ok()) {
    js::Throw(isolate, done.error());
    return {};
  }
  return Encode(isolate, {out, size}, encoding);
}

class HashObject final : public js::GcObject {
 public:
  static const js::ClassSpec kClass;
  explicit HashObject(crypto::Hasher hasher) : hasher_(std::move(hasher)) {}

  // new Hash(digest id or another Hash, output length or undefined)
  static Result<HashObject*> New(Isolate* isolate, js::Value from, std::optional<size_t> size) {
    HashObject* other = nullptr;
    int32_t id = -1;
    if (js::Convert<HashObject*>::From(isolate, from, &other)) {
      if (other->hasher_.empty()) return Error::Coded(ErrorCode::kERR_CRYPTO_HASH_FINALIZED);
    } else if (!js::Convert<int32_t>::From(isolate, from, &id) || crypto::DigestById(id) == nullptr) {
      return Error::Coded(ErrorCode::kERR_INTERNAL_ASSERTION, "no such digest");
    }
    auto hasher = other != nullptr ? other->hasher_.Copy(size) : crypto::Hasher::New(id, size);
    if (!hasher.ok()) return hasher.error();
    return js::MakeGc<HashObject>(isolate, std::move(hasher).value());
  }

  // update(data, encoding) -> false: it failed
  bool Update(Isolate* isolate, js::Value data, int32_t encoding) {
    InputBytes input;
    return !hasher_.empty() && input.Read(isolate, data, encoding) && hasher_.Update(input);
  }

  // digest(encoding) -> string, or ArrayBuffer for a negative encoding
  v8::MaybeLocal<v8::Value> Digest(Isolate* isolate, int32_t encoding) {
    if (hasher_.empty()) {
      js::Throw(isolate, Error::Coded(ErrorCode::kERR_CRYPTO_HASH_FINALIZED));
      return {};
    }
    return Output(isolate, hasher_.size(), encoding, [this](uint8_t* out) { return hasher_.Final(out); });
  }

 private:
  crypto::Hasher hasher_;
};

const js::Row kHashRows[] = {js::Method<&HashObject::Update>("update"), js::Method<&HashObject::Digest>("digest")};
const js::ClassSpec HashObject::kClass = js::GcClass<HashObject::New>("Hash", kHashRows);

class HmacObject final : public js::GcObject {
 public:
  static const js::ClassSpec kClass;
  explicit HmacObject(crypto::Hmac hmac) : hmac_(std::move(hmac)) {}

  // new Hmac(digest id, key bytes)
  static Result<HmacObject*> New(Isolate* isolate, int32_t id, const js::Bytes& key) {
    const EVP_MD* md = crypto::DigestById(id);
    if (md == nullptr) return Error::Coded(ErrorCode::kERR_INTERNAL_ASSERTION, "no such digest");
    auto hmac = crypto::Hmac::New(md, key);
    if (!hmac.ok()) return hmac.error();
    return js::MakeGc<HmacObject>(isolate, std::move(hmac).value());
  }

  bool Update(Isolate* isolate, js::Value data, int32_t encoding) {
    InputBytes input;
    return !hmac_.empty() && input.Read(isolate, data, encoding) && hmac_.Update(input);
  }

  // digest(encoding) -> string, or ArrayBuffer for a negative encoding; undefined the second time
  v8::MaybeLocal<v8::Value> Digest(Isolate* isolate, int32_t encoding) {
    if (hmac_.empty()) return v8::Undefined(isolate).As<v8::Value>();
    return Output(isolate, hmac_.size(), encoding, [this](uint8_t* out) { return hmac_.Final(out); });
  }

 private:
  crypto::Hmac hmac_;
};

const js::Row kHmacRows[] = {js::Method<&HmacObject::Update>("update"), js::Method<&HmacObject::Digest>("digest")};
const js::ClassSpec HmacObject::kClass = js::GcClass<HmacObject::New>("Hmac", kHmacRows);

int32_t DigestId(const js::Utf8& name) { return crypto::DigestId(name.view()); }
// throwUnknown(name, message): why digestId(name) is -1
Result<void> ThrowUnknown(const js::Utf8& name, const js::Utf8& message) {
  return crypto::DigestFailure(name.view(), message.str());
}
std::vector<std::string> DigestNames() { return crypto::DigestNames(); }
double DigestSize(int32_t id) {
  const EVP_MD* md = crypto::DigestById(id);
  return md == nullptr ? 0 : static_cast<double>(crypto::DigestSize(md));
}
// isExtendable(id): whether the digest has no length of its own
bool IsExtendable(int32_t id) {
  const EVP_MD* md = crypto::DigestById(id);
  return md != nullptr && (EVP_MD_get_flags(md) & EVP_MD_FLAG_XOF) != 0;
}

// hash(digest id, data, output encoding, output length) -> string or ArrayBuffer. `data`: UTF-8 text or bytes.
v8::MaybeLocal<v8::Value> OneShot(Isolate* isolate, int32_t id, js::Value data, int32_t encoding, std::optional<size_t> size) {
  InputBytes input;
  if (crypto::DigestById(id) == nullptr || !input.Read(isolate, data)) {
    js::Throw(isolate, Error::Coded(ErrorCode::kERR_INTERNAL_ASSERTION, "hash: bad arguments"));
    return {};
  }
  auto hasher = crypto::Hasher::New(id, size);
  if (!hasher.ok()) {
    js::Throw(isolate, hasher.error());
    return {};
  }
  if (!hasher->Update(input)) {
    js::Throw(isolate, Error::Coded(ErrorCode::kERR_CRYPTO_OPERATION_FAILED));
    return {};
  }
  return Output(isolate, hasher->size(), encoding, [&](uint8_t* out) { return hasher->Final(out); });
}

// hashAsync(digest id, data, callback) -> bytes
std::optional<Result<js::OwnedBytes>> HashAsync(Realm& realm, int32_t id, AsyncBytes& data, Callback& callback) {
  return runtime::RunAsync<js::OwnedBytes>(
      realm, loop::PoolKind::kCpu, "HASHREQUEST", std::move(callback), [id, data = std::move(data)]() -> Result<js::OwnedBytes> {
        auto hasher = crypto::Hasher::New(id, std::nullopt);
        if (!hasher.ok()) return hasher.error();
        std::vector<uint8_t> out(hasher->size());
        if (!hasher->Update(data)) return Error::Coded(ErrorCode::kERR_CRYPTO_OPERATION_FAILED);
        if (auto done = hasher->Final(out.data()); !done.ok()) return done.error();
        return js::OwnedBytes{std::move(out)};
      });
}

// hmacAsync(digest id, key, data, callback) -> bytes
std::optional<Result<js::OwnedBytes>> HmacAsync(Realm& realm, int32_t id, AsyncBytes& key, AsyncBytes& data, Callback& callback) {
  const EVP_MD* md = crypto::DigestById(id);
  if (md == nullptr) return Result<js::OwnedBytes>(Error::Coded(ErrorCode::kERR_INTERNAL_ASSERTION, "no such digest"));
  return runtime::RunAsync<js::OwnedBytes>(
      realm, loop::PoolKind::kCpu, "SIGNREQUEST", std::move(callback),
      [md, key = std::move(key), data = std::move(data)]() -> Result<js::OwnedBytes> {
        auto hmac = crypto::Hmac::New(md, key);
        if (!hmac.ok()) return hmac.error();
        std::vector<uint8_t> out(hmac->size());
        if (!hmac->Update(data)) return Error::Coded(ErrorCode::kERR_CRYPTO_OPERATION_FAILED);
        if (auto done = hmac->Final(out.data()); !done.ok()) return done.error();
        return js::OwnedBytes{std::move(out)};
      });
}

// timingSafeEqual(a, b)
Result<bool> TimingSafeEqual(const js::Bytes& a, const js::Bytes& b) {
  if (a.size() != b.size()) return Error::Coded(ErrorCode::kERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH);
  return CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

const js::Row kRows[] = {
    js::Class<HashObject>("Hash"),
    js::Class<HmacObject>("Hmac"),
    js::Fn<DigestId>("digestId"),
    js::Fn<ThrowUnknown>("throwUnknown"),
    js::Fn<DigestNames>("digestNames"),
    js::Fn<DigestSize>("digestSize"),
    js::Fn<IsExtendable>("isExtendable"),
    js::Fn<OneShot>("hash"),
    js::Fn<HashAsync>("hashAsync"),
    js::Fn<HmacAsync>("hmacAsync"),
    js::Fn<TimingSafeEqual>("timingSafeEqual"),
};

void Setup(v8::Isolate* isolate, v8::Local<v8::Context>, v8::Local<v8::Object> target) {
  js::SetConstant(isolate, target, "OPENSSL_VERSION_NUMBER", static_cast<double>(OPENSSL_VERSION_NUMBER));
}

}  // namespace

extern const js::BindingSpec kBinding_crypto_digest;
const js::BindingSpec kBinding_crypto_digest = {"crypto_digest", kRows, Setup};

}  // namespace phasor::bindings
