// The head of one HTTP/1 message: start line and header fields as slices of one byte block. The parser fills it; the
// bindings and the request rules read it. Offsets, not pointers, because the block grows while a head arrives in pieces.
// Clear() keeps the memory, so that a connection's next head needs no allocation.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace phasor::http {

struct Slice {
  uint32_t offset = 0;
  uint32_t length = 0;
};

struct HeaderField {
  Slice name;
  Slice value;
};

// Facts about a head, found once in C++ so that JavaScript need not read the header fields to know them.
enum HeadBit : uint32_t {
  kHeadKeepAlive = 1u << 8,      // bits 0-7: llhttp's method number
  kHeadUpgrade = 1u << 9,        // Connection: upgrade with an Upgrade field, or CONNECT
  kHeadHasBody = 1u << 10,       // chunked, or Content-Length above 0
  kHeadChunked = 1u << 11,
  kHeadHttp10 = 1u << 12,        // HTTP/1.0; neither this nor kHeadOtherVersion: HTTP/1.1
  kHeadOtherVersion = 1u << 13,  // lenient parsers only
  kHeadExpect = 1u << 14,        // an Expect field is present
  kHeadHasHost = 1u << 15,
  kHeadFraming = 1u << 16,       // Content-Length or Transfer-Encoding, whatever they say
};

class HeaderBlock {
 public:
  void Clear() {
    bytes_.clear();
    fields_.clear();
    start_ = Slice{};
  }

  std::string_view View(Slice slice) const { return std::string_view(bytes_).substr(slice.offset, slice.length); }
  const std::vector<HeaderField>& fields() const { return fields_; }
  std::string_view Name(const HeaderField& field) const { return View(field.name); }
  // Without the optional whitespace after it (RFC 9112 section 5.1); the parser has dropped that before it.
  std::string_view Value(const HeaderField& field) const;
  // A request's target, or a response's reason phrase.
  std::string_view start() const { return View(start_); }
  size_t size() const { return bytes_.size(); }

  void AppendStart(std::string_view piece) { Append(&start_, piece); }
  void BeginField() {
    const uint32_t end = static_cast<uint32_t>(bytes_.size());
    fields_.push_back({{end, 0}, {end, 0}});
  }
  void AppendName(std::string_view piece) { Append(&fields_.back().name, piece); }
  void AppendValue(std::string_view piece) { Append(&fields_.back().value, piece); }

 private:
  void Append(Slice* slice, std::string_view piece) {
    if (slice->length == 0) slice->offset = static_cast<uint32_t>(bytes_.size());
    slice->length += static_cast<uint32_t>(piece.size());
    bytes_.append(piece);
  }

  std::string bytes_;
  std::vector<HeaderField> fields_;
  Slice start_;
};

inline std::string_view HeaderBlock::Value(const HeaderField& field) const {
  std::string_view value = View(field.value);
  while (!value.empty() && (value.back() == ' ' || value.back() == '\t')) value.remove_suffix(1);
  return value;
}

// ASCII case-insensitive comparison; `lower` is written in lower case.
inline bool EqualsLower(std::string_view text, std::string_view lower) {
  if (text.size() != lower.size()) return false;
  for (size_t i = 0; i < text.size(); i++) {
    const char c = text[i];
    if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != lower[i]) return false;
  }
  return true;
}

}  // namespace phasor::http
