#include "crypto/cipher.h"

#include <openssl/objects.h>

#include <cctype>
#include <climits>
#include <cstring>
#include <set>

namespace phasor::crypto {

namespace {

using EvpCipher = Owned<EVP_CIPHER, EVP_CIPHER_free>;

// The names that Node knows: those of OpenSSL's table, also for ciphers that no provider has.
const EVP_CIPHER* Known(const std::string& name) {
  if (name.find('\0') != std::string::npos) return nullptr;
  return EVP_get_cipherbyname(name.c_str());
}

EvpCipher Fetch(std::string_view name) {
  EnsureOpenSsl();
  ErrorQueueScope errors;
  std::string text(name);
  const EVP_CIPHER* known = Known(text);
  return EvpCipher(known == nullptr ? nullptr : EVP_CIPHER_fetch(nullptr, EVP_CIPHER_get0_name(known), nullptr));
}

const char* ModeName(const EVP_CIPHER* cipher) {
  switch (EVP_CIPHER_get_mode(cipher)) {
    case EVP_CIPH_CBC_MODE: return "cbc";
    case EVP_CIPH_CCM_MODE: return "ccm";
    case EVP_CIPH_CFB_MODE: return "cfb";
    case EVP_CIPH_CTR_MODE: return "ctr";
    case EVP_CIPH_ECB_MODE: return "ecb";
    case EVP_CIPH_GCM_MODE: return "gcm";
    case EVP_CIPH_OCB_MODE: return "ocb";
    case EVP_CIPH_OFB_MODE: return "ofb";
    case EVP_CIPH_WRAP_MODE: return "wrap";
    case EVP_CIPH_XTS_MODE: return "xts";
    case EVP_CIPH_STREAM_CIPHER: return "stream";
    default: return "";
  }
}

// The CBC-HMAC ciphers of TLS have the flag too, but no tag to set or get.
bool IsAead(const EVP_CIPHER* cipher) {
  return (EVP_CIPHER_get_flags(cipher) & EVP_CIPH_FLAG_AEAD_CIPHER) != 0 && EVP_CIPHER_get_mode(cipher) != EVP_CIPH_CBC_MODE;
}

// The lengths that a cipher takes are found by setting them on a context.
bool Accepts(const EVP_CIPHER* cipher, std::optional<int> key_length, std::optional<int> iv_length) {
  ErrorQueueScope errors;
  CipherContext context(EVP_CIPHER_CTX_new());
  if (context == nullptr || EVP_CipherInit_ex(context.get(), cipher, nullptr, nullptr, nullptr, 1) != 1) return false;
  if (key_length && EVP_CIPHER_CTX_set_key_length(context.get(), *key_length) != 1) return false;
  if (!iv_length) return true;
  if (!IsAead(cipher)) return *iv_length == EVP_CIPHER_get_iv_length(cipher);
  return *iv_length > 0 && EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_IVLEN, *iv_length, nullptr) == 1;
}

}  // namespace

std::optional<CipherInfo> FindCipher(std::string_view name, std::optional<int> key_length, std::optional<int> iv_length) {
  EnsureOpenSsl();
  const EVP_CIPHER* cipher = Known(std::string(name));
  if (cipher == nullptr) return std::nullopt;
  if ((key_length || iv_length) && !Accepts(cipher, key_length, iv_length)) return std::nullopt;
  CipherInfo info;
  info.nid = EVP_CIPHER_get_nid(cipher);
  const char* short_name = info.nid == NID_undef ? nullptr : OBJ_nid2sn(info.nid);
  info.name = short_name != nullptr ? short_name : EVP_CIPHER_get0_name(cipher);
  for (char& c : info.name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  info.mode = ModeName(cipher);
  info.block_size = EVP_CIPHER_get_block_size(cipher);
  info.iv_length = iv_length.value_or(EVP_CIPHER_get_iv_length(cipher));
  info.key_length = key_length.value_or(EVP_CIPHER_get_key_length(cipher));
  return info;
}

std::string CipherNameOfNid(int nid) {
  const char* name = OBJ_nid2sn(nid);
  return name == nullptr ? "" : name;
}

std::vector<std::string> CipherNames() {
  EnsureOpenSsl();
  std::set<std::string> names;
  EVP_CIPHER_do_all_sorted(
      [](const EVP_CIPHER*, const char* from, const char*, void* argument) {
        if (from != nullptr) static_cast<std::set<std::string>*>(argument)->insert(from);
      },
      &names);
  std::vector<std::string> usable;
  for (const auto& name : names) {
    if (Fetch(name) != nullptr) usable.push_back(name);
  }
  return usable;
}

Result<Cipher> Cipher::New(Direction direction, std::string_view name, ByteSpan key, ByteSpan iv, bool has_iv,
                           std::optional<unsigned> tag_length) {
  ErrorQueueScope errors;
  EvpCipher evp = Fetch(name);
  if (evp == nullptr) {
    if (Known(std::string(name)) == nullptr) return Error::Coded(ErrorCode::kERR_CRYPTO_UNKNOWN_CIPHER);
    EvpCipher none(EVP_CIPHER_fetch(nullptr, EVP_CIPHER_get0_name(Known(std::string(name))), nullptr));
    return TakeError("Failed to initialize cipher", ErrorShape::kRest);
  }
  Cipher cipher;
  cipher.direction_ = direction;
  cipher.mode_ = EVP_CIPHER_get_mode(evp.get());
  cipher.aead_ = IsAead(evp.get());
  cipher.context_.reset(EVP_CIPHER_CTX_new());
  EVP_CIPHER_CTX* context = cipher.context_.get();
  if (context == nullptr) return TakeError("Failed to initialize cipher");
  if (cipher.mode_ == EVP_CIPH_WRAP_MODE) EVP_CIPHER_CTX_set_flags(context, EVP_CIPHER_CTX_FLAG_WRAP_ALLOW);
  int encrypt = static_cast<int>(direction);
  if (EVP_CipherInit_ex(context, evp.get(), nullptr, nullptr, nullptr, encrypt) != 1) return TakeError("Failed to initialize cipher");
  if (cipher.aead_) {
    if (EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_IVLEN, static_cast<int>(iv.size()), nullptr) != 1) {
      return Error::Coded(ErrorCode::kERR_CRYPTO_INVALID_IV);
    }
    cipher.tag_length_ = tag_length.value_or(16);
    // CCM and OCB compute with the tag's length from the start.
    bool early = cipher.mode_ == EVP_CIPH_CCM_MODE || cipher.mode_ == EVP_CIPH_OCB_MODE;
    if (early && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, static_cast<int>(cipher.tag_length_), nullptr) != 1) {
      return Error::Coded(ErrorCode::kERR_CRYPTO_INVALID_AUTH_TAG,
                          "Invalid authentication tag length: " + std::to_string(cipher.tag_length_));
    }
  }
  if (EVP_CIPHER_CTX_set_key_length(context, static_cast<int>(key.size())) != 1) {
    return Error::Coded(ErrorCode::kERR_CRYPTO_INVALID_KEYLEN);
  }
  if (EVP_CipherInit_ex(context, nullptr, nullptr, key.data(), has_iv ? iv.data() : nullptr, encrypt) != 1) {
    return TakeError("Failed to initialize cipher");
  }
  return cipher;
}

bool Cipher::SetPadding(bool padding) {
  return context_ != nullptr && EVP_CIPHER_CTX_set_padding(context_.get(), padding) == 1;
}

bool Cipher::SetTag(ByteSpan tag) {
  if (context_ == nullptr || !aead_ || direction_ != Direction::kDecrypt || tag_given_ || tag.size() > sizeof tag_) return false;
  tag_length_ = static_cast<unsigned>(tag.size());
  std::memcpy(tag_, tag.data(), tag.size());
  tag_given_ = true;
  return true;
}

bool Cipher::SetTagIfGiven() {
  if (!tag_given_ || tag_passed_) return true;
  tag_passed_ = EVP_CIPHER_CTX_ctrl(context_.get(), EVP_CTRL_AEAD_SET_TAG, static_cast<int>(tag_length_), tag_) == 1;
  return tag_passed_;
}

bool Cipher::SetAad(ByteSpan aad, std::optional<int> message_length) {
  ErrorQueueScope errors;
  if (context_ == nullptr || !aead_) return false;
  int written = 0;
  if (mode_ == EVP_CIPH_CCM_MODE) {
    if (!message_length) return false;
    if (direction_ == Direction::kDecrypt && !SetTagIfGiven()) return false;
    if (EVP_CipherUpdate(context_.get(), nullptr, &written, nullptr, *message_length) != 1) return false;
  }
  if (aad.size() > INT_MAX) return false;
  return aad.empty() || EVP_CipherUpdate(context_.get(), nullptr, &written, aad.data(), static_cast<int>(aad.size())) == 1;
}

size_t Cipher::OutputBound(size_t input) const {
  size_t block = static_cast<size_t>(EVP_CIPHER_CTX_get_block_size(context_.get()));
  // Key wrapping adds up to two blocks (RFC 3394, RFC 5649).
  return input + (mode_ == EVP_CIPH_WRAP_MODE ? 32 : block);
}

Result<size_t> Cipher::Update(ByteSpan in, uint8_t* out) {
  ErrorQueueScope errors;
  if (in.size() > INT_MAX - 64) return Error::Plain("Trying to add data in unsupported state");
  if (direction_ == Direction::kDecrypt && aead_ && !SetTagIfGiven()) return TakeError("Unsupported state");
  int written = 0;
  const uint8_t* data = in.empty() ? Chars("") : in.data();
  if (EVP_CipherUpdate(context_.get(), out, &written, data, static_cast<int>(in.size())) == 1) {
    return static_cast<size_t>(written);
  }
  // CCM checks the tag here; it counts at the end.
  if (mode_ == EVP_CIPH_CCM_MODE && direction_ == Direction::kDecrypt) {
    failed_ = true;
    return size_t{0};
  }
  return Error::Plain("Trying to add data in unsupported state");
}

Result<size_t> Cipher::Final(uint8_t* out) {
  ErrorQueueScope errors;
  CipherContext context = std::move(context_);
  constexpr const char* kUnable = "Unsupported state or unable to authenticate data";
  int written = 0;
  bool decrypt = direction_ == Direction::kDecrypt;
  if (aead_ && decrypt) {
    context_ = std::move(context);
    bool passed = tag_given_ && SetTagIfGiven();
    context = std::move(context_);
    // A message without its tag is not authentic.
    if (!passed || failed_) return Error::Plain(kUnable);
  }
  if (aead_ && decrypt && mode_ == EVP_CIPH_CCM_MODE) return size_t{0};
  if (EVP_CipherFinal_ex(context.get(), out, &written) != 1) {
    return aead_ ? Error::Plain(kUnable) : TakeError("Unsupported state");
  }
  if (aead_ && !decrypt) {
    tag_ready_ = EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, static_cast<int>(tag_length_), tag_) == 1;
  }
  return static_cast<size_t>(written);
}

Result<ByteVector> RunCipher(const CipherRun& run, ByteSpan data) {
  auto cipher = Cipher::New(run.direction, run.name, run.key, run.iv, !run.iv.empty(), run.tag_length);
  if (!cipher.ok()) return cipher.error();
  bool decrypt = run.direction == Cipher::Direction::kDecrypt;
  size_t tag_length = run.tag_length.value_or(0);
  if (!run.aad.empty() && !cipher->SetAad(run.aad, std::nullopt)) return Error::Plain("Cipher job failed");
  if (decrypt && tag_length > 0) {
    if (data.size() < tag_length || !cipher->SetTag(data.last(tag_length))) return Error::Plain("Cipher job failed");
    data = data.first(data.size() - tag_length);
  }
  ByteVector out(cipher->OutputBound(data.size()) + cipher->OutputBound(64));
  auto written = cipher->Update(data, out.data());
  if (!written.ok()) return written.error();
  auto last = cipher->Final(out.data() + *written);
  if (!last.ok()) return tag_length > 0 ? Error::Plain("Cipher job failed") : last.error();
  out.resize(*written + *last);
  if (!decrypt) out.insert(out.end(), cipher->tag().begin(), cipher->tag().end());
  return out;
}

}  // namespace phasor::crypto
