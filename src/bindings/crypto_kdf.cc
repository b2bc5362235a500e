// binding('crypto_kdf'): key derivation on pool threads, or at once without a callback. Callers: lib/internal/crypto/kdf.js.
// The output buffer is made by JavaScript and is not resizable.
#include "bindings/crypto_io.h"
#include "crypto/digest.h"
#include "crypto/kdf.h"
#include "runtime/callback.h"

namespace phasor::bindings {

namespace {

using runtime::Callback;
using runtime::Realm;

template <class Work>
std::optional<Result<void>> Derive(Realm& realm, const char* type, Callback& callback, Work work) {
  return RunCryptoJob<void>(realm, type, std::move(callback), std::move(work));
}

Result<const EVP_MD*> Digest(int32_t id) {
  const EVP_MD* md = crypto::DigestById(id);
  if (md == nullptr) return Error::Coded(ErrorCode::kERR_INTERNAL_ASSERTION, "no such digest");
  return md;
}

// pbkdf2(digest id, password, salt, iterations, out, callback)
std::optional<Result<void>> Pbkdf2(Realm& realm, int32_t id, AsyncBytes& password, AsyncBytes& salt, uint32_t iterations,
                                   js::PinnedBytes& out, Callback& callback) {
  auto md = Digest(id);
  if (!md.ok()) return Result<void>(md.error());
  return Derive(realm, "PBKDF2REQUEST", callback,
                [md = *md, password = std::move(password), salt = std::move(salt), iterations, out = std::move(out)] {
                  return crypto::Pbkdf2(md, password, salt, iterations, out.span());
                });
}

crypto::ScryptCost Cost(double n, double r, double p, double max_memory) {
  auto integer = [](double value) { return static_cast<uint64_t>(value); };
  return {integer(n), integer(r), integer(p), integer(max_memory)};
}

// checkScrypt(N, r, p, maxmem)
Result<void> CheckScrypt(uint32_t n, uint32_t r, uint32_t p, size_t max_memory) {
  return crypto::CheckScrypt(Cost(n, r, p, static_cast<double>(max_memory)));
}

// scrypt(password, salt, N, r, p, maxmem, out, callback)
std::optional<Result<void>> Scrypt(Realm& realm, AsyncBytes& password, AsyncBytes& salt, uint32_t n, uint32_t r, uint32_t p,
                                   size_t max_memory, js::PinnedBytes& out, Callback& callback) {
  return Derive(realm, "SCRYPTREQUEST", callback,
                [cost = Cost(n, r, p, static_cast<double>(max_memory)), password = std::move(password),
                 salt = std::move(salt), out = std::move(out)] {
                  return crypto::Scrypt(cost, password, salt, out.span());
                });
}

// hkdf(digest id, key, salt, info, out, callback)
std::optional<Result<void>> Hkdf(Realm& realm, int32_t id, AsyncBytes& key, AsyncBytes& salt, AsyncBytes& info,
                                 js::PinnedBytes& out, Callback& callback) {
  auto md = Digest(id);
  if (!md.ok()) return Result<void>(md.error());
  return Derive(realm, "DERIVEBITSREQUEST", callback,
                [md = *md, key = std::move(key), salt = std::move(salt), info = std::move(info), out = std::move(out)] {
                  return crypto::Hkdf(md, key, salt, info, out.span());
                });
}

// argon2(type 0 d, 1 i, 2 id, message, nonce, secret, associated data, lanes, memory, passes, out, callback)
std::optional<Result<void>> Argon2(Realm& realm, uint32_t type, AsyncBytes& message, AsyncBytes& nonce, AsyncBytes& secret,
                                   AsyncBytes& associated, uint32_t lanes, uint32_t memory, uint32_t passes,
                                   js::PinnedBytes& out, Callback& callback) {
  constexpr const char* kAlgorithms[] = {"ARGON2D", "ARGON2I", "ARGON2ID"};
  crypto::Argon2Parameters parameters = {kAlgorithms[type % 3], lanes, memory, passes};
  return Derive(realm, "ARGON2REQUEST", callback,
                [parameters, message = std::move(message), nonce = std::move(nonce), secret = std::move(secret),
                 associated = std::move(associated), out = std::move(out)] {
                  return crypto::Argon2(parameters, message, nonce, secret, associated, out.span());
                });
}

const js::Row kRows[] = {
    js::Fn<Pbkdf2>("pbkdf2"), js::Fn<CheckScrypt>("checkScrypt"), js::Fn<Scrypt>("scrypt"),
    js::Fn<Hkdf>("hkdf"),     js::Fn<Argon2>("argon2"),
};

}  // namespace

extern const js::BindingSpec kBinding_crypto_kdf;
const js::BindingSpec kBinding_crypto_kdf = {"crypto_kdf", kRows};

}  // namespace phasor::bindings
