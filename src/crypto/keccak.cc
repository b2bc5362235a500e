#include "crypto/keccak.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace phasor::crypto {

namespace {

// FIPS 202, section 3.2: one state of 25 lanes, and the constants of its 24 rounds.
using State = std::array<uint64_t, 25>;

constexpr uint64_t kRoundConstants[24] = {
    0x0000000000000001, 0x0000000000008082, 0x800000000000808a, 0x8000000080008000, 0x000000000000808b, 0x0000000080000001,
    0x8000000080008081, 0x8000000000008009, 0x000000000000008a, 0x0000000000000088, 0x0000000080008009, 0x000000008000000a,
    0x000000008000808b, 0x800000000000008b, 0x8000000000008089, 0x8000000000008003, 0x8000000000008002, 0x8000000000000080,
    0x000000000000800a, 0x800000008000000a, 0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
};
// Rho's rotation of lane x + 5y.
constexpr int kRotations[25] = {0, 1, 62, 28, 27, 36, 44, 6, 55, 20, 3, 10, 43, 25, 39, 41, 45, 15, 21, 8, 18, 2, 61, 56, 14};

void Round(State& a, uint64_t constant) {
  uint64_t column[5];
  for (int x = 0; x < 5; ++x) column[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
  for (int x = 0; x < 5; ++x) {
    uint64_t mixed = column[(x + 4) % 5] ^ std::rotl(column[(x + 1) % 5], 1);
    for (int y = 0; y < 25; y += 5) a[x + y] ^= mixed;
  }
  State moved;
  for (int x = 0; x < 5; ++x) {
    for (int y = 0; y < 5; ++y) moved[y + 5 * ((2 * x + 3 * y) % 5)] = std::rotl(a[x + 5 * y], kRotations[x + 5 * y]);
  }
  for (int y = 0; y < 25; y += 5) {
    for (int x = 0; x < 5; ++x) a[x + y] = moved[x + y] ^ (~moved[(x + 1) % 5 + y] & moved[(x + 2) % 5 + y]);
  }
  a[0] ^= constant;
}

// A sponge over Keccak-p[1600, rounds] with byte-wise absorption.
class Sponge {
 public:
  Sponge(int strength, int rounds) : rate_(200 - static_cast<size_t>(strength) / 4), rounds_(rounds) {}
  ~Sponge() { OPENSSL_cleanse(state_.data(), sizeof state_); }
  Sponge(const Sponge&) = delete;
  Sponge& operator=(const Sponge&) = delete;

  size_t rate() const { return rate_; }

  void Absorb(ByteSpan bytes) {
    for (uint8_t byte : bytes) AbsorbByte(byte);
  }

  void AbsorbByte(uint8_t byte) {
    Xor(position_, byte);
    if (++position_ == rate_) {
      Permute();
      position_ = 0;
    }
  }

  // Fills up to a whole block (bytepad of SP 800-185, section 2.3.3).
  void PadBlock() {
    while (position_ != 0) AbsorbByte(0);
  }

  // `domain`: the suffix bits with the first bit of the padding.
  void Squeeze(uint8_t domain, MutableByteSpan out) {
    Xor(position_, domain);
    Xor(rate_ - 1, 0x80);
    size_t at = rate_;
    for (uint8_t& byte : out) {
      if (at == rate_) {
        Permute();
        at = 0;
      }
      byte = static_cast<uint8_t>(state_[at / 8] >> (at % 8 * 8));
      ++at;
    }
  }

 private:
  void Xor(size_t at, uint8_t byte) { state_[at / 8] ^= static_cast<uint64_t>(byte) << (at % 8 * 8); }
  void Permute() {
    for (int i = 24 - rounds_; i < 24; ++i) Round(state_, kRoundConstants[i]);
  }

  State state_{};
  size_t rate_;
  size_t position_ = 0;
  int rounds_;
};

// The big-endian bytes of `value`, at least `minimum`.
std::vector<uint8_t> BigEndian(uint64_t value, size_t minimum) {
  std::vector<uint8_t> bytes;
  for (; value != 0 || bytes.size() < minimum; value >>= 8) bytes.insert(bytes.begin(), static_cast<uint8_t>(value));
  return bytes;
}

// SP 800-185, section 2.3.1.
void AbsorbLeftEncoded(Sponge& sponge, uint64_t value) {
  auto bytes = BigEndian(value, 1);
  sponge.AbsorbByte(static_cast<uint8_t>(bytes.size()));
  sponge.Absorb(bytes);
}

void AbsorbRightEncoded(Sponge& sponge, uint64_t value) {
  auto bytes = BigEndian(value, 1);
  sponge.Absorb(bytes);
  sponge.AbsorbByte(static_cast<uint8_t>(bytes.size()));
}

void AbsorbString(Sponge& sponge, ByteSpan text) {
  AbsorbLeftEncoded(sponge, static_cast<uint64_t>(text.size()) * 8);
  sponge.Absorb(text);
}

constexpr uint8_t kShakeDomain = 0x1f;
constexpr uint8_t kCShakeDomain = 0x04;

void AbsorbCShakePrefix(Sponge& sponge, ByteSpan function_name, ByteSpan customization) {
  AbsorbLeftEncoded(sponge, sponge.rate());
  AbsorbString(sponge, function_name);
  AbsorbString(sponge, customization);
  sponge.PadBlock();
}

// RFC 9861, section 3.3.
void AbsorbLengthEncoded(Sponge& sponge, uint64_t value) {
  auto bytes = BigEndian(value, 0);
  sponge.Absorb(bytes);
  sponge.AbsorbByte(static_cast<uint8_t>(bytes.size()));
}

}  // namespace

void CShake(int strength, ByteSpan data, ByteSpan function_name, ByteSpan customization, MutableByteSpan out) {
  Sponge sponge(strength, 24);
  bool plain = function_name.empty() && customization.empty();
  if (!plain) AbsorbCShakePrefix(sponge, function_name, customization);
  sponge.Absorb(data);
  sponge.Squeeze(plain ? kShakeDomain : kCShakeDomain, out);
}

void Kmac(int strength, ByteSpan key, ByteSpan data, ByteSpan customization, uint64_t output_bits, MutableByteSpan out) {
  Sponge sponge(strength, 24);
  AbsorbCShakePrefix(sponge, {Chars("KMAC"), 4}, customization);
  AbsorbLeftEncoded(sponge, sponge.rate());
  AbsorbString(sponge, key);
  sponge.PadBlock();
  sponge.Absorb(data);
  AbsorbRightEncoded(sponge, output_bits);
  sponge.Squeeze(kCShakeDomain, out);
}

void TurboShake(int strength, ByteSpan data, uint8_t domain, MutableByteSpan out) {
  Sponge sponge(strength, 12);
  sponge.Absorb(data);
  sponge.Squeeze(domain, out);
}

namespace {

// RFC 9861, section 3.2: the input is the data, the customization and the latter's length, read as one string.
class TreeInput {
 public:
  TreeInput(ByteSpan data, ByteSpan customization) : parts_{data, customization, {}} {
    tail_ = BigEndian(customization.size(), 0);
    tail_.push_back(static_cast<uint8_t>(tail_.size()));
    parts_[2] = tail_;
  }
  size_t size() const { return parts_[0].size() + parts_[1].size() + parts_[2].size(); }
  void AbsorbRange(Sponge& sponge, size_t from, size_t count) const {
    for (ByteSpan part : parts_) {
      if (from >= part.size()) {
        from -= part.size();
        continue;
      }
      size_t taken = std::min(count, part.size() - from);
      sponge.Absorb(part.subspan(from, taken));
      count -= taken;
      from = 0;
    }
  }

 private:
  std::array<ByteSpan, 3> parts_;
  ByteVector tail_;
};

constexpr size_t kChunk = 8192;

}  // namespace

void KangarooTwelve(int strength, ByteSpan data, ByteSpan customization, MutableByteSpan out) {
  TreeInput input(data, customization);
  size_t size = input.size();
  Sponge final(strength, 12);
  if (size <= kChunk) {
    input.AbsorbRange(final, 0, size);
    final.Squeeze(0x07, out);
    return;
  }
  constexpr uint8_t kLeafMark[] = {3, 0, 0, 0, 0, 0, 0, 0};
  constexpr uint8_t kEndMark[] = {0xff, 0xff};
  input.AbsorbRange(final, 0, kChunk);
  final.Absorb(kLeafMark);
  uint64_t leaves = 0;
  for (size_t at = kChunk; at < size; at += kChunk, ++leaves) {
    Sponge leaf(strength, 12);
    uint8_t chained[64];
    MutableByteSpan value(chained, static_cast<size_t>(strength) / 4);
    input.AbsorbRange(leaf, at, std::min(kChunk, size - at));
    leaf.Squeeze(0x0b, value);
    final.Absorb(value);
  }
  AbsorbLengthEncoded(final, leaves);
  final.Absorb(kEndMark);
  final.Squeeze(0x06, out);
}

}  // namespace phasor::crypto
