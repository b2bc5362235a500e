// binding('x509'): certificates, and SPKAC. Callers: lib/internal/crypto/x509.js, certificate.js; tls by way of its handles.
#include "bindings/x509.h"

namespace phasor::bindings {

std::vector<std::string> CertificateHandle::Flat(const X509_NAME* name) {
  std::vector<std::string> flat;
  for (auto& [key, value] : crypto::PartsOf(name)) {
    flat.push_back(std::move(key));
    flat.push_back(std::move(value));
  }
  return flat;
}

v8::Local<v8::Object> CertificateHandle::KeyFacts(v8::Isolate* isolate) const {
  crypto::PublicKeyFacts facts = crypto::FactsOfPublicKey(x509());
  auto object = v8::Object::New(isolate);
  const auto set = [&](const char* name, auto optional) {
    v8::Local<v8::Value> value;
    using T = typename decltype(optional)::value_type;
    if (js::Convert<std::optional<T>>::To(isolate, std::move(optional)).ToLocal(&value)) js::SetValue(isolate, object, name, value);
  };
  std::optional<js::OwnedBytes> bytes;
  if (facts.bytes) bytes = js::OwnedBytes{std::move(*facts.bytes)};
  set("modulus", std::move(facts.modulus));
  set("exponent", std::move(facts.exponent));
  set("bits", facts.bits);
  set("bytes", std::move(bytes));
  set("asn1Curve", std::move(facts.asn1_curve));
  set("nistCurve", std::move(facts.nist_curve));
  return object;
}

Result<crypto::Key> CertificateHandle::PublicKey() const {
  crypto::ErrorQueueScope errors;
  crypto::Pkey key(X509_get_pubkey(x509()));
  if (!key) return crypto::TakeError("Failed to read the public key", crypto::ErrorShape::kRest);
  return crypto::NewKey(crypto::KeyType::kPublic, std::move(key));
}

namespace {

// X509_check_*: 1 yes, 0 no, -2 a malformed argument, else an internal failure.
Result<bool> Matched(int result) {
  if (result == -2) return Error::Coded(ErrorCode::kERR_INVALID_ARG_VALUE, "Invalid name");
  if (result < 0) return Error::Coded(ErrorCode::kERR_CRYPTO_OPERATION_FAILED);
  return result == 1;
}

}  // namespace

Result<std::optional<std::string>> CertificateHandle::CheckHost(const js::Utf8& name, uint32_t flags) const {
  crypto::ErrorQueueScope errors;
  char* peer = nullptr;
  auto matched = Matched(X509_check_host(x509(), name.data(), name.size(), flags, &peer));
  std::optional<std::string> found;
  if (matched.ok() && matched.value()) found = peer == nullptr ? name.str() : std::string(peer);
  OPENSSL_free(peer);
  if (!matched.ok()) return matched.error();
  return found;
}

Result<bool> CertificateHandle::CheckEmail(const js::Utf8& address, uint32_t flags) const {
  crypto::ErrorQueueScope errors;
  return Matched(X509_check_email(x509(), address.data(), address.size(), flags));
}

Result<bool> CertificateHandle::CheckIp(const js::Utf8& address) const {
  crypto::ErrorQueueScope errors;
  return Matched(X509_check_ip_asc(x509(), address.c_str(), 0));
}

bool CertificateHandle::CheckIssued(CertificateHandle* issuer) const {
  crypto::ErrorQueueScope errors;
  return issuer != nullptr && X509_check_issued(issuer->x509(), x509()) == X509_V_OK;
}

bool CertificateHandle::CheckPrivateKey(KeyHandle* key) const {
  crypto::ErrorQueueScope errors;
  return key != nullptr && key->key()->pkey != nullptr && X509_check_private_key(x509(), key->key()->pkey.get()) == 1;
}

bool CertificateHandle::Verify(KeyHandle* key) const {
  crypto::ErrorQueueScope errors;
  return key != nullptr && key->key()->pkey != nullptr && X509_verify(x509(), key->key()->pkey.get()) == 1;
}

v8::MaybeLocal<v8::Object> NewCertificate(v8::Isolate* isolate, X509* shared) {
  X509_up_ref(shared);
  auto* handle = js::MakeGc<CertificateHandle>(isolate, crypto::Certificate(shared));
  return js::NewInstance(isolate, isolate->GetCurrentContext(), handle);
}

namespace {

// parse(bytes: PEM or DER) -> handle
Result<v8::Local<v8::Value>> Parse(v8::Isolate* isolate, const js::Bytes& bytes) {
  crypto::EnsureOpenSsl();
  auto certificate = crypto::ParseCertificate(bytes);
  if (!certificate.ok()) return certificate.error();
  v8::Local<v8::Object> object;
  auto* handle = js::MakeGc<CertificateHandle>(isolate, std::move(certificate).value());
  if (!js::NewInstance(isolate, isolate->GetCurrentContext(), handle).ToLocal(&object)) return Error::Plain("Out of memory");
  return object.As<v8::Value>();
}

bool VerifySpkac(const js::Bytes& spkac) { return crypto::VerifySpkac(spkac.view()); }
js::OwnedBytes SpkacPublicKey(const js::Bytes& spkac) { return {crypto::SpkacPublicKey(spkac.view())}; }
js::OwnedBytes SpkacChallenge(const js::Bytes& spkac) { return {crypto::SpkacChallenge(spkac.view())}; }

using C = CertificateHandle;
const js::Row kHandleRows[] = {
    js::Method<&C::Subject>("subject"),
    js::Method<&C::Issuer>("issuer"),
    js::Method<&C::SubjectParts>("subjectParts"),
    js::Method<&C::IssuerParts>("issuerParts"),
    js::Method<&C::AltName>("altName"),
    js::Method<&C::InfoAccess>("infoAccess"),
    js::Method<&C::KeyUsage>("keyUsage"),
    js::Method<&C::ValidFrom>("validFrom"),
    js::Method<&C::ValidTo>("validTo"),
    js::Method<&C::ValidFromTime>("validFromTime"),
    js::Method<&C::ValidToTime>("validToTime"),
    js::Method<&C::Fingerprint>("fingerprint"),
    js::Method<&C::Fingerprint256>("fingerprint256"),
    js::Method<&C::Fingerprint512>("fingerprint512"),
    js::Method<&C::SerialNumber>("serialNumber"),
    js::Method<&C::SignatureName>("signatureName"),
    js::Method<&C::SignatureOid>("signatureOid"),
    js::Method<&C::IsCa>("isCa"),
    js::Method<&C::Raw>("raw"),
    js::Method<&C::Pem>("pem"),
    js::Method<&C::KeyFacts>("keyFacts"),
    js::Method<&C::PublicKey>("publicKey"),
    js::Method<&C::CheckHost>("checkHost"),
    js::Method<&C::CheckEmail>("checkEmail"),
    js::Method<&C::CheckIp>("checkIp"),
    js::Method<&C::CheckIssued>("checkIssued"),
    js::Method<&C::CheckPrivateKey>("checkPrivateKey"),
    js::Method<&C::Verify>("verify"),
};
const js::Row kRows[] = {
    js::Class<CertificateHandle>("CertificateHandle"),
    js::Fn<Parse>("parse"),
    js::Fn<VerifySpkac>("verifySpkac"),
    js::Fn<SpkacPublicKey>("spkacPublicKey"),
    js::Fn<SpkacChallenge>("spkacChallenge"),
};

}  // namespace

const js::ClassSpec CertificateHandle::kClass = js::AbstractClass(js::ClassSpec::Kind::kGc, "CertificateHandle", kHandleRows);

extern const js::BindingSpec kBinding_x509;
const js::BindingSpec kBinding_x509 = {"x509", kRows};

}  // namespace phasor::bindings
