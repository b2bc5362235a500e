#include "crypto/random.h"

#include <openssl/rand.h>

#include <algorithm>
#include <climits>

namespace phasor::crypto {

Result<void> RandomBytes(MutableByteSpan out) {
  EnsureOpenSsl();
  ErrorQueueScope errors;
  while (!out.empty()) {
    size_t part = std::min<size_t>(out.size(), INT_MAX);
    if (RAND_bytes(out.data(), static_cast<int>(part)) != 1) return TakeError("Random generation failed");
    out = out.subspan(part);
  }
  return {};
}

Result<std::string> RandomUuids(size_t count) {
  constexpr char kHex[] = "0123456789abcdef";
  ByteVector bytes(count * 16);
  if (auto filled = RandomBytes(bytes); !filled.ok()) return filled.error();
  std::string text;
  text.reserve(count * 36);
  for (size_t i = 0; i < bytes.size(); ++i) {
    size_t position = i % 16;
    uint8_t byte = bytes[i];
    if (position == 6) byte = static_cast<uint8_t>(0x40 | (byte & 0x0f));  // version
    if (position == 8) byte = static_cast<uint8_t>(0x80 | (byte & 0x3f));  // variant
    if (position == 4 || position == 6 || position == 8 || position == 10) text += '-';
    text += kHex[byte >> 4];
    text += kHex[byte & 15];
  }
  OPENSSL_cleanse(bytes.data(), bytes.size());
  return text;
}

namespace {

BigNumber ToNumber(ByteSpan bytes) { return BigNumber(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr)); }

}  // namespace

Result<ByteVector> GeneratePrime(int bits, bool safe, ByteSpan add, ByteSpan rem) {
  EnsureOpenSsl();
  ErrorQueueScope errors;
  BigNumber prime(BN_secure_new());
  BigNumberContext context(BN_CTX_new());
  BigNumber add_number = add.empty() ? nullptr : ToNumber(add);
  BigNumber rem_number = rem.empty() ? nullptr : ToNumber(rem);
  if (prime == nullptr || context == nullptr) return TakeError("could not generate prime");
  if (BN_generate_prime_ex2(prime.get(), bits, safe, add_number.get(), rem_number.get(), nullptr, context.get()) != 1) {
    return TakeError("could not generate prime");
  }
  ByteVector out((static_cast<size_t>(bits) + 7) / 8);
  if (BN_bn2binpad(prime.get(), out.data(), static_cast<int>(out.size())) < 0) return TakeError("could not generate prime");
  return out;
}

Result<void> CheckNumberSize(ByteSpan number) {
  EnsureOpenSsl();
  ErrorQueueScope errors;
  if (ToNumber(number) == nullptr) return TakeError("bignum too long");
  return {};
}

Result<bool> CheckPrime(ByteSpan candidate, int checks) {
  EnsureOpenSsl();
  ErrorQueueScope errors;
  BigNumber number = ToNumber(candidate);
  BigNumberContext context(BN_CTX_new());
  if (number == nullptr || context == nullptr) return TakeError("could not check prime");
  // BN_check_prime has no parameter for the rounds; the older call that has is deprecated but kept.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
  int answer = BN_is_prime_ex(number.get(), checks, context.get(), nullptr);
#pragma GCC diagnostic pop
  if (answer < 0) return TakeError("could not check prime");
  return answer == 1;
}

}  // namespace phasor::crypto
