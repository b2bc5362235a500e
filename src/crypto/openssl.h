// The common ground of src/crypto: owners for OpenSSL objects, the library's start, and its error queue as Error values.
//
// Rules: a function here or above leaves the thread's error queue empty (ErrorQueueScope); no raw owning pointer.
#pragma once

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/err.h>
#include <openssl/evp.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace phasor::crypto {

template <auto Free>
struct Freer {
  template <class T>
  void operator()(T* object) const {
    Free(object);
  }
};
template <class T, auto Free>
using Owned = std::unique_ptr<T, Freer<Free>>;

using MdContext = Owned<EVP_MD_CTX, EVP_MD_CTX_free>;
using Pkey = Owned<EVP_PKEY, EVP_PKEY_free>;
using PkeyContext = Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using CipherContext = Owned<EVP_CIPHER_CTX, EVP_CIPHER_CTX_free>;
using Bio = Owned<BIO, BIO_free_all>;
using BigNumber = Owned<BIGNUM, BN_clear_free>;
using BigNumberContext = Owned<BN_CTX, BN_CTX_free>;

using ByteSpan = std::span<const uint8_t>;
using MutableByteSpan = std::span<uint8_t>;
using ByteVector = std::vector<uint8_t>;

// Starts the library once per process, without a configuration file and without an exit handler: pool threads may be
// inside OpenSSL while the process ends.
void EnsureOpenSsl();

// Empties the thread's error queue when a function is left, so that one failure never shows in another call.
class ErrorQueueScope {
 public:
  ErrorQueueScope() { Clear(); }
  ~ErrorQueueScope() { Clear(); }
  ErrorQueueScope(const ErrorQueueScope&) = delete;

 private:
  // Looking is cheaper than clearing, and mostly there is nothing.
  static void Clear() {
    if (ERR_peek_error() != 0) ERR_clear_error();
  }
};

// The oldest error of the queue, with the whole queue, newest first, as its opensslErrorStack; empties the queue. Without any error it is
// a plain one with the text `fallback`.
//
// Node's errors differ in what they carry besides the message: everything, no opensslErrorStack, or nothing.
enum class ErrorShape { kFull, kNoStack, kMessage };
Error TakeError(const char* fallback, ErrorShape shape = ErrorShape::kFull);

// What Node tells of one entry of the queue: library, reason and code.
ErrorDetails DescribeError(unsigned long error);

// A read-only BIO over bytes that outlive it; null only when there is no memory.
Bio ReadBio(ByteSpan bytes);
// What was written into a BIO_s_mem().
ByteVector BioBytes(BIO* bio);

inline const unsigned char* Chars(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

}  // namespace phasor::crypto
