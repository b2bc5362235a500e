// binding('crypto_random'): random bytes, UUIDs, primes. Callers: lib/internal/crypto/random.js. The output buffers
// are made by JavaScript, which reports a lack of memory better than C++ can.
#include "bindings/crypto_io.h"
#include "crypto/random.h"
#include "runtime/callback.h"

namespace phasor::bindings {

namespace {

using runtime::Callback;
using runtime::Realm;

// fill(bytes, callback): `bytes` is not resizable
std::optional<Result<void>> Fill(Realm& realm, js::PinnedBytes& bytes, Callback& callback) {
  return runtime::RunAsync<void>(realm, loop::PoolKind::kCpu, "RANDOMBYTESREQUEST", std::move(callback),
                                 [bytes = std::move(bytes)] { return crypto::RandomBytes(bytes.span()); });
}

// fillSync(bytes)
Result<void> FillSync(const js::MutableBytes& bytes) { return crypto::RandomBytes(bytes.span()); }

// uuids(count) -> 36 characters for each
Result<std::string> Uuids(uint32_t count) { return crypto::RandomUuids(count); }

// generatePrime(bits, safe, add, rem, callback) -> big-endian bytes
std::optional<Result<js::OwnedBytes>> GeneratePrime(Realm& realm, int32_t bits, bool safe,
                                                    std::optional<js::OwnedBytes>& add, std::optional<js::OwnedBytes>& rem,
                                                    Callback& callback) {
  std::vector<uint8_t> add_bytes, rem_bytes;
  if (add) add_bytes = std::move(add->bytes);
  if (rem) rem_bytes = std::move(rem->bytes);
  return runtime::RunAsync<js::OwnedBytes>(
      realm, loop::PoolKind::kCpu, "RANDOMPRIMEREQUEST", std::move(callback),
      [bits, safe, add = std::move(add_bytes), rem = std::move(rem_bytes)]() -> Result<js::OwnedBytes> {
        auto prime = crypto::GeneratePrime(bits, safe, add, rem);
        if (!prime.ok()) return prime.error();
        return js::OwnedBytes{std::move(prime).value()};
      });
}

// checkPrime(candidate, checks, callback)
std::optional<Result<bool>> CheckPrime(Realm& realm, js::OwnedBytes& candidate, int32_t checks, Callback& callback) {
  if (auto usable = crypto::CheckNumberSize(candidate.bytes); !usable.ok()) return Result<bool>(usable.error());
  return runtime::RunAsync<bool>(
      realm, loop::PoolKind::kCpu, "CHECKPRIMEREQUEST", std::move(callback),
      [candidate = std::move(candidate), checks] { return crypto::CheckPrime(candidate.bytes, checks); });
}

const js::Row kRows[] = {
    js::Fn<Fill>("fill"),
    js::Fn<FillSync>("fillSync"),
    js::Fn<Uuids>("uuids"),
    js::Fn<GeneratePrime>("generatePrime"),
    js::Fn<CheckPrime>("checkPrime"),
};

}  // namespace

extern const js::BindingSpec kBinding_crypto_random;
const js::BindingSpec kBinding_crypto_random = {"crypto_random", kRows};

}  // namespace phasor::bindings
