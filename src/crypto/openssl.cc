#include "crypto/openssl.h"

#include <cctype>
#include <climits>

namespace phasor::crypto {

namespace {

// Libraries whose name is a part of Node's `code` (documentation, "OpenSSL Error Codes").
const char* LibraryTag(int library) {
  switch (library) {
    case ERR_LIB_SYS: return "SYS_";
    case ERR_LIB_BN: return "BN_";
    case ERR_LIB_RSA: return "RSA_";
    case ERR_LIB_DH: return "DH_";
    case ERR_LIB_EVP: return "EVP_";
    case ERR_LIB_BUF: return "BUF_";
    case ERR_LIB_OBJ: return "OBJ_";
    case ERR_LIB_PEM: return "PEM_";
    case ERR_LIB_DSA: return "DSA_";
    case ERR_LIB_X509: return "X509_";
    case ERR_LIB_ASN1: return "ASN1_";
    case ERR_LIB_CONF: return "CONF_";
    case ERR_LIB_CRYPTO: return "CRYPTO_";
    case ERR_LIB_EC: return "EC_";
    case ERR_LIB_SSL: return "SSL_";
    case ERR_LIB_BIO: return "BIO_";
    case ERR_LIB_PKCS7: return "PKCS7_";
    case ERR_LIB_X509V3: return "X509V3_";
    case ERR_LIB_PKCS12: return "PKCS12_";
    case ERR_LIB_RAND: return "RAND_";
    case ERR_LIB_DSO: return "DSO_";
    case ERR_LIB_ENGINE: return "ENGINE_";
    case ERR_LIB_OCSP: return "OCSP_";
    case ERR_LIB_UI: return "UI_";
    case ERR_LIB_COMP: return "COMP_";
    case ERR_LIB_ECDSA: return "ECDSA_";
    case ERR_LIB_ECDH: return "ECDH_";
    case ERR_LIB_OSSL_STORE: return "OSSL_STORE_";
    case ERR_LIB_CMS: return "CMS_";
    case ERR_LIB_TS: return "TS_";
    case ERR_LIB_CT: return "CT_";
    case ERR_LIB_ASYNC: return "ASYNC_";
    case ERR_LIB_KDF: return "KDF_";
    default: return "";
  }
}

std::string CodeName(unsigned long error, const char* reason) {
  std::string tag = LibraryTag(ERR_GET_LIB(error));
  std::string code = tag == "SSL_" ? "ERR_" + tag : "ERR_OSSL_" + tag;
  for (const char* c = reason; *c != 0; ++c) {
    code += *c == ' ' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(*c)));
  }
  return code;
}

std::string ErrorText(unsigned long error) {
  char text[256];
  ERR_error_string_n(error, text, sizeof text);
  return text;
}

}  // namespace

ErrorDetails DescribeError(unsigned long error) {
  ErrorDetails details;
  if (const char* library = ERR_lib_error_string(error)) details.library = library;
  if (const char* reason = ERR_reason_error_string(error)) {
    details.reason = reason;
    details.code = CodeName(error, reason);
  }
  return details;
}

Error TakeError(const char* fallback, ErrorShape shape) {
  unsigned long first = ERR_peek_error();
  if (first == 0) return Error::Plain(fallback);
  auto details = std::make_shared<ErrorDetails>(DescribeError(first));
  while (unsigned long next = ERR_get_error()) details->stack.insert(details->stack.begin(), ErrorText(next));
  if (shape == ErrorShape::kMessage) return Error::Plain(ErrorText(first));
  if (shape == ErrorShape::kRest) details->stack.pop_back();
  Error error = Error::Coded(ErrorCode::kLibrary, ErrorText(first));
  error.details = std::move(details);
  return error;
}

Error AsJobError(const Error& error) {
  if (error.details == nullptr) return error;
  if (error.details->stack.empty()) return Error::Plain(error.message);
  auto details = std::make_shared<ErrorDetails>();
  details->stack = error.details->stack;
  Error job = error;
  job.details = std::move(details);
  return job;
}

Bio ReadBio(ByteSpan bytes) {
  if (bytes.size() > INT_MAX) return nullptr;
  // OpenSSL rejects a null pointer even for no bytes.
  return Bio(BIO_new_mem_buf(bytes.empty() ? static_cast<const void*>("") : bytes.data(), static_cast<int>(bytes.size())));
}

ByteVector BioBytes(BIO* bio) {
  char* data = nullptr;
  long size = BIO_get_mem_data(bio, &data);
  return ByteVector(data, data + size);
}

}  // namespace phasor::crypto
