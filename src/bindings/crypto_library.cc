// binding('crypto_library'): OpenSSL as a whole: FIPS, secure heap, engines. Callers: lib/crypto.js.
#include "crypto/openssl.h"
#include "js/binding.h"

namespace phasor::bindings {

namespace {

bool IsFipsEnabled() { return crypto::IsFipsEnabled(); }
// enableFips(on)
Result<void> EnableFips(bool on) { return crypto::EnableFips(on); }
// secureHeap() -> [total, used, smallest piece] in bytes
std::vector<double> SecureHeap() {
  auto heap = crypto::GetSecureHeap();
  return {static_cast<double>(heap.total), static_cast<double>(heap.used), static_cast<double>(heap.min)};
}
// useEngine(id, flags) -> false: there is none of that name
bool UseEngine(const js::Utf8& id, uint32_t flags) { return crypto::UseEngine(id.str(), flags); }

const js::Row kRows[] = {
    js::Fn<IsFipsEnabled>("isFipsEnabled"),
    js::Fn<EnableFips>("enableFips"),
    js::Fn<SecureHeap>("secureHeap"),
    js::Fn<UseEngine>("useEngine"),
};

}  // namespace

extern const js::BindingSpec kBinding_crypto_library;
const js::BindingSpec kBinding_crypto_library = {"crypto_library", kRows};

}  // namespace phasor::bindings
