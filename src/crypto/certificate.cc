#include "crypto/certificate.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/pem.h>

#include <cmath>
#include <cstdio>
#include <ctime>

namespace phasor::crypto {
namespace {

using GeneralNames = Owned<GENERAL_NAMES, GENERAL_NAMES_free>;
using InfoAccess = Owned<AUTHORITY_INFO_ACCESS, AUTHORITY_INFO_ACCESS_free>;
using KeyPurposes = Owned<EXTENDED_KEY_USAGE, EXTENDED_KEY_USAGE_free>;
using Spki = Owned<NETSCAPE_SPKI, NETSCAPE_SPKI_free>;

std::string Utf8Of(const ASN1_STRING* string) {
  unsigned char* text = nullptr;
  const int length = ASN1_STRING_to_UTF8(&text, string);
  if (length < 0) return {};
  std::string result(reinterpret_cast<char*>(text), static_cast<size_t>(length));
  OPENSSL_free(text);
  return result;
}

std::string OidText(const ASN1_OBJECT* object) {
  char text[256];
  const int length = OBJ_obj2txt(text, sizeof text, object, 1);
  return length <= 0 ? std::string() : std::string(text, std::min<size_t>(static_cast<size_t>(length), sizeof text - 1));
}

std::string BytesOf(const ASN1_STRING* string) {
  return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(string)), static_cast<size_t>(ASN1_STRING_length(string))};
}

// `text` needs no quotes when it is printable and cannot be taken for a part of the list.
bool IsUnambiguous(std::string_view text, bool is_utf8) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\' || c == ',' || c == '\'') return false;
    if (is_utf8 ? (byte < ' ' || byte == 0x7f) : (byte < ' ' || byte > '~')) return false;
  }
  return true;
}

// A JSON string that holds none of the characters with which lists are made. Latin-1 input: every byte is a character.
std::string Quoted(std::string_view text, bool is_utf8) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == ',' || c == '\'' || byte < ' ' || byte == 0x7f || (byte > '~' && !is_utf8)) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\u%04x", byte);
      out += escape;
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string PrefixedText(const std::string& prefix, std::string_view text, bool is_utf8) {
  return prefix + (IsUnambiguous(text, is_utf8) ? std::string(text) : Quoted(text, is_utf8));
}

std::string IpText(const ASN1_OCTET_STRING* address) {
  const unsigned char* bytes = ASN1_STRING_get0_data(address);
  const int length = ASN1_STRING_length(address);
  char part[8];
  std::string text;
  if (length == 4) {
    for (int i = 0; i < 4; i++) {
      std::snprintf(part, sizeof part, i == 0 ? "%d" : ".%d", bytes[i]);
      text += part;
    }
    return text;
  }
  if (length == 16) {
    for (int i = 0; i < 16; i += 2) {
      std::snprintf(part, sizeof part, i == 0 ? "%X" : ":%X", bytes[i] << 8 | bytes[i + 1]);
      text += part;
    }
    return text;
  }
  return "<invalid length=" + std::to_string(length) + ">";
}

std::string DirectoryNameText(const X509_NAME* name) {
  Bio bio(BIO_new(BIO_s_mem()));
  // RFC 2253 without its escapes of multi-byte and control characters, which Quoted() takes care of.
  X509_NAME_print_ex(bio.get(), name, 0, XN_FLAG_RFC2253 & ~(ASN1_STRFLGS_ESC_MSB | ASN1_STRFLGS_ESC_CTRL));
  const ByteVector text = BioBytes(bio.get());
  return {text.begin(), text.end()};
}

std::string OtherNameText(const OTHERNAME* other) {
  const char* prefix = nullptr;
  bool is_utf8 = true;
  switch (OBJ_obj2nid(other->type_id)) {
    case NID_id_on_SmtpUTF8Mailbox: prefix = "SmtpUTF8Mailbox"; break;
    case NID_XmppAddr: prefix = "XmppAddr"; break;
    case NID_SRVName: prefix = "SRVName"; is_utf8 = false; break;
    case NID_ms_upn: prefix = "UPN"; break;
    case NID_NAIRealm: prefix = "NAIRealm"; break;
    default: return "othername:<unsupported>";
  }
  const int wanted = is_utf8 ? V_ASN1_UTF8STRING : V_ASN1_IA5STRING;
  if (other->value == nullptr || other->value->type != wanted) return "othername:<unsupported>";
  return PrefixedText("othername:", std::string(prefix) + ":" + BytesOf(other->value->value.asn1_string), is_utf8);
}

std::string GeneralNameText(const GENERAL_NAME* name) {
  switch (name->type) {
    case GEN_DNS: return PrefixedText("DNS:", BytesOf(name->d.dNSName), false);
    case GEN_EMAIL: return PrefixedText("email:", BytesOf(name->d.rfc822Name), false);
    case GEN_URI: return PrefixedText("URI:", BytesOf(name->d.uniformResourceIdentifier), false);
    case GEN_IPADD: return "IP Address:" + IpText(name->d.iPAddress);
    case GEN_DIRNAME: return PrefixedText("DirName:", DirectoryNameText(name->d.directoryName), true);
    case GEN_RID: return "Registered ID:" + OidText(name->d.registeredID);
    case GEN_OTHERNAME: return OtherNameText(name->d.otherName);
    case GEN_X400: return "X400Name:<unsupported>";
    case GEN_EDIPARTY: return "EdiPartyName:<unsupported>";
    default: return "<unsupported>";
  }
}

}  // namespace

NameParts PartsOf(const X509_NAME* name) {
  NameParts parts;
  for (int i = 0; i < X509_NAME_entry_count(name); i++) {
    const X509_NAME_ENTRY* entry = X509_NAME_get_entry(name, i);
    const ASN1_OBJECT* object = X509_NAME_ENTRY_get_object(entry);
    const int nid = OBJ_obj2nid(object);
    parts.emplace_back(nid == NID_undef ? OidText(object) : OBJ_nid2sn(nid), Utf8Of(X509_NAME_ENTRY_get_data(entry)));
  }
  return parts;
}

std::string NameText(const X509_NAME* name) {
  constexpr unsigned long kFlags = ASN1_STRFLGS_ESC_2253 | ASN1_STRFLGS_ESC_CTRL | ASN1_STRFLGS_UTF8_CONVERT |
                                   XN_FLAG_SEP_MULTILINE | XN_FLAG_FN_SN;
  Bio bio(BIO_new(BIO_s_mem()));
  if (X509_NAME_print_ex(bio.get(), name, 0, kFlags) < 0) return {};
  const ByteVector text = BioBytes(bio.get());
  return {text.begin(), text.end()};
}

std::optional<std::string> AltNameText(const X509* certificate) {
  ErrorQueueScope errors;
  GeneralNames names(static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)));
  if (!names) return std::nullopt;
  std::string text;
  for (int i = 0; i < sk_GENERAL_NAME_num(names.get()); i++) {
    if (i != 0) text += ", ";
    text += GeneralNameText(sk_GENERAL_NAME_value(names.get(), i));
  }
  return text;
}

std::optional<std::string> InfoAccessText(const X509* certificate) {
  ErrorQueueScope errors;
  InfoAccess access(static_cast<AUTHORITY_INFO_ACCESS*>(X509_get_ext_d2i(certificate, NID_info_access, nullptr, nullptr)));
  if (!access) return std::nullopt;
  std::string text;
  for (int i = 0; i < sk_ACCESS_DESCRIPTION_num(access.get()); i++) {
    const ACCESS_DESCRIPTION* entry = sk_ACCESS_DESCRIPTION_value(access.get(), i);
    if (i != 0) text += '\n';
    char method[128];
    OBJ_obj2txt(method, sizeof method, entry->method, 0);
    text += method;
    text += " - ";
    text += GeneralNameText(entry->location);
  }
  return text;
}

std::optional<std::vector<std::string>> ExtendedKeyUsage(const X509* certificate) {
  ErrorQueueScope errors;
  KeyPurposes purposes(static_cast<EXTENDED_KEY_USAGE*>(X509_get_ext_d2i(certificate, NID_ext_key_usage, nullptr, nullptr)));
  if (!purposes) return std::nullopt;
  std::vector<std::string> oids;
  for (int i = 0; i < sk_ASN1_OBJECT_num(purposes.get()); i++) oids.push_back(OidText(sk_ASN1_OBJECT_value(purposes.get(), i)));
  return oids;
}

std::string TimeText(const ASN1_TIME* time) {
  Bio bio(BIO_new(BIO_s_mem()));
  ASN1_TIME_print(bio.get(), time);
  const ByteVector text = BioBytes(bio.get());
  return {text.begin(), text.end()};
}

double TimeMilliseconds(const ASN1_TIME* time) {
  std::tm parts{};
  if (ASN1_TIME_to_tm(time, &parts) != 1) return std::nan("");
  return static_cast<double>(timegm(&parts)) * 1000;
}

std::string Fingerprint(const X509* certificate, const EVP_MD* digest) {
  unsigned char bytes[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  if (X509_digest(certificate, digest, bytes, &size) != 1) return {};
  std::string text;
  char part[4];
  for (unsigned i = 0; i < size; i++) {
    std::snprintf(part, sizeof part, i == 0 ? "%02X" : ":%02X", bytes[i]);
    text += part;
  }
  return text;
}

std::string SerialNumber(const X509* certificate) {
  BigNumber number(ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate), nullptr));
  char* hex = number ? BN_bn2hex(number.get()) : nullptr;
  if (hex == nullptr) return {};
  std::string text(hex);
  OPENSSL_free(hex);
  return text;
}

namespace {

const ASN1_OBJECT* SignatureObject(const X509* certificate) {
  const X509_ALGOR* algorithm = nullptr;
  X509_get0_signature(nullptr, &algorithm, certificate);
  const ASN1_OBJECT* object = nullptr;
  X509_ALGOR_get0(&object, nullptr, nullptr, algorithm);
  return object;
}

}  // namespace

std::string SignatureName(const X509* certificate) {
  const int nid = OBJ_obj2nid(SignatureObject(certificate));
  return nid == NID_undef ? "" : OBJ_nid2ln(nid);
}

std::string SignatureOid(const X509* certificate) { return OidText(SignatureObject(certificate)); }

bool IsCa(const X509* certificate) { return X509_check_ca(const_cast<X509*>(certificate)) == 1; }

ByteVector DerOf(const X509* certificate) {
  unsigned char* data = nullptr;
  const int size = i2d_X509(certificate, &data);
  if (size < 0) return {};
  ByteVector bytes(data, data + size);
  OPENSSL_free(data);
  return bytes;
}

std::string PemOf(const X509* certificate) {
  Bio bio(BIO_new(BIO_s_mem()));
  PEM_write_bio_X509(bio.get(), certificate);
  const ByteVector text = BioBytes(bio.get());
  return {text.begin(), text.end()};
}

namespace {

std::optional<std::string> HexNumber(const EVP_PKEY* key, const char* name) {
  BIGNUM* raw = nullptr;
  if (EVP_PKEY_get_bn_param(key, name, &raw) != 1) return std::nullopt;
  BigNumber number(raw);
  char* hex = BN_bn2hex(number.get());
  std::string text(hex);
  OPENSSL_free(hex);
  return text;
}

}  // namespace

PublicKeyFacts FactsOfPublicKey(const X509* certificate) {
  ErrorQueueScope errors;
  PublicKeyFacts facts;
  const EVP_PKEY* key = X509_get0_pubkey(certificate);
  if (key == nullptr) return facts;
  const int kind = EVP_PKEY_get_base_id(key);
  if (kind == EVP_PKEY_RSA) {
    facts.modulus = HexNumber(key, OSSL_PKEY_PARAM_RSA_N);
    facts.bits = EVP_PKEY_get_bits(key);
    if (auto exponent = HexNumber(key, OSSL_PKEY_PARAM_RSA_E)) {
      const size_t zeros = exponent->find_first_not_of('0');
      std::string digits = zeros == std::string::npos ? "0" : exponent->substr(zeros);
      for (char& c : digits) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      facts.exponent = "0x" + digits;
    }
    unsigned char* data = nullptr;
    const int size = i2d_PUBKEY(key, &data);
    if (size > 0) facts.bytes = ByteVector(data, data + size);
    OPENSSL_free(data);
  } else if (kind == EVP_PKEY_EC) {
    facts.bits = EVP_PKEY_get_bits(key);
    size_t size = 0;
    if (EVP_PKEY_get_octet_string_param(key, OSSL_PKEY_PARAM_PUB_KEY, nullptr, 0, &size) == 1) {
      ByteVector point(size);
      if (EVP_PKEY_get_octet_string_param(key, OSSL_PKEY_PARAM_PUB_KEY, point.data(), size, &size) == 1) facts.bytes = point;
    }
    char group[80];
    if (EVP_PKEY_get_group_name(key, group, sizeof group, nullptr) == 1) {
      facts.asn1_curve = group;
      if (const char* nist = EC_curve_nid2nist(OBJ_sn2nid(group))) facts.nist_curve = nist;
    }
  }
  return facts;
}

namespace {

Spki ParseSpkac(std::string_view base64) {
  // OpenSSL takes nothing after the base64 digits.
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";
  const size_t last = base64.find_last_of(kDigits);
  if (last == std::string_view::npos || base64.size() > INT_MAX) return nullptr;
  return Spki(NETSCAPE_SPKI_b64_decode(base64.data(), static_cast<int>(last + 1)));
}

}  // namespace

bool VerifySpkac(std::string_view base64) {
  ErrorQueueScope errors;
  Spki spki = ParseSpkac(base64);
  Pkey key(spki ? NETSCAPE_SPKI_get_pubkey(spki.get()) : nullptr);
  return key != nullptr && NETSCAPE_SPKI_verify(spki.get(), key.get()) > 0;
}

ByteVector SpkacPublicKey(std::string_view base64) {
  ErrorQueueScope errors;
  Spki spki = ParseSpkac(base64);
  Pkey key(spki ? NETSCAPE_SPKI_get_pubkey(spki.get()) : nullptr);
  Bio bio(BIO_new(BIO_s_mem()));
  if (!key || PEM_write_bio_PUBKEY(bio.get(), key.get()) <= 0) return {};
  return BioBytes(bio.get());
}

ByteVector SpkacChallenge(std::string_view base64) {
  ErrorQueueScope errors;
  Spki spki = ParseSpkac(base64);
  if (!spki) return {};
  const std::string text = Utf8Of(spki->spkac->challenge);
  return {text.begin(), text.end()};
}

}  // namespace phasor::crypto
