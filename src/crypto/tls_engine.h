// TlsEngine: one TLS connection without any socket: encrypted bytes go in by Feed(), come out by TakeOutput(). Callers:
// src/bindings/tls_stream.cc. RFC 8446, RFC 5246.
//
// Rules: after every call the caller sends TakeOutput(), then deals with TakeEvents() in order. A TlsDelegate is asked from inside
// OpenSSL; while it is, no other method may be called (busy()). kWaiting means that the handshake stands still until Continue().
#pragma once

#include <openssl/ssl.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crypto/tls_context.h"

namespace phasor::crypto {

using Ssl = Owned<SSL, SSL_free>;
using SslSession = Owned<SSL_SESSION, SSL_SESSION_free>;

class TlsDelegate {
 public:
  // Server: the protocol to use of those that the client offers (RFC 7301 wire format); none: the handshake fails.
  virtual std::optional<std::string> SelectAlpn(const char* servername, ByteSpan offered) = 0;
  // RFC 4279. Empty results: no key.
  virtual std::optional<ByteVector> PskOfClient(const char* identity, size_t room) = 0;
  virtual std::optional<std::pair<std::string, ByteVector>> PskForServer(const char* hint, size_t identity_room, size_t room) = 0;

 protected:
  ~TlsDelegate() = default;
};

struct TlsEvent {
  enum class Kind { kHandshakeStart, kHandshakeDone, kKeylog, kNewSession, kOcspResponse };
  Kind kind;
  ByteVector first;   // a line of the key log, a session's id, an OCSP response
  ByteVector second;  // the serialised session
};

struct ClientHello {
  ByteVector session_id;
  std::string servername;
  bool has_ticket = false;
  bool wants_ocsp = false;
};

class TlsEngine {
 public:
  enum class Outcome { kDone, kWantInput, kWaiting, kClosed, kFailed };
  enum class Wait { kNone, kClientHello, kCertificate };

  static Result<std::unique_ptr<TlsEngine>> New(TlsContextPtr context, bool is_server, TlsDelegate* delegate);
  // Sets the callbacks of an SSL_CTX that engines are made from.
  static void Install(SSL_CTX* ctx);
  static TlsEngine* From(const SSL* ssl);
  ~TlsEngine();

  void set_delegate(TlsDelegate* delegate) { delegate_ = delegate; }
  SSL* ssl() { return ssl_.get(); }
  const TlsContextPtr& context() const { return context_; }
  bool is_server() const { return is_server_; }
  bool busy() const { return depth_ != 0; }
  bool established() const { return SSL_is_init_finished(ssl_.get()) != 0; }

  // `bytes` must stay valid until the next KeepInput(), which copies what has not been consumed.
  void Feed(std::string_view bytes);
  void KeepInput();
  Outcome Handshake();
  Outcome Read(MutableByteSpan into, size_t* count);
  Outcome Write(ByteSpan bytes, size_t* count);
  void Shutdown();
  size_t unread_input() const { return input_.size(); }
  bool uses_psk() const { return uses_psk_; }
  bool has_output() const { return !output_.empty(); }
  std::string TakeOutput() { return std::exchange(output_, {}); }
  std::vector<TlsEvent> TakeEvents() { return std::exchange(events_, {}); }
  // After kFailed.
  Error TakeError();

  // Where a server's handshake waits for JavaScript, once switched on.
  void WaitAtClientHello() { wait_at_client_hello_ = true; }
  void WaitForCertificate();
  Wait waiting() const { return waiting_; }
  const ClientHello& client_hello() const { return client_hello_; }
  void Continue() { waiting_ = Wait::kNone; }

  void SetVerifyMode(bool request, bool require);
  void SetAlpn(ByteVector wire) { alpn_ = std::move(wire); }
  bool OfferAlpn(ByteSpan wire);  // client
  void AskAlpn() { ask_alpn_ = true; }
  bool SetServername(const char* name);
  const char* servername() const { return SSL_get_servername(ssl_.get(), TLSEXT_NAMETYPE_host_name); }
  void UseContext(TlsContextPtr context);
  bool SetSession(ByteSpan serialised);
  // Notes a client's server name in a session before it is serialised.
  void RememberHost(SSL_SESSION* session);
  // What the next look-up of a session by its id finds.
  bool OfferSession(ByteSpan serialised);
  void CollectSessions() { collect_sessions_ = true; }
  void CollectKeylog() { collect_keylog_ = true; }
  void RequestOcsp() { SSL_set_tlsext_status_type(ssl_.get(), TLSEXT_STATUSTYPE_ocsp); }
  void SetOcspResponse(ByteVector response) { ocsp_response_ = std::move(response); }
  void EnablePsk();
  bool SetPskHint(const char* hint) { return SSL_use_psk_identity_hint(ssl_.get(), hint) == 1; }

 private:
  TlsEngine(TlsContextPtr context, bool is_server, TlsDelegate* delegate)
      : context_(std::move(context)), delegate_(delegate), is_server_(is_server) {}
  Outcome OutcomeOf(int result);
  void Collect(TlsEvent::Kind kind, ByteVector first = {}, ByteVector second = {});
  void ReadClientHello(SSL* ssl);
  void DropForeignSession();

  // Called by OpenSSL.
  static BIO_METHOD* BioMethod();
  static int OnBioRead(BIO* bio, char* out, size_t size, size_t* read);
  static int OnBioWrite(BIO* bio, const char* data, size_t size, size_t* written);
  static long OnBioControl(BIO* bio, int command, long number, void* pointer);
  static int OnClientHello(SSL* ssl, int* alert, void*);
  static int OnCertificate(SSL* ssl, void*);
  static int OnAlpn(SSL* ssl, const unsigned char** out, unsigned char* out_length, const unsigned char* in, unsigned length, void*);
  static int OnStatus(SSL* ssl, void*);
  static int OnNewSession(SSL* ssl, SSL_SESSION* session);
  static SSL_SESSION* OnGetSession(SSL* ssl, const unsigned char* id, int length, int* copy);
  static void OnInfo(const SSL* ssl, int where, int);
  static void OnKeylog(const SSL* ssl, const char* line);
  static unsigned OnPskServer(SSL* ssl, const char* identity, unsigned char* psk, unsigned room);
  static unsigned OnPskClient(SSL* ssl, const char* hint, char* identity, unsigned identity_room, unsigned char* psk, unsigned room);

  TlsContextPtr context_;
  std::vector<TlsContextPtr> other_contexts_;  // by SNI
  Ssl ssl_;
  TlsDelegate* delegate_;
  std::string_view input_;
  std::string kept_;
  std::string output_;
  std::vector<TlsEvent> events_;
  ByteVector alpn_;
  ByteVector alpn_choice_;
  ByteVector ocsp_response_;
  SslSession next_session_;
  ClientHello client_hello_;
  Wait waiting_ = Wait::kNone;
  int depth_ = 0;
  const bool is_server_;
  bool ask_alpn_ = false;
  bool wait_at_client_hello_ = false;
  bool wait_for_certificate_ = false;
  bool collect_sessions_ = false;
  bool collect_keylog_ = false;
  bool handshake_begun_ = false;
  bool uses_psk_ = false;
  bool failed_ = false;
};

// All errors of the queue in the long form that `openssl` prints, a line each; empties the queue.
std::string PrintErrors(const char* fallback);

}  // namespace phasor::crypto
