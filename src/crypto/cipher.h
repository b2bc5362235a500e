// Symmetric ciphers (EVP_CIPHER). Callers: src/bindings/crypto_cipher.cc.
#pragma once

#include <optional>

#include "crypto/openssl.h"

namespace phasor::crypto {

struct CipherInfo {
  std::string name;
  std::string mode;  // "cbc", "gcm", "stream", ...; empty: none that Node names
  int nid = 0;
  int block_size = 0;
  int iv_length = 0;  // 0: it takes none
  int key_length = 0;
};

// `length` checks: an AEAD cipher's IV may have other lengths, some ciphers' keys as well. nullopt: no such cipher, or it
// does not take them.
std::optional<CipherInfo> FindCipher(std::string_view name, std::optional<int> key_length, std::optional<int> iv_length);
std::string CipherNameOfNid(int nid);
std::vector<std::string> CipherNames();

class Cipher {
 public:
  enum class Direction { kDecrypt = 0, kEncrypt = 1 };

  // `tag_length`: an AEAD cipher's, in bytes; nullopt where it has a default.
  static Result<Cipher> New(Direction direction, std::string_view name, ByteSpan key, ByteSpan iv, bool has_iv,
                            std::optional<unsigned> tag_length);

  // `message_length`: CCM needs it with the additional data.
  bool SetAad(ByteSpan aad, std::optional<int> message_length);
  bool SetTag(ByteSpan tag);
  // Empty before the end, and for other ciphers.
  ByteSpan tag() const { return {tag_, tag_ready_ ? tag_length_ : 0}; }
  bool SetPadding(bool padding);
  // Bytes that an update with that much input gives at most.
  size_t OutputBound(size_t input) const;
  // Returns the bytes written.
  Result<size_t> Update(ByteSpan in, uint8_t* out);
  Result<size_t> Final(uint8_t* out);
  bool finished() const { return context_ == nullptr; }
  bool authenticated() const { return aead_; }

 private:
  bool SetTagIfGiven();

  CipherContext context_;
  Direction direction_ = Direction::kEncrypt;
  int mode_ = 0;
  bool aead_ = false;
  bool tag_given_ = false;   // decryption: by the caller
  bool tag_passed_ = false;  // decryption: to OpenSSL
  bool tag_ready_ = false;   // encryption: computed
  bool failed_ = false;      // CCM: the data did not match the tag
  unsigned tag_length_ = 0;
  uint8_t tag_[16] = {};
};

// A whole message at once. An AEAD cipher's tag stands behind the encrypted bytes.
struct CipherRun {
  Cipher::Direction direction;
  std::string name;
  ByteSpan key;
  ByteSpan iv;
  std::optional<unsigned> tag_length;  // AEAD: bytes
  ByteSpan aad;
};
Result<ByteVector> RunCipher(const CipherRun& run, ByteSpan data);

}  // namespace phasor::crypto
