// Random bytes and primes from OpenSSL's generator. Callers: src/bindings/crypto_random.cc and the key generators.
#pragma once

#include "crypto/openssl.h"

namespace phasor::crypto {

Result<void> RandomBytes(MutableByteSpan out);

// `count` version 4 UUIDs (RFC 9562, section 5.4) as text, 36 characters each.
Result<std::string> RandomUuids(size_t count);

// A prime of `bits` bits, big-endian; `safe`: (p - 1) / 2 is prime as well. With `add` (and `rem`): p % add == rem,
// or 1 (3 for a safe one) without `rem`.
Result<ByteVector> GeneratePrime(int bits, bool safe, ByteSpan add, ByteSpan rem);
// Whether OpenSSL can hold the number at all: an Error says that it is too long.
Result<void> CheckNumberSize(ByteSpan number);
// `checks`: Miller-Rabin rounds; 0 takes what OpenSSL advises for the size.
Result<bool> CheckPrime(ByteSpan candidate, int checks);

}  // namespace phasor::crypto
