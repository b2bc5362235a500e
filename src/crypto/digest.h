// Hashes and HMAC (FIPS 180-4, FIPS 202, RFC 2104). Callers: src/bindings/crypto_digest.cc, other parts of src/crypto.
#pragma once

#include <optional>

#include "crypto/openssl.h"

namespace phasor::crypto {

// A digest fetched once and kept for the process. `name` in any case, also OpenSSL's aliases ("RSA-SHA256"). The number
// is small and stable, for tables indexed by it; -1: no such digest. Thread-safe.
int DigestId(std::string_view name);
const EVP_MD* DigestById(int id);
// Null: no such digest.
const EVP_MD* FindDigest(std::string_view name);

// Why DigestId() found nothing: what OpenSSL says when it knows the name but has no provider for it, else `unknown`.
Error DigestFailure(std::string_view name, std::string unknown);

// Bytes of a digest; for an extendable output function what Node takes by default (shake128: 16, shake256: 32).
size_t DigestSize(const EVP_MD* md);

// The names that crypto.getHashes() lists.
std::vector<std::string> DigestNames();

class Hasher {
 public:
  Hasher() = default;
  Hasher(Hasher&&) = default;
  Hasher& operator=(Hasher&&) = default;
  ~Hasher();

  // `size`: the output's length in bytes; a digest of fixed length takes only its own.
  static Result<Hasher> New(int digest_id, std::optional<size_t> size);
  Result<Hasher> Copy(std::optional<size_t> size) const;

  bool Update(ByteSpan data);
  size_t size() const { return size_; }
  // `out` has size() bytes. The object is empty afterwards.
  Result<void> Final(uint8_t* out);
  bool empty() const { return context_ == nullptr; }

 private:
  void GiveBack();

  MdContext context_;
  int id_ = -1;
  size_t size_ = 0;
};

class Hmac {
 public:
  static Result<Hmac> New(const EVP_MD* md, ByteSpan key);
  bool Update(ByteSpan data);
  size_t size() const { return size_; }
  Result<void> Final(uint8_t* out);
  bool empty() const { return context_ == nullptr; }

 private:
  Owned<EVP_MAC_CTX, EVP_MAC_CTX_free> context_;
  size_t size_ = 0;
};

}  // namespace phasor::crypto
