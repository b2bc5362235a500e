// binding('tls_context'): secure contexts and the trusted certificates that they share. Callers: lib/internal/tls/context.js, ca.js.
#include "bindings/tls_context.h"

#include "crypto/certificate.h"
#include "crypto/root_certificates.h"
#include "runtime/realm.h"

namespace phasor::bindings {

Result<ContextHandle*> ContextHandle::New(v8::Isolate* isolate, int32_t side, int32_t min_version, int32_t max_version) {
  auto context = crypto::TlsContext::New(static_cast<crypto::TlsSide>(side), min_version, max_version);
  if (!context.ok()) return context.error();
  return js::MakeGc<ContextHandle>(isolate, std::move(context).value());
}

namespace {

std::optional<crypto::ByteSpan> SpanOf(const std::optional<js::OwnedBytes>& bytes) {
  if (!bytes) return std::nullopt;
  return crypto::ByteSpan(bytes->bytes);
}

}  // namespace

Result<void> ContextHandle::SetKey(const js::Bytes& pem, std::optional<js::OwnedBytes>& passphrase) {
  return context_->SetKey(pem, SpanOf(passphrase));
}

Result<void> ContextHandle::LoadPfx(const js::Bytes& der, std::optional<js::OwnedBytes>& passphrase) {
  return context_->LoadPfx(der, SpanOf(passphrase));
}

Result<void> ContextHandle::SetDh(std::optional<js::OwnedBytes>& pem) {
  if (pem) return context_->SetDhParameters(pem->bytes);
  context_->UseAutomaticDh();
  return {};
}

js::OwnedBytes ContextHandle::TicketKeys() const {
  const auto& keys = context_->ticket_keys();
  return {{keys.begin(), keys.end()}};
}

bool ContextHandle::SetTicketKeys(const js::Bytes& keys) {
  if (keys.size() != crypto::TlsContext::kTicketKeyBytes) return false;
  context_->SetTicketKeys(keys);
  return true;
}

std::optional<js::OwnedBytes> ContextHandle::Certificate(bool issuer) const {
  const X509* certificate = issuer ? context_->issuer() : context_->certificate();
  if (certificate == nullptr) return std::nullopt;
  return js::OwnedBytes{crypto::DerOf(certificate)};
}

namespace {

// What setDefaultCACertificates() put in place of the process's roots; a thread's own.
thread_local crypto::CertificateStore t_roots;

// setRoots(PEM strings) -> those that are certificates in OpenSSL's spelling: the thread's default CA certificates from now on.
Result<std::vector<std::string>> SetRoots(runtime::Realm& realm, std::vector<std::string> pems) {
  crypto::EnsureOpenSsl();
  auto store = crypto::NewStore(pems);
  if (!store.ok()) return store.error();
  if (t_roots == nullptr) realm.AtTeardown([] { t_roots.reset(); });
  t_roots = std::move(store).value();
  return crypto::TextsOfStore(t_roots.get());
}

// configureRoots(bundled, opensslPaths, system, extra file or undefined), before the first use.
void ConfigureRoots(bool bundled, bool openssl_paths, bool system, std::optional<std::string> extra_file) {
  crypto::ConfigureRoots({bundled, openssl_paths, system, extra_file.value_or("")});
}

std::vector<std::string> BundledRoots() { return crypto::BundledRoots(); }
std::vector<std::string> SystemRoots() { return crypto::SystemRoots(); }
// extraRoots(file) -> PEM strings; throws what OpenSSL says about the file.
Result<std::vector<std::string>> ExtraRoots(const js::Utf8& file) { return crypto::RootsOfFile(file.str()); }

// ciphers() -> names of all ciphers that the library offers
std::vector<std::string> Ciphers() {
  crypto::EnsureOpenSsl();
  crypto::ErrorQueueScope errors;
  std::vector<std::string> names;
  crypto::SslContext ctx(SSL_CTX_new(TLS_method()));
  // Those of TLS 1.3 that are there, but not on by default, as well (RFC 8446, B.4).
  SSL_CTX_set_ciphersuites(ctx.get(), "TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256:"
                                      "TLS_AES_128_CCM_SHA256:TLS_AES_128_CCM_8_SHA256");
  crypto::Owned<SSL, SSL_free> ssl(ctx ? SSL_new(ctx.get()) : nullptr);
  if (!ssl) return names;
  STACK_OF(SSL_CIPHER)* ciphers = SSL_get_ciphers(ssl.get());
  for (int i = 0; i < sk_SSL_CIPHER_num(ciphers); i++) names.emplace_back(SSL_CIPHER_get_name(sk_SSL_CIPHER_value(ciphers, i)));
  return names;
}

using C = ContextHandle;
const js::Row kContextRows[] = {
    js::Method<&C::SetKey>("setKey"),
    js::Method<&C::SetCert>("setCert"),
    js::Method<&C::AddCa>("addCa"),
    js::Method<&C::AddRoots>("addRoots"),
    js::Method<&C::AddCrl>("addCrl"),
    js::Method<&C::LoadPfx>("loadPfx"),
    js::Method<&C::SetCiphers>("setCiphers"),
    js::Method<&C::SetCipherSuites>("setCipherSuites"),
    js::Method<&C::SetSigalgs>("setSigalgs"),
    js::Method<&C::SetCurves>("setCurves"),
    js::Method<&C::SetDh>("setDh"),
    js::Method<&C::SetSessionIdContext>("setSessionIdContext"),
    js::Method<&C::SetSessionTimeout>("setSessionTimeout"),
    js::Method<&C::SetOptions>("setOptions"),
    js::Method<&C::SetCompression>("setCompression"),
    js::Method<&C::AllowPartialChains>("allowPartialChains"),
    js::Method<&C::TicketKeys>("ticketKeys"),
    js::Method<&C::SetTicketKeys>("setTicketKeys"),
    js::Method<&C::Certificate>("certificate"),
    js::Method<&C::MinVersion>("minVersion"),
    js::Method<&C::MaxVersion>("maxVersion"),
    js::Method<&C::LimitVersions>("limitVersions"),
};
const js::Row kRows[] = {
    js::Class<ContextHandle>("SecureContext"),
    js::Fn<SetRoots>("setRoots"),
    js::Fn<ConfigureRoots>("configureRoots"),
    js::Fn<BundledRoots>("bundledRoots"),
    js::Fn<SystemRoots>("systemRoots"),
    js::Fn<ExtraRoots>("extraRoots"),
    js::Fn<Ciphers>("ciphers"),
};

}  // namespace

void ContextHandle::AddRoots() { context_->UseRootStore(t_roots ? t_roots.get() : crypto::RootStore()); }

const js::ClassSpec ContextHandle::kClass = js::GcClass<ContextHandle::New>("SecureContext", kContextRows);

extern const js::BindingSpec kBinding_tls_context;
const js::BindingSpec kBinding_tls_context = {"tls_context", kRows};

}  // namespace phasor::bindings
