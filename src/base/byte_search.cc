#include "base/byte_search.h"

#include <algorithm>
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

// memchr for the first byte beats memmem by far while that byte is rare; after some false hits memmem takes over, which
// is linear whatever the bytes.
std::optional<size_t> FindFirst(ByteSpan haystack, ByteSpan needle, size_t first, size_t unit) {
  constexpr int kFalseHits = 16;
  for (int hits = 0; first + needle.size() <= haystack.size(); ++hits) {
    const uint8_t* from = haystack.data() + first;
    const void* hit = hits < kFalseHits
                          ? std::memchr(from, needle[0], haystack.size() - needle.size() + 1 - first)
                          : memmem(from, haystack.size() - first, needle.data(), needle.size());
    if (hit == nullptr) return std::nullopt;
    auto at = static_cast<size_t>(static_cast<const uint8_t*>(hit) - haystack.data());
    if (at % unit == 0 && std::memcmp(hit, needle.data(), needle.size()) == 0) return at;
    first = at + 1;
  }
  return std::nullopt;
}

template <class Word>
void SwapWords(std::span<uint8_t> bytes, Word (*swap)(Word)) {
  for (size_t i = 0; i < bytes.size(); i += sizeof(Word)) {
    Word word;
    std::memcpy(&word, bytes.data() + i, sizeof word);
    word = swap(word);
    std::memcpy(bytes.data() + i, &word, sizeof word);
  }
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
      return SwapWords<uint16_t>(bytes, [](uint16_t word) -> uint16_t { return __builtin_bswap16(word); });
    case 4:
      return SwapWords<uint32_t>(bytes, [](uint32_t word) -> uint32_t { return __builtin_bswap32(word); });
    case 8:
      return SwapWords<uint64_t>(bytes, [](uint64_t word) -> uint64_t { return __builtin_bswap64(word); });
    default:
      UNREACHABLE("element size");
  }
}

}  // namespace phasor
