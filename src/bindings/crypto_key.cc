// binding('crypto_key'): key objects, their import, export and generation. Callers: lib/internal/crypto/keys.js, keygen.js.
#include "bindings/crypto_key_object.h"


#include "runtime/callback.h"

namespace phasor::bindings {

using runtime::Callback;
using runtime::Realm;

namespace {

std::optional<js::OwnedBytes> Bytes(std::optional<crypto::ByteVector> bytes) {
  if (!bytes) return std::nullopt;
  return js::OwnedBytes{std::move(*bytes)};
}

bool IsAsymmetric(const crypto::Key& key) { return key->pkey != nullptr; }

}  // namespace

std::string KeyHandle::AsymmetricType() const { return IsAsymmetric(key_) ? crypto::AsymmetricType(*key_) : ""; }
std::optional<js::OwnedBytes> KeyHandle::Number(const js::Utf8& name) const {
  if (!IsAsymmetric(key_)) return std::nullopt;
  return Bytes(crypto::KeyNumber(*key_, name.c_str()));
}
std::optional<std::string> KeyHandle::Text(const js::Utf8& name) const {
  if (!IsAsymmetric(key_)) return std::nullopt;
  return crypto::KeyText(*key_, name.c_str());
}
std::optional<int32_t> KeyHandle::Integer(const js::Utf8& name) const {
  if (!IsAsymmetric(key_)) return std::nullopt;
  return crypto::KeyInteger(*key_, name.c_str());
}
std::optional<js::OwnedBytes> KeyHandle::Raw(bool is_private) const {
  if (!IsAsymmetric(key_) || (is_private && key_->type != crypto::KeyType::kPrivate)) return std::nullopt;
  return Bytes(crypto::RawKey(*key_, is_private));
}
std::optional<js::OwnedBytes> KeyHandle::Octets(const js::Utf8& name) const {
  crypto::ErrorQueueScope errors;
  size_t size = 0;
  if (!IsAsymmetric(key_) || EVP_PKEY_get_octet_string_param(key_->pkey.get(), name.c_str(), nullptr, 0, &size) != 1) return std::nullopt;
  std::vector<uint8_t> bytes(size);
  if (EVP_PKEY_get_octet_string_param(key_->pkey.get(), name.c_str(), bytes.data(), size, &size) != 1) return std::nullopt;
  bytes.resize(size);
  return js::OwnedBytes{std::move(bytes)};
}

Result<js::OwnedBytes> KeyHandle::Export(int32_t format, int32_t encoding, std::optional<std::string> cipher,
                                         std::optional<js::OwnedBytes>& passphrase) const {
  if (!IsAsymmetric(key_)) return Error::Coded(ErrorCode::kERR_INTERNAL_ASSERTION, "not an asymmetric key");
  auto kind = static_cast<crypto::KeyFormat>(format);
  auto structure = static_cast<crypto::KeyEncoding>(encoding);
  std::vector<uint8_t> none;
  auto bytes = key_->type == crypto::KeyType::kPublic
                   ? crypto::ExportPublicKey(*key_, kind, structure)
                   : crypto::ExportPrivateKey(*key_, kind, structure, cipher.value_or(""), passphrase ? passphrase->bytes : none);
  if (!bytes.ok()) return bytes.error();
  return js::OwnedBytes{std::move(bytes).value()};
}

v8::MaybeLocal<v8::Object> KeyHandle::ToPublic(v8::Isolate* isolate) const {
  if (!IsAsymmetric(key_)) return {};
  return js::NewInstance(isolate, isolate->GetCurrentContext(), js::MakeGc<KeyHandle>(isolate, crypto::PublicOf(key_)));
}

namespace {

const js::Row kHandleRows[] = {
    js::Method<&KeyHandle::Type>("type"),       js::Method<&KeyHandle::SecretSize>("secretSize"),
    js::Method<&KeyHandle::Secret>("secret"),   js::Method<&KeyHandle::Equals>("equals"),
    js::Method<&KeyHandle::AsymmetricType>("asymmetricType"), js::Method<&KeyHandle::Number>("number"),
    js::Method<&KeyHandle::Text>("text"),       js::Method<&KeyHandle::Integer>("integer"),
    js::Method<&KeyHandle::Raw>("raw"),         js::Method<&KeyHandle::Octets>("octets"),
    js::Method<&KeyHandle::Export>("export"),   js::Method<&KeyHandle::ToPublic>("toPublic"),
};

// secret(bytes)
crypto::Key NewSecret(const js::Bytes& bytes) { return crypto::NewSecretKey(bytes); }

std::optional<crypto::ByteSpan> Span(const std::optional<js::OwnedBytes>& bytes) {
  if (!bytes) return std::nullopt;
  return crypto::ByteSpan(bytes->bytes);
}

// parsePrivate(bytes, format, encoding, passphrase)
Result<crypto::Key> ParsePrivate(const js::Bytes& bytes, int32_t format, int32_t encoding, std::optional<js::OwnedBytes>& phrase) {
  return crypto::ParsePrivateKey(bytes, static_cast<crypto::KeyFormat>(format), static_cast<crypto::KeyEncoding>(encoding), Span(phrase));
}
Result<crypto::Key> ParsePublic(const js::Bytes& bytes, int32_t format, int32_t encoding, std::optional<js::OwnedBytes>& phrase) {
  return crypto::ParsePublicKey(bytes, static_cast<crypto::KeyFormat>(format), static_cast<crypto::KeyEncoding>(encoding), Span(phrase));
}

// fromStore(uri, properties or undefined, passphrase)
Result<crypto::Key> FromStore(const js::Utf8& uri, const std::optional<std::string>& properties, std::optional<js::OwnedBytes>& phrase) {
  return crypto::LoadPrivateKey(uri.str(), properties.value_or(""), Span(phrase));
}

// fromRaw(type, bytes, private)
Result<crypto::Key> FromRaw(const js::Utf8& type, const js::Bytes& bytes, bool is_private) {
  return crypto::KeyFromRaw(type.str(), bytes, is_private);
}

// fromParameters(type, names, kinds (0 number, 1 text, 2 octets), values, private)
Result<crypto::Key> FromParameters(const js::Utf8& type, const std::vector<std::string>& names, const std::vector<int32_t>& kinds,
                                   std::vector<js::OwnedBytes>& values, bool is_private) {
  if (names.size() != kinds.size() || names.size() != values.size()) {
    return Error::Coded(ErrorCode::kERR_INTERNAL_ASSERTION, "fromParameters: lengths differ");
  }
  std::vector<crypto::KeyParameter> list;
  for (size_t i = 0; i < names.size(); ++i) {
    list.push_back({names[i], std::move(values[i].bytes), static_cast<crypto::KeyParameter::Kind>(kinds[i])});
  }
  return crypto::KeyFromParameters(type.c_str(), list, is_private);
}

// generatePair(type, [modulus length, exponent, divisor, salt length, explicit curve, prime length, generator],
//              [digest, mgf1 digest, curve, group], prime or undefined, callback) -> private key
std::optional<Result<crypto::Key>> GeneratePair(Realm& realm, const js::Utf8& type, const std::vector<double>& numbers,
                                                const std::vector<std::string>& texts, std::optional<js::OwnedBytes>& prime,
                                                Callback& callback) {
  if (numbers.size() != 7 || texts.size() != 4) {
    return Result<crypto::Key>(Error::Coded(ErrorCode::kERR_INTERNAL_ASSERTION, "generatePair: bad options"));
  }
  crypto::KeyPairOptions options;
  options.type = type.str();
  options.modulus_length = static_cast<int>(numbers[0]);
  options.public_exponent = static_cast<uint32_t>(numbers[1]);
  options.divisor_length = static_cast<int>(numbers[2]);
  options.salt_length = static_cast<int>(numbers[3]);
  options.explicit_curve = numbers[4] != 0;
  options.prime_length = static_cast<int>(numbers[5]);
  options.generator = static_cast<int>(numbers[6]);
  options.digest = texts[0];
  options.mgf1_digest = texts[1];
  options.curve = texts[2];
  options.group = texts[3];
  if (prime) options.prime = std::move(prime->bytes);
  return runtime::RunAsync<crypto::Key>(realm, loop::PoolKind::kCpu, "KEYPAIRGENREQUEST", std::move(callback),
                                        [options = std::move(options)] { return crypto::GenerateKeyPair(options); });
}

std::vector<std::string> Curves() { return crypto::CurveNames(); }
int32_t CurveNid(const js::Utf8& name) { return crypto::CurveNid(name.str()); }

const js::Row kRows[] = {
    js::Class<KeyHandle>("KeyHandle"),
    js::Fn<NewSecret>("secret"),
    js::Fn<ParsePrivate>("parsePrivate"),
    js::Fn<ParsePublic>("parsePublic"),
    js::Fn<FromStore>("fromStore"),
    js::Fn<FromRaw>("fromRaw"),
    js::Fn<FromParameters>("fromParameters"),
    js::Fn<GeneratePair>("generatePair"),
    js::Fn<Curves>("curves"),
    js::Fn<CurveNid>("curveNid"),
};

}  // namespace

const js::ClassSpec KeyHandle::kClass = js::AbstractClass(js::ClassSpec::Kind::kGc, "KeyHandle", kHandleRows);

extern const js::BindingSpec kBinding_crypto_key;
const js::BindingSpec kBinding_crypto_key = {"crypto_key", kRows};

}  // namespace phasor::bindings
