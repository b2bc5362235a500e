#include "crypto/tls_context.h"

#include <openssl/core_names.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <cstring>

#include "crypto/tls_engine.h"

namespace phasor::crypto {
namespace {

using CertificateStack = Owned<STACK_OF(X509), [](STACK_OF(X509)* stack) { sk_X509_pop_free(stack, X509_free); }>;
using Crl = Owned<X509_CRL, X509_CRL_free>;
using Pkcs12 = Owned<PKCS12, PKCS12_free>;

constexpr int kSmallestDhBits = 1024;

// The index under which an SSL_CTX knows its TlsContext.
int ContextIndex() {
  static const int index = SSL_CTX_get_ex_new_index(0, nullptr, nullptr, nullptr, nullptr);
  return index;
}

// The oldest error; what came after it is the stack, the first error is not repeated there.
Error FirstError(const char* fallback) {
  Error error = TakeError(fallback);
  if (error.details == nullptr || error.details->stack.empty()) return error;
  auto details = std::make_shared<ErrorDetails>(*error.details);
  details->stack.pop_back();
  error.details = std::move(details);
  return error;
}

Error OperationFailed(const char* message) { return Error::Coded(ErrorCode::kERR_CRYPTO_OPERATION_FAILED, message); }

int OnPassphrase(char* buffer, int size, int, void* data) {
  const auto* passphrase = static_cast<const std::optional<ByteSpan>*>(data);
  if (!*passphrase) return -1;
  const size_t length = (*passphrase)->size();
  if (length > static_cast<size_t>(size)) return -1;
  if (length != 0) std::memcpy(buffer, (*passphrase)->data(), length);
  return static_cast<int>(length);
}

int OnVerify(int, X509_STORE_CTX*) { return 1; }

}  // namespace

Result<Certificate> ParseCertificate(ByteSpan bytes) {
  ErrorQueueScope errors;
  Bio bio = ReadBio(bytes);
  if (!bio) return TakeError("Failed to read the certificate");
  std::optional<ByteSpan> none;
  Certificate certificate(PEM_read_bio_X509_AUX(bio.get(), nullptr, OnPassphrase, &none));
  if (certificate) return certificate;
  const uint8_t* at = bytes.data();
  ERR_set_mark();
  certificate.reset(d2i_X509(nullptr, &at, static_cast<long>(bytes.size())));
  ERR_pop_to_mark();
  if (!certificate) return TakeError("Failed to parse the certificate", ErrorShape::kRest);
  return certificate;
}

Result<TlsContextPtr> TlsContext::New(TlsSide side, int min_version, int max_version) {
  EnsureOpenSsl();
  ErrorQueueScope errors;
  const SSL_METHOD* method = side == TlsSide::kClient   ? TLS_client_method()
                             : side == TlsSide::kServer ? TLS_server_method()
                                                        : TLS_method();
  std::shared_ptr<TlsContext> context(new TlsContext);
  context->ctx_.reset(SSL_CTX_new(method));
  SSL_CTX* ctx = context->ctx();
  if (ctx == nullptr) return FirstError("SSL_CTX_new failed");
  SSL_CTX_set_ex_data(ctx, ContextIndex(), context.get());
  SSL_CTX_set_options(ctx, SSL_OP_NO_SSLv2 | SSL_OP_NO_SSLv3 | SSL_OP_ALLOW_CLIENT_RENEGOTIATION);
  SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, OnVerify);
  // Sessions are kept by JavaScript alone.
  SSL_CTX_set_session_cache_mode(
      ctx, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_SERVER | SSL_SESS_CACHE_NO_INTERNAL | SSL_SESS_CACHE_NO_AUTO_CLEAR);
  // Without automatic retry every message after the handshake ends a read, so that its events come before the next one's.
  SSL_CTX_clear_mode(ctx, SSL_MODE_AUTO_RETRY);
  SSL_CTX_set_mode(ctx, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  if (SSL_CTX_set_min_proto_version(ctx, min_version) != 1 || SSL_CTX_set_max_proto_version(ctx, max_version) != 1) {
    return FirstError("Failed to set the protocol versions");
  }
  if (RAND_bytes(context->ticket_keys_.data(), static_cast<int>(kTicketKeyBytes)) != 1) {
    return FirstError("Error generating ticket keys");
  }
  SSL_CTX_set_tlsext_ticket_key_evp_cb(ctx, OnTicketKey);
  TlsEngine::Install(ctx);
  return context;
}

Result<void> TlsContext::SetKey(ByteSpan pem, std::optional<ByteSpan> passphrase) {
  ErrorQueueScope errors;
  Bio bio = ReadBio(pem);
  if (!bio) return FirstError("Failed to read the private key");
  if (!passphrase) passphrase.emplace();  // an encrypted key then fails as with a wrong one
  Pkey key(PEM_read_bio_PrivateKey(bio.get(), nullptr, OnPassphrase, &passphrase));
  if (!key) return FirstError("PEM_read_bio_PrivateKey");
  if (SSL_CTX_use_PrivateKey(ctx(), key.get()) != 1) return FirstError("SSL_CTX_use_PrivateKey");
  return {};
}

Result<void> TlsContext::SetCertificate(ByteSpan pem) {
  ErrorQueueScope errors;
  Bio bio = ReadBio(pem);
  if (!bio) return FirstError("Failed to read the certificate");
  std::optional<ByteSpan> none;
  Certificate leaf(PEM_read_bio_X509_AUX(bio.get(), nullptr, OnPassphrase, &none));
  if (!leaf) return FirstError("PEM_read_bio_X509_AUX");
  CertificateStack chain(sk_X509_new_null());
  while (X509* extra = PEM_read_bio_X509(bio.get(), nullptr, OnPassphrase, &none)) {
    if (sk_X509_push(chain.get(), extra) == 0) {
      X509_free(extra);
      return FirstError("Out of memory");
    }
  }
  const unsigned long last = ERR_peek_last_error();
  if (ERR_GET_LIB(last) != ERR_LIB_PEM || ERR_GET_REASON(last) != PEM_R_NO_START_LINE) {
    return FirstError("Failed to read the certificate chain");
  }
  ERR_clear_error();
  return UseChain(std::move(leaf), chain.get());
}

Result<void> TlsContext::UseChain(Certificate leaf, STACK_OF(X509)* chain) {
  if (SSL_CTX_use_certificate(ctx(), leaf.get()) != 1) return FirstError("SSL_CTX_use_certificate");
  SSL_CTX_clear_chain_certs(ctx());
  issuer_.reset();
  for (int i = 0; i < sk_X509_num(chain); i++) {
    X509* extra = sk_X509_value(chain, i);
    if (SSL_CTX_add1_chain_cert(ctx(), extra) != 1) return FirstError("SSL_CTX_add1_chain_cert");
    if (!issuer_ && X509_check_issued(extra, leaf.get()) == X509_V_OK) {
      X509_up_ref(extra);
      issuer_.reset(extra);
    }
  }
  if (!issuer_) {  // OCSP asks for the issuer: it may be among the trusted certificates
    Owned<X509_STORE_CTX, X509_STORE_CTX_free> lookup(X509_STORE_CTX_new());
    X509* found = nullptr;
    if (lookup && X509_STORE_CTX_init(lookup.get(), SSL_CTX_get_cert_store(ctx()), nullptr, nullptr) == 1 &&
        X509_STORE_CTX_get1_issuer(&found, lookup.get(), leaf.get()) == 1) {
      issuer_.reset(found);
    }
  }
  certificate_ = std::move(leaf);
  return {};
}

X509_STORE* TlsContext::OwnStore() {
  if (owns_store_) return SSL_CTX_get_cert_store(ctx());
  X509_STORE* shared = SSL_CTX_get_cert_store(ctx());
  CertificateStore copy(X509_STORE_new());
  CertificateStack all(X509_STORE_get1_all_certs(shared));
  for (int i = 0; i < sk_X509_num(all.get()); i++) X509_STORE_add_cert(copy.get(), sk_X509_value(all.get(), i));
  owns_store_ = true;
  SSL_CTX_set_cert_store(ctx(), copy.release());
  return SSL_CTX_get_cert_store(ctx());
}

Result<void> TlsContext::AddCa(ByteSpan pem) {
  ErrorQueueScope errors;
  Bio bio = ReadBio(pem);
  if (!bio) return FirstError("Failed to read the CA certificate");
  std::optional<ByteSpan> none;
  while (X509* read = PEM_read_bio_X509_AUX(bio.get(), nullptr, OnPassphrase, &none)) {
    Certificate certificate(read);
    X509_STORE_add_cert(OwnStore(), certificate.get());
    SSL_CTX_add_client_CA(ctx(), certificate.get());
  }
  return {};
}

void TlsContext::UseRootStore(X509_STORE* store) {
  SSL_CTX_set1_cert_store(ctx(), store);
  owns_store_ = false;
}

Result<void> TlsContext::AddCrl(ByteSpan pem) {
  ErrorQueueScope errors;
  Bio bio = ReadBio(pem);
  std::optional<ByteSpan> none;
  Crl crl(bio ? PEM_read_bio_X509_CRL(bio.get(), nullptr, OnPassphrase, &none) : nullptr);
  if (!crl) return OperationFailed("Failed to parse CRL");
  X509_STORE* store = OwnStore();
  X509_STORE_add_crl(store, crl.get());
  X509_STORE_set_flags(store, X509_V_FLAG_CRL_CHECK | X509_V_FLAG_CRL_CHECK_ALL);
  return {};
}

Result<void> TlsContext::LoadPfx(ByteSpan der, std::optional<ByteSpan> passphrase) {
  ErrorQueueScope errors;
  const auto failed = [](const char* fallback) {
    const unsigned long last = ERR_peek_error();
    const char* reason = last == 0 ? nullptr : ERR_reason_error_string(last);
    return Error::Plain(reason == nullptr ? fallback : reason);
  };
  Bio bio = ReadBio(der);
  Pkcs12 pfx(bio ? d2i_PKCS12_bio(bio.get(), nullptr) : nullptr);
  if (!pfx) return failed("Unable to load PFX certificate");
  const std::string password = passphrase ? std::string(passphrase->begin(), passphrase->end()) : std::string();
  EVP_PKEY* raw_key = nullptr;
  X509* raw_leaf = nullptr;
  STACK_OF(X509)* raw_chain = nullptr;
  const int parsed = PKCS12_parse(pfx.get(), password.c_str(), &raw_key, &raw_leaf, &raw_chain);
  Pkey key(raw_key);
  Certificate leaf(raw_leaf);
  CertificateStack chain(raw_chain);
  if (parsed != 1) return failed("Unable to load PFX certificate");
  if (!key) return Error::Coded(ErrorCode::kERR_CRYPTO_OPERATION_FAILED, "Unable to load private key from PFX data");
  if (!leaf) return Error::Coded(ErrorCode::kERR_CRYPTO_OPERATION_FAILED, "Unable to load certificate from PFX data");
  auto used = UseChain(std::move(leaf), chain.get());
  if (!used.ok()) return used;
  if (SSL_CTX_use_PrivateKey(ctx(), key.get()) != 1) return failed("Unable to load PFX certificate");
  for (int i = 0; i < sk_X509_num(chain.get()); i++) {
    X509_STORE_add_cert(OwnStore(), sk_X509_value(chain.get(), i));
    SSL_CTX_add_client_CA(ctx(), sk_X509_value(chain.get(), i));
  }
  return {};
}

Result<void> TlsContext::SetCiphers(const std::string& list) {
  ErrorQueueScope errors;
  if (SSL_CTX_set_cipher_list(ctx(), list.c_str()) == 1) return {};
  const unsigned long first = ERR_peek_error();
  // An empty list is how JavaScript switches them off.
  if (list.empty() && ERR_GET_REASON(first) == SSL_R_NO_CIPHER_MATCH) return {};
  return FirstError("Failed to set ciphers");
}

Result<void> TlsContext::SetCipherSuites(const std::string& list) {
  ErrorQueueScope errors;
  if (SSL_CTX_set_ciphersuites(ctx(), list.c_str()) == 1) return {};
  return FirstError("Failed to set ciphers");
}

Result<void> TlsContext::SetSignatureAlgorithms(const std::string& list) {
  ErrorQueueScope errors;
  if (SSL_CTX_set1_sigalgs_list(ctx(), list.c_str()) == 1) return {};
  return FirstError("error:00000000:lib(0)::reason(0)");
}

Result<void> TlsContext::SetCurves(const std::string& list) {
  ErrorQueueScope errors;
  if (list == "auto" || SSL_CTX_set1_groups_list(ctx(), list.c_str()) == 1) return {};
  return OperationFailed("Failed to set ECDH curve");
}

void TlsContext::UseAutomaticDh() { SSL_CTX_set_dh_auto(ctx(), 1); }

Result<void> TlsContext::SetDhParameters(ByteSpan pem) {
  ErrorQueueScope errors;
  Bio bio = ReadBio(pem);
  std::optional<ByteSpan> none;
  Pkey parameters(bio ? PEM_read_bio_Parameters(bio.get(), nullptr) : nullptr);
  // As in Node, what cannot be read counts as none.
  if (!parameters || EVP_PKEY_get_base_id(parameters.get()) != EVP_PKEY_DH) return {};
  if (EVP_PKEY_get_bits(parameters.get()) < kSmallestDhBits) {
    return Error::Coded(ErrorCode::kERR_INVALID_ARG_VALUE, "DH parameter is less than 1024 bits");
  }
  if (SSL_CTX_set0_tmp_dh_pkey(ctx(), parameters.get()) != 1) return OperationFailed("Error setting temp DH parameter");
  parameters.release();
  return {};
}

Result<void> TlsContext::SetSessionIdContext(const std::string& id) {
  ErrorQueueScope errors;
  if (SSL_CTX_set_session_id_context(ctx(), Chars(id), static_cast<unsigned>(id.size())) == 1) return {};
  return Error::Coded(ErrorCode::kERR_INVALID_ARG_VALUE, PrintErrors("SSL_CTX_set_session_id_context error"));
}

bool TlsContext::SetCompression(std::vector<int> algorithms) {
  ErrorQueueScope errors;
  if (SSL_CTX_set1_cert_comp_preference(ctx(), algorithms.data(), algorithms.size()) != 1) return false;
  if (SSL_CTX_get0_certificate(ctx()) != nullptr) SSL_CTX_compress_certs(ctx(), 0);
  return true;
}

void TlsContext::AllowPartialChains() { X509_STORE_set_flags(OwnStore(), X509_V_FLAG_PARTIAL_CHAIN); }

void TlsContext::LimitVersions(int min, int max) {
  if (min != 0) SSL_CTX_set_min_proto_version(ctx(), min);
  if (max != 0) SSL_CTX_set_max_proto_version(ctx(), max);
}

void TlsContext::SetTicketKeys(ByteSpan keys) {
  CHECK(keys.size() == kTicketKeyBytes);
  std::copy(keys.begin(), keys.end(), ticket_keys_.begin());
}

// RFC 5077 section 4, with AES-128-CBC and HMAC-SHA-256.
int TlsContext::OnTicketKey(SSL* ssl, unsigned char* name, unsigned char* iv, EVP_CIPHER_CTX* cipher, EVP_MAC_CTX* mac,
                            int encrypt) {
  constexpr size_t kPart = 16;
  TlsEngine* engine = TlsEngine::From(ssl);
  if (engine == nullptr) return -1;
  const uint8_t* keys = engine->context()->ticket_keys_.data();
  if (encrypt != 0) {
    std::memcpy(name, keys, kPart);
    if (RAND_bytes(iv, static_cast<int>(kPart)) != 1) return -1;
  } else if (std::memcmp(name, keys, kPart) != 0) {
    return 0;  // another key: the ticket is not ours, a full handshake follows
  }
  char digest[] = "SHA256";
  OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_octet_string(OSSL_MAC_PARAM_KEY, const_cast<uint8_t*>(keys + kPart), kPart),
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
      OSSL_PARAM_construct_end(),
  };
  if (EVP_MAC_CTX_set_params(mac, parameters) != 1) return -1;
  const int started = encrypt != 0 ? EVP_EncryptInit_ex(cipher, EVP_aes_128_cbc(), nullptr, keys + 2 * kPart, iv)
                                   : EVP_DecryptInit_ex(cipher, EVP_aes_128_cbc(), nullptr, keys + 2 * kPart, iv);
  return started == 1 ? 1 : -1;
}

}  // namespace phasor::crypto
