// Key agreement with raw numbers, for the classes ECDH and DiffieHellman (declared in crypto/signature.h).
#include <openssl/bn.h>
#include <openssl/dh.h>
#include <openssl/ec.h>
#include <openssl/objects.h>

#include <algorithm>
#include <cctype>

#include "crypto/signature.h"

namespace phasor::crypto {

namespace {

using Group = Owned<EC_GROUP, EC_GROUP_free>;
using Point = Owned<EC_POINT, EC_POINT_free>;

BigNumber Number(ByteSpan bytes) {
  BigNumber number(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr));
  if (number != nullptr) BN_set_flags(number.get(), BN_FLG_CONSTTIME);
  return number;
}

ByteVector Padded(const BIGNUM* number, size_t size) {
  ByteVector out(size);
  BN_bn2binpad(number, out.data(), static_cast<int>(size));
  return out;
}

ByteVector Plain(const BIGNUM* number) { return Padded(number, static_cast<size_t>(BN_num_bytes(number))); }

Result<ByteVector> PointBytes(const EC_GROUP* group, const EC_POINT* point, int form) {
  auto shape = static_cast<point_conversion_form_t>(form);
  size_t size = EC_POINT_point2oct(group, point, shape, nullptr, 0, nullptr);
  ByteVector out(size);
  if (size == 0 || EC_POINT_point2oct(group, point, shape, out.data(), size, nullptr) == 0) return TakeError("Failed to get public key");
  return out;
}

Point ParsePoint(const EC_GROUP* group, ByteSpan bytes) {
  Point point(EC_POINT_new(group));
  if (point == nullptr || EC_POINT_oct2point(group, point.get(), bytes.data(), bytes.size(), nullptr) != 1) return nullptr;
  return point;
}

}  // namespace

bool EcPrivateInRange(int curve, ByteSpan private_key) {
  ErrorQueueScope errors;
  Group group(EC_GROUP_new_by_curve_name(curve));
  BigNumber number = Number(private_key);
  return group != nullptr && number != nullptr && !BN_is_zero(number.get()) &&
         BN_cmp(number.get(), EC_GROUP_get0_order(group.get())) < 0;
}

Result<ByteVector> EcGenerate(int curve) {
  EnsureOpenSsl();
  ErrorQueueScope errors;
  Group group(EC_GROUP_new_by_curve_name(curve));
  BigNumber number(BN_secure_new());
  if (group == nullptr || number == nullptr) return TakeError("Failed to generate key");
  const BIGNUM* order = EC_GROUP_get0_order(group.get());
  do {
    if (BN_priv_rand_range(number.get(), order) != 1) return TakeError("Failed to generate key");
  } while (BN_is_zero(number.get()));
  return Padded(number.get(), static_cast<size_t>(BN_num_bytes(order)));
}

Result<ByteVector> EcPublicOf(int curve, ByteSpan private_key, int form) {
  ErrorQueueScope errors;
  Group group(EC_GROUP_new_by_curve_name(curve));
  BigNumber number = Number(private_key);
  if (group == nullptr || number == nullptr) return TakeError("Failed to get public key");
  Point point(EC_POINT_new(group.get()));
  if (point == nullptr || EC_POINT_mul(group.get(), point.get(), number.get(), nullptr, nullptr, nullptr) != 1) {
    return TakeError("Failed to get public key");
  }
  return PointBytes(group.get(), point.get(), form);
}

Result<ByteVector> EcConvert(int curve, ByteSpan bytes, int form) {
  EnsureOpenSsl();
  ErrorQueueScope errors;
  Group group(EC_GROUP_new_by_curve_name(curve));
  if (group == nullptr) return Error::Plain("Failed to get EC_GROUP");
  Point point = ParsePoint(group.get(), bytes);
  if (point == nullptr) return Error::Coded(ErrorCode::kERR_CRYPTO_OPERATION_FAILED, "Failed to convert Buffer to EC_POINT");
  return PointBytes(group.get(), point.get(), form);
}

Result<ByteVector> EcShared(int curve, ByteSpan private_key, ByteSpan bytes) {
  ErrorQueueScope errors;
  Group group(EC_GROUP_new_by_curve_name(curve));
  BigNumber number = Number(private_key);
  if (group == nullptr || number == nullptr) return Error::Plain("");
  Point peer = ParsePoint(group.get(), bytes);
  Point shared(EC_POINT_new(group.get()));
  BigNumber x(BN_secure_new());
  if (peer == nullptr || EC_POINT_is_at_infinity(group.get(), peer.get()) || shared == nullptr || x == nullptr ||
      EC_POINT_mul(group.get(), shared.get(), nullptr, peer.get(), number.get(), nullptr) != 1 ||
      EC_POINT_get_affine_coordinates(group.get(), shared.get(), x.get(), nullptr, nullptr) != 1) {
    return Error::Plain("");
  }
  return Padded(x.get(), (static_cast<size_t>(EC_GROUP_get_degree(group.get())) + 7) / 8);
}

// ---- Diffie-Hellman ----

Result<ByteVector> DhPrivate(ByteSpan prime_bytes) {
  EnsureOpenSsl();
  ErrorQueueScope errors;
  BigNumber prime = Number(prime_bytes), number(BN_secure_new());
  if (prime == nullptr || number == nullptr || BN_num_bits(prime.get()) < 2 || BN_sub_word(prime.get(), 1) != 1) {
    return Error::Plain("Key generation failed");
  }
  do {
    if (BN_priv_rand_range(number.get(), prime.get()) != 1) return TakeError("Key generation failed");
  } while (BN_is_zero(number.get()));
  return Plain(number.get());
}

namespace {

Result<ByteVector> Power(ByteSpan base_bytes, ByteSpan exponent_bytes, ByteSpan prime_bytes, const char* failure) {
  ErrorQueueScope errors;
  BigNumber base = Number(base_bytes), exponent = Number(exponent_bytes), prime = Number(prime_bytes), result(BN_secure_new());
  BigNumberContext context(BN_CTX_secure_new());
  if (base == nullptr || exponent == nullptr || prime == nullptr || result == nullptr || context == nullptr ||
      !BN_is_odd(prime.get()) ||
      BN_mod_exp_mont_consttime(result.get(), base.get(), exponent.get(), prime.get(), context.get(), nullptr) != 1) {
    return Error::Plain(failure);
  }
  return Padded(result.get(), static_cast<size_t>(BN_num_bytes(prime.get())));
}

}  // namespace

Result<ByteVector> DhPublicOf(ByteSpan prime, ByteSpan generator, ByteSpan private_key) {
  return Power(generator, private_key, prime, "Key generation failed");
}

Result<ByteVector> DhShared(ByteSpan prime_bytes, ByteSpan private_key, ByteSpan peer_bytes) {
  BigNumber prime = Number(prime_bytes), peer = Number(peer_bytes);
  // RFC 2631, section 2.1.5: 2 <= y <= p - 2, or the secret would be 1 or p - 1.
  if (prime == nullptr || peer == nullptr || BN_is_zero(peer.get()) || BN_is_one(peer.get())) {
    return Error::Coded(ErrorCode::kERR_CRYPTO_INVALID_KEYLEN, "Supplied key is too small");
  }
  BN_sub_word(prime.get(), 1);
  if (BN_cmp(peer.get(), prime.get()) >= 0) {
    return Error::Coded(ErrorCode::kERR_CRYPTO_INVALID_KEYLEN, "Supplied key is too large");
  }
  return Power(peer_bytes, private_key, prime_bytes, "Invalid key");
}

int DhCheck(ByteSpan prime_bytes, ByteSpan generator_bytes) {
  EnsureOpenSsl();
  ErrorQueueScope errors;
  BigNumber prime = Number(prime_bytes), generator = Number(generator_bytes);
  if (prime == nullptr || generator == nullptr) return DH_CHECK_P_NOT_PRIME;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
  // The check of the parameters has its result as bits only in the older interface.
  int bits = 0;
  DH* dh = DH_new();
  if (dh == nullptr || DH_set0_pqg(dh, prime.get(), nullptr, generator.get()) != 1) {
    DH_free(dh);
    return DH_CHECK_P_NOT_PRIME;
  }
  prime.release();
  generator.release();
  if (DH_check(dh, &bits) != 1) bits = DH_CHECK_P_NOT_PRIME;
  DH_free(dh);
#pragma GCC diagnostic pop
  return bits;
}

std::optional<DhGroup> FindDhGroup(std::string_view name) {
  struct Known {
    std::string_view name;
    BIGNUM* (*prime)(BIGNUM*);
  };
  constexpr Known kGroups[] = {
      {"modp1", BN_get_rfc2409_prime_768},   {"modp2", BN_get_rfc2409_prime_1024},  {"modp5", BN_get_rfc3526_prime_1536},
      {"modp14", BN_get_rfc3526_prime_2048}, {"modp15", BN_get_rfc3526_prime_3072}, {"modp16", BN_get_rfc3526_prime_4096},
      {"modp17", BN_get_rfc3526_prime_6144}, {"modp18", BN_get_rfc3526_prime_8192},
  };
  for (const Known& group : kGroups) {
    bool same = group.name.size() == name.size() &&
                std::equal(name.begin(), name.end(), group.name.begin(), [](char a, char b) { return std::tolower(a) == b; });
    if (!same) continue;
    BigNumber prime(group.prime(nullptr));
    return DhGroup{Plain(prime.get()), {2}};
  }
  return std::nullopt;
}

}  // namespace phasor::crypto
