// Comparison and search over bytes, as Buffer's compare and indexOf need them. No V8, no allocation.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace phasor {

// -1, 0 or 1: the order of the first differing bytes, then of the lengths.
int CompareBytes(std::span<const uint8_t> a, std::span<const uint8_t> b);

// First (`forward`) or last position of `needle` in `haystack`, in bytes. Both are read as units of `unit` (1 or 2)
// bytes, an odd byte at the end left out. `start` is where a forward search begins, and the last position that a backward
// one may answer; a negative one counts from the end. An empty needle is found at `start`, clamped.
std::optional<size_t> FindBytes(std::span<const uint8_t> haystack, std::span<const uint8_t> needle, int64_t start,
                                size_t unit, bool forward);

// Reverses the bytes of every element; bytes.size() is a multiple of `size` (2, 4 or 8).
void SwapBytes(std::span<uint8_t> bytes, size_t size);

}  // namespace phasor
