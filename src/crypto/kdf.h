// Key derivation. Callers: src/bindings/crypto_kdf.cc, on pool threads. `out` has the length that is wanted.
#pragma once

#include "crypto/openssl.h"

namespace phasor::crypto {

// RFC 8018, section 5.2.
Result<void> Pbkdf2(const EVP_MD* md, ByteSpan password, ByteSpan salt, uint32_t iterations, MutableByteSpan out);

struct ScryptCost {
  uint64_t n;
  uint64_t r;
  uint64_t p;
  uint64_t max_memory;  // bytes
};
// RFC 7914. Checks the cost alone: an Error says what OpenSSL finds wrong with it.
Result<void> CheckScrypt(const ScryptCost& cost);
Result<void> Scrypt(const ScryptCost& cost, ByteSpan password, ByteSpan salt, MutableByteSpan out);

// RFC 5869.
Result<void> Hkdf(const EVP_MD* md, ByteSpan key, ByteSpan salt, ByteSpan info, MutableByteSpan out);

struct Argon2Parameters {
  const char* algorithm;  // "ARGON2D", "ARGON2I", "ARGON2ID"
  uint32_t lanes;
  uint32_t memory;  // KiB
  uint32_t passes;
};
// RFC 9106.
Result<void> Argon2(const Argon2Parameters& parameters, ByteSpan message, ByteSpan nonce, ByteSpan secret,
                    ByteSpan associated, MutableByteSpan out);

}  // namespace phasor::crypto
