// KeyHandle: the native side of a KeyObject, a reference to a key that is never changed. Callers: the crypto bindings.
#pragma once

#include "crypto/key.h"
#include "js/class.h"

namespace phasor::bindings {

class KeyHandle final : public js::GcObject {
 public:
  static const js::ClassSpec kClass;
  explicit KeyHandle(crypto::Key key) : key_(std::move(key)) {}
  const crypto::Key& key() const { return key_; }

  int32_t Type() const { return static_cast<int32_t>(key_->type); }
  double SecretSize() const { return static_cast<double>(key_->secret.size()); }
  js::OwnedBytes Secret() const { return {key_->secret}; }
  bool Equals(KeyHandle* other) const { return other != nullptr && crypto::SameKey(*key_, *other->key_); }
  std::string AsymmetricType() const;
  // number(name) -> big-endian bytes or undefined; text(name); integer(name)
  std::optional<js::OwnedBytes> Number(const js::Utf8& name) const;
  std::optional<std::string> Text(const js::Utf8& name) const;
  std::optional<int32_t> Integer(const js::Utf8& name) const;
  std::optional<js::OwnedBytes> Raw(bool is_private) const;
  // point(form) -> the encoded public point of an EC key
  std::optional<js::OwnedBytes> Octets(const js::Utf8& name) const;
  // export(format, encoding, cipher or undefined, passphrase or undefined)
  Result<js::OwnedBytes> Export(int32_t format, int32_t encoding, std::optional<std::string> cipher,
                                std::optional<js::OwnedBytes>& passphrase) const;
  v8::MaybeLocal<v8::Object> ToPublic(v8::Isolate* isolate) const;

 private:
  crypto::Key key_;
};

}  // namespace phasor::bindings

namespace phasor::js {

template <>
struct Convert<crypto::Key> {
  static v8::MaybeLocal<v8::Value> To(v8::Isolate* isolate, crypto::Key key) {
    v8::Local<v8::Object> object;
    auto* handle = MakeGc<bindings::KeyHandle>(isolate, std::move(key));
    if (!NewInstance(isolate, isolate->GetCurrentContext(), handle).ToLocal(&object)) return {};
    return object.As<v8::Value>();
  }
};

}  // namespace phasor::js
