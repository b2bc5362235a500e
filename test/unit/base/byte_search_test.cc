// base/byte_search: expectations are what Node 24 answers for the same search through Buffer.
#include "base/byte_search.h"

#include <gtest/gtest.h>

#include <string_view>

namespace phasor {
namespace {

std::span<const uint8_t> Span(std::string_view text) {
  return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}

int Find(std::string_view haystack, std::string_view needle, int64_t start, bool forward, size_t unit = 1) {
  auto found = FindBytes(Span(haystack), Span(needle), start, unit, forward);
  return found ? static_cast<int>(*found) : -1;
}

TEST(ByteSearch, Forward) {
  EXPECT_EQ(Find("abcabc", "ca", 0, true), 2);
  EXPECT_EQ(Find("abcabc", "c", 3, true), 5);
  EXPECT_EQ(Find("abcabc", "c", -1, true), 5);
  EXPECT_EQ(Find("abcabc", "c", -99, true), 2);
  EXPECT_EQ(Find("abcabc", "c", 99, true), -1);
  EXPECT_EQ(Find("", "a", 0, true), -1);
}

TEST(ByteSearch, Backward) {
  EXPECT_EQ(Find("abcabc", "abc", 99, false), 3);
  EXPECT_EQ(Find("abcabc", "abc", 2, false), 0);
  EXPECT_EQ(Find("abcabc", "a", -4, false), 0);
  EXPECT_EQ(Find("abcabc", "a", -99, false), -1);
}

TEST(ByteSearch, EmptyNeedle) {
  EXPECT_EQ(Find("abcabc", "", 3, true), 3);
  EXPECT_EQ(Find("abcabc", "", 9, true), 6);
  EXPECT_EQ(Find("abcabc", "", -99, false), 0);
}

TEST(ByteSearch, TwoByteUnits) {
  using namespace std::string_view_literals;
  EXPECT_EQ(Find("a\0b\0c\0"sv, "c\0"sv, 0, true, 2), 4);
  EXPECT_EQ(Find("\0a\0b\0c"sv, "a\0"sv, 0, true, 2), -1);
  EXPECT_EQ(Find("a\0b\0c\0"sv, "b\0"sv, 3, false, 2), 2);
}

TEST(ByteSearch, CompareAndSwap) {
  EXPECT_EQ(CompareBytes(Span("a"), Span("ab")), -1);
  EXPECT_EQ(CompareBytes(Span("b"), Span("ab")), 1);
  EXPECT_EQ(CompareBytes({}, {}), 0);
  uint8_t bytes[] = {1, 2, 3, 4, 5, 6, 7, 8};
  SwapBytes(bytes, 4);
  EXPECT_EQ(bytes[0], 4);
  EXPECT_EQ(bytes[7], 5);
}

}  // namespace
}  // namespace phasor
