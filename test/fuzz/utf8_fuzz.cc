// Fuzzes UTF-8: decoding must not depend on where a stream is cut, well-formed bytes must survive a round trip, and a
// bounded encoder must write a prefix of what an unbounded one writes.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/check.h"
#include "base/text_encoding.h"

namespace {

using namespace phasor::text;

std::u16string Decode(ByteSpan bytes) {
  std::u16string text(bytes.size(), u'\0');
  text.resize(DecodeUtf8(bytes, text.data()));
  return text;
}

// As TextDecoder does with a stream: an incomplete end waits for the next piece.
std::u16string DecodePieces(ByteSpan bytes, size_t piece) {
  std::u16string text;
  std::vector<uint8_t> held;
  for (size_t i = 0; i < bytes.size(); i += piece) {
    ByteSpan next = bytes.subspan(i, std::min(piece, bytes.size() - i));
    held.insert(held.end(), next.begin(), next.end());
    size_t tail = IncompleteUtf8Tail(held);
    CHECK(tail <= 3);
    text += Decode(ByteSpan(held).first(held.size() - tail));
    held.erase(held.begin(), held.end() - static_cast<std::ptrdiff_t>(tail));
  }
  return text + Decode(held);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 1) return 0;
  ByteSpan bytes(data + 1, size - 1);
  std::u16string text = Decode(bytes);
  CHECK(text == DecodePieces(bytes, 1 + data[0] % 16));

  std::vector<uint8_t> encoded(Utf8Length(text));
  Progress done = EncodeUtf8(std::u16string_view(text), encoded);
  CHECK(done.read == text.size() && done.written == encoded.size());
  CHECK(IsUtf8(encoded));
  CHECK(IsUtf8(bytes) == std::equal(encoded.begin(), encoded.end(), bytes.begin(), bytes.end()));

  std::vector<uint8_t> room(data[0] % (encoded.size() + 1));
  Progress part = EncodeUtf8(std::u16string_view(text), room);
  CHECK(part.written <= room.size() && room.size() - part.written < 4);
  CHECK(std::equal(room.begin(), room.begin() + static_cast<std::ptrdiff_t>(part.written), encoded.begin()));

  std::vector<uint8_t> latin1(bytes.size());
  auto narrow = DecodeUtf8AsLatin1(bytes, latin1.data());
  if (narrow) CHECK(std::equal(text.begin(), text.end(), latin1.begin(), latin1.begin() + static_cast<std::ptrdiff_t>(*narrow)));
  return 0;
}
