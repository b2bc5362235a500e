#include "crypto/kdf.h"

#include <openssl/core_names.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

#include <climits>

namespace phasor::crypto {

namespace {

const char* TextOf(ByteSpan bytes) { return bytes.empty() ? "" : reinterpret_cast<const char*>(bytes.data()); }

OSSL_PARAM Octets(const char* key, ByteSpan bytes) {
  return OSSL_PARAM_construct_octet_string(key, const_cast<char*>(TextOf(bytes)), bytes.size());
}

Result<void> Derive(const char* algorithm, const OSSL_PARAM* parameters, MutableByteSpan out, const char* failure) {
  Owned<EVP_KDF, EVP_KDF_free> kdf(EVP_KDF_fetch(nullptr, algorithm, nullptr));
  if (kdf == nullptr) return TakeError(failure, ErrorShape::kMessage);
  Owned<EVP_KDF_CTX, EVP_KDF_CTX_free> context(EVP_KDF_CTX_new(kdf.get()));
  if (context == nullptr || EVP_KDF_derive(context.get(), out.data(), out.size(), parameters) != 1) return TakeError(failure, ErrorShape::kMessage);
  return {};
}

}  // namespace

Result<void> Pbkdf2(const EVP_MD* md, ByteSpan password, ByteSpan salt, uint32_t iterations, MutableByteSpan out) {
  ErrorQueueScope errors;
  if (out.empty()) return Error::Plain("Deriving bits failed");
  if (password.size() > INT_MAX || salt.size() > INT_MAX || out.size() > INT_MAX) {
    return Error::Plain("Deriving bits failed");
  }
  if (PKCS5_PBKDF2_HMAC(TextOf(password), static_cast<int>(password.size()), Chars(TextOf(salt)),
                        static_cast<int>(salt.size()), static_cast<int>(iterations), md, static_cast<int>(out.size()),
                        out.data()) != 1) {
    return TakeError("PBKDF2 failed");
  }
  return {};
}

Result<void> CheckScrypt(const ScryptCost& cost) {
  EnsureOpenSsl();
  ErrorQueueScope errors;
  if (EVP_PBE_scrypt(nullptr, 0, nullptr, 0, cost.n, cost.r, cost.p, cost.max_memory, nullptr, 0) == 1) return {};
  return TakeError("Invalid scrypt params");
}

Result<void> Scrypt(const ScryptCost& cost, ByteSpan password, ByteSpan salt, MutableByteSpan out) {
  EnsureOpenSsl();
  ErrorQueueScope errors;
  if (out.empty()) return {};
  if (EVP_PBE_scrypt(TextOf(password), password.size(), Chars(TextOf(salt)), salt.size(), cost.n, cost.r, cost.p,
                     cost.max_memory, out.data(), out.size()) != 1) {
    return TakeError("Scrypt failed");
  }
  return {};
}

Result<void> Hkdf(const EVP_MD* md, ByteSpan key, ByteSpan salt, ByteSpan info, MutableByteSpan out) {
  ErrorQueueScope errors;
  if (out.empty()) return Error::Plain("Deriving bits failed");
  const OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, const_cast<char*>(EVP_MD_get0_name(md)), 0),
      Octets(OSSL_KDF_PARAM_KEY, key),
      Octets(OSSL_KDF_PARAM_SALT, salt),
      Octets(OSSL_KDF_PARAM_INFO, info),
      OSSL_PARAM_construct_end()};
  return Derive("HKDF", parameters, out, "HKDF failed");
}

Result<void> Argon2(const Argon2Parameters& parameters, ByteSpan message, ByteSpan nonce, ByteSpan secret,
                    ByteSpan associated, MutableByteSpan out) {
  EnsureOpenSsl();
  ErrorQueueScope errors;
  uint32_t lanes = parameters.lanes, memory = parameters.memory, passes = parameters.passes, threads = 1;
  OSSL_PARAM list[9];
  int count = 0;
  list[count++] = Octets(OSSL_KDF_PARAM_PASSWORD, message);
  list[count++] = Octets(OSSL_KDF_PARAM_SALT, nonce);
  list[count++] = OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_ARGON2_LANES, &lanes);
  list[count++] = OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_THREADS, &threads);
  list[count++] = OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_ARGON2_MEMCOST, &memory);
  list[count++] = OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_ITER, &passes);
  if (!secret.empty()) list[count++] = Octets(OSSL_KDF_PARAM_SECRET, secret);
  if (!associated.empty()) list[count++] = Octets(OSSL_KDF_PARAM_ARGON2_AD, associated);
  list[count] = OSSL_PARAM_construct_end();
  return Derive(parameters.algorithm, list, out, "Argon2 failed");
}

}  // namespace phasor::crypto
