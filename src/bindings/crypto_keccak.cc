// binding('crypto_keccak'): cSHAKE, KMAC, TurboSHAKE, KangarooTwelve on pool threads. Callers: lib/internal/crypto/subtle.
// The output buffer is made by JavaScript and is not resizable; `strength` is 128 or 256.
#include "bindings/crypto_io.h"
#include "crypto/keccak.h"
#include "runtime/callback.h"

namespace phasor::bindings {

namespace {

using runtime::Callback;
using runtime::Realm;

template <class Work>
std::optional<Result<void>> Run(Realm& realm, Callback& callback, int32_t strength, Work work) {
  if (strength != 128 && strength != 256) {
    return Result<void>(Error::Coded(ErrorCode::kERR_INTERNAL_ASSERTION, "strength must be 128 or 256"));
  }
  return runtime::RunAsync<void>(realm, loop::PoolKind::kCpu, "HASHREQUEST", std::move(callback),
                                 [work = std::move(work)]() -> Result<void> {
                                   work();
                                   return {};
                                 });
}

// cshake(strength, function name, customization, data, out, callback)
std::optional<Result<void>> CShake(Realm& realm, int32_t strength, AsyncBytes& name, AsyncBytes& customization, AsyncBytes& data,
                                   js::PinnedBytes& out, Callback& callback) {
  return Run(realm, callback, strength,
             [strength, name = std::move(name), customization = std::move(customization), data = std::move(data),
              out = std::move(out)] { crypto::CShake(strength, data, name, customization, out.span()); });
}

// kmac(strength, key, customization, output bits, data, out, callback)
std::optional<Result<void>> Kmac(Realm& realm, int32_t strength, AsyncBytes& key, AsyncBytes& customization, double bits,
                                 AsyncBytes& data, js::PinnedBytes& out, Callback& callback) {
  return Run(realm, callback, strength,
             [strength, key = std::move(key), customization = std::move(customization), bits, data = std::move(data),
              out = std::move(out)] {
               crypto::Kmac(strength, key, data, customization, static_cast<uint64_t>(bits), out.span());
             });
}

// turboshake(strength, domain, data, out, callback)
std::optional<Result<void>> TurboShake(Realm& realm, int32_t strength, uint32_t domain, AsyncBytes& data, js::PinnedBytes& out,
                                       Callback& callback) {
  return Run(realm, callback, strength, [strength, domain, data = std::move(data), out = std::move(out)] {
    crypto::TurboShake(strength, data, static_cast<uint8_t>(domain), out.span());
  });
}

// kangaroo(strength, customization, data, out, callback)
std::optional<Result<void>> Kangaroo(Realm& realm, int32_t strength, AsyncBytes& customization, AsyncBytes& data,
                                     js::PinnedBytes& out, Callback& callback) {
  return Run(realm, callback, strength,
             [strength, customization = std::move(customization), data = std::move(data), out = std::move(out)] {
               crypto::KangarooTwelve(strength, data, customization, out.span());
             });
}

const js::Row kRows[] = {
    js::Fn<CShake>("cshake"),
    js::Fn<Kmac>("kmac"),
    js::Fn<TurboShake>("turboshake"),
    js::Fn<Kangaroo>("kangaroo"),
};

}  // namespace

extern const js::BindingSpec kBinding_crypto_keccak;
const js::BindingSpec kBinding_crypto_keccak = {"crypto_keccak", kRows};

}  // namespace phasor::bindings
