// Conversions between bytes and text, over spans: UTF-8, UTF-16LE, Latin-1, base64, base64url and hex, with the forgiving
// rules of Node's Buffer (documentation, "Buffers and character encodings"). Called by the bindings of buffer, fs, crypto
// and http. No V8: JavaScript strings arrive here as Latin-1 or UTF-16 spans. Nothing allocates except where a comment
// says so.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace phasor::text {

using ByteSpan = std::span<const uint8_t>;
using MutableByteSpan = std::span<uint8_t>;

// The numbers are known to lib/internal/buffer.js.
enum class Encoding : uint32_t {
  kUtf8 = 0,
  kUtf16le = 1,
  kLatin1 = 2,
  kAscii = 3,
  kBase64 = 4,
  kBase64url = 5,
  kHex = 6,
};
inline constexpr uint32_t kEncodingCount = 7;

// Node's names and aliases (utf8, utf-8, ucs2, ucs-2, utf16le, utf-16le, latin1, binary, ascii, base64, base64url, hex),
// in any case. `binary` is Latin-1.
std::optional<Encoding> ParseEncoding(std::string_view name);

// How much of the input went where.
struct Progress {
  size_t read = 0;     // units of the input
  size_t written = 0;  // bytes of the output
};

// ---- UTF-8 ----

bool IsAscii(ByteSpan bytes);
bool IsUtf8(ByteSpan bytes);

// Bytes that the text takes in UTF-8; a lone surrogate counts as U+FFFD (three).
size_t Utf8Length(ByteSpan latin1);
size_t Utf8Length(std::u16string_view text);

// Writes as many whole characters as fit; a lone surrogate becomes U+FFFD.
Progress EncodeUtf8(ByteSpan latin1, MutableByteSpan out);
Progress EncodeUtf8(std::u16string_view text, MutableByteSpan out);

// Decodes as the WHATWG Encoding Standard's UTF-8 decoder: each maximal ill-formed subpart becomes one U+FFFD. `out` has
// room for bytes.size() units. Returns the units written.
size_t DecodeUtf8(ByteSpan bytes, char16_t* out);

// Decodes if the bytes are well formed and every character is below U+0100; `out` has room for bytes.size() bytes.
std::optional<size_t> DecodeUtf8AsLatin1(ByteSpan bytes, uint8_t* out);

// Length (0 to 3) of the longest end of `bytes` that is the start of a character whose rest may still come.
size_t IncompleteUtf8Tail(ByteSpan bytes);

// ---- Latin-1 and ASCII ----

// UTF-16LE from Latin-1. `out` has room for 2 * latin1.size() bytes.
void WidenLatin1(ByteSpan latin1, uint8_t* out);
// The low byte of every unit. `out` has room for text.size() bytes.
void NarrowToLatin1(std::u16string_view text, uint8_t* out);
// Bytes with bit 7 cleared: how Node decodes 'ascii'.
void ClearHighBits(ByteSpan bytes, uint8_t* out);

// ---- base64 and base64url (RFC 4648, sections 4 and 5) ----

enum class Base64Alphabet { kStandard, kUrl };

// Characters for `size` bytes: with padding for the standard alphabet, without for the other.
size_t Base64Length(size_t size, Base64Alphabet alphabet);
// `out` has room for Base64Length characters.
size_t EncodeBase64(ByteSpan bytes, Base64Alphabet alphabet, char* out);

// At least as many bytes as `length` characters can decode to.
constexpr size_t Base64DecodedBound(size_t length) { return length / 4 * 3 + 3; }
// What Buffer.byteLength answers: from the length and the padding alone.
size_t Base64DecodedEstimate(ByteSpan text);
size_t Base64DecodedEstimate(std::u16string_view text);

// Decodes either alphabet, mixed; characters of neither are skipped; the first '=' ends the input. Returns the bytes
// written: at most out.size(). Takes the heap when `out` is too small.
size_t DecodeBase64(ByteSpan text, MutableByteSpan out);
// Reads the low byte of every unit, as Node does; takes the heap.
size_t DecodeBase64(std::u16string_view text, MutableByteSpan out);

enum class Base64Status { kOk, kBadCharacter, kBadLength };
struct Base64Result {
  Base64Status status;
  size_t written;
};
// Forgiving-base64 decode of the WHATWG Infra Standard, which is strict beside the above: white space is skipped, any
// other foreign character fails. `out` has room for Base64DecodedBound bytes.
Base64Result DecodeBase64Strict(ByteSpan text, MutableByteSpan out);
Base64Result DecodeBase64Strict(std::u16string_view text, MutableByteSpan out);

// ---- hex ----

// `out` has room for 2 * bytes.size() characters; lower case.
void EncodeHex(ByteSpan bytes, char* out);
// Decodes pairs up to the first that is not two hex digits, or until `out` is full. Returns the bytes written.
size_t DecodeHex(ByteSpan text, MutableByteSpan out);
// Reads the low byte of every unit, as Node does; takes the heap.
size_t DecodeHex(std::u16string_view text, MutableByteSpan out);

// ---- Between encodings ----

// Re-encodes text among kUtf8, kUtf16le, kLatin1 and kAscii as Buffer's transcode() does: a character that `to` does not
// have becomes '?' (U+FFFD in Unicode). False: malformed UTF-8 or UTF-16 on the way to the other of the two.
bool Transcode(ByteSpan source, Encoding from, Encoding to, std::vector<uint8_t>* out);

}  // namespace phasor::text
