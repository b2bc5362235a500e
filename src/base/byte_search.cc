#include "base/byte_search.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "base/check.h"

namespace phasor {
namespace {

using ByteSpan = std::span<const uint8_t>;

// Backward search by the needle's first byte. `last` is the last position to try.
std::optional<size_t> FindLast(ByteSpan haystack, ByteSpan needle, size_t last, size_t unit) {
  size_t size = last + 1;
  while (size > 0) {
    const void* hit = memrchr(haystack.data(), needle[0], size);
    if (hit == nullptr) return std::nullopt;
    size_t at = static_cast<size_t>(static_cast<const uint8_t*>(hit) - haystack.data());
    if (at % unit == 0 && std::memcmp(haystack.data() + at, needle.data(), needle.size()) == 0) return at;
    size = at;
  }
  return std::nullopt;
}

// memchr for the first byte beats memmem by far while that byte is rare. A false hit costs as much as memmem takes for
// `price` bytes; when they have cost more than the way they made, memmem takes over, which is linear whatever the bytes.
std::optional<size_t> FindFirst(ByteSpan haystack, ByteSpan needle, size_t first, size_t unit) {
  constexpr size_t kCredit = 1024;
  const size_t start = first, price = 64 + needle.size() / 16;
  for (size_t hits = 0; first + needle.size() <= haystack.size(); ++hits) {
    const uint8_t* from = haystack.data() + first;
    const void* hit = hits * price <= first - start + kCredit
                          ? std::memchr(from, needle[0], haystack.size() - needle.size() + 1 - first)
                          : memmem(from, haystack.size() - first, needle.data(), needle.size());
    if (hit == nullptr) return std::nullopt;
    auto at = static_cast<size_t>(static_cast<const uint8_t*>(hit) - haystack.data());
    if (at % unit == 0 && std::memcmp(hit, needle.data(), needle.size()) == 0) return at;
    first = at + 1;
  }
  return std::nullopt;
}

// Swaps the bytes of each element of kSize bytes in `word`.
template <size_t kSize>
uint64_t SwapElements(uint64_t word) {
  constexpr uint64_t kLowBytes = 0x00ff00ff00ff00ff;
  if constexpr (kSize == 2) return (word & kLowBytes) << 8 | (word >> 8 & kLowBytes);
  return std::rotl(__builtin_bswap64(word), kSize == 4 ? 32 : 0);
}

// Eight bytes at a time, whatever the elements' size; the rest as the first bytes of a word.
template <size_t kSize>
void SwapAll(std::span<uint8_t> bytes) {
  uint64_t word = 0;
  for (; bytes.size() >= sizeof word; bytes = bytes.subspan(sizeof word)) {
    std::memcpy(&word, bytes.data(), sizeof word);
    word = SwapElements<kSize>(word);
    std::memcpy(bytes.data(), &word, sizeof word);
  }
  if (bytes.empty()) return;
  std::memcpy(&word, bytes.data(), bytes.size());
  word = SwapElements<kSize>(word);
  std::memcpy(bytes.data(), &word, bytes.size());
}

}  // namespace

int CompareBytes(ByteSpan a, ByteSpan b) {
  size_t common = std::min(a.size(), b.size());
  int order = common > 0 ? std::memcmp(a.data(), b.data(), common) : 0;
  if (order != 0) return order < 0 ? -1 : 1;
  return a.size() == b.size() ? 0 : a.size() < b.size() ? -1 : 1;
}

std::optional<size_t> FindBytes(ByteSpan haystack, ByteSpan needle, int64_t start, size_t unit, bool forward) {
  auto length = static_cast<int64_t>(haystack.size());
  if (start < 0) start += static_cast<int64_t>(haystack.size() / unit * unit);
  if (needle.empty()) {
    auto end = static_cast<int64_t>(haystack.size() / unit * unit);
    return static_cast<size_t>(std::clamp<int64_t>(start, 0, end));
  }
  if (start < 0) {
    if (!forward) return std::nullopt;
    start = 0;
  }
  if (forward && start + static_cast<int64_t>(needle.size()) > length) return std::nullopt;
  haystack = haystack.first(haystack.size() / unit * unit);
  needle = needle.first(needle.size() / unit * unit);
  if (needle.empty() || needle.size() > haystack.size()) return std::nullopt;
  size_t highest = haystack.size() - needle.size();
  size_t from = static_cast<size_t>(start) / unit * unit;
  if (!forward) return FindLast(haystack, needle, std::min(from, highest), unit);
  return FindFirst(haystack, needle, from, unit);
}

void SwapBytes(std::span<uint8_t> bytes, size_t size) {
  CHECK(bytes.size() % size == 0);
  switch (size) {
    case 2:
      return SwapAll<2>(bytes);
    case 4:
      return SwapAll<4>(bytes);
    case 8:
      return SwapAll<8>(bytes);
    default:
      UNREACHABLE("element size");
  }
}

}  // namespace phasor
