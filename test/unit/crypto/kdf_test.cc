// Key derivation against RFC 6070, RFC 7914, RFC 5869 and RFC 9106 vectors; random UUIDs.
#include "crypto/kdf.h"

#include <gtest/gtest.h>

#include "base/text_encoding.h"
#include "crypto/digest.h"
#include "crypto/random.h"

namespace phasor::crypto {
namespace {

ByteSpan Span(std::string_view text) { return {reinterpret_cast<const uint8_t*>(text.data()), text.size()}; }

std::string Hex(ByteSpan bytes) {
  std::string out(bytes.size() * 2, 0);
  text::EncodeHex(bytes, out.data());
  return out;
}

TEST(KdfTest, Pbkdf2OfRfc6070) {
  ByteVector out(20);
  ASSERT_TRUE(Pbkdf2(FindDigest("sha1"), Span("password"), Span("salt"), 2, out).ok());
  EXPECT_EQ(Hex(out), "ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957");
}
TEST(KdfTest, ScryptOfRfc7914) {
  ByteVector out(64);
  ASSERT_TRUE(Scrypt({16, 1, 1, 32 << 20}, {}, {}, out).ok());
  EXPECT_EQ(Hex(out).substr(0, 32), "77d6576238657b203b19ca42c18a0497");
}
TEST(KdfTest, ScryptRefusesACostThatIsNoPowerOfTwo) {
  EXPECT_FALSE(CheckScrypt({15, 1, 1, 32 << 20}).ok());
  EXPECT_FALSE(CheckScrypt({1 << 20, 8, 1, 32 << 20}).ok());
  EXPECT_EQ(ERR_peek_error(), 0u);
}
TEST(KdfTest, HkdfOfRfc5869Case1) {
  ByteVector key(22, 0x0b), salt, info, out(42);
  for (int i = 0; i <= 12; ++i) salt.push_back(static_cast<uint8_t>(i));
  for (int i = 0xf0; i <= 0xf9; ++i) info.push_back(static_cast<uint8_t>(i));
  ASSERT_TRUE(Hkdf(FindDigest("sha256"), key, salt, info, out).ok());
  EXPECT_EQ(Hex(out), "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
}
TEST(KdfTest, Argon2idOfRfc9106) {
  ByteVector message(32, 1), nonce(16, 2), secret(8, 3), associated(12, 4), out(32);
  ASSERT_TRUE(Argon2({"ARGON2ID", 4, 32, 3}, message, nonce, secret, associated, out).ok());
  EXPECT_EQ(Hex(out), "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
}
TEST(RandomTest, UuidsHaveVersionAndVariant) {
  auto text = RandomUuids(50);
  ASSERT_EQ(text->size(), 50u * 36);
  for (size_t i = 0; i < text->size(); i += 36) {
    EXPECT_EQ((*text)[i + 14], '4');
    EXPECT_NE(std::string("89ab").find((*text)[i + 19]), std::string::npos);
  }
}
TEST(RandomTest, PrimesArePrime) {
  auto prime = GeneratePrime(64, true, {}, {});
  ASSERT_TRUE(prime.ok());
  EXPECT_TRUE(CheckPrime(*prime, 0).value());
  EXPECT_FALSE(CheckPrime(ByteVector{15}, 0).value());
}

}  // namespace
}  // namespace phasor::crypto
