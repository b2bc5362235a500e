// Two engines that hand each other their bytes: handshake, data, close, failures, and a handshake that waits (RFC 8446).
#include "crypto/tls_engine.h"

#include <gtest/gtest.h>
#include <openssl/pem.h>

namespace phasor::crypto {
namespace {

using Outcome = TlsEngine::Outcome;

ByteSpan Span(std::string_view text) { return {reinterpret_cast<const uint8_t*>(text.data()), text.size()}; }

// A key and its self-signed certificate, made anew: no file is needed.
struct Identity {
  Pkey key{EVP_EC_gen("P-256")};
  Certificate certificate{X509_new()};
  Identity() {
    X509* x = certificate.get();
    X509_set_version(x, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(x), 1);
    X509_gmtime_adj(X509_getm_notBefore(x), 0);
    X509_gmtime_adj(X509_getm_notAfter(x), 3600);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(x), "CN", MBSTRING_ASC, Chars("test"), -1, -1, 0);
    X509_set_issuer_name(x, X509_get_subject_name(x));
    X509_set_pubkey(x, key.get());
    X509_sign(x, key.get(), EVP_sha256());
  }
  ByteVector CertificatePem() const {
    Bio bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(bio.get(), certificate.get());
    return BioBytes(bio.get());
  }
  ByteVector KeyPem() const {
    Bio bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_PrivateKey(bio.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    return BioBytes(bio.get());
  }
};

class TlsEngineTest : public testing::Test {
 protected:
  TlsEngineTest() {
    EnsureOpenSsl();
    Identity identity;
    auto server_context = TlsContext::New(TlsSide::kBoth, TLS1_2_VERSION, TLS1_3_VERSION).value();
    EXPECT_TRUE(server_context->SetCertificate(identity.CertificatePem()).ok());
    EXPECT_TRUE(server_context->SetKey(identity.KeyPem(), {}).ok());
    server = TlsEngine::New(server_context, true, nullptr).value();
    client = TlsEngine::New(TlsContext::New(TlsSide::kBoth, TLS1_2_VERSION, TLS1_3_VERSION).value(), false, nullptr).value();
  }
  static void Carry(TlsEngine& from, TlsEngine& to) {
    const std::string bytes = from.TakeOutput();
    to.Feed(bytes);
    to.KeepInput();
  }
  void ShakeHands() {
    for (int i = 0; i < 10 && !(client->established() && server->established()); i++) {
      client->Handshake();
      Carry(*client, *server);
      server->Handshake();
      Carry(*server, *client);
    }
  }
  static std::string ReadAll(TlsEngine& engine, Outcome* last) {
    std::string text;
    uint8_t bytes[1024];
    size_t count = 0;
    for (int i = 0; i < 10; i++) {
      *last = engine.Read(bytes, &count);
      text.append(reinterpret_cast<char*>(bytes), count);
      if (*last == Outcome::kClosed || *last == Outcome::kFailed) break;
    }
    return text;
  }
  std::unique_ptr<TlsEngine> server;
  std::unique_ptr<TlsEngine> client;
};

TEST_F(TlsEngineTest, CarriesDataAfterTheHandshake) {
  ShakeHands();
  ASSERT_TRUE(client->established() && server->established());
  size_t count = 0;
  EXPECT_EQ(client->Write(Span("hello"), &count), Outcome::kDone);
  EXPECT_EQ(count, 5u);
  Carry(*client, *server);
  Outcome last;
  EXPECT_EQ(ReadAll(*server, &last), "hello");
  EXPECT_EQ(last, Outcome::kWantInput);
}

TEST_F(TlsEngineTest, CloseNotifyEndsReading) {
  ShakeHands();
  client->Shutdown();
  Carry(*client, *server);
  Outcome last;
  EXPECT_EQ(ReadAll(*server, &last), "");
  EXPECT_EQ(last, Outcome::kClosed);
}

TEST_F(TlsEngineTest, BytesMayComeOneByOne) {
  client->Handshake();
  for (const char byte : client->TakeOutput()) {
    server->Feed({&byte, 1});
    server->Handshake();
    server->KeepInput();
  }
  EXPECT_TRUE(server->has_output());
}

TEST_F(TlsEngineTest, NonsenseFailsWithTheLibrarysError) {
  server->Feed("GET / HTTP/1.1\r\n\r\n");
  ASSERT_EQ(server->Handshake(), Outcome::kFailed);
  const Error error = server->TakeError();
  EXPECT_EQ(error.details->code, "ERR_SSL_HTTP_REQUEST");
  EXPECT_NE(error.message.find("SSL routines"), std::string::npos);
}

TEST_F(TlsEngineTest, WaitsForTheCertificateUntilContinue) {
  server->WaitForCertificate();
  client->SetServername("somewhere.test");
  client->Handshake();
  Carry(*client, *server);
  EXPECT_EQ(server->Handshake(), Outcome::kWaiting);
  EXPECT_EQ(server->waiting(), TlsEngine::Wait::kCertificate);
  EXPECT_EQ(server->client_hello().servername, "somewhere.test");
  EXPECT_EQ(server->Handshake(), Outcome::kWaiting);
  server->Continue();
  ShakeHands();
  EXPECT_TRUE(server->established());
}

TEST_F(TlsEngineTest, ASessionOfAnotherHostIsNotOffered) {
  client->CollectSessions();
  client->SetServername("one.test");
  ShakeHands();
  Outcome last;
  ReadAll(*client, &last);
  ByteVector session;
  for (TlsEvent& event : client->TakeEvents()) {
    if (event.kind == TlsEvent::Kind::kNewSession) session = std::move(event.second);
  }
  ASSERT_FALSE(session.empty());
  for (const char* name : {"one.test", "two.test"}) {
    client = TlsEngine::New(client->context(), false, nullptr).value();
    server = TlsEngine::New(server->context(), true, nullptr).value();
    ASSERT_TRUE(client->SetSession(session));
    client->SetServername(name);
    ShakeHands();
    EXPECT_EQ(SSL_session_reused(client->ssl()) == 1, std::string_view(name) == "one.test") << name;
  }
}

}  // namespace
}  // namespace phasor::crypto
