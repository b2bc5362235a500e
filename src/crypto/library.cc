// The library as a whole: start, configuration, secure heap, FIPS, engines (declared in crypto/openssl.h).

// Engines are deprecated in OpenSSL 3; crypto.setEngine() is what still asks for them.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/conf.h>
#include <openssl/crypto.h>
#include <openssl/engine.h>
#include <openssl/rand.h>

#include <mutex>

#include "crypto/openssl.h"

namespace phasor::crypto {

namespace {

LibraryOptions& Options() {
  static LibraryOptions options;
  return options;
}

void Start() {
  const LibraryOptions& options = Options();
  if (options.secure_heap > 0) CRYPTO_secure_malloc_init(options.secure_heap, options.secure_heap_min);
  uint64_t flags = OPENSSL_INIT_NO_ATEXIT | OPENSSL_INIT_LOAD_CRYPTO_STRINGS;
  OPENSSL_INIT_SETTINGS* settings = nullptr;
  if (options.config_file.empty()) {
    flags |= OPENSSL_INIT_NO_LOAD_CONFIG;
  } else if ((settings = OPENSSL_INIT_new()) != nullptr) {
    flags |= OPENSSL_INIT_LOAD_CONFIG;
    OPENSSL_INIT_set_config_filename(settings, options.config_file.c_str());
    // The section that Node reads (documentation of --openssl-config).
    OPENSSL_INIT_set_config_appname(settings, "nodejs_conf");
    OPENSSL_INIT_set_config_file_flags(settings, CONF_MFLAGS_IGNORE_MISSING_FILE);
  }
  OPENSSL_init_crypto(flags, settings);
  OPENSSL_INIT_free(settings);
  ERR_clear_error();
}

}  // namespace

void SetLibraryOptions(LibraryOptions options) { Options() = std::move(options); }

void EnsureOpenSsl() {
  static std::once_flag once;
  std::call_once(once, Start);
}

SecureHeap GetSecureHeap() {
  EnsureOpenSsl();
  if (CRYPTO_secure_malloc_initialized() != 1) return {0, 0, Options().secure_heap_min};
  return {Options().secure_heap, CRYPTO_secure_used(), Options().secure_heap_min};
}

bool IsFipsEnabled() {
  EnsureOpenSsl();
  return EVP_default_properties_is_fips_enabled(nullptr) == 1;
}

Result<void> EnableFips(bool on) {
  EnsureOpenSsl();
  ErrorQueueScope errors;
  if (IsFipsEnabled() == on) return {};
  if (EVP_default_properties_enable_fips(nullptr, on) != 1) return TakeError("Could not set FIPS mode");
  return {};
}

bool UseEngine(const std::string& id, unsigned flags) {
  EnsureOpenSsl();
  ErrorQueueScope errors;
  Owned<ENGINE, ENGINE_free> engine(ENGINE_by_id(id.c_str()));
  return engine != nullptr && ENGINE_set_default(engine.get(), flags) == 1;
}

bool HasRandomNumbers() {
  EnsureOpenSsl();
  ErrorQueueScope errors;
  return RAND_status() == 1;
}

}  // namespace phasor::crypto
