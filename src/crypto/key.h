// Keys: parsing, export, generation, comparison (RFC 5208, 5280, 5915, 7517, 8017). Callers: src/bindings/crypto_key.cc and
// the other parts that use keys.
#pragma once

#include <memory>
#include <optional>

#include "crypto/openssl.h"

namespace phasor::crypto {

// The numbers are known to lib/internal/crypto/keys.js.
enum class KeyType : int32_t { kSecret = 0, kPublic = 1, kPrivate = 2 };
enum class KeyFormat : int32_t { kDer = 0, kPem = 1 };
enum class KeyEncoding : int32_t { kAny = -1, kPkcs1 = 0, kPkcs8 = 1, kSpki = 2, kSec1 = 3 };

// Shared between JavaScript objects and jobs on other threads; never changed.
struct KeyData {
  KeyType type = KeyType::kSecret;
  ByteVector secret;
  Pkey pkey;
  ~KeyData() { OPENSSL_cleanse(secret.data(), secret.size()); }
};
using Key = std::shared_ptr<const KeyData>;

Key NewSecretKey(ByteSpan bytes);
Key NewKey(KeyType type, Pkey pkey);
// The public key of a private one.
Key PublicOf(const Key& key);

// `passphrase`: none is an error when the key is encrypted.
Result<Key> ParsePrivateKey(ByteSpan bytes, KeyFormat format, KeyEncoding encoding, std::optional<ByteSpan> passphrase);
// Also takes a private key or a certificate in PEM form.
Result<Key> ParsePublicKey(ByteSpan bytes, KeyFormat format, KeyEncoding encoding, std::optional<ByteSpan> passphrase);

// The first private key that an OpenSSL STORE loader finds under `uri`; `properties` choose the loader.
Result<Key> LoadPrivateKey(const std::string& uri, const std::string& properties, std::optional<ByteSpan> passphrase);

Result<ByteVector> ExportPublicKey(const KeyData& key, KeyFormat format, KeyEncoding encoding);
// `cipher`: a name, or empty for no encryption.
Result<ByteVector> ExportPrivateKey(const KeyData& key, KeyFormat format, KeyEncoding encoding, std::string_view cipher,
                                    ByteSpan passphrase);

// Node's name of the kind ("rsa", "rsa-pss", "ec", "ed25519", "ml-dsa-65" ...); empty: none.
std::string AsymmetricType(const KeyData& key);
bool SameKey(const KeyData& a, const KeyData& b);

// Raw key bytes of Ed25519 and its kin. nullopt: the kind has none.
std::optional<ByteVector> RawKey(const KeyData& key, bool is_private);
Result<Key> KeyFromRaw(const std::string& type, ByteSpan bytes, bool is_private);

// A number or string of a key by OpenSSL's parameter name ("n", "e", "qx"), big-endian; nullopt: it has none.
std::optional<ByteVector> KeyNumber(const KeyData& key, const char* name);
std::optional<std::string> KeyText(const KeyData& key, const char* name);
std::optional<int> KeyInteger(const KeyData& key, const char* name);

// A key from named numbers (big-endian) and strings; `type` is OpenSSL's ("RSA", "EC").
struct KeyParameter {
  std::string name;
  ByteVector bytes;
  enum class Kind { kNumber, kText, kOctets } kind;
};
Result<Key> KeyFromParameters(const char* type, const std::vector<KeyParameter>& parameters, bool is_private);

struct KeyPairOptions {
  std::string type;  // as AsymmetricType
  int modulus_length = 0;
  uint32_t public_exponent = 0x10001;
  int divisor_length = -1;
  std::string digest;       // rsa-pss
  std::string mgf1_digest;  // rsa-pss
  int salt_length = -1;     // rsa-pss
  std::string curve;
  bool explicit_curve = false;
  std::string group;        // dh
  ByteVector prime;         // dh
  int prime_length = 0;     // dh
  int generator = 2;        // dh
};
Result<Key> GenerateKeyPair(const KeyPairOptions& options);  // a private key

// Curves by OpenSSL's short name.
std::vector<std::string> CurveNames();
int CurveNid(const std::string& name);  // 0: none; also takes NIST's names ("P-256")

}  // namespace phasor::crypto
