#include "base/text_encoding.h"

#include <simdutf.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <string>
#include <type_traits>

#include "base/check.h"

namespace phasor::text {
namespace {

const char* Chars(ByteSpan bytes) { return reinterpret_cast<const char*>(bytes.data()); }
char* Chars(MutableByteSpan bytes) { return reinterpret_cast<char*>(bytes.data()); }

bool IsHighSurrogate(char16_t unit) { return (unit & 0xfc00) == 0xd800; }
bool IsLowSurrogate(char16_t unit) { return (unit & 0xfc00) == 0xdc00; }

struct EncodingName {
  std::string_view name;
  Encoding encoding;
};
constexpr EncodingName kEncodingNames[] = {
    {"utf8", Encoding::kUtf8},           {"utf-8", Encoding::kUtf8},      {"latin1", Encoding::kLatin1},
    {"binary", Encoding::kLatin1},       {"hex", Encoding::kHex},         {"base64", Encoding::kBase64},
    {"base64url", Encoding::kBase64url}, {"ascii", Encoding::kAscii},     {"ucs2", Encoding::kUtf16le},
    {"ucs-2", Encoding::kUtf16le},       {"utf16le", Encoding::kUtf16le}, {"utf-16le", Encoding::kUtf16le},
};

char LowerAscii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

// One character, or one maximal ill-formed subpart (Unicode, table 3-7: which second bytes may follow a lead byte).
struct Sequence {
  char32_t point;  // U+FFFD for an ill-formed one
  size_t length;
  bool incomplete;  // ill-formed only because the bytes end
};

Sequence ReadSequence(ByteSpan bytes) {
  constexpr char32_t kReplacement = 0xfffd;
  uint8_t lead = bytes[0];
  if (lead < 0x80) return {lead, 1, false};
  size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4) return {kReplacement, 1, false};
  uint8_t low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
  uint8_t high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
  char32_t point = lead & (0x7f >> length);
  for (size_t i = 1; i < length; ++i) {
    if (i == bytes.size()) return {kReplacement, i, true};
    if (bytes[i] < low || bytes[i] > high) return {kReplacement, i, false};
    point = point << 6 | (bytes[i] & 0x3f);
    low = 0x80;
    high = 0xbf;
  }
  return {point, length, false};
}

size_t PutUtf16(char32_t point, char16_t* out) {
  if (point < 0x10000) {
    out[0] = static_cast<char16_t>(point);
    return 1;
  }
  out[0] = static_cast<char16_t>(0xd7c0 + (point >> 10));
  out[1] = static_cast<char16_t>(0xdc00 + (point & 0x3ff));
  return 2;
}

// The character of `text` at `at`, lone surrogates replaced, and its length in units.
Sequence ReadUtf16(std::u16string_view text, size_t at) {
  char16_t unit = text[at];
  if (!IsHighSurrogate(unit) && !IsLowSurrogate(unit)) return {unit, 1, false};
  if (IsLowSurrogate(unit) || at + 1 == text.size() || !IsLowSurrogate(text[at + 1])) return {0xfffd, 1, false};
  return {(static_cast<char32_t>(unit) << 10) + text[at + 1] - 0x35fdc00, 2, false};
}

size_t Utf8Size(char32_t point) { return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4; }

void PutUtf8(char32_t point, size_t size, uint8_t* out) {
  if (size == 1) {
    out[0] = static_cast<uint8_t>(point);
    return;
  }
  constexpr uint8_t kLead[] = {0, 0, 0xc0, 0xe0, 0xf0};
  for (size_t i = size - 1; i > 0; --i) {
    out[i] = static_cast<uint8_t>(0x80 | (point & 0x3f));
    point >>= 6;
  }
  out[0] = static_cast<uint8_t>(kLead[size] | point);
}

constexpr std::array<int8_t, 256> kHexValues = [] {
  std::array<int8_t, 256> values{};
  values.fill(-1);
  for (int i = 0; i < 10; ++i) values['0' + i] = static_cast<int8_t>(i);
  for (int i = 0; i < 6; ++i) values['a' + i] = values['A' + i] = static_cast<int8_t>(10 + i);
  return values;
}();

// Sixteen bytes that the compiler works on at once (GCC and Clang's vector extension; SSE2 or NEON).
using Block = uint8_t __attribute__((vector_size(16)));

// Writes the 32 hex digits of a block.
void EncodeHexBlock(Block bytes, char* out) {
  auto digits = [](Block nibbles) -> Block {
    return nibbles + '0' + (reinterpret_cast<Block>(nibbles > 9) & ('a' - '9' - 1));
  };
  Block high = digits(bytes >> 4), low = digits(bytes & 15);
  Block pairs[] = {
      __builtin_shufflevector(high, low, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23),
      __builtin_shufflevector(high, low, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31),
  };
  std::memcpy(out, pairs, sizeof pairs);
}

// The units' low bytes. Node reads hex and base64 in wide strings so; they are rare, so that a copy does not matter.
std::vector<uint8_t> Narrowed(std::u16string_view text) {
  std::vector<uint8_t> bytes(text.size());
  NarrowToLatin1(text, bytes.data());
  return bytes;
}

template <class Unit>
size_t EstimateBase64(const Unit* text, size_t length) {
  if (length < 2) return 0;
  size_t padding = text[length - 1] == '=' ? (text[length - 2] == '=' ? 2 : 1) : 0;
  size_t digits = length - padding;
  return digits / 4 * 3 + digits % 4 * 3 / 4;
}

simdutf::base64_options Options(Base64Alphabet alphabet) {
  return alphabet == Base64Alphabet::kUrl ? simdutf::base64_url : simdutf::base64_default;
}

// Decodes text that is well formed in one alphabet, which is faster than skipping what is not. Nothing: it is not, or
// `out` is too small.
std::optional<size_t> DecodeWellFormedBase64(ByteSpan text, MutableByteSpan out) {
  for (simdutf::base64_options alphabet : {simdutf::base64_default, simdutf::base64_url}) {
    size_t written = out.size();
    simdutf::result result =
        simdutf::base64_to_binary_safe(Chars(text), text.size(), Chars(out), written, alphabet, simdutf::loose);
    if (result.error == simdutf::SUCCESS) return written;
    bool url_character = result.error == simdutf::INVALID_BASE64_CHARACTER && result.count < text.size() &&
                         (text[result.count] == '-' || text[result.count] == '_');
    if (!url_character) break;
  }
  return std::nullopt;
}

template <class Text>
Base64Result DecodeStrict(Text text, MutableByteSpan out) {
  CHECK(out.size() >= Base64DecodedBound(text.size()));
  size_t written = out.size();
  const auto* units = reinterpret_cast<const std::conditional_t<sizeof(text[0]) == 1, char, char16_t>*>(text.data());
  simdutf::result result = simdutf::base64_to_binary_safe(units, text.size(), Chars(out), written,
                                                          simdutf::base64_default, simdutf::loose);
  if (result.error == simdutf::SUCCESS) return {Base64Status::kOk, written};
  bool length = result.error == simdutf::BASE64_INPUT_REMAINDER;
  return {length ? Base64Status::kBadLength : Base64Status::kBadCharacter, 0};
}

}  // namespace

std::optional<Encoding> ParseEncoding(std::string_view name) {
  for (const auto& [known, encoding] : kEncodingNames) {
    if (std::equal(name.begin(), name.end(), known.begin(), known.end(),
                   [](char a, char b) { return LowerAscii(a) == b; })) {
      return encoding;
    }
  }
  return std::nullopt;
}

bool IsAscii(ByteSpan bytes) { return simdutf::validate_ascii(Chars(bytes), bytes.size()); }

bool IsUtf8(ByteSpan bytes) { return simdutf::validate_utf8(Chars(bytes), bytes.size()); }

size_t Utf8Length(ByteSpan latin1) { return simdutf::utf8_length_from_latin1(Chars(latin1), latin1.size()); }

size_t Utf8Length(std::u16string_view text) {
  return simdutf::utf8_length_from_utf16le_with_replacement(text.data(), text.size()).count;
}

Progress EncodeUtf8(ByteSpan latin1, MutableByteSpan out) {
  // The worst case fits, or all of this text does (a cheap pass to know).
  if (out.size() >= 2 * latin1.size() || (out.size() >= latin1.size() && Utf8Length(latin1) <= out.size())) {
    return {latin1.size(), simdutf::convert_latin1_to_utf8(Chars(latin1), latin1.size(), Chars(out))};
  }
  Progress done;
  for (; done.read < latin1.size(); ++done.read) {
    // While the worst case fits, whole stretches go the fast way.
    size_t sure = std::min((out.size() - done.written) / 2, latin1.size() - done.read);
    if (sure >= 16) {
      done.written += simdutf::convert_latin1_to_utf8(Chars(latin1) + done.read, sure, Chars(out) + done.written);
      done.read += sure - 1;
      continue;
    }
    size_t size = Utf8Size(latin1[done.read]);
    if (done.written + size > out.size()) break;
    PutUtf8(latin1[done.read], size, out.data() + done.written);
    done.written += size;
  }
  return done;
}

Progress EncodeUtf8(std::u16string_view text, MutableByteSpan out) {
  if (out.size() >= 3 * text.size() || (out.size() >= text.size() && Utf8Length(text) <= out.size())) {
    return {text.size(), simdutf::convert_utf16le_to_utf8_with_replacement(text.data(), text.size(), Chars(out))};
  }
  Progress done;
  while (done.read < text.size()) {
    size_t sure = std::min((out.size() - done.written) / 3, text.size() - done.read);
    // A stretch must not end between the halves of a pair.
    if (sure > 0 && IsHighSurrogate(text[done.read + sure - 1])) --sure;
    if (sure >= 16) {
      done.written += simdutf::convert_utf16le_to_utf8_with_replacement(text.data() + done.read, sure,
                                                                        Chars(out) + done.written);
      done.read += sure;
      continue;
    }
    Sequence next = ReadUtf16(text, done.read);
    size_t size = Utf8Size(next.point);
    if (done.written + size > out.size()) break;
    PutUtf8(next.point, size, out.data() + done.written);
    done.written += size;
    done.read += next.length;
  }
  return done;
}

size_t DecodeUtf8(ByteSpan bytes, char16_t* out) {
  size_t written = 0;
  simdutf::result result = simdutf::convert_utf8_to_utf16le_with_errors(Chars(bytes), bytes.size(), out);
  if (result.error == simdutf::SUCCESS) return result.count;
  // The prefix before the first error again, for its length; from there on character by character, so that bytes that
  // are all errors do not start the fast way over and over.
  written = simdutf::convert_valid_utf8_to_utf16le(Chars(bytes), result.count, out);
  for (bytes = bytes.subspan(result.count); !bytes.empty();) {
    Sequence next = ReadSequence(bytes);
    written += PutUtf16(next.point, out + written);
    bytes = bytes.subspan(next.length);
  }
  return written;
}

std::optional<size_t> DecodeUtf8AsLatin1(ByteSpan bytes, uint8_t* out) {
  simdutf::result result =
      simdutf::convert_utf8_to_latin1_with_errors(Chars(bytes), bytes.size(), reinterpret_cast<char*>(out));
  if (result.error != simdutf::SUCCESS) return std::nullopt;
  return result.count;
}

size_t IncompleteUtf8Tail(ByteSpan bytes) {
  for (size_t size = 1; size <= std::min<size_t>(3, bytes.size()); ++size) {
    ByteSpan tail = bytes.last(size);
    if ((tail[0] & 0xc0) == 0x80) continue;
    Sequence sequence = ReadSequence(tail);
    return sequence.incomplete ? size : 0;
  }
  return 0;
}

void WidenLatin1(ByteSpan latin1, uint8_t* out) {
  if (reinterpret_cast<uintptr_t>(out) % alignof(char16_t) == 0) {
    static_cast<void>(
        simdutf::convert_latin1_to_utf16le(Chars(latin1), latin1.size(), reinterpret_cast<char16_t*>(out)));
    return;
  }
  for (uint8_t byte : latin1) {
    *out++ = byte;
    *out++ = 0;
  }
}

void NarrowToLatin1(std::u16string_view text, uint8_t* out) {
  for (size_t i = 0; i < text.size(); ++i) out[i] = static_cast<uint8_t>(text[i]);
}

void ClearHighBits(ByteSpan bytes, uint8_t* out) {
  for (size_t i = 0; i < bytes.size(); ++i) out[i] = bytes[i] & 0x7f;
}

size_t Base64Length(size_t size, Base64Alphabet alphabet) {
  if (alphabet == Base64Alphabet::kStandard) return (size + 2) / 3 * 4;
  return size / 3 * 4 + (size % 3 * 4 + 2) / 3;
}

size_t EncodeBase64(ByteSpan bytes, Base64Alphabet alphabet, char* out) {
  return simdutf::binary_to_base64(Chars(bytes), bytes.size(), out, Options(alphabet));
}

size_t Base64DecodedEstimate(ByteSpan text) { return EstimateBase64(text.data(), text.size()); }

size_t Base64DecodedEstimate(std::u16string_view text) { return EstimateBase64(text.data(), text.size()); }

size_t DecodeBase64(ByteSpan text, MutableByteSpan out) {
  if (auto written = DecodeWellFormedBase64(text, out)) return *written;
  // simdutf takes a '=' among other foreign characters for one of them.
  const void* padding = text.empty() ? nullptr : std::memchr(text.data(), '=', text.size());
  if (padding != nullptr) text = text.first(static_cast<size_t>(static_cast<const uint8_t*>(padding) - text.data()));
  size_t written = out.size();
  simdutf::result result = simdutf::base64_to_binary_safe(
      Chars(text), text.size(), Chars(out), written, simdutf::base64_default_or_url_accept_garbage, simdutf::loose);
  if (result.error != simdutf::OUTPUT_BUFFER_TOO_SMALL) {
    // With garbage accepted the only other error is a last character that completes no byte: it counts for nothing.
    CHECK(written <= out.size());
    return written;
  }
  // simdutf stops at a whole group of characters; Node fills the room to its last byte.
  size_t bound = Base64DecodedBound(text.size());
  CHECK(out.size() < bound);
  auto whole = std::make_unique_for_overwrite<uint8_t[]>(bound);
  size_t size = std::min(DecodeBase64(text, MutableByteSpan(whole.get(), bound)), out.size());
  if (size > 0) std::memcpy(out.data(), whole.get(), size);
  return size;
}

size_t DecodeBase64(std::u16string_view text, MutableByteSpan out) { return DecodeBase64(Narrowed(text), out); }

Base64Result DecodeBase64Strict(ByteSpan text, MutableByteSpan out) { return DecodeStrict(text, out); }

Base64Result DecodeBase64Strict(std::u16string_view text, MutableByteSpan out) { return DecodeStrict(text, out); }

void EncodeHex(ByteSpan bytes, char* out) {
  Block block{};
  for (; bytes.size() >= sizeof block; bytes = bytes.subspan(sizeof block)) {
    std::memcpy(&block, bytes.data(), sizeof block);
    EncodeHexBlock(block, out);
    out += 2 * sizeof block;
  }
  if (bytes.empty()) return;
  char rest[2 * sizeof block];
  std::memcpy(&block, bytes.data(), bytes.size());
  EncodeHexBlock(block, rest);
  std::memcpy(out, rest, 2 * bytes.size());
}

size_t DecodeHex(ByteSpan text, MutableByteSpan out) {
  size_t count = std::min(text.size() / 2, out.size());
  for (size_t i = 0; i < count; ++i) {
    int high = kHexValues[text[2 * i]];
    int low = kHexValues[text[2 * i + 1]];
    if ((high | low) < 0) return i;
    out[i] = static_cast<uint8_t>(high << 4 | low);
  }
  return count;
}

size_t DecodeHex(std::u16string_view text, MutableByteSpan out) { return DecodeHex(Narrowed(text), out); }

bool Transcode(ByteSpan source, Encoding from, Encoding to, std::vector<uint8_t>* out) {
  std::u16string text;
  switch (from) {
    case Encoding::kUtf8:
      if (to == Encoding::kUtf16le && !IsUtf8(source)) return false;
      text.resize(source.size());
      text.resize(DecodeUtf8(source, text.data()));
      break;
    case Encoding::kUtf16le:
      text.resize(source.size() / 2);
      if (!text.empty()) std::memcpy(text.data(), source.data(), text.size() * 2);
      if (to == Encoding::kUtf16le) {
        simdutf::to_well_formed_utf16le(text.data(), text.size(), text.data());
        if (source.size() % 2 != 0) text.push_back(u'\ufffd');
      }
      if (to == Encoding::kUtf8 && (text.empty() || !simdutf::validate_utf16le(text.data(), text.size()))) return false;
      break;
    default:
      text.assign(source.begin(), source.end());
      if (from == Encoding::kAscii && to != Encoding::kUtf16le) {
        std::replace_if(text.begin(), text.end(), [](char16_t unit) { return unit > 0x7f; }, u'\ufffd');
      }
  }
  if (to == Encoding::kUtf8) {
    out->resize(Utf8Length(text));
    EncodeUtf8(std::u16string_view(text), *out);
  } else if (to == Encoding::kUtf16le) {
    out->resize(text.size() * 2);
    if (!text.empty()) std::memcpy(out->data(), text.data(), out->size());
  } else {
    const char16_t highest = to == Encoding::kLatin1 ? 0xff : 0x7f;
    for (size_t at = 0; at < text.size();) {
      Sequence next = ReadUtf16(text, at);
      out->push_back(next.point > highest ? '?' : static_cast<uint8_t>(next.point));
      at += next.length;
    }
  }
  return true;
}

}  // namespace phasor::text
