#include "crypto/tls_engine.h"

#include <openssl/err.h>

#include <algorithm>
#include <cstdio>
#include <cstring>

namespace phasor::crypto {
namespace {

int EngineIndex() {
  static const int index = SSL_get_ex_new_index(0, nullptr, nullptr, nullptr, nullptr);
  return index;
}

ByteVector Serialise(SSL_SESSION* session) {
  const int size = i2d_SSL_SESSION(session, nullptr);
  if (size <= 0) return {};
  ByteVector bytes(static_cast<size_t>(size));
  unsigned char* at = bytes.data();
  i2d_SSL_SESSION(session, &at);
  return bytes;
}

// RFC 6066 section 3: a list of (type, length, name).
std::string ServernameOf(ByteSpan extension) {
  constexpr size_t kHeader = 5;
  if (extension.size() < kHeader || extension[2] != TLSEXT_NAMETYPE_host_name) return {};
  const size_t length = (static_cast<size_t>(extension[3]) << 8) | extension[4];
  if (length > extension.size() - kHeader) return {};
  return std::string(reinterpret_cast<const char*>(extension.data()) + kHeader, length);
}

// As `openssl` prints an error: thread, code, library, function, reason, file, line, data.
std::string LongForm(unsigned long error, const char* file, int line, const char* function, const char* data) {
  const auto orEmpty = [](const char* text) { return text == nullptr ? "" : text; };
  char head[64];
  const auto thread = static_cast<uint64_t>(CRYPTO_THREAD_get_current_id());
  std::snprintf(head, sizeof head, "%016lX:error:%08lX:", __builtin_bswap64(thread), error);
  std::string text = head;
  text += orEmpty(ERR_lib_error_string(error));
  text += ':';
  text += orEmpty(function);
  text += ':';
  text += orEmpty(ERR_reason_error_string(error));
  text += ':';
  text += orEmpty(file);
  text += ':' + std::to_string(line) + ':';
  return text + orEmpty(data) + '\n';
}

}  // namespace

std::string PrintErrors(const char* fallback) {
  std::string text;
  ERR_print_errors_cb(
      [](const char* line, size_t length, void* out) {
        static_cast<std::string*>(out)->append(line, length);
        return 1;
      },
      &text);
  return text.empty() ? fallback : text;
}

Result<std::unique_ptr<TlsEngine>> TlsEngine::New(TlsContextPtr context, bool is_server, TlsDelegate* delegate) {
  ErrorQueueScope errors;
  std::unique_ptr<TlsEngine> engine(new TlsEngine(std::move(context), is_server, delegate));
  engine->ssl_.reset(SSL_new(engine->context_->ctx()));
  SSL* ssl = engine->ssl();
  BIO* bio = BIO_new(BioMethod());
  if (ssl == nullptr || bio == nullptr) {
    BIO_free(bio);
    return Error::Plain("Failed to create a TLS connection");
  }
  BIO_set_data(bio, engine.get());
  BIO_set_init(bio, 1);
  SSL_set_bio(ssl, bio, bio);
  SSL_set_ex_data(ssl, EngineIndex(), engine.get());
  SSL_set_info_callback(ssl, OnInfo);
  if (is_server) SSL_set_accept_state(ssl);
  else SSL_set_connect_state(ssl);
  return engine;
}

TlsEngine::~TlsEngine() { CHECK(depth_ == 0); }

TlsEngine* TlsEngine::From(const SSL* ssl) { return static_cast<TlsEngine*>(SSL_get_ex_data(ssl, EngineIndex())); }

void TlsEngine::Install(SSL_CTX* ctx) {
  SSL_CTX_set_client_hello_cb(ctx, OnClientHello, nullptr);
  SSL_CTX_set_alpn_select_cb(ctx, OnAlpn, nullptr);
  SSL_CTX_set_tlsext_status_cb(ctx, OnStatus);
  SSL_CTX_sess_set_new_cb(ctx, OnNewSession);
  SSL_CTX_sess_set_get_cb(ctx, OnGetSession);
  SSL_CTX_set_keylog_callback(ctx, OnKeylog);
}

// ---- bytes in and out ----

BIO_METHOD* TlsEngine::BioMethod() {
  static BIO_METHOD* const method = [] {
    BIO_METHOD* made = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "TlsEngine");
    CHECK(made != nullptr);
    BIO_meth_set_read_ex(made, OnBioRead);
    BIO_meth_set_write_ex(made, OnBioWrite);
    BIO_meth_set_ctrl(made, OnBioControl);
    return made;
  }();
  return method;
}

int TlsEngine::OnBioRead(BIO* bio, char* out, size_t size, size_t* read) {
  auto* engine = static_cast<TlsEngine*>(BIO_get_data(bio));
  BIO_clear_retry_flags(bio);
  *read = std::min(size, engine->input_.size());
  if (*read == 0) {
    BIO_set_retry_read(bio);
    return 0;
  }
  std::memcpy(out, engine->input_.data(), *read);
  engine->input_.remove_prefix(*read);
  return 1;
}

int TlsEngine::OnBioWrite(BIO* bio, const char* data, size_t size, size_t* written) {
  static_cast<TlsEngine*>(BIO_get_data(bio))->output_.append(data, size);
  *written = size;
  return 1;
}

long TlsEngine::OnBioControl(BIO*, int command, long, void*) {
  return command == BIO_CTRL_FLUSH || command == BIO_CTRL_DUP ? 1 : 0;
}

void TlsEngine::Feed(std::string_view bytes) {
  if (input_.empty()) {
    input_ = bytes;
    return;
  }
  std::string joined(input_);
  joined += bytes;
  kept_ = std::move(joined);
  input_ = kept_;
}

void TlsEngine::KeepInput() {
  if (input_.data() >= kept_.data() && input_.data() <= kept_.data() + kept_.size() && !kept_.empty()) {
    if (input_.empty()) kept_.clear();
    return;
  }
  kept_.assign(input_);
  input_ = kept_;
}

TlsEngine::Outcome TlsEngine::OutcomeOf(int result) {
  if (result > 0) return Outcome::kDone;
  switch (SSL_get_error(ssl(), result)) {
    case SSL_ERROR_WANT_READ:
    case SSL_ERROR_WANT_WRITE:
      return Outcome::kWantInput;
    case SSL_ERROR_WANT_X509_LOOKUP:
    case SSL_ERROR_WANT_CLIENT_HELLO_CB:
      return Outcome::kWaiting;
    case SSL_ERROR_ZERO_RETURN:
      return Outcome::kClosed;
    default:
      failed_ = true;
      return Outcome::kFailed;
  }
}

// A failure leaves its errors in the queue for TakeError(): no ErrorQueueScope in these three.

TlsEngine::Outcome TlsEngine::Handshake() {
  if (waiting_ != Wait::kNone) return Outcome::kWaiting;
  if (!is_server_ && !handshake_begun_) DropForeignSession();
  handshake_begun_ = true;
  ERR_clear_error();
  depth_++;
  const int result = SSL_do_handshake(ssl());
  depth_--;
  return OutcomeOf(result);
}

TlsEngine::Outcome TlsEngine::Read(MutableByteSpan into, size_t* count) {
  ERR_clear_error();
  *count = 0;
  if (waiting_ != Wait::kNone) return Outcome::kWaiting;
  depth_++;
  const int result = SSL_read_ex(ssl(), into.data(), into.size(), count);
  depth_--;
  return OutcomeOf(result);
}

TlsEngine::Outcome TlsEngine::Write(ByteSpan bytes, size_t* count) {
  ERR_clear_error();
  *count = 0;
  if (waiting_ != Wait::kNone) return Outcome::kWaiting;
  if (bytes.empty()) return Outcome::kDone;
  depth_++;
  const int result = SSL_write_ex(ssl(), bytes.data(), bytes.size(), count);
  depth_--;
  return OutcomeOf(result);
}

void TlsEngine::Shutdown() {
  ErrorQueueScope errors;
  if (failed_ || depth_ != 0) return;  // after a fatal error nothing more may be sent
  depth_++;
  // Once: a second call would read, and take data that is still to come for an error.
  SSL_shutdown(ssl());
  depth_--;
}

Error TlsEngine::TakeError() {
  // What libssl says names the failure; libcrypto's part of it may come before. Looking takes entries out of the queue: they are
  // kept in a copy for the message.
  const unsigned long first = ERR_peek_error();
  if (first == 0) return Error::Plain("TLS connection failed");
  std::string text;
  unsigned long named = first;
  while (ERR_peek_error() != 0) {
    const char *file, *function, *data;
    int line, flags;
    const unsigned long next = ERR_get_error_all(&file, &line, &function, &data, &flags);
    if (ERR_GET_LIB(named) != ERR_LIB_SSL && ERR_GET_LIB(next) == ERR_LIB_SSL) named = next;
    text += LongForm(next, file, line, function, (flags & ERR_TXT_STRING) != 0 ? data : "");
  }
  auto details = std::make_shared<ErrorDetails>(DescribeError(named));
  Error error = Error::Coded(ErrorCode::kLibrary, std::move(text));
  error.details = std::move(details);
  return error;
}

// ---- what OpenSSL asks ----

void TlsEngine::Collect(TlsEvent::Kind kind, ByteVector first, ByteVector second) {
  events_.push_back({kind, std::move(first), std::move(second)});
}

void TlsEngine::OnInfo(const SSL* ssl, int where, int) {
  TlsEngine* engine = From(ssl);
  if (engine == nullptr) return;
  if ((where & SSL_CB_HANDSHAKE_START) != 0) engine->Collect(TlsEvent::Kind::kHandshakeStart);
  // A renegotiation that was only asked for is not over yet.
  if ((where & SSL_CB_HANDSHAKE_DONE) != 0 && SSL_renegotiate_pending(ssl) == 0) {
    engine->Collect(TlsEvent::Kind::kHandshakeDone);
  }
}

void TlsEngine::OnKeylog(const SSL* ssl, const char* line) {
  TlsEngine* engine = From(ssl);
  if (engine == nullptr || !engine->collect_keylog_) return;
  ByteVector bytes(line, line + std::strlen(line));
  bytes.push_back('\n');
  engine->Collect(TlsEvent::Kind::kKeylog, std::move(bytes));
}

void TlsEngine::ReadClientHello(SSL* ssl) {
  const unsigned char* data = nullptr;
  size_t size = SSL_client_hello_get0_session_id(ssl, &data);
  client_hello_.session_id.assign(data, data + size);
  if (SSL_client_hello_get0_ext(ssl, TLSEXT_TYPE_server_name, &data, &size) == 1) {
    client_hello_.servername = ServernameOf({data, size});
  }
  client_hello_.has_ticket = SSL_client_hello_get0_ext(ssl, TLSEXT_TYPE_session_ticket, &data, &size) == 1 && size != 0;
  client_hello_.wants_ocsp = SSL_client_hello_get0_ext(ssl, TLSEXT_TYPE_status_request, &data, &size) == 1;
}

int TlsEngine::OnClientHello(SSL* ssl, int*, void*) {
  TlsEngine* engine = From(ssl);
  if (engine == nullptr || !engine->wait_at_client_hello_) return SSL_CLIENT_HELLO_SUCCESS;
  if (engine->waiting_ == Wait::kNone) {
    engine->wait_at_client_hello_ = false;  // the call that follows Continue() goes on
    engine->ReadClientHello(ssl);
    engine->waiting_ = Wait::kClientHello;
  }
  return SSL_CLIENT_HELLO_RETRY;
}

void TlsEngine::WaitForCertificate() {
  wait_for_certificate_ = true;
  SSL_set_cert_cb(ssl(), OnCertificate, nullptr);
}

int TlsEngine::OnCertificate(SSL* ssl, void*) {
  TlsEngine* engine = From(ssl);
  if (engine == nullptr || !engine->is_server_ || !engine->wait_for_certificate_) return 1;
  engine->wait_for_certificate_ = false;
  const char* name = engine->servername();
  engine->client_hello_.servername = name == nullptr ? "" : name;
  engine->client_hello_.wants_ocsp = SSL_get_tlsext_status_type(ssl) == TLSEXT_STATUSTYPE_ocsp;
  engine->waiting_ = Wait::kCertificate;
  return -1;
}

int TlsEngine::OnAlpn(SSL* ssl, const unsigned char** out, unsigned char* out_length, const unsigned char* in, unsigned length,
                      void*) {
  TlsEngine* engine = From(ssl);
  if (engine == nullptr) return SSL_TLSEXT_ERR_NOACK;
  if (engine->ask_alpn_) {
    auto chosen = engine->delegate_->SelectAlpn(engine->servername(), {in, length});
    if (!chosen || chosen->empty() || chosen->size() > 255) return SSL_TLSEXT_ERR_ALERT_FATAL;
    engine->alpn_choice_.assign(chosen->begin(), chosen->end());
    *out = engine->alpn_choice_.data();
    *out_length = static_cast<unsigned char>(engine->alpn_choice_.size());
    return SSL_TLSEXT_ERR_OK;
  }
  if (engine->alpn_.empty()) return SSL_TLSEXT_ERR_NOACK;
  unsigned char* selected = nullptr;
  const int result = SSL_select_next_proto(&selected, out_length, engine->alpn_.data(),
                                           static_cast<unsigned>(engine->alpn_.size()), in, length);
  if (result != OPENSSL_NPN_NEGOTIATED) return SSL_TLSEXT_ERR_ALERT_FATAL;
  *out = selected;
  return SSL_TLSEXT_ERR_OK;
}

int TlsEngine::OnStatus(SSL* ssl, void*) {
  TlsEngine* engine = From(ssl);
  if (engine == nullptr) return 1;
  if (!engine->is_server_) {
    const unsigned char* data = nullptr;
    const long size = SSL_get_tlsext_status_ocsp_resp(ssl, &data);
    engine->Collect(TlsEvent::Kind::kOcspResponse, size > 0 ? ByteVector(data, data + size) : ByteVector());
    return 1;
  }
  const ByteVector& response = engine->ocsp_response_;
  if (response.empty()) return SSL_TLSEXT_ERR_NOACK;
  auto* copy = static_cast<unsigned char*>(OPENSSL_memdup(response.data(), response.size()));
  if (copy == nullptr) return SSL_TLSEXT_ERR_NOACK;
  SSL_set_tlsext_status_ocsp_resp(ssl, copy, static_cast<long>(response.size()));
  return SSL_TLSEXT_ERR_OK;
}

// 0: the session stays OpenSSL's.
int TlsEngine::OnNewSession(SSL* ssl, SSL_SESSION* session) {
  TlsEngine* engine = From(ssl);
  if (engine == nullptr || !engine->collect_sessions_) return 0;
  // A session longer than this could not be resumed over a ticket anyway.
  constexpr size_t kLongestSession = 10 * 1024;
  engine->RememberHost(session);
  ByteVector bytes = Serialise(session);
  if (bytes.empty() || bytes.size() > kLongestSession) return 0;
  unsigned length = 0;
  const unsigned char* id = SSL_SESSION_get_id(session, &length);
  engine->Collect(TlsEvent::Kind::kNewSession, ByteVector(id, id + length), std::move(bytes));
  return 0;
}

// Servers seldom confirm the name, and only then does OpenSSL note it.
void TlsEngine::RememberHost(SSL_SESSION* session) {
  if (!is_server_ && servername() != nullptr) SSL_SESSION_set1_hostname(session, servername());
}

// A session belongs to the host that it was made with: its certificate would be trusted for another one.
void TlsEngine::DropForeignSession() {
  const SSL_SESSION* session = SSL_get_session(ssl());
  const char* host = session == nullptr ? nullptr : SSL_SESSION_get0_hostname(session);
  if (host == nullptr) return;
  const char* name = servername();
  if (name == nullptr || std::strcmp(name, host) != 0) SSL_set_session(ssl(), nullptr);
}

SSL_SESSION* TlsEngine::OnGetSession(SSL* ssl, const unsigned char*, int, int* copy) {
  *copy = 0;
  TlsEngine* engine = From(ssl);
  return engine == nullptr ? nullptr : engine->next_session_.release();
}

unsigned TlsEngine::OnPskServer(SSL* ssl, const char* identity, unsigned char* psk, unsigned room) {
  TlsEngine* engine = From(ssl);
  if (engine == nullptr) return 0;
  auto key = engine->delegate_->PskOfClient(identity, room);
  if (!key || key->size() > room) return 0;
  std::copy(key->begin(), key->end(), psk);
  return static_cast<unsigned>(key->size());
}

unsigned TlsEngine::OnPskClient(SSL* ssl, const char* hint, char* identity, unsigned identity_room, unsigned char* psk,
                                unsigned room) {
  TlsEngine* engine = From(ssl);
  if (engine == nullptr) return 0;
  auto found = engine->delegate_->PskForServer(hint, identity_room, room);
  if (!found || found->first.size() >= identity_room || found->second.size() > room) return 0;
  std::memcpy(identity, found->first.c_str(), found->first.size() + 1);
  std::copy(found->second.begin(), found->second.end(), psk);
  return static_cast<unsigned>(found->second.size());
}

// ---- settings ----

void TlsEngine::EnablePsk() {
  uses_psk_ = true;
  if (is_server_) SSL_set_psk_server_callback(ssl(), OnPskServer);
  else SSL_set_psk_client_callback(ssl(), OnPskClient);
}

void TlsEngine::SetVerifyMode(bool request, bool require) {
  int mode = SSL_VERIFY_NONE;
  // Clients always look at the result afterwards, in JavaScript.
  if (is_server_ && request) mode = SSL_VERIFY_PEER | (require ? SSL_VERIFY_FAIL_IF_NO_PEER_CERT : 0);
  SSL_set_verify(ssl(), mode, [](int, X509_STORE_CTX*) { return 1; });
}

bool TlsEngine::OfferAlpn(ByteSpan wire) {
  ErrorQueueScope errors;
  return SSL_set_alpn_protos(ssl(), wire.data(), static_cast<unsigned>(wire.size())) == 0;
}

bool TlsEngine::SetServername(const char* name) {
  ErrorQueueScope errors;
  return SSL_set_tlsext_host_name(ssl(), name) == 1;
}

void TlsEngine::UseContext(TlsContextPtr context) {
  ErrorQueueScope errors;
  SSL_set_SSL_CTX(ssl(), context->ctx());
  // Client certificates are judged by the new context's authorities, too.
  SSL_set1_verify_cert_store(ssl(), SSL_CTX_get_cert_store(context->ctx()));
  SSL_set_client_CA_list(ssl(), SSL_dup_CA_list(SSL_CTX_get_client_CA_list(context->ctx())));
  other_contexts_.push_back(std::move(context));
}

bool TlsEngine::SetSession(ByteSpan serialised) {
  ErrorQueueScope errors;
  const uint8_t* at = serialised.data();
  SslSession session(d2i_SSL_SESSION(nullptr, &at, static_cast<long>(serialised.size())));
  return session != nullptr && SSL_set_session(ssl(), session.get()) == 1;
}

bool TlsEngine::OfferSession(ByteSpan serialised) {
  ErrorQueueScope errors;
  const uint8_t* at = serialised.data();
  next_session_.reset(d2i_SSL_SESSION(nullptr, &at, static_cast<long>(serialised.size())));
  return next_session_ != nullptr;
}

}  // namespace phasor::crypto
