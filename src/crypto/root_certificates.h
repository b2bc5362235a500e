// The certificates that are trusted when a context names none of its own. Three sources: Mozilla's list of Debian's package
// ca-certificates, linked into the binary; the system's store where OpenSSL looks for it; a file of the user
// (NODE_EXTRA_CA_CERTS). Callers: src/bindings/tls_context.cc.
#pragma once

#include <string>
#include <vector>

#include "crypto/tls_context.h"

namespace phasor::crypto {

struct RootSources {
  bool bundled = true;
  bool openssl_paths = false;  // OpenSSL's default file and directory, read by OpenSSL as it needs them
  bool system = false;         // the same places, read at once
  std::string extra_file;
};

// Takes effect when RootStore() has not been called yet.
void ConfigureRoots(RootSources sources);
// The process's store, made at the first call; safe from any thread. Never freed.
X509_STORE* RootStore();

// PEM texts, one certificate each.
std::vector<std::string> BundledRoots();
std::vector<std::string> SystemRoots();
Result<std::vector<std::string>> RootsOfFile(const std::string& path);

// A store of its own with these certificates. What is none is left out, unless there is no other; a damaged one fails.
Result<CertificateStore> NewStore(const std::vector<std::string>& pems);
std::vector<std::string> TextsOfStore(X509_STORE* store);

}  // namespace phasor::crypto
