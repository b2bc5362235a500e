// ContextHandle: the native side of a tls.SecureContext. Callers: tls_context.cc, tls_stream.cc.
#pragma once

#include "crypto/tls_context.h"
#include "js/class.h"

namespace phasor::bindings {

class ContextHandle final : public js::GcObject {
 public:
  static const js::ClassSpec kClass;
  explicit ContextHandle(crypto::TlsContextPtr context) : context_(std::move(context)) {}
  const crypto::TlsContextPtr& context() const { return context_; }
  static Result<ContextHandle*> New(v8::Isolate* isolate, int32_t side, int32_t min_version, int32_t max_version);

  Result<void> SetKey(const js::Bytes& pem, std::optional<js::OwnedBytes>& passphrase);
  Result<void> SetCert(const js::Bytes& pem) { return context_->SetCertificate(pem); }
  Result<void> AddCa(const js::Bytes& pem) { return context_->AddCa(pem); }
  void AddRoots();
  Result<void> AddCrl(const js::Bytes& pem) { return context_->AddCrl(pem); }
  Result<void> LoadPfx(const js::Bytes& der, std::optional<js::OwnedBytes>& passphrase);
  Result<void> SetCiphers(const js::Utf8& list) { return context_->SetCiphers(list.str()); }
  Result<void> SetCipherSuites(const js::Utf8& list) { return context_->SetCipherSuites(list.str()); }
  Result<void> SetSigalgs(const js::Utf8& list) { return context_->SetSignatureAlgorithms(list.str()); }
  Result<void> SetCurves(const js::Utf8& list) { return context_->SetCurves(list.str()); }
  // setDh(pem or undefined for automatic)
  Result<void> SetDh(std::optional<js::OwnedBytes>& pem);
  Result<void> SetSessionIdContext(const js::Utf8& id) { return context_->SetSessionIdContext(id.str()); }
  void SetSessionTimeout(int32_t seconds) { context_->SetSessionTimeout(seconds); }
  void SetOptions(double options) { context_->SetOptions(static_cast<uint64_t>(options)); }
  bool SetCompression(const std::vector<int32_t>& algorithms) { return context_->SetCompression({algorithms.begin(), algorithms.end()}); }
  void AllowPartialChains() { context_->AllowPartialChains(); }
  js::OwnedBytes TicketKeys() const;
  bool SetTicketKeys(const js::Bytes& keys);
  // certificate(issuer: bool) -> DER or undefined
  std::optional<js::OwnedBytes> Certificate(bool issuer) const;
  int32_t MinVersion() const { return context_->min_version(); }
  int32_t MaxVersion() const { return context_->max_version(); }
  // limitVersions(min, max): 0 leaves one as it is
  void LimitVersions(int32_t min, int32_t max) { context_->LimitVersions(min, max); }

 private:
  crypto::TlsContextPtr context_;
};

}  // namespace phasor::bindings
