// What keys do: signatures, RSA encryption, key agreement. Callers: src/bindings/crypto_sign.cc.
#pragma once

#include "crypto/key.h"

namespace phasor::crypto {

struct SignOptions {
  std::optional<int> padding;        // RSA_*_PADDING; none: the key's default
  std::optional<int> salt_length;    // RSA-PSS
  bool p1363 = false;                // DSA and ECDSA: IEEE P1363 form instead of DER
  const EVP_MD* digest = nullptr;    // null: the key's own (Ed25519) or its default
  std::optional<ByteVector> context; // ML-DSA, SLH-DSA, Ed25519 (RFC 8032: Ed25519ctx), Ed448
};

// Over the whole message, or (`hashed`) over its digest.
Result<ByteVector> Sign(const KeyData& key, const SignOptions& options, ByteSpan data, bool hashed);
Result<bool> Verify(const KeyData& key, const SignOptions& options, ByteSpan data, bool hashed, ByteSpan signature);

// Bytes of one half of a P1363 signature; 0: the key makes no such signatures.
size_t SignatureHalf(const KeyData& key);

enum class RsaOperation { kPublicEncrypt = 0, kPrivateDecrypt = 1, kPrivateEncrypt = 2, kPublicDecrypt = 3 };
struct RsaOptions {
  int padding = 0;
  const EVP_MD* oaep_digest = nullptr;
  ByteSpan oaep_label;
};
Result<ByteVector> RsaRun(const KeyData& key, RsaOperation operation, const RsaOptions& options, ByteSpan data);

// The shared secret (ECDH, X25519, DH).
Result<ByteVector> Derive(const KeyData& own, const KeyData& peer);

// Key encapsulation (ML-KEM, RSA-KEM).
struct Encapsulated {
  ByteVector ciphertext;
  ByteVector secret;
};
Result<Encapsulated> Encapsulate(const KeyData& key);
Result<ByteVector> Decapsulate(const KeyData& key, ByteSpan ciphertext);

// ---- Points of a curve (the ECDH class works with raw numbers) ----

// `form`: POINT_CONVERSION_*.
Result<ByteVector> EcPublicOf(int curve, ByteSpan private_key, int form);
Result<ByteVector> EcGenerate(int curve);  // a private key, as long as the group's order
Result<ByteVector> EcConvert(int curve, ByteSpan point, int form);
Result<ByteVector> EcShared(int curve, ByteSpan private_key, ByteSpan point);  // an Error without text: a bad point
bool EcPrivateInRange(int curve, ByteSpan private_key);

// ---- Diffie-Hellman with raw numbers ----

Result<ByteVector> DhPublicOf(ByteSpan prime, ByteSpan generator, ByteSpan private_key);
Result<ByteVector> DhPrivate(ByteSpan prime);
// Padded to the prime's length.
Result<ByteVector> DhShared(ByteSpan prime, ByteSpan private_key, ByteSpan peer);
// DH_CHECK_* bits.
int DhCheck(ByteSpan prime, ByteSpan generator);
struct DhGroup {
  ByteVector prime;
  ByteVector generator;
};
std::optional<DhGroup> FindDhGroup(std::string_view name);  // RFC 2409 and 3526: modp1 ... modp18

}  // namespace phasor::crypto
