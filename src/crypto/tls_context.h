// TlsContext: keys, certificates and parameters of TLS connections, an SSL_CTX with what OpenSSL does not keep for us. Callers:
// src/bindings/tls_context.cc, which is behind tls.createSecureContext(); TlsEngine, which makes connections from it.
//
// Rules: errors are Node's of the same option (https://nodejs.org/docs/latest-v24.x/api/tls.html#tlscreatesecurecontextoptions);
// peers are never rejected here: JavaScript asks for the result of the verification.
#pragma once

#include <openssl/ssl.h>

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "crypto/openssl.h"

namespace phasor::crypto {

using SslContext = Owned<SSL_CTX, SSL_CTX_free>;
using Certificate = Owned<X509, X509_free>;
using CertificateStore = Owned<X509_STORE, X509_STORE_free>;

enum class TlsSide : int32_t { kBoth = 0, kClient = 1, kServer = 2 };

class TlsContext {
 public:
  static constexpr size_t kTicketKeyBytes = 48;

  // Protocol versions are OpenSSL's numbers, 0 for no limit.
  static Result<std::shared_ptr<TlsContext>> New(TlsSide side, int min_version, int max_version);

  SSL_CTX* ctx() { return ctx_.get(); }
  // The certificate of setCert() and its issuer, as far as they are known (OCSP); may be null.
  X509* certificate() { return certificate_.get(); }
  X509* issuer() { return issuer_.get(); }

  Result<void> SetKey(ByteSpan pem, std::optional<ByteSpan> passphrase);
  // A chain: the certificate itself first, then those that lead to a root.
  Result<void> SetCertificate(ByteSpan pem);
  Result<void> AddCa(ByteSpan pem);
  void UseRootStore(X509_STORE* store);
  Result<void> AddCrl(ByteSpan pem);
  Result<void> LoadPfx(ByteSpan der, std::optional<ByteSpan> passphrase);
  Result<void> SetCiphers(const std::string& list);        // up to TLS 1.2
  Result<void> SetCipherSuites(const std::string& list);   // TLS 1.3
  Result<void> SetSignatureAlgorithms(const std::string& list);
  Result<void> SetCurves(const std::string& list);
  void UseAutomaticDh();
  Result<void> SetDhParameters(ByteSpan pem);
  Result<void> SetSessionIdContext(const std::string& id);
  void SetSessionTimeout(long seconds) { SSL_CTX_set_timeout(ctx(), seconds); }
  void SetOptions(uint64_t options) { SSL_CTX_set_options(ctx(), options); }
  // RFC 8879, numbers of the registry, best first. False: the library lacks one, or it is there twice.
  bool SetCompression(std::vector<int> algorithms);
  void AllowPartialChains();
  int min_version() { return static_cast<int>(SSL_CTX_get_min_proto_version(ctx())); }
  void LimitVersions(int min, int max);  // 0: stays
  int max_version() { return static_cast<int>(SSL_CTX_get_max_proto_version(ctx())); }

  const std::array<uint8_t, kTicketKeyBytes>& ticket_keys() const { return ticket_keys_; }
  void SetTicketKeys(ByteSpan keys);

 private:
  TlsContext() = default;
  Result<void> UseChain(Certificate leaf, STACK_OF(X509)* chain);
  // The store that verifies peers; copied first when it is the one that contexts share.
  X509_STORE* OwnStore();
  static int OnTicketKey(SSL* ssl, unsigned char* name, unsigned char* iv, EVP_CIPHER_CTX* cipher, EVP_MAC_CTX* mac, int encrypt);

  SslContext ctx_;
  Certificate certificate_;
  Certificate issuer_;
  bool owns_store_ = true;
  std::array<uint8_t, kTicketKeyBytes> ticket_keys_;  // 16 bytes of name, 16 of HMAC key, 16 of AES key
};
using TlsContextPtr = std::shared_ptr<TlsContext>;

// Reads one certificate, PEM or DER.
Result<Certificate> ParseCertificate(ByteSpan bytes);

}  // namespace phasor::crypto
