// base/text_encoding: expectations are what Node 24 answers for the same input through Buffer.
#include "base/text_encoding.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace phasor::text {
namespace {

ByteSpan Span(std::string_view text) { return {reinterpret_cast<const uint8_t*>(text.data()), text.size()}; }

std::u16string Decode(std::string_view bytes) {
  std::u16string out(bytes.size(), u'?');
  out.resize(DecodeUtf8(Span(bytes), out.data()));
  return out;
}

std::string Base64(std::string_view text, size_t room = 1000) {
  std::vector<uint8_t> out(room);
  size_t size = DecodeBase64(Span(text), MutableByteSpan(out));
  return std::string(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(size));
}

template <class Text>
std::pair<std::string, size_t> Encode(Text text, size_t room) {
  std::vector<uint8_t> out(room);
  Progress done = EncodeUtf8(text, MutableByteSpan(out));
  return {std::string(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(done.written)), done.read};
}

TEST(TextEncoding, NamesInAnyCase) {
  EXPECT_EQ(ParseEncoding("UTF-8"), Encoding::kUtf8);
  EXPECT_EQ(ParseEncoding("Binary"), Encoding::kLatin1);
  EXPECT_EQ(ParseEncoding("base64URL"), Encoding::kBase64url);
  EXPECT_EQ(ParseEncoding("ucs-2"), Encoding::kUtf16le);
  EXPECT_EQ(ParseEncoding("utf"), std::nullopt);
  EXPECT_EQ(ParseEncoding(""), std::nullopt);
}

TEST(TextEncoding, Utf8LossyDecodingReplacesMaximalSubparts) {
  EXPECT_EQ(Decode("a\xc3\xa9\xf0\x9f\x98\x80"), u"a\u00e9\U0001f600");
  EXPECT_EQ(Decode("\xf0\x9f\x98"), u"\ufffd");
  EXPECT_EQ(Decode("\xf0\x9fx"), u"\ufffdx");
  EXPECT_EQ(Decode("\xed\xa0\x80"), u"\ufffd\ufffd\ufffd");
  EXPECT_EQ(Decode("\xc0\x80"), u"\ufffd\ufffd");
  EXPECT_EQ(Decode("\xf5\x80"), u"\ufffd\ufffd");
  EXPECT_EQ(Decode("\xe0\x80\x80z"), u"\ufffd\ufffd\ufffdz");
  EXPECT_EQ(Decode(std::string(100, 'x') + "\xff" + std::string(100, 'y')),
            std::u16string(100, u'x') + u"\ufffd" + std::u16string(100, u'y'));
}

TEST(TextEncoding, Utf8IncompleteTail) {
  EXPECT_EQ(IncompleteUtf8Tail(Span("abc")), 0u);
  EXPECT_EQ(IncompleteUtf8Tail(Span("a\xf0\x9f\x98")), 3u);
  EXPECT_EQ(IncompleteUtf8Tail(Span("a\xf0\x9f\x98\x80")), 0u);
  EXPECT_EQ(IncompleteUtf8Tail(Span("\xc3")), 1u);
  EXPECT_EQ(IncompleteUtf8Tail(Span("\xed\xa0")), 0u);
  EXPECT_EQ(IncompleteUtf8Tail(Span("\x80\x80\x80")), 0u);
  EXPECT_EQ(IncompleteUtf8Tail({}), 0u);
}

TEST(TextEncoding, Utf8EncodingWritesWholeCharactersOnly) {
  EXPECT_EQ(Encode(std::u16string_view(u"a\u00e9"), 2), std::pair(std::string("a"), size_t{1}));
  EXPECT_EQ(Encode(std::u16string_view(u"\U0001f600b"), 3), std::pair(std::string(), size_t{0}));
  EXPECT_EQ(Encode(std::u16string_view(u"\U0001f600b"), 5), std::pair(std::string("\xf0\x9f\x98\x80" "b"), size_t{3}));
  EXPECT_EQ(Encode(Span("\xe9\xe9"), 3), std::pair(std::string("\xc3\xa9"), size_t{1}));
  std::u16string lone = {u'x', char16_t{0xd800}, u'y', char16_t{0xdc00}};
  EXPECT_EQ(Encode(std::u16string_view(lone), 8), std::pair(std::string("x\xef\xbf\xbdy\xef\xbf\xbd"), size_t{4}));
  EXPECT_EQ(Utf8Length(std::u16string_view(lone)), 8u);
}

TEST(TextEncoding, Utf8RoundTripWithEveryAmountOfRoom) {
  std::mt19937 random(7);
  const std::u16string_view parts[] = {u"a", u"\u00e9", u"\u20ac", u"\U0001f600", u"plain text "};
  for (int round = 0; round < 50; ++round) {
    std::u16string text;
    for (int i = 0; i < 40; ++i) text += parts[random() % std::size(parts)];
    size_t length = Utf8Length(text);
    auto [whole, read] = Encode(std::u16string_view(text), length);
    ASSERT_EQ(whole.size(), length);
    ASSERT_EQ(read, text.size());
    ASSERT_EQ(Decode(whole), text);
    for (size_t room = 0; room < length; ++room) {
      auto [part, units] = Encode(std::u16string_view(text), room);
      ASSERT_EQ(part, whole.substr(0, part.size()));
      ASSERT_GT(part.size() + 4, room);
      ASSERT_EQ(Decode(part), text.substr(0, units));
    }
  }
}

TEST(TextEncoding, Utf8AsLatin1) {
  uint8_t out[16];
  EXPECT_EQ(DecodeUtf8AsLatin1(Span("a\xc3\xa9"), out), 2u);
  EXPECT_EQ(out[1], 0xe9);
  EXPECT_EQ(DecodeUtf8AsLatin1(Span("\xe2\x82\xac"), out), std::nullopt);
  EXPECT_EQ(DecodeUtf8AsLatin1(Span("\xff"), out), std::nullopt);
}

TEST(TextEncoding, Base64Forgiving) {
  EXPECT_EQ(Base64("YWJj"), "abc");
  EXPECT_EQ(Base64("YW Jj\n"), "abc");
  EXPECT_EQ(Base64("YWJjZA=="), "abcd");
  EXPECT_EQ(Base64("YWJjZA"), "abcd");
  EXPECT_EQ(Base64("YWJjZ"), "abc");
  EXPECT_EQ(Base64("YQ==YQ=="), "a");
  EXPECT_EQ(Base64("=bad=bad"), "");
  EXPECT_EQ(Base64("=f\xe9\xac" "f-"), "");
  EXPECT_EQ(Base64("*Y*W*J*j*"), "abc");
  EXPECT_EQ(Base64("-_-_+/+/"), "\xfb\xff\xbf\xfb\xff\xbf");
  EXPECT_EQ(Base64(""), "");
  uint8_t out[8];
  EXPECT_EQ(DecodeBase64(std::u16string_view(u"Y\u0120WJj"), out), 3u);
  EXPECT_EQ(out[2], 'c');
}

TEST(TextEncoding, Base64IntoLittleRoom) {
  for (size_t room = 0; room < 6; ++room) EXPECT_EQ(Base64("YWJjZGVm", room), std::string("abcdef").substr(0, room));
}

TEST(TextEncoding, Base64LengthsAndRoundTrip) {
  std::mt19937 random(1);
  for (size_t size = 0; size < 200; ++size) {
    std::string bytes;
    for (size_t i = 0; i < size; ++i) bytes += static_cast<char>(random());
    for (auto alphabet : {Base64Alphabet::kStandard, Base64Alphabet::kUrl}) {
      std::string text(Base64Length(size, alphabet), '\0');
      ASSERT_EQ(EncodeBase64(Span(bytes), alphabet, text.data()), text.size());
      ASSERT_EQ(Base64(text), bytes);
      ASSERT_EQ(Base64DecodedEstimate(Span(text)), size);
    }
  }
}

TEST(TextEncoding, HexStopsAtTheFirstBadPair) {
  uint8_t out[8];
  EXPECT_EQ(DecodeHex(Span("00fFzz11"), out), 2u);
  EXPECT_EQ(out[1], 0xff);
  EXPECT_EQ(DecodeHex(Span("abc"), out), 1u);
  EXPECT_EQ(DecodeHex(std::u16string_view(u"ab\u0150c"), out), 1u);
  EXPECT_EQ(DecodeHex(Span("00112233"), MutableByteSpan(out, 2)), 2u);
  char text[4];
  EncodeHex(Span("\x0f\xa0"), text);
  EXPECT_EQ(std::string(text, 4), "0fa0");
}

}  // namespace
}  // namespace phasor::text
