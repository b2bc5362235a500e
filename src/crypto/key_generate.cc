// Generation of key pairs. On pool threads: no V8, no shared state.
#include <openssl/core_names.h>
#include <openssl/dh.h>
#include <openssl/ec.h>
#include <openssl/params.h>
#include <openssl/rsa.h>

#include "crypto/digest.h"
#include "crypto/key.h"

namespace phasor::crypto {

namespace {

constexpr const char* kFailed = "Key generation job failed";

PkeyContext NewContext(const char* type) { return PkeyContext(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr)); }

bool SetRsa(EVP_PKEY_CTX* context, const KeyPairOptions& options) {
  BigNumber exponent(BN_new());
  if (exponent == nullptr || BN_set_word(exponent.get(), options.public_exponent) != 1) return false;
  if (EVP_PKEY_CTX_set_rsa_keygen_bits(context, options.modulus_length) <= 0) return false;
  if (EVP_PKEY_CTX_set1_rsa_keygen_pubexp(context, exponent.get()) <= 0) return false;
  if (options.type != "rsa-pss") return true;
  const EVP_MD* digest = options.digest.empty() ? nullptr : FindDigest(options.digest);
  const EVP_MD* mgf1 = options.mgf1_digest.empty() ? digest : FindDigest(options.mgf1_digest);
  if (digest != nullptr && EVP_PKEY_CTX_set_rsa_pss_keygen_md(context, digest) <= 0) return false;
  if (mgf1 != nullptr && EVP_PKEY_CTX_set_rsa_pss_keygen_mgf1_md(context, mgf1) <= 0) return false;
  int salt = options.salt_length;
  if (salt < 0 && digest != nullptr) salt = EVP_MD_get_size(digest);
  return salt < 0 || EVP_PKEY_CTX_set_rsa_pss_keygen_saltlen(context, salt) > 0;
}

bool SetEc(EVP_PKEY_CTX* context, const KeyPairOptions& options) {
  int nid = CurveNid(options.curve);
  if (nid == NID_undef || EVP_PKEY_CTX_set_ec_paramgen_curve_nid(context, nid) <= 0) return false;
  return EVP_PKEY_CTX_set_ec_param_enc(context, options.explicit_curve ? OPENSSL_EC_EXPLICIT_CURVE : OPENSSL_EC_NAMED_CURVE) > 0;
}

// DSA and DH have parameters of their own, made first.
Pkey MakeParameters(const char* type, const OSSL_PARAM* parameters) {
  PkeyContext context = NewContext(type);
  EVP_PKEY* pkey = nullptr;
  if (context == nullptr || EVP_PKEY_paramgen_init(context.get()) <= 0 ||
      EVP_PKEY_CTX_set_params(context.get(), parameters) <= 0 || EVP_PKEY_paramgen(context.get(), &pkey) <= 0) {
    return nullptr;
  }
  return Pkey(pkey);
}

Pkey DsaParameters(const KeyPairOptions& options) {
  size_t bits = static_cast<size_t>(options.modulus_length);
  size_t divisor = static_cast<size_t>(std::max(options.divisor_length, 0));
  OSSL_PARAM list[3];
  int count = 0;
  list[count++] = OSSL_PARAM_construct_size_t(OSSL_PKEY_PARAM_FFC_PBITS, &bits);
  if (options.divisor_length >= 0) list[count++] = OSSL_PARAM_construct_size_t(OSSL_PKEY_PARAM_FFC_QBITS, &divisor);
  list[count] = OSSL_PARAM_construct_end();
  return MakeParameters("DSA", list);
}

Pkey DhParameters(const KeyPairOptions& options) {
  if (!options.group.empty() || !options.prime.empty()) {
    std::vector<KeyParameter> list;
    auto text = [](const std::string& value) { return ByteVector(value.begin(), value.end()); };
    if (!options.group.empty()) {
      list.push_back({OSSL_PKEY_PARAM_GROUP_NAME, text(options.group), KeyParameter::Kind::kText});
    } else {
      list.push_back({OSSL_PKEY_PARAM_FFC_P, options.prime, KeyParameter::Kind::kNumber});
      list.push_back({OSSL_PKEY_PARAM_FFC_G, {static_cast<uint8_t>(options.generator)}, KeyParameter::Kind::kNumber});
    }
    auto key = KeyFromParameters("DH", list, false);
    if (!key.ok()) return nullptr;
    EVP_PKEY_up_ref((*key)->pkey.get());
    return Pkey((*key)->pkey.get());
  }
  size_t bits = static_cast<size_t>(options.prime_length);
  int generator = options.generator;
  char kind[] = "generator";
  const OSSL_PARAM list[] = {OSSL_PARAM_construct_size_t(OSSL_PKEY_PARAM_FFC_PBITS, &bits),
                             OSSL_PARAM_construct_int(OSSL_PKEY_PARAM_DH_GENERATOR, &generator),
                             OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_FFC_TYPE, kind, 0), OSSL_PARAM_construct_end()};
  return MakeParameters("DH", list);
}

}  // namespace

Result<Key> GenerateKeyPair(const KeyPairOptions& options) {
  EnsureOpenSsl();
  ErrorQueueScope errors;
  PkeyContext context;
  Pkey parameters;
  if (options.type == "dsa" || options.type == "dh") {
    parameters = options.type == "dsa" ? DsaParameters(options) : DhParameters(options);
    if (parameters == nullptr) return TakeError(kFailed, ErrorShape::kMessage);
    context.reset(EVP_PKEY_CTX_new_from_pkey(nullptr, parameters.get(), nullptr));
  } else {
    context = NewContext(options.type.c_str());
  }
  if (context == nullptr || EVP_PKEY_keygen_init(context.get()) <= 0) return TakeError(kFailed, ErrorShape::kMessage);
  if ((options.type == "rsa" || options.type == "rsa-pss") && !SetRsa(context.get(), options)) return TakeError(kFailed, ErrorShape::kMessage);
  if (options.type == "ec" && !SetEc(context.get(), options)) return TakeError(kFailed, ErrorShape::kMessage);
  EVP_PKEY* pkey = nullptr;
  if (EVP_PKEY_keygen(context.get(), &pkey) <= 0) return TakeError(kFailed, ErrorShape::kMessage);
  return NewKey(KeyType::kPrivate, Pkey(pkey));
}

}  // namespace phasor::crypto
