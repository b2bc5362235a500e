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

// Set once, before anything else of this library is used.
struct LibraryOptions {
  size_t secure_heap = 0;      // bytes, a power of two; 0: none
  size_t secure_heap_min = 2;  // the smallest piece of it
  std::string config_file;     // empty: none
};
void SetLibraryOptions(LibraryOptions options);

// What --secure-heap has. `total` 0: there is none.
struct SecureHeap {
  size_t total;
  size_t used;
  size_t min;
};
SecureHeap GetSecureHeap();

// Whether algorithms are fetched with "fips=yes" by default. Without a provider that has it every later fetch fails.
bool IsFipsEnabled();
Result<void> EnableFips(bool on);

// An engine by its name, as default for what `flags` (ENGINE_METHOD_*) say. False: there is none of that name.
bool UseEngine(const std::string& id, unsigned flags);

// False: no random numbers can be had (a configuration without a provider for them).
bool HasRandomNumbers();

// Starts the library once per process, with the configuration file of SetLibraryOptions() and without an exit handler: pool threads may be
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
// Node's errors differ in what they carry besides the message: everything (kFull), everything but with an opensslErrorStack of the errors
// after the oldest (kRest), or nothing (kMessage).
enum class ErrorShape { kFull, kRest, kMessage };
Error TakeError(const char* fallback, ErrorShape shape = ErrorShape::kFull);

// As a job with a callback reports it: the message and the opensslErrorStack, no code.
Error AsJobError(const Error& error);

// What Node tells of one entry of the queue: library, reason and code.
ErrorDetails DescribeError(unsigned long error);

// A read-only BIO over bytes that outlive it; null only when there is no memory.
Bio ReadBio(ByteSpan bytes);
// What was written into a BIO_s_mem().
ByteVector BioBytes(BIO* bio);

inline const unsigned char* Chars(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

}  // namespace phasor::crypto
