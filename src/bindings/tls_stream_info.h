// The rows of binding('tls_stream') that ask and set up a connection (tls_stream_info.cc). All take the TlsStream first; one that is
// closed answers undefined or false.
#pragma once

#include "bindings/crypto_key_object.h"
#include "bindings/tls_stream.h"

namespace phasor::bindings::tls_info {

using OptionalBytes = std::optional<js::OwnedBytes>;

// ---- settings, before the handshake ----
void SetVerifyMode(TlsStream* stream, bool request, bool require);
bool SetAlpn(TlsStream* stream, const js::Bytes& wire);
void AskAlpn(TlsStream* stream);
bool SetServername(TlsStream* stream, const js::Utf8& name);
bool SetSession(TlsStream* stream, const js::Bytes& session);
bool OfferSession(TlsStream* stream, const js::Bytes& session);
void CollectSessions(TlsStream* stream);
void CollectKeylog(TlsStream* stream);
void WaitAtClientHello(TlsStream* stream);
void WaitForCertificate(TlsStream* stream);
void RequestOcsp(TlsStream* stream);
void SetOcspResponse(TlsStream* stream, const js::Bytes& response);
void EnablePsk(TlsStream* stream);
bool SetPskHint(TlsStream* stream, const js::Utf8& hint);
Result<void> SetKeyCert(TlsStream* stream, ContextHandle* context);
void Trace(TlsStream* stream);
bool SetMaxSendFragment(TlsStream* stream, int32_t size);

// ---- questions ----
std::optional<std::string> Servername(TlsStream* stream);
std::optional<std::string> AlpnProtocol(TlsStream* stream);
std::optional<std::string> Protocol(TlsStream* stream);
bool IsSessionReused(TlsStream* stream);
OptionalBytes Session(TlsStream* stream);
OptionalBytes Ticket(TlsStream* stream);
OptionalBytes Finished(TlsStream* stream, bool peer);
// {name, standardName, version}
js::Value Cipher(v8::Isolate* isolate, TlsStream* stream);
// [type, name or undefined, bits or undefined]; undefined for servers and where there is none
js::Value EphemeralKey(v8::Isolate* isolate, TlsStream* stream);
std::vector<std::string> SharedSigalgs(TlsStream* stream);
// [code, text] when the peer's certificate is not trusted
js::Value VerifyError(v8::Isolate* isolate, TlsStream* stream);
// The peer's certificate and, as far as they are known, its issuers up to a root; an empty array: none.
js::Value PeerChain(v8::Isolate* isolate, TlsStream* stream, bool whole);
js::Value OwnCertificate(v8::Isolate* isolate, TlsStream* stream);
Result<js::OwnedBytes> ExportKeyingMaterial(TlsStream* stream, uint32_t length, const js::Utf8& label,
                                            std::optional<js::OwnedBytes>& context);

}  // namespace phasor::bindings::tls_info

// clang-format off
#define TLS_INFO_ROWS \
    js::Fn<tls_info::SetVerifyMode>("setVerifyMode"), js::Fn<tls_info::SetAlpn>("setAlpn"), \
    js::Fn<tls_info::AskAlpn>("askAlpn"), js::Fn<tls_info::SetServername>("setServername"), \
    js::Fn<tls_info::SetSession>("setSession"), js::Fn<tls_info::OfferSession>("offerSession"), \
    js::Fn<tls_info::CollectSessions>("collectSessions"), js::Fn<tls_info::CollectKeylog>("collectKeylog"), \
    js::Fn<tls_info::WaitAtClientHello>("waitAtClientHello"), js::Fn<tls_info::WaitForCertificate>("waitForCertificate"), \
    js::Fn<tls_info::RequestOcsp>("requestOcsp"), js::Fn<tls_info::SetOcspResponse>("setOcspResponse"), \
    js::Fn<tls_info::EnablePsk>("enablePsk"), js::Fn<tls_info::SetPskHint>("setPskHint"), \
    js::Fn<tls_info::SetKeyCert>("setKeyCert"), js::Fn<tls_info::Trace>("trace"), js::Fn<tls_info::SetMaxSendFragment>("setMaxSendFragment"), \
    js::Fn<tls_info::Servername>("servername"), js::Fn<tls_info::AlpnProtocol>("alpnProtocol"), \
    js::Fn<tls_info::Protocol>("protocol"), js::Fn<tls_info::IsSessionReused>("isSessionReused"), \
    js::Fn<tls_info::Session>("session"), js::Fn<tls_info::Ticket>("ticket"), js::Fn<tls_info::Finished>("finished"), \
    js::Fn<tls_info::Cipher>("cipher"), js::Fn<tls_info::EphemeralKey>("ephemeralKey"), \
    js::Fn<tls_info::SharedSigalgs>("sharedSigalgs"), js::Fn<tls_info::VerifyError>("verifyError"), \
    js::Fn<tls_info::PeerChain>("peerChain"), js::Fn<tls_info::OwnCertificate>("ownCertificate"), \
    js::Fn<tls_info::ExportKeyingMaterial>("exportKeyingMaterial")
// clang-format on
