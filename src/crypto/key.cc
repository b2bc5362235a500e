#include "crypto/key.h"

#include <openssl/core_names.h>
#include <openssl/decoder.h>
#include <openssl/ec.h>
#include <openssl/encoder.h>
#include <openssl/param_build.h>
#include <openssl/params.h>
#include <openssl/pem.h>
#include <openssl/store.h>
#include <openssl/ui.h>
#include <openssl/x509.h>

#include <cctype>
#include <cstring>

namespace phasor::crypto {

namespace {

struct Passphrase {
  std::optional<ByteSpan> given;
  bool missed = false;  // it was asked for, but there is none
};

// OpenSSL asks for the passphrase of an encrypted key. -1: there is none; the parse fails.
int OnPassphrase(char* buffer, int size, int, void* argument) {
  auto* passphrase = static_cast<Passphrase*>(argument);
  passphrase->missed = !passphrase->given;
  if (!passphrase->given || passphrase->given->size() > static_cast<size_t>(size)) return -1;
  std::memcpy(buffer, passphrase->given->data(), passphrase->given->size());
  return static_cast<int>(passphrase->given->size());
}

bool HasPemLabel(ByteSpan bytes, std::string_view label) {
  std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  return text.find("-----BEGIN " + std::string(label) + "-----") != std::string_view::npos;
}

// DER: an EncryptedPrivateKeyInfo starts with a sequence in the sequence, a PrivateKeyInfo with the version number.
bool IsEncryptedPkcs8(ByteSpan der) {
  const unsigned char* data = der.data();
  long length = 0;
  int tag = 0, cls = 0;
  if (ASN1_get_object(&data, &length, &tag, &cls, static_cast<long>(der.size())) & 0x80 || tag != V_ASN1_SEQUENCE) return false;
  return data < der.data() + der.size() && *data == (V_ASN1_SEQUENCE | V_ASN1_CONSTRUCTED);
}

EVP_PKEY* ParsePrivateDer(BIO* bio, ByteSpan bytes, KeyEncoding encoding, Passphrase* passphrase) {
  if (encoding == KeyEncoding::kPkcs8 && IsEncryptedPkcs8(bytes)) {
    return d2i_PKCS8PrivateKey_bio(bio, nullptr, OnPassphrase, passphrase);
  }
  const unsigned char* data = bytes.data();
  long size = static_cast<long>(bytes.size());
  if (encoding == KeyEncoding::kPkcs1) return d2i_PrivateKey(EVP_PKEY_RSA, nullptr, &data, size);
  if (encoding == KeyEncoding::kSec1) return d2i_PrivateKey(EVP_PKEY_EC, nullptr, &data, size);
  Owned<PKCS8_PRIV_KEY_INFO, PKCS8_PRIV_KEY_INFO_free> info(d2i_PKCS8_PRIV_KEY_INFO_bio(bio, nullptr));
  return info == nullptr ? nullptr : EVP_PKCS82PKEY(info.get());
}

}  // namespace

Key NewSecretKey(ByteSpan bytes) {
  auto key = std::make_shared<KeyData>();
  key->secret.assign(bytes.begin(), bytes.end());
  return key;
}

Key NewKey(KeyType type, Pkey pkey) {
  auto key = std::make_shared<KeyData>();
  key->type = type;
  key->pkey = std::move(pkey);
  return key;
}

Key PublicOf(const Key& key) {
  EVP_PKEY_up_ref(key->pkey.get());
  return NewKey(KeyType::kPublic, Pkey(key->pkey.get()));
}

Result<Key> ParsePrivateKey(ByteSpan bytes, KeyFormat format, KeyEncoding encoding, std::optional<ByteSpan> phrase) {
  EnsureOpenSsl();
  ErrorQueueScope errors;
  Passphrase passphrase{phrase};
  Bio bio = ReadBio(bytes);
  if (bio == nullptr) return TakeError("Failed to read private key");
  Pkey pkey(format == KeyFormat::kPem ? PEM_read_bio_PrivateKey(bio.get(), nullptr, OnPassphrase, &passphrase)
                                      : ParsePrivateDer(bio.get(), bytes, encoding, &passphrase));
  if (pkey == nullptr && format == KeyFormat::kDer && encoding == KeyEncoding::kPkcs8 && !phrase && IsEncryptedPkcs8(bytes)) {
    return Error::Coded(ErrorCode::kERR_MISSING_PASSPHRASE);
  }
  if (pkey == nullptr) return TakeError("Failed to read private key");
  return NewKey(KeyType::kPrivate, std::move(pkey));
}

namespace {

Pkey FirstPrivateKey(OSSL_STORE_CTX* store) {
  while (!OSSL_STORE_eof(store)) {
    Owned<OSSL_STORE_INFO, OSSL_STORE_INFO_free> info(OSSL_STORE_load(store));
    if (info == nullptr && OSSL_STORE_error(store)) return nullptr;
    if (info == nullptr) continue;
    if (OSSL_STORE_INFO_get_type(info.get()) == OSSL_STORE_INFO_PKEY) return Pkey(OSSL_STORE_INFO_get1_PKEY(info.get()));
  }
  return nullptr;
}

void CloseStore(OSSL_STORE_CTX* store) { OSSL_STORE_close(store); }

}  // namespace

Result<Key> LoadPrivateKey(const std::string& uri, const std::string& properties, std::optional<ByteSpan> phrase) {
  EnsureOpenSsl();
  ErrorQueueScope errors;
  Passphrase passphrase{phrase};
  Owned<UI_METHOD, UI_destroy_method> ask(UI_UTIL_wrap_read_pem_callback(OnPassphrase, 0));
  if (ask == nullptr) return TakeError("Failed to open the key store");
  const char* query = properties.empty() ? nullptr : properties.c_str();
  Owned<OSSL_STORE_CTX, CloseStore> store(
      OSSL_STORE_open_ex(uri.c_str(), nullptr, query, ask.get(), &passphrase, nullptr, nullptr, nullptr));
  if (store == nullptr) return TakeError("Failed to open the key store");
  OSSL_STORE_expect(store.get(), OSSL_STORE_INFO_PKEY);
  Pkey pkey = FirstPrivateKey(store.get());
  if (passphrase.missed) return Error::Coded(ErrorCode::kERR_MISSING_PASSPHRASE);
  if (pkey == nullptr && ERR_peek_error() != 0) return TakeError("");
  if (pkey == nullptr) {
    return Error::Coded(ErrorCode::kERR_CRYPTO_OPERATION_FAILED, OSSL_STORE_error(store.get())
                            ? "Failed to load private key through an OpenSSL STORE loader"
                            : "No private key found through the OpenSSL STORE loader");
  }
  return NewKey(KeyType::kPrivate, std::move(pkey));
}

namespace {

Pkey KeyOfCertificate(BIO* bio) {
  Owned<X509, X509_free> certificate(PEM_read_bio_X509(bio, nullptr, nullptr, nullptr));
  return Pkey(certificate == nullptr ? nullptr : X509_get_pubkey(certificate.get()));
}

Pkey ParsePkcs1Public(BIO* bio, ByteSpan bytes, KeyFormat format) {
  EVP_PKEY* pkey = nullptr;
  Owned<OSSL_DECODER_CTX, OSSL_DECODER_CTX_free> decoder(OSSL_DECODER_CTX_new_for_pkey(
      &pkey, format == KeyFormat::kPem ? "PEM" : "DER", "type-specific", "RSA", EVP_PKEY_PUBLIC_KEY, nullptr, nullptr));
  if (decoder == nullptr || OSSL_DECODER_from_bio(decoder.get(), bio) != 1) return nullptr;
  return Pkey(pkey);
}

}  // namespace

Result<Key> ParsePublicKey(ByteSpan bytes, KeyFormat format, KeyEncoding encoding, std::optional<ByteSpan> phrase) {
  EnsureOpenSsl();
  ErrorQueueScope errors;
  Bio bio = ReadBio(bytes);
  if (bio == nullptr) return TakeError("Failed to read asymmetric key");
  Pkey pkey;
  if (format == KeyFormat::kDer && (encoding == KeyEncoding::kPkcs8 || encoding == KeyEncoding::kSec1)) {
    auto key = ParsePrivateKey(bytes, format, encoding, phrase);
    if (!key.ok()) return key.error();
    return PublicOf(key.value());
  }
  if (format == KeyFormat::kDer) {
    pkey = encoding == KeyEncoding::kPkcs1 ? ParsePkcs1Public(bio.get(), bytes, format) : Pkey(d2i_PUBKEY_bio(bio.get(), nullptr));
  } else if (HasPemLabel(bytes, "CERTIFICATE")) {
    pkey = KeyOfCertificate(bio.get());
  } else if (HasPemLabel(bytes, "RSA PUBLIC KEY")) {
    pkey = ParsePkcs1Public(bio.get(), bytes, format);
  } else if (HasPemLabel(bytes, "PUBLIC KEY")) {
    pkey.reset(PEM_read_bio_PUBKEY(bio.get(), nullptr, nullptr, nullptr));
  } else {
    auto key = ParsePrivateKey(bytes, format, encoding, phrase);
    if (!key.ok()) return key.error();
    return PublicOf(key.value());
  }
  if (pkey == nullptr) return TakeError("Failed to read asymmetric key");
  return NewKey(KeyType::kPublic, std::move(pkey));
}

// ---- Export ----

namespace {

const char* StructureName(KeyEncoding encoding) {
  switch (encoding) {
    case KeyEncoding::kPkcs8: return "PrivateKeyInfo";
    case KeyEncoding::kSpki: return "SubjectPublicKeyInfo";
    default: return "type-specific";
  }
}

Result<ByteVector> EncodeKey(EVP_PKEY* pkey, int selection, KeyFormat format, KeyEncoding encoding, std::string_view cipher,
                             ByteSpan passphrase) {
  ErrorQueueScope errors;
  Owned<OSSL_ENCODER_CTX, OSSL_ENCODER_CTX_free> encoder(
      OSSL_ENCODER_CTX_new_for_pkey(pkey, selection, format == KeyFormat::kPem ? "PEM" : "DER",
                                    StructureName(encoding), nullptr));
  if (encoder == nullptr) return TakeError("Failed to encode key");
  if (!cipher.empty()) {
    Owned<EVP_CIPHER, EVP_CIPHER_free> known(EVP_CIPHER_fetch(nullptr, std::string(cipher).c_str(), nullptr));
    if (known == nullptr) return Error::Coded(ErrorCode::kERR_CRYPTO_UNKNOWN_CIPHER);
    if (OSSL_ENCODER_CTX_set_cipher(encoder.get(), std::string(cipher).c_str(), nullptr) != 1 ||
        OSSL_ENCODER_CTX_set_passphrase(encoder.get(), passphrase.empty() ? Chars("") : passphrase.data(), passphrase.size()) != 1) {
      return TakeError("Failed to encode key");
    }
  }
  Bio bio(BIO_new(BIO_s_mem()));
  if (bio == nullptr || OSSL_ENCODER_to_bio(encoder.get(), bio.get()) != 1) return TakeError("Failed to encode key");
  return BioBytes(bio.get());
}

}  // namespace

Result<ByteVector> ExportPublicKey(const KeyData& key, KeyFormat format, KeyEncoding encoding) {
  return EncodeKey(key.pkey.get(), EVP_PKEY_PUBLIC_KEY, format, encoding, {}, {});
}

Result<ByteVector> ExportPrivateKey(const KeyData& key, KeyFormat format, KeyEncoding encoding, std::string_view cipher,
                                    ByteSpan passphrase) {
  return EncodeKey(key.pkey.get(), EVP_PKEY_KEYPAIR, format, encoding, cipher, passphrase);
}

// ---- What a key is ----

std::string AsymmetricType(const KeyData& key) {
  const char* name = EVP_PKEY_get0_type_name(key.pkey.get());
  if (name == nullptr) return "";
  std::string text = name;
  if (text == "X9.42 DH" || text == "DHX") return "dh";
  if (text == "RSASSA-PSS") return "rsa-pss";
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

bool SameKey(const KeyData& a, const KeyData& b) {
  ErrorQueueScope errors;
  if (a.type != b.type) return false;
  if (a.type == KeyType::kSecret) {
    return a.secret.size() == b.secret.size() && CRYPTO_memcmp(a.secret.data(), b.secret.data(), a.secret.size()) == 0;
  }
  return EVP_PKEY_eq(a.pkey.get(), b.pkey.get()) == 1;
}

std::optional<ByteVector> RawKey(const KeyData& key, bool is_private) {
  ErrorQueueScope errors;
  auto get = is_private ? EVP_PKEY_get_raw_private_key : EVP_PKEY_get_raw_public_key;
  size_t size = 0;
  if (get(key.pkey.get(), nullptr, &size) != 1) return std::nullopt;
  ByteVector bytes(size);
  if (get(key.pkey.get(), bytes.data(), &size) != 1) return std::nullopt;
  bytes.resize(size);
  return bytes;
}

Result<Key> KeyFromRaw(const std::string& type, ByteSpan bytes, bool is_private) {
  EnsureOpenSsl();
  ErrorQueueScope errors;
  auto make = is_private ? EVP_PKEY_new_raw_private_key_ex : EVP_PKEY_new_raw_public_key_ex;
  Pkey pkey(make(nullptr, type.c_str(), nullptr, bytes.data(), bytes.size()));
  if (pkey == nullptr) return TakeError("Invalid key data");
  return NewKey(is_private ? KeyType::kPrivate : KeyType::kPublic, std::move(pkey));
}

std::optional<ByteVector> KeyNumber(const KeyData& key, const char* name) {
  ErrorQueueScope errors;
  BIGNUM* raw = nullptr;
  if (EVP_PKEY_get_bn_param(key.pkey.get(), name, &raw) != 1) return std::nullopt;
  BigNumber number(raw);
  ByteVector bytes(static_cast<size_t>(BN_num_bytes(raw)));
  BN_bn2bin(raw, bytes.data());
  return bytes;
}

std::optional<std::string> KeyText(const KeyData& key, const char* name) {
  ErrorQueueScope errors;
  char text[256];
  size_t size = 0;
  if (EVP_PKEY_get_utf8_string_param(key.pkey.get(), name, text, sizeof text, &size) != 1) return std::nullopt;
  return std::string(text, size);
}

std::optional<int> KeyInteger(const KeyData& key, const char* name) {
  ErrorQueueScope errors;
  int value = 0;
  if (EVP_PKEY_get_int_param(key.pkey.get(), name, &value) != 1) return std::nullopt;
  return value;
}

Result<Key> KeyFromParameters(const char* type, const std::vector<KeyParameter>& parameters, bool is_private) {
  EnsureOpenSsl();
  ErrorQueueScope errors;
  Owned<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free> builder(OSSL_PARAM_BLD_new());
  std::vector<BigNumber> numbers;
  if (builder == nullptr) return TakeError("Invalid key data");
  for (const auto& one : parameters) {
    const char* name = one.name.c_str();
    int added;
    if (one.kind == KeyParameter::Kind::kNumber) {
      numbers.emplace_back(BN_bin2bn(one.bytes.data(), static_cast<int>(one.bytes.size()), nullptr));
      added = numbers.back() != nullptr && OSSL_PARAM_BLD_push_BN(builder.get(), name, numbers.back().get());
    } else if (one.kind == KeyParameter::Kind::kText) {
      added = OSSL_PARAM_BLD_push_utf8_string(builder.get(), name, reinterpret_cast<const char*>(one.bytes.data()), one.bytes.size());
    } else {
      added = OSSL_PARAM_BLD_push_octet_string(builder.get(), name, one.bytes.data(), one.bytes.size());
    }
    if (added != 1) return TakeError("Invalid key data");
  }
  Owned<OSSL_PARAM, OSSL_PARAM_free> list(OSSL_PARAM_BLD_to_param(builder.get()));
  PkeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
  EVP_PKEY* pkey = nullptr;
  if (list == nullptr || context == nullptr || EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &pkey, is_private ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY, list.get()) != 1) {
    return TakeError("Invalid key data");
  }
  return NewKey(is_private ? KeyType::kPrivate : KeyType::kPublic, Pkey(pkey));
}

std::vector<std::string> CurveNames() {
  EnsureOpenSsl();
  size_t count = EC_get_builtin_curves(nullptr, 0);
  std::vector<EC_builtin_curve> curves(count);
  EC_get_builtin_curves(curves.data(), count);
  std::vector<std::string> names;
  for (const auto& curve : curves) {
    if (const char* name = OBJ_nid2sn(curve.nid)) names.emplace_back(name);
  }
  return names;
}

int CurveNid(const std::string& name) {
  EnsureOpenSsl();
  int nid = EC_curve_nist2nid(name.c_str());
  if (nid == NID_undef) nid = OBJ_sn2nid(name.c_str());
  return nid;
}

}  // namespace phasor::crypto
