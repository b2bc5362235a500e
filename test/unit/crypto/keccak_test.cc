// The Keccak functions against NIST SP 800-185 samples and RFC 9861, section 5.
#include "crypto/keccak.h"

#include <gtest/gtest.h>

#include "base/text_encoding.h"

namespace phasor::crypto {
namespace {

std::string Hex(ByteSpan bytes) {
  std::string out(bytes.size() * 2, 0);
  text::EncodeHex(bytes, out.data());
  return out;
}

ByteSpan Text(std::string_view text) { return {Chars(text), text.size()}; }

// RFC 9861: ptn(n) repeats the bytes 00 to FA.
ByteVector Pattern(size_t size) {
  ByteVector bytes(size);
  for (size_t i = 0; i < size; ++i) bytes[i] = static_cast<uint8_t>(i % 251);
  return bytes;
}

TEST(KeccakTest, CShakeOfSp800185Sample1) {
  const uint8_t data[] = {0, 1, 2, 3};
  ByteVector out(32);
  CShake(128, data, {}, Text("Email Signature"), out);
  EXPECT_EQ(Hex(out), "c1c36925b6409a04f1b504fcbca9d82b4017277cb5ed2b2065fc1d3814d5aaf5");
}
TEST(KeccakTest, CShakeWithoutNamesIsShake) {
  ByteVector out(32);
  CShake(128, {}, {}, {}, out);
  EXPECT_EQ(Hex(out), "7f9c2ba4e88f827d616045507605853ed73b8093f6efbc88eb1a6eacfa66ef26");
}
TEST(KeccakTest, KmacOfSp800185Sample1) {
  ByteVector key(32), out(32);
  for (size_t i = 0; i < key.size(); ++i) key[i] = static_cast<uint8_t>(0x40 + i);
  const uint8_t data[] = {0, 1, 2, 3};
  Kmac(128, key, data, {}, 256, out);
  EXPECT_EQ(Hex(out), "e5780b0d3ea6f7d3a429c5706aa43a00fadbd7d49628839e3187243f456ee14e");
}
TEST(KeccakTest, TurboShakeOfRfc9861) {
  ByteVector out(32);
  TurboShake(128, {}, 0x1f, out);
  EXPECT_EQ(Hex(out), "1e415f1c5983aff2169217277d17bb538cd945a397ddec541f1ce41af2c1b74c");
}
TEST(KeccakTest, KangarooTwelveOfOneChunkAndOfATree) {
  ByteVector out(32);
  KangarooTwelve(128, {}, {}, out);
  EXPECT_EQ(Hex(out), "1ac2d450fc3b4205d19da7bfca1b37513c0803577ac7167f06fe2ce1f0ef39e5");
  KangarooTwelve(128, Pattern(17 * 17 * 17 * 17), {}, out);
  EXPECT_EQ(Hex(out), "8701045e22205345ff4dda05555cbb5c3af1a771c2b89baef37db43d9998b9fe");
}

}  // namespace
}  // namespace phasor::crypto
