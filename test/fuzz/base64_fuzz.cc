// Fuzzes base64 and hex: little room gives a prefix of what much room gives, what is encoded decodes to the same bytes, and
// what the strict decoder takes the forgiving one takes alike.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/check.h"
#include "base/text_encoding.h"

namespace {

using namespace phasor::text;

std::vector<uint8_t> Decode(ByteSpan text, size_t room) {
  std::vector<uint8_t> out(room);
  size_t size = DecodeBase64(text, out);
  CHECK(size <= room);
  out.resize(size);
  return out;
}

void CheckRoundTrip(ByteSpan bytes, Base64Alphabet alphabet) {
  std::string text(Base64Length(bytes.size(), alphabet), '\0');
  CHECK(EncodeBase64(bytes, alphabet, text.data()) == text.size());
  ByteSpan span(reinterpret_cast<const uint8_t*>(text.data()), text.size());
  CHECK(Base64DecodedEstimate(span) == bytes.size());
  std::vector<uint8_t> back = Decode(span, bytes.size());
  CHECK(std::equal(back.begin(), back.end(), bytes.begin(), bytes.end()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 1) return 0;
  ByteSpan input(data + 1, size - 1);
  std::vector<uint8_t> whole = Decode(input, Base64DecodedBound(input.size()));
  std::vector<uint8_t> part = Decode(input, data[0] % (whole.size() + 1));
  CHECK(part.size() == data[0] % (whole.size() + 1));
  CHECK(std::equal(part.begin(), part.end(), whole.begin()));

  std::u16string wide(input.begin(), input.end());
  std::vector<uint8_t> strict(Base64DecodedBound(wide.size()));
  Base64Result result = DecodeBase64Strict(wide, strict);
  if (result.status == Base64Status::kOk) {
    strict.resize(result.written);
    CHECK(strict == whole);
  }
  CheckRoundTrip(input, Base64Alphabet::kStandard);
  CheckRoundTrip(input, Base64Alphabet::kUrl);

  std::string hex(2 * input.size(), '\0');
  EncodeHex(input, hex.data());
  std::vector<uint8_t> back(input.size());
  CHECK(DecodeHex(ByteSpan(reinterpret_cast<const uint8_t*>(hex.data()), hex.size()), back) == back.size());
  CHECK(std::equal(back.begin(), back.end(), input.begin(), input.end()));
  CHECK(DecodeHex(input, back) <= input.size() / 2);
  return 0;
}
