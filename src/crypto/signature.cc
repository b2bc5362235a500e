#include "crypto/signature.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/params.h>
#include <openssl/rsa.h>

#include "crypto/digest.h"

namespace phasor::crypto {

namespace {

// The text that OpenSSL gives for "no error".
constexpr const char* kNoReason = "error:00000000:lib(0)::reason(0)";

const uint8_t* DataOf(ByteSpan bytes) { return bytes.empty() ? Chars("") : bytes.data(); }

bool IsRsa(const KeyData& key) {
  int id = EVP_PKEY_get_base_id(key.pkey.get());
  return id == EVP_PKEY_RSA || id == EVP_PKEY_RSA_PSS;
}

bool SetPadding(EVP_PKEY_CTX* context, const KeyData& key, const SignOptions& options) {
  if (!IsRsa(key)) return true;
  int own = EVP_PKEY_is_a(key.pkey.get(), "RSA-PSS") ? RSA_PKCS1_PSS_PADDING : RSA_PKCS1_PADDING;
  int padding = options.padding.value_or(own);
  if (EVP_PKEY_CTX_set_rsa_padding(context, padding) <= 0) return false;
  if (padding != RSA_PKCS1_PSS_PADDING) return true;
  if (options.salt_length) return EVP_PKEY_CTX_set_rsa_pss_saltlen(context, *options.salt_length) > 0;
  // Node's default: the longest when signing, any when verifying; a key with its own parameters knows better.
  if (EVP_PKEY_is_a(key.pkey.get(), "RSA-PSS")) return true;
  return EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_AUTO) > 0;
}

// ECDSA-Sig-Value (RFC 3279, section 2.2.3) and r || s of equal lengths.
Result<ByteVector> ToP1363(const KeyData& key, ByteSpan der) {
  size_t half = SignatureHalf(key);
  if (half == 0) return ByteVector(der.begin(), der.end());
  const unsigned char* data = der.data();
  Owned<ECDSA_SIG, ECDSA_SIG_free> parsed(d2i_ECDSA_SIG(nullptr, &data, static_cast<long>(der.size())));
  ByteVector out(half * 2);
  if (parsed == nullptr || BN_bn2binpad(ECDSA_SIG_get0_r(parsed.get()), out.data(), static_cast<int>(half)) < 0 ||
      BN_bn2binpad(ECDSA_SIG_get0_s(parsed.get()), out.data() + half, static_cast<int>(half)) < 0) {
    return TakeError("Malformed signature", ErrorShape::kRest);
  }
  return out;
}

// nullopt: it has another length than a signature of this key.
std::optional<ByteVector> FromP1363(const KeyData& key, ByteSpan raw) {
  size_t half = SignatureHalf(key);
  if (half == 0) return ByteVector(raw.begin(), raw.end());
  if (raw.size() != half * 2) return std::nullopt;
  Owned<ECDSA_SIG, ECDSA_SIG_free> parsed(ECDSA_SIG_new());
  BIGNUM* r = BN_bin2bn(raw.data(), static_cast<int>(half), nullptr);
  BIGNUM* s = BN_bin2bn(raw.data() + half, static_cast<int>(half), nullptr);
  if (parsed == nullptr || ECDSA_SIG_set0(parsed.get(), r, s) != 1) return std::nullopt;
  unsigned char* der = nullptr;
  int size = i2d_ECDSA_SIG(parsed.get(), &der);
  if (size <= 0) return std::nullopt;
  ByteVector out(der, der + size);
  OPENSSL_free(der);
  return out;
}

Result<ByteVector> SignHashed(const KeyData& key, const SignOptions& options, ByteSpan hash) {
  PkeyContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, key.pkey.get(), nullptr));
  size_t size = 0;
  if (context == nullptr || EVP_PKEY_sign_init(context.get()) <= 0 || !SetPadding(context.get(), key, options) ||
      (options.digest != nullptr && EVP_PKEY_CTX_set_signature_md(context.get(), options.digest) <= 0) ||
      EVP_PKEY_sign(context.get(), nullptr, &size, DataOf(hash), hash.size()) <= 0) {
    return TakeError("PEM_read_bio_PrivateKey failed", ErrorShape::kRest);
  }
  ByteVector out(size);
  if (EVP_PKEY_sign(context.get(), out.data(), &size, DataOf(hash), hash.size()) <= 0) return TakeError("Signing failed", ErrorShape::kRest);
  out.resize(size);
  return out;
}

int InitMessage(bool sign, EVP_MD_CTX* md_context, EVP_PKEY_CTX** context, const KeyData& key, const SignOptions& options) {
  OSSL_PARAM list[3] = {OSSL_PARAM_construct_end(), OSSL_PARAM_construct_end(), OSSL_PARAM_construct_end()};
  char instance[] = "Ed25519ctx";
  if (options.context) {
    if (EVP_PKEY_is_a(key.pkey.get(), "ED25519")) {
      list[1] = OSSL_PARAM_construct_utf8_string(OSSL_SIGNATURE_PARAM_INSTANCE, instance, 0);
    }
    list[0] = OSSL_PARAM_construct_octet_string(OSSL_SIGNATURE_PARAM_CONTEXT_STRING,
                                                const_cast<uint8_t*>(options.context->data()), options.context->size());
  }
  const char* digest = options.digest == nullptr ? nullptr : EVP_MD_get0_name(options.digest);
  return sign ? EVP_DigestSignInit_ex(md_context, context, digest, nullptr, nullptr, key.pkey.get(), list)
              : EVP_DigestVerifyInit_ex(md_context, context, digest, nullptr, nullptr, key.pkey.get(), list);
}

Result<ByteVector> SignMessage(const KeyData& key, const SignOptions& options, ByteSpan data) {
  MdContext md_context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* context = nullptr;
  size_t size = 0;
  if (md_context == nullptr || InitMessage(true, md_context.get(), &context, key, options) != 1 ||
      !SetPadding(context, key, options) || EVP_DigestSign(md_context.get(), nullptr, &size, DataOf(data), data.size()) != 1) {
    return TakeError("Signing failed", ErrorShape::kRest);
  }
  ByteVector out(size);
  if (EVP_DigestSign(md_context.get(), out.data(), &size, DataOf(data), data.size()) != 1) return TakeError("Signing failed", ErrorShape::kRest);
  out.resize(size);
  return out;
}

}  // namespace

size_t SignatureHalf(const KeyData& key) {
  int id = EVP_PKEY_get_base_id(key.pkey.get());
  ErrorQueueScope errors;
  BIGNUM* order = nullptr;
  const char* name = id == EVP_PKEY_EC ? OSSL_PKEY_PARAM_EC_ORDER : OSSL_PKEY_PARAM_FFC_Q;
  if ((id != EVP_PKEY_EC && id != EVP_PKEY_DSA) || EVP_PKEY_get_bn_param(key.pkey.get(), name, &order) != 1) return 0;
  BigNumber owned(order);
  return static_cast<size_t>(BN_num_bytes(order));
}

Result<ByteVector> Sign(const KeyData& key, const SignOptions& options, ByteSpan data, bool hashed) {
  ErrorQueueScope errors;
  auto signature = hashed ? SignHashed(key, options, data) : SignMessage(key, options, data);
  if (!signature.ok() || !options.p1363) return signature;
  return ToP1363(key, *signature);
}

Result<bool> Verify(const KeyData& key, const SignOptions& options, ByteSpan data, bool hashed, ByteSpan signature) {
  ErrorQueueScope errors;
  ByteVector converted;
  if (options.p1363) {
    auto der = FromP1363(key, signature);
    if (!der) return false;
    converted = std::move(*der);
    signature = converted;
  }
  if (hashed) {
    PkeyContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, key.pkey.get(), nullptr));
    if (context == nullptr || EVP_PKEY_verify_init(context.get()) <= 0 || !SetPadding(context.get(), key, options) ||
        (options.digest != nullptr && EVP_PKEY_CTX_set_signature_md(context.get(), options.digest) <= 0)) {
      return TakeError("Verification failed", ErrorShape::kRest);
    }
    return EVP_PKEY_verify(context.get(), DataOf(signature), signature.size(), DataOf(data), data.size()) == 1;
  }
  MdContext md_context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* context = nullptr;
  if (md_context == nullptr || InitMessage(false, md_context.get(), &context, key, options) != 1 ||
      !SetPadding(context, key, options)) {
    return TakeError("Verification failed", ErrorShape::kRest);
  }
  return EVP_DigestVerify(md_context.get(), DataOf(signature), signature.size(), DataOf(data), data.size()) == 1;
}

// ---- RSA ----

Result<ByteVector> RsaRun(const KeyData& key, RsaOperation operation, const RsaOptions& options, ByteSpan data) {
  ErrorQueueScope errors;
  struct Step {
    int (*init)(EVP_PKEY_CTX*);
    int (*run)(EVP_PKEY_CTX*, unsigned char*, size_t*, const unsigned char*, size_t);
  };
  constexpr Step kSteps[] = {{EVP_PKEY_encrypt_init, EVP_PKEY_encrypt},
                             {EVP_PKEY_decrypt_init, EVP_PKEY_decrypt},
                             {EVP_PKEY_sign_init, EVP_PKEY_sign},
                             {EVP_PKEY_verify_recover_init, EVP_PKEY_verify_recover}};
  const Step& step = kSteps[static_cast<int>(operation)];
  PkeyContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, key.pkey.get(), nullptr));
  if (context == nullptr || step.init(context.get()) <= 0 || EVP_PKEY_CTX_set_rsa_padding(context.get(), options.padding) <= 0) {
    return TakeError(kNoReason, ErrorShape::kRest);
  }
  if (options.oaep_digest != nullptr && EVP_PKEY_CTX_set_rsa_oaep_md(context.get(), options.oaep_digest) <= 0) {
    return TakeError(kNoReason, ErrorShape::kRest);
  }
  if (!options.oaep_label.empty()) {
    void* label = OPENSSL_memdup(options.oaep_label.data(), options.oaep_label.size());
    if (label == nullptr || EVP_PKEY_CTX_set0_rsa_oaep_label(context.get(), label, static_cast<int>(options.oaep_label.size())) <= 0) {
      OPENSSL_free(label);
      return TakeError(kNoReason, ErrorShape::kRest);
    }
  }
  size_t size = 0;
  if (step.run(context.get(), nullptr, &size, DataOf(data), data.size()) <= 0) return TakeError(kNoReason, ErrorShape::kRest);
  ByteVector out(size);
  if (step.run(context.get(), out.data(), &size, DataOf(data), data.size()) <= 0) return TakeError(kNoReason, ErrorShape::kRest);
  out.resize(size);
  return out;
}

// ---- Agreement ----

Result<ByteVector> Derive(const KeyData& own, const KeyData& peer) {
  ErrorQueueScope errors;
  PkeyContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, own.pkey.get(), nullptr));
  size_t size = 0;
  if (context == nullptr || EVP_PKEY_derive_init(context.get()) <= 0 ||
      EVP_PKEY_derive_set_peer(context.get(), peer.pkey.get()) <= 0 || EVP_PKEY_derive(context.get(), nullptr, &size) <= 0) {
    return TakeError("diffieHellman failed", ErrorShape::kRest);
  }
  // A DH secret is as long as the prime, whatever its leading bytes are.
  if (EVP_PKEY_is_a(own.pkey.get(), "DH") || EVP_PKEY_is_a(own.pkey.get(), "DHX")) {
    unsigned pad = 1;
    OSSL_PARAM list[] = {OSSL_PARAM_construct_uint(OSSL_EXCHANGE_PARAM_PAD, &pad), OSSL_PARAM_construct_end()};
    EVP_PKEY_CTX_set_params(context.get(), list);
  }
  ByteVector out(size);
  if (EVP_PKEY_derive(context.get(), out.data(), &size) <= 0) return TakeError("diffieHellman failed", ErrorShape::kRest);
  out.resize(size);
  return out;
}

namespace {

PkeyContext KemContext(const KeyData& key) {
  return PkeyContext(EVP_PKEY_CTX_new_from_pkey(nullptr, key.pkey.get(), nullptr));
}

Error KemFailure(const char* message) { return Error::Coded(ErrorCode::kERR_CRYPTO_OPERATION_FAILED, message); }

// RSA has one KEM (RFC 5990) but asks for its name.
bool NameKem(EVP_PKEY_CTX* context, const KeyData& key) {
  return !EVP_PKEY_is_a(key.pkey.get(), "RSA") || EVP_PKEY_CTX_set_kem_op(context, "RSASVE") > 0;
}

}  // namespace

Result<Encapsulated> Encapsulate(const KeyData& key) {
  ErrorQueueScope errors;
  PkeyContext context = KemContext(key);
  size_t size = 0, secret_size = 0;
  if (context == nullptr || EVP_PKEY_encapsulate_init(context.get(), nullptr) <= 0 || !NameKem(context.get(), key) ||
      EVP_PKEY_encapsulate(context.get(), nullptr, &size, nullptr, &secret_size) <= 0) {
    return KemFailure("Failed to perform encapsulation");
  }
  Encapsulated result{ByteVector(size), ByteVector(secret_size)};
  if (EVP_PKEY_encapsulate(context.get(), result.ciphertext.data(), &size, result.secret.data(), &secret_size) <= 0) {
    return KemFailure("Failed to perform encapsulation");
  }
  return result;
}

Result<ByteVector> Decapsulate(const KeyData& key, ByteSpan ciphertext) {
  ErrorQueueScope errors;
  PkeyContext context = KemContext(key);
  size_t size = 0;
  if (context == nullptr || EVP_PKEY_decapsulate_init(context.get(), nullptr) <= 0 || !NameKem(context.get(), key) ||
      EVP_PKEY_decapsulate(context.get(), nullptr, &size, DataOf(ciphertext), ciphertext.size()) <= 0) {
    return KemFailure("Failed to perform decapsulation");
  }
  ByteVector secret(size);
  if (EVP_PKEY_decapsulate(context.get(), secret.data(), &size, DataOf(ciphertext), ciphertext.size()) <= 0) {
    return KemFailure("Failed to perform decapsulation");
  }
  secret.resize(size);
  return secret;
}

}  // namespace phasor::crypto
