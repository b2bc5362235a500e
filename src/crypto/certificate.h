// What X.509 certificates say, as text and bytes in Node's form, and what can be asked of them (RFC 5280). Callers:
// src/bindings/x509.cc, tls_stream.cc. ParseCertificate() is in crypto/tls_context.h.
#pragma once

#include <openssl/x509v3.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "crypto/tls_context.h"

namespace phasor::crypto {

// A name's parts in order: short name or dotted number of the attribute, and its UTF-8 value.
using NameParts = std::vector<std::pair<std::string, std::string>>;
NameParts PartsOf(const X509_NAME* name);
// "C=US\nCN=host", a line a part; empty for an empty name.
std::string NameText(const X509_NAME* name);

// "DNS:a, IP Address:1.2.3.4"; a value with characters that would make the list ambiguous is a JSON string.
std::optional<std::string> AltNameText(const X509* certificate);
// "OCSP - URI:http://...\nCA Issuers - URI:..."
std::optional<std::string> InfoAccessText(const X509* certificate);
// Dotted numbers of the purposes.
std::optional<std::vector<std::string>> ExtendedKeyUsage(const X509* certificate);

std::string TimeText(const ASN1_TIME* time);       // "Sep  3 21:40:37 2022 GMT"
double TimeMilliseconds(const ASN1_TIME* time);    // since 1970; NaN when it is malformed
std::string Fingerprint(const X509* certificate, const EVP_MD* digest);
std::string SerialNumber(const X509* certificate);
std::string SignatureName(const X509* certificate);  // empty: unknown
std::string SignatureOid(const X509* certificate);
bool IsCa(const X509* certificate);
ByteVector DerOf(const X509* certificate);
std::string PemOf(const X509* certificate);

// What is known of the public key besides its kind; fields that the kind lacks are empty.
struct PublicKeyFacts {
  std::optional<std::string> modulus;   // hexadecimal
  std::optional<std::string> exponent;  // "0x10001"
  std::optional<int> bits;
  std::optional<ByteVector> bytes;      // RSA: SubjectPublicKeyInfo; EC: the encoded point
  std::optional<std::string> asn1_curve;
  std::optional<std::string> nist_curve;
};
PublicKeyFacts FactsOfPublicKey(const X509* certificate);

// SPKAC, Netscape's signed public key and challenge, in base64. A NUL byte or other junk at the end is ignored.
bool VerifySpkac(std::string_view base64);
ByteVector SpkacPublicKey(std::string_view base64);  // PEM; empty: malformed
ByteVector SpkacChallenge(std::string_view base64);

}  // namespace phasor::crypto
