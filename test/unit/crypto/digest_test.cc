// Hashes and HMAC against FIPS 180-4, FIPS 202 and RFC 4231 vectors; the error queue stays empty.
#include "crypto/digest.h"

#include <gtest/gtest.h>

#include "base/text_encoding.h"

namespace phasor::crypto {
namespace {

ByteSpan Span(std::string_view text) { return {reinterpret_cast<const uint8_t*>(text.data()), text.size()}; }

std::string Hex(ByteSpan bytes) {
  std::string out(bytes.size() * 2, 0);
  text::EncodeHex(bytes, out.data());
  return out;
}

std::string Digest(const char* name, std::string_view data, std::optional<size_t> size = {}) {
  auto hasher = Hasher::New(DigestId(name), size);
  if (!hasher.ok() || !hasher->Update(Span(data))) return "failed";
  ByteVector out(hasher->size());
  return hasher->Final(out.data()).ok() ? Hex(out) : "failed";
}

TEST(DigestTest, Sha256OfAbc) {
  EXPECT_EQ(Digest("sha256", "abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}
TEST(DigestTest, AContextThatWasUsedBeforeStartsAnew) {
  Digest("sha1", "something else");
  EXPECT_EQ(Digest("sha1", "abc"), "a9993e364706816aba3e25717850c26c9cd0d89d");
}
TEST(DigestTest, NamesAreFoundInAnyCaseAndByAlias) {
  EXPECT_EQ(DigestId("SHA256"), DigestId("sha256"));
  EXPECT_EQ(DigestId("RSA-SHA256"), DigestId("sha256"));
  EXPECT_EQ(DigestId("nope"), -1);
  EXPECT_EQ(DigestId(std::string_view("sha1\0", 5)), -1);
}
TEST(DigestTest, ShakeTakesAnyLength) {
  EXPECT_EQ(Digest("shake128", ""), "7f9c2ba4e88f827d616045507605853e");
  EXPECT_EQ(Digest("shake128", "", 4), "7f9c2ba4");
  EXPECT_EQ(Digest("shake128", "", 0), "");
}
TEST(DigestTest, AFixedDigestTakesItsOwnLengthOnly) {
  auto hasher = Hasher::New(DigestId("sha256"), 28);
  ASSERT_FALSE(hasher.ok());
  EXPECT_EQ(hasher.error().details->code, "ERR_OSSL_EVP_NOT_XOF_OR_INVALID_LENGTH");
  EXPECT_EQ(ERR_peek_error(), 0u);
}
TEST(DigestTest, ACopyGoesOnAlone) {
  auto one = Hasher::New(DigestId("md5"), {});
  ASSERT_TRUE(one->Update(Span("a")));
  auto two = one->Copy({});
  ASSERT_TRUE(one->Update(Span("bc")));
  uint8_t out[16];
  ASSERT_TRUE(one->Final(out).ok());
  EXPECT_EQ(Hex(out), "900150983cd24fb0d6963f7d28e17f72");
  ASSERT_TRUE(two->Final(out).ok());
  EXPECT_EQ(Hex(out), "0cc175b9c0f1b6a831c399e269772661");
}
TEST(DigestTest, HmacOfRfc4231Case2) {
  auto hmac = Hmac::New(FindDigest("sha256"), Span("Jefe"));
  ASSERT_TRUE(hmac.ok());
  ASSERT_TRUE(hmac->Update(Span("what do ya want for nothing?")));
  uint8_t out[32];
  ASSERT_TRUE(hmac->Final(out).ok());
  EXPECT_EQ(Hex(out), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}
TEST(DigestTest, AnUnsupportedDigestSaysWhy) {
  Error error = DigestFailure("md4", "unknown");
  EXPECT_EQ(error.details->code, "ERR_OSSL_EVP_UNSUPPORTED");
  EXPECT_EQ(error.details->stack.size(), 2u);
  EXPECT_EQ(DigestFailure("nope", "unknown").message, "unknown");
  EXPECT_EQ(ERR_peek_error(), 0u);
}

}  // namespace
}  // namespace phasor::crypto
