// What is built on the Keccak permutation and OpenSSL has no interface for: cSHAKE and KMAC (NIST SP 800-185), TurboSHAKE
// and KangarooTwelve (RFC 9861). Callers: src/bindings/crypto_keccak.cc, on pool threads.
//
// `strength` is 128 or 256 (bits of security). `out` has the length that is wanted.
#pragma once

#include "crypto/openssl.h"

namespace phasor::crypto {

// With an empty name and customization this is SHAKE (FIPS 202).
void CShake(int strength, ByteSpan data, ByteSpan function_name, ByteSpan customization, MutableByteSpan out);

// `output_bits` goes into the result; `out` has that many bits, rounded up to bytes.
void Kmac(int strength, ByteSpan key, ByteSpan data, ByteSpan customization, uint64_t output_bits, MutableByteSpan out);

// `domain`: 0x01 to 0x7f.
void TurboShake(int strength, ByteSpan data, uint8_t domain, MutableByteSpan out);

void KangarooTwelve(int strength, ByteSpan data, ByteSpan customization, MutableByteSpan out);

}  // namespace phasor::crypto
