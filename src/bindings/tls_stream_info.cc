#include "bindings/tls_stream_info.h"

#include <openssl/ec.h>
#include <openssl/x509v3.h>

#include "bindings/x509.h"

namespace phasor::bindings::tls_info {
namespace {

SSL* SslOf(TlsStream* stream) { return stream == nullptr ? nullptr : stream->ssl(); }
crypto::TlsEngine* EngineOf(TlsStream* stream) { return stream == nullptr ? nullptr : stream->engine(); }

OptionalBytes Own(const unsigned char* data, size_t size) { return js::OwnedBytes{{data, data + size}}; }

js::Value Text(v8::Isolate* isolate, const char* text) { return js::Literal(isolate, text == nullptr ? "" : text); }

}  // namespace

// ---- settings ----

void SetVerifyMode(TlsStream* stream, bool request, bool require) {
  if (auto* engine = EngineOf(stream)) engine->SetVerifyMode(request, require);
}

bool SetAlpn(TlsStream* stream, const js::Bytes& wire) {
  auto* engine = EngineOf(stream);
  if (engine == nullptr) return false;
  if (!engine->is_server()) return engine->OfferAlpn(wire);
  engine->SetAlpn({wire.data(), wire.data() + wire.size()});
  return true;
}

void AskAlpn(TlsStream* stream) {
  if (auto* engine = EngineOf(stream)) engine->AskAlpn();
}

bool SetServername(TlsStream* stream, const js::Utf8& name) {
  auto* engine = EngineOf(stream);
  return engine != nullptr && engine->SetServername(name.c_str());
}

bool SetSession(TlsStream* stream, const js::Bytes& session) {
  auto* engine = EngineOf(stream);
  return engine != nullptr && engine->SetSession(session);
}

bool OfferSession(TlsStream* stream, const js::Bytes& session) {
  auto* engine = EngineOf(stream);
  return engine != nullptr && engine->OfferSession(session);
}

void CollectSessions(TlsStream* stream) {
  if (auto* engine = EngineOf(stream)) engine->CollectSessions();
}

void CollectKeylog(TlsStream* stream) {
  if (auto* engine = EngineOf(stream)) engine->CollectKeylog();
}

void WaitAtClientHello(TlsStream* stream) {
  if (auto* engine = EngineOf(stream)) engine->WaitAtClientHello();
}

void WaitForCertificate(TlsStream* stream) {
  if (auto* engine = EngineOf(stream)) engine->WaitForCertificate();
}

void RequestOcsp(TlsStream* stream) {
  if (auto* engine = EngineOf(stream)) engine->RequestOcsp();
}

void SetOcspResponse(TlsStream* stream, const js::Bytes& response) {
  if (auto* engine = EngineOf(stream)) engine->SetOcspResponse({response.data(), response.data() + response.size()});
}

void EnablePsk(TlsStream* stream) {
  if (auto* engine = EngineOf(stream)) engine->EnablePsk();
}

bool SetPskHint(TlsStream* stream, const js::Utf8& hint) {
  crypto::ErrorQueueScope errors;
  auto* engine = EngineOf(stream);
  return engine == nullptr || engine->SetPskHint(hint.c_str());
}

Result<void> SetKeyCert(TlsStream* stream, ContextHandle* context) {
  crypto::ErrorQueueScope errors;
  SSL* ssl = SslOf(stream);
  if (ssl == nullptr || context == nullptr) return {};
  SSL_CTX* ctx = context->context()->ctx();
  if (SSL_CTX_get0_certificate(ctx) == nullptr) return {};
  STACK_OF(X509)* chain = nullptr;
  SSL_CTX_get0_chain_certs(ctx, &chain);
  if (SSL_use_cert_and_key(ssl, SSL_CTX_get0_certificate(ctx), SSL_CTX_get0_privatekey(ctx), chain, 1) == 1) return {};
  return crypto::TakeError("Failed to set the key and the certificate");
}

void Trace(TlsStream* stream) {
  SSL* ssl = SslOf(stream);
  if (ssl == nullptr) return;
  // Lives as long as the process: connections may end in any order.
  static BIO* const out = BIO_new_fp(stderr, BIO_NOCLOSE | BIO_FP_TEXT);
  SSL_set_msg_callback(ssl, SSL_trace);
  SSL_set_msg_callback_arg(ssl, out);
}

bool SetMaxSendFragment(TlsStream* stream, int32_t size) {
  crypto::ErrorQueueScope errors;
  SSL* ssl = SslOf(stream);
  return ssl != nullptr && SSL_set_max_send_fragment(ssl, size) == 1;
}

// ---- questions ----

std::optional<std::string> Servername(TlsStream* stream) {
  auto* engine = EngineOf(stream);
  const char* name = engine == nullptr ? nullptr : engine->servername();
  if (name == nullptr) return std::nullopt;
  return name;
}

std::optional<std::string> AlpnProtocol(TlsStream* stream) {
  SSL* ssl = SslOf(stream);
  const unsigned char* name = nullptr;
  unsigned length = 0;
  if (ssl != nullptr) SSL_get0_alpn_selected(ssl, &name, &length);
  if (length == 0) return std::nullopt;
  return std::string(reinterpret_cast<const char*>(name), length);
}

std::optional<std::string> Protocol(TlsStream* stream) {
  SSL* ssl = SslOf(stream);
  if (ssl == nullptr) return std::nullopt;
  return SSL_get_version(ssl);
}

bool IsSessionReused(TlsStream* stream) {
  SSL* ssl = SslOf(stream);
  return ssl != nullptr && SSL_session_reused(ssl) == 1;
}

OptionalBytes Session(TlsStream* stream) {
  crypto::ErrorQueueScope errors;
  SSL* ssl = SslOf(stream);
  SSL_SESSION* session = ssl == nullptr ? nullptr : SSL_get_session(ssl);
  if (session != nullptr) stream->engine()->RememberHost(session);
  const int size = session == nullptr ? 0 : i2d_SSL_SESSION(session, nullptr);
  if (size <= 0) return std::nullopt;
  js::OwnedBytes bytes{std::vector<uint8_t>(static_cast<size_t>(size))};
  unsigned char* at = bytes.bytes.data();
  i2d_SSL_SESSION(session, &at);
  return bytes;
}

OptionalBytes Ticket(TlsStream* stream) {
  SSL* ssl = SslOf(stream);
  SSL_SESSION* session = ssl == nullptr ? nullptr : SSL_get_session(ssl);
  if (session == nullptr) return std::nullopt;
  const unsigned char* ticket = nullptr;
  size_t length = 0;
  SSL_SESSION_get0_ticket(session, &ticket, &length);
  if (ticket == nullptr) return std::nullopt;
  return Own(ticket, length);
}

OptionalBytes Finished(TlsStream* stream, bool peer) {
  SSL* ssl = SslOf(stream);
  if (ssl == nullptr) return std::nullopt;
  unsigned char bytes[EVP_MAX_MD_SIZE];
  const size_t size = peer ? SSL_get_peer_finished(ssl, bytes, sizeof bytes) : SSL_get_finished(ssl, bytes, sizeof bytes);
  if (size == 0) return std::nullopt;
  return Own(bytes, std::min(size, sizeof bytes));
}

js::Value Cipher(v8::Isolate* isolate, TlsStream* stream) {
  SSL* ssl = SslOf(stream);
  const SSL_CIPHER* cipher = ssl == nullptr ? nullptr : SSL_get_current_cipher(ssl);
  if (cipher == nullptr) return v8::Undefined(isolate);
  auto object = v8::Object::New(isolate);
  js::SetValue(isolate, object, "name", Text(isolate, SSL_CIPHER_get_name(cipher)));
  js::SetValue(isolate, object, "standardName", Text(isolate, SSL_CIPHER_standard_name(cipher)));
  js::SetValue(isolate, object, "version", Text(isolate, SSL_CIPHER_get_version(cipher)));
  return object;
}

namespace {

js::Value KeyTriple(v8::Isolate* isolate, const char* type, js::Value name, js::Value bits) {
  js::Value parts[] = {js::Literal(isolate, type), name, bits};
  return v8::Array::New(isolate, parts, 3);
}

}  // namespace

js::Value EphemeralKey(v8::Isolate* isolate, TlsStream* stream) {
  crypto::ErrorQueueScope errors;
  js::Value none = v8::Undefined(isolate);
  SSL* ssl = SslOf(stream);
  if (ssl == nullptr || SSL_is_server(ssl) == 1) return none;
  EVP_PKEY* raw = nullptr;
  if (SSL_get_peer_tmp_key(ssl, &raw) != 1) {
    // Key encapsulation has no key of the peer; the group's name is all that there is (RFC 8446, named groups).
    if (SSL_version(ssl) < TLS1_3_VERSION || SSL_get_current_cipher(ssl) == nullptr) return none;
    const char* group = SSL_get0_group_name(ssl);
    return group == nullptr ? none : KeyTriple(isolate, "TLSGroup", Text(isolate, group), none);
  }
  crypto::Pkey key(raw);
  const js::Value bits = v8::Integer::New(isolate, EVP_PKEY_get_bits(key.get()));
  switch (EVP_PKEY_get_id(key.get())) {
    case EVP_PKEY_DH: return KeyTriple(isolate, "DH", none, bits);
    case EVP_PKEY_X25519: case EVP_PKEY_X448:
      return KeyTriple(isolate, "ECDH", Text(isolate, OBJ_nid2sn(EVP_PKEY_get_id(key.get()))), bits);
    case EVP_PKEY_EC: {
      char group[80] = "";
      EVP_PKEY_get_group_name(key.get(), group, sizeof group, nullptr);
      return KeyTriple(isolate, "ECDH", Text(isolate, group), bits);
    }
    default: {
      const char* group = SSL_get0_group_name(ssl);
      return group == nullptr ? none : KeyTriple(isolate, "TLSGroup", Text(isolate, group), none);
    }
  }
}

std::vector<std::string> SharedSigalgs(TlsStream* stream) {
  std::vector<std::string> names;
  SSL* ssl = SslOf(stream);
  if (ssl == nullptr) return names;
  const int count = SSL_get_shared_sigalgs(ssl, 0, nullptr, nullptr, nullptr, nullptr, nullptr);
  for (int i = 0; i < count; i++) {
    int sign = NID_undef, hash = NID_undef;
    SSL_get_shared_sigalgs(ssl, i, &sign, &hash, nullptr, nullptr, nullptr);
    std::string name;
    switch (sign) {
      case EVP_PKEY_RSA: name = "RSA"; break;
      case EVP_PKEY_RSA_PSS: name = "RSA-PSS"; break;
      case EVP_PKEY_DSA: name = "DSA"; break;
      case EVP_PKEY_EC: name = "ECDSA"; break;
      case NID_ED25519: name = "Ed25519"; break;
      case NID_ED448: name = "Ed448"; break;
      default: name = sign == NID_undef ? "UNDEF" : OBJ_nid2sn(sign); break;
    }
    // The Edwards curves have their hash built in.
    if (hash != NID_undef) name += std::string("+") + OBJ_nid2sn(hash);
    else if (sign != NID_ED25519 && sign != NID_ED448) name += "+UNDEF";
    names.push_back(std::move(name));
  }
  return names;
}

namespace {

// OpenSSL's name of a verification result without its prefix, which is Node's error code.
const char* VerifyCode(long result) {
  switch (result) {
#define CASE(name) \
  case X509_V_ERR_##name: return #name;
    CASE(UNABLE_TO_GET_ISSUER_CERT)
    CASE(UNABLE_TO_GET_CRL)
    CASE(UNABLE_TO_DECRYPT_CERT_SIGNATURE)
    CASE(UNABLE_TO_DECRYPT_CRL_SIGNATURE)
    CASE(UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY)
    CASE(CERT_SIGNATURE_FAILURE)
    CASE(CRL_SIGNATURE_FAILURE)
    CASE(CERT_NOT_YET_VALID)
    CASE(CERT_HAS_EXPIRED)
    CASE(CRL_NOT_YET_VALID)
    CASE(CRL_HAS_EXPIRED)
    CASE(ERROR_IN_CERT_NOT_BEFORE_FIELD)
    CASE(ERROR_IN_CERT_NOT_AFTER_FIELD)
    CASE(ERROR_IN_CRL_LAST_UPDATE_FIELD)
    CASE(ERROR_IN_CRL_NEXT_UPDATE_FIELD)
    CASE(OUT_OF_MEM)
    CASE(DEPTH_ZERO_SELF_SIGNED_CERT)
    CASE(SELF_SIGNED_CERT_IN_CHAIN)
    CASE(UNABLE_TO_GET_ISSUER_CERT_LOCALLY)
    CASE(UNABLE_TO_VERIFY_LEAF_SIGNATURE)
    CASE(CERT_CHAIN_TOO_LONG)
    CASE(CERT_REVOKED)
    CASE(INVALID_CA)
    CASE(PATH_LENGTH_EXCEEDED)
    CASE(INVALID_PURPOSE)
    CASE(CERT_UNTRUSTED)
    CASE(CERT_REJECTED)
    CASE(HOSTNAME_MISMATCH)
#undef CASE
    default: return "UNSPECIFIED";
  }
}

// A peer without a certificate is trusted when a shared key vouches for it.
long VerifyResult(TlsStream* stream) {
  SSL* ssl = stream->ssl();
  if (SSL_get0_peer_certificate(ssl) != nullptr) return SSL_get_verify_result(ssl);
  const SSL_CIPHER* cipher = SSL_get_current_cipher(ssl);
  const bool by_psk = cipher != nullptr && SSL_CIPHER_get_auth_nid(cipher) == NID_auth_psk;
  // In TLS 1.3 a shared key of the application looks like a resumed session.
  const bool by_psk13 = stream->engine()->uses_psk() && SSL_version(ssl) == TLS1_3_VERSION && SSL_session_reused(ssl);
  return by_psk || by_psk13 ? X509_V_OK : X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT;
}

}  // namespace

js::Value VerifyError(v8::Isolate* isolate, TlsStream* stream) {
  SSL* ssl = SslOf(stream);
  const long result = ssl == nullptr ? X509_V_OK : VerifyResult(stream);
  if (result == X509_V_OK) return v8::Undefined(isolate);
  js::Value parts[] = {Text(isolate, VerifyCode(result)), Text(isolate, X509_verify_cert_error_string(result))};
  return v8::Array::New(isolate, parts, 2);
}

namespace {

using Chain = std::vector<crypto::Certificate>;

void Append(Chain* chain, X509* shared) {
  X509_up_ref(shared);
  chain->emplace_back(shared);
}

// Issuers come from what the peer sent first, then from the trusted certificates.
void AppendIssuers(SSL* ssl, Chain* chain) {
  std::vector<X509*> sent;
  STACK_OF(X509)* peers = SSL_get_peer_cert_chain(ssl);
  for (int i = 0; i < sk_X509_num(peers); i++) sent.push_back(sk_X509_value(peers, i));
  constexpr size_t kLongestChain = 64;
  while (chain->size() < kLongestChain) {
    X509* last = chain->back().get();
    if (X509_check_issued(last, last) == X509_V_OK) return;
    X509* issuer = nullptr;
    for (X509*& candidate : sent) {
      if (candidate == nullptr || X509_cmp(candidate, last) == 0 || X509_check_issued(candidate, last) != X509_V_OK) continue;
      issuer = std::exchange(candidate, nullptr);
      break;
    }
    if (issuer != nullptr) {
      Append(chain, issuer);
      continue;
    }
    crypto::Owned<X509_STORE_CTX, X509_STORE_CTX_free> lookup(X509_STORE_CTX_new());
    X509_STORE* store = SSL_CTX_get_cert_store(SSL_get_SSL_CTX(ssl));
    if (!lookup || X509_STORE_CTX_init(lookup.get(), store, nullptr, nullptr) != 1) return;
    if (X509_STORE_CTX_get1_issuer(&issuer, lookup.get(), last) != 1) return;
    chain->emplace_back(issuer);
  }
}

}  // namespace

js::Value PeerChain(v8::Isolate* isolate, TlsStream* stream, bool whole) {
  crypto::ErrorQueueScope errors;
  Chain chain;
  SSL* ssl = SslOf(stream);
  if (X509* peer = ssl == nullptr ? nullptr : SSL_get0_peer_certificate(ssl)) {
    Append(&chain, peer);
    if (whole) AppendIssuers(ssl, &chain);
  }
  std::vector<js::Value> handles;
  for (crypto::Certificate& certificate : chain) {
    v8::Local<v8::Object> handle;
    if (!NewCertificate(isolate, certificate.get()).ToLocal(&handle)) break;
    handles.push_back(handle);
  }
  return v8::Array::New(isolate, handles.data(), handles.size());
}

js::Value OwnCertificate(v8::Isolate* isolate, TlsStream* stream) {
  SSL* ssl = SslOf(stream);
  X509* certificate = ssl == nullptr ? nullptr : SSL_get_certificate(ssl);
  v8::Local<v8::Object> handle;
  if (certificate == nullptr || !NewCertificate(isolate, certificate).ToLocal(&handle)) return v8::Undefined(isolate);
  return handle;
}

Result<js::OwnedBytes> ExportKeyingMaterial(TlsStream* stream, uint32_t length, const js::Utf8& label,
                                            std::optional<js::OwnedBytes>& context) {
  crypto::ErrorQueueScope errors;
  SSL* ssl = SslOf(stream);
  if (ssl == nullptr) return Error::Plain("The connection is closed");
  js::OwnedBytes out{std::vector<uint8_t>(length)};
  const uint8_t none = 0;
  const uint8_t* bytes = context && !context->bytes.empty() ? context->bytes.data() : &none;
  if (SSL_export_keying_material(ssl, out.bytes.data(), length, label.data(), label.size(), bytes,
                                 context ? context->bytes.size() : 0, context.has_value()) != 1) {
    return crypto::TakeError("SSL_export_keying_material");
  }
  return out;
}

}  // namespace phasor::bindings::tls_info
