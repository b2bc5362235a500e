// binding('crypto_sign'): what keys do: signatures, RSA encryption, key agreement. Callers: lib/internal/crypto/sign.js,
// cipher.js, diffiehellman.js, kem.js.
#include "bindings/crypto_io.h"
#include "bindings/crypto_key_object.h"
#include "crypto/digest.h"
#include "crypto/signature.h"
#include "runtime/callback.h"

namespace phasor::bindings {

namespace {

using runtime::Callback;
using runtime::Realm;
using Bytes = Result<js::OwnedBytes>;

Bytes Own(Result<crypto::ByteVector> bytes) {
  if (!bytes.ok()) return bytes.error();
  return js::OwnedBytes{std::move(bytes).value()};
}

crypto::SignOptions MakeOptions(int32_t digest, std::optional<int32_t> padding, std::optional<int32_t> salt, bool p1363,
                                std::optional<js::OwnedBytes>& context) {
  crypto::SignOptions options;
  options.digest = crypto::DigestById(digest);
  options.padding = padding;
  options.salt_length = salt;
  options.p1363 = p1363;
  if (context) options.context = std::move(context->bytes);
  return options;
}

// sign(key, digest id or -1, padding, salt length, p1363, context, data, hashed, callback)
std::optional<Bytes> Sign(Realm& realm, KeyHandle* key, int32_t digest, std::optional<int32_t> padding, std::optional<int32_t> salt, bool p1363,
                          std::optional<js::OwnedBytes>& context, AsyncBytes& data, bool hashed, Callback& callback) {
  auto options = MakeOptions(digest, padding, salt, p1363, context);
  return RunCryptoJob<js::OwnedBytes>(realm, "SIGNREQUEST", std::move(callback),
      [key = key->key(), options = std::move(options), data = std::move(data), hashed] {
        return Own(crypto::Sign(*key, options, data, hashed));
      });
}

// verify(the same, signature, callback)
std::optional<Result<bool>> Verify(Realm& realm, KeyHandle* key, int32_t digest, std::optional<int32_t> padding, std::optional<int32_t> salt,
                                   bool p1363, std::optional<js::OwnedBytes>& context, AsyncBytes& data, bool hashed,
                                   AsyncBytes& signature, Callback& callback) {
  auto options = MakeOptions(digest, padding, salt, p1363, context);
  return RunCryptoJob<bool>(realm, "SIGNREQUEST", std::move(callback),
                                 [key = key->key(), options = std::move(options), data = std::move(data), hashed,
                                  signature = std::move(signature)] {
                                   return crypto::Verify(*key, options, data, hashed, signature);
                                 });
}

// rsa(operation, key, padding, oaep digest id or -1, label, data, callback)
std::optional<Bytes> Rsa(Realm& realm, uint32_t operation, KeyHandle* key, int32_t padding, int32_t digest,
                         std::optional<js::OwnedBytes>& label, AsyncBytes& data, Callback& callback) {
  return RunCryptoJob<js::OwnedBytes>(realm, "CIPHERREQUEST", std::move(callback),
      [key = key->key(), operation, padding, digest, label = std::move(label), data = std::move(data)] {
        crypto::RsaOptions options{padding, crypto::DigestById(digest), {}};
        if (label) options.oaep_label = label->bytes;
        return Own(crypto::RsaRun(*key, static_cast<crypto::RsaOperation>(operation % 4), options, data));
      });
}

// derive(private key, public key, callback)
std::optional<Bytes> Derive(Realm& realm, KeyHandle* own, KeyHandle* peer, Callback& callback) {
  return RunCryptoJob<js::OwnedBytes>(realm, "DERIVEBITSREQUEST", std::move(callback),
                                           [own = own->key(), peer = peer->key()] { return Own(crypto::Derive(*own, *peer)); });
}

// encapsulate(key, callback) -> [ciphertext, shared secret]
std::optional<Result<std::vector<js::OwnedBytes>>> Encapsulate(Realm& realm, KeyHandle* key, Callback& callback) {
  using Pair = std::vector<js::OwnedBytes>;
  return RunCryptoJob<Pair>(realm, "KEMREQUEST", std::move(callback), [key = key->key()]() -> Result<Pair> {
    auto result = crypto::Encapsulate(*key);
    if (!result.ok()) return result.error();
    return Pair{{std::move(result->ciphertext)}, {std::move(result->secret)}};
  });
}

std::optional<Bytes> Decapsulate(Realm& realm, KeyHandle* key, AsyncBytes& ciphertext, Callback& callback) {
  return RunCryptoJob<js::OwnedBytes>(realm, "KEMREQUEST", std::move(callback),
                                           [key = key->key(), ciphertext = std::move(ciphertext)] {
                                             return Own(crypto::Decapsulate(*key, ciphertext));
                                           });
}

Bytes EcPublicOf(int32_t curve, const js::Bytes& key, int32_t form) { return Own(crypto::EcPublicOf(curve, key, form)); }
Bytes EcGenerate(int32_t curve) { return Own(crypto::EcGenerate(curve)); }
Bytes EcConvert(int32_t curve, const js::Bytes& point, int32_t form) { return Own(crypto::EcConvert(curve, point, form)); }
Bytes EcShared(int32_t curve, const js::Bytes& key, const js::Bytes& point) { return Own(crypto::EcShared(curve, key, point)); }
bool EcPrivateInRange(int32_t curve, const js::Bytes& key) { return crypto::EcPrivateInRange(curve, key); }

Bytes DhPublicOf(const js::Bytes& prime, const js::Bytes& generator, const js::Bytes& key) {
  return Own(crypto::DhPublicOf(prime, generator, key));
}
Bytes DhPrivate(const js::Bytes& prime) { return Own(crypto::DhPrivate(prime)); }
Bytes DhShared(const js::Bytes& prime, const js::Bytes& key, const js::Bytes& peer) { return Own(crypto::DhShared(prime, key, peer)); }
int32_t DhCheck(const js::Bytes& prime, const js::Bytes& generator) { return crypto::DhCheck(prime, generator); }
// dhGroup(name) -> [prime, generator], or undefined
std::optional<std::vector<js::OwnedBytes>> DhGroup(const js::Utf8& name) {
  auto group = crypto::FindDhGroup(name.view());
  if (!group) return std::nullopt;
  return std::vector<js::OwnedBytes>{{std::move(group->prime)}, {std::move(group->generator)}};
}

const js::Row kRows[] = {
    js::Fn<Sign>("sign"),
    js::Fn<Verify>("verify"),
    js::Fn<Rsa>("rsa"),
    js::Fn<Derive>("derive"),
    js::Fn<Encapsulate>("encapsulate"),
    js::Fn<Decapsulate>("decapsulate"),
    js::Fn<EcPublicOf>("ecPublicOf"),
    js::Fn<EcGenerate>("ecGenerate"),
    js::Fn<EcConvert>("ecConvert"),
    js::Fn<EcShared>("ecShared"),
    js::Fn<EcPrivateInRange>("ecPrivateInRange"),
    js::Fn<DhPublicOf>("dhPublicOf"),
    js::Fn<DhPrivate>("dhPrivate"),
    js::Fn<DhShared>("dhShared"),
    js::Fn<DhCheck>("dhCheck"),
    js::Fn<DhGroup>("dhGroup"),
};

}  // namespace

extern const js::BindingSpec kBinding_crypto_sign;
const js::BindingSpec kBinding_crypto_sign = {"crypto_sign", kRows};

}  // namespace phasor::bindings
