// CertificateHandle: the native side of a crypto.X509Certificate, a certificate that is never changed. Callers: x509.cc,
// tls_stream.cc, tls_context.cc.
#pragma once

#include "bindings/crypto_key_object.h"
#include "crypto/certificate.h"
#include "js/class.h"

namespace phasor::bindings {

class CertificateHandle final : public js::GcObject {
 public:
  static const js::ClassSpec kClass;
  explicit CertificateHandle(crypto::Certificate certificate) : certificate_(std::move(certificate)) {}
  X509* x509() const { return certificate_.get(); }

  std::string Subject() const { return crypto::NameText(X509_get_subject_name(x509())); }
  std::string Issuer() const { return crypto::NameText(X509_get_issuer_name(x509())); }
  // [name, value, name, value ...]
  std::vector<std::string> SubjectParts() const { return Flat(X509_get_subject_name(x509())); }
  std::vector<std::string> IssuerParts() const { return Flat(X509_get_issuer_name(x509())); }
  std::optional<std::string> AltName() const { return crypto::AltNameText(x509()); }
  std::optional<std::string> InfoAccess() const { return crypto::InfoAccessText(x509()); }
  std::optional<std::vector<std::string>> KeyUsage() const { return crypto::ExtendedKeyUsage(x509()); }
  std::string ValidFrom() const { return crypto::TimeText(X509_get0_notBefore(x509())); }
  std::string ValidTo() const { return crypto::TimeText(X509_get0_notAfter(x509())); }
  double ValidFromTime() const { return crypto::TimeMilliseconds(X509_get0_notBefore(x509())); }
  double ValidToTime() const { return crypto::TimeMilliseconds(X509_get0_notAfter(x509())); }
  std::string Fingerprint() const { return crypto::Fingerprint(x509(), EVP_sha1()); }
  std::string Fingerprint256() const { return crypto::Fingerprint(x509(), EVP_sha256()); }
  std::string Fingerprint512() const { return crypto::Fingerprint(x509(), EVP_sha512()); }
  std::string SerialNumber() const { return crypto::SerialNumber(x509()); }
  std::string SignatureName() const { return crypto::SignatureName(x509()); }
  std::string SignatureOid() const { return crypto::SignatureOid(x509()); }
  bool IsCa() const { return crypto::IsCa(x509()); }
  js::OwnedBytes Raw() const { return {crypto::DerOf(x509())}; }
  std::string Pem() const { return crypto::PemOf(x509()); }
  // {modulus, exponent, bits, bytes, asn1Curve, nistCurve}
  v8::Local<v8::Object> KeyFacts(v8::Isolate* isolate) const;
  Result<crypto::Key> PublicKey() const;
  // checkHost(name, flags) -> the name that matched, or undefined; "" when OpenSSL does not tell which
  Result<std::optional<std::string>> CheckHost(const js::Utf8& name, uint32_t flags) const;
  Result<bool> CheckEmail(const js::Utf8& address, uint32_t flags) const;
  Result<bool> CheckIp(const js::Utf8& address) const;
  bool CheckIssued(CertificateHandle* issuer) const;
  bool CheckPrivateKey(KeyHandle* key) const;
  bool Verify(KeyHandle* key) const;

 private:
  static std::vector<std::string> Flat(const X509_NAME* name);
  crypto::Certificate certificate_;
};

// A handle of a certificate that somebody else owns, too.
v8::MaybeLocal<v8::Object> NewCertificate(v8::Isolate* isolate, X509* shared);

}  // namespace phasor::bindings
