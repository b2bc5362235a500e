// binding('encoding'): what TextEncoder and TextDecoder stand on (lib/internal/encoding.js). UTF-8 goes through
// base/text_encoding, the other encodings of the WHATWG Encoding Standard through ICU converters.
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>

#include <cstring>
#include <memory>
#include <vector>

#include "base/text_encoding.h"
#include "js/class.h"
#include "js/text.h"

namespace phasor::bindings {
namespace {

using js::Bytes;
using js::MutableBytes;
using js::Value;

Value OrUndefined(v8::Isolate* isolate, v8::MaybeLocal<v8::String> string) {
  v8::Local<v8::String> local;
  if (string.ToLocal(&local)) return local;
  return v8::Undefined(isolate);  // an exception is pending
}

v8::MaybeLocal<v8::String> NewTwoByte(v8::Isolate* isolate, const UChar* units, size_t length) {
  return js::ReadText(isolate, {reinterpret_cast<const uint8_t*>(units), length * 2}, text::Encoding::kUtf16le);
}

// decodeUtf8(bytes, fatal, stripMark) -> string, or undefined for malformed bytes when fatal
Value DecodeUtf8(v8::Isolate* isolate, const Bytes& bytes, bool fatal, bool strip_mark) {
  text::ByteSpan span = bytes.span();
  constexpr uint8_t kMark[] = {0xef, 0xbb, 0xbf};
  if (strip_mark && span.size() >= 3 && std::memcmp(span.data(), kMark, 3) == 0) span = span.subspan(3);
  if (fatal && !text::IsUtf8(span)) return v8::Undefined(isolate);
  return OrUndefined(isolate, js::ReadText(isolate, span, text::Encoding::kUtf8));
}

// How many bytes at the end begin a character that may go on.
uint32_t IncompleteTail(const Bytes& bytes) { return static_cast<uint32_t>(text::IncompleteUtf8Tail(bytes)); }

// decodeTable(bytes, table, fatal): a single-byte encoding whose lower half is ASCII. The table has the 128 units of the
// upper, with U+FFFD for bytes that mean nothing. Undefined: there was one, and fatal.
Value DecodeTable(v8::Isolate* isolate, const Bytes& bytes, const Bytes& table, bool fatal) {
  if (text::IsAscii(bytes)) return OrUndefined(isolate, js::ReadText(isolate, bytes, text::Encoding::kLatin1));
  UChar upper[128] = {};
  if (table.size() == sizeof upper) std::memcpy(upper, table.data(), sizeof upper);
  std::vector<UChar> units(bytes.size());
  for (size_t i = 0; i < units.size(); ++i) {
    uint8_t byte = bytes.data()[i];
    units[i] = byte < 0x80 ? byte : upper[byte - 0x80];
    if (fatal && units[i] == 0xfffd) return v8::Undefined(isolate);
  }
  return OrUndefined(isolate, NewTwoByte(isolate, units.data(), units.size()));
}

// A Uint8Array with memory of its own.
v8::MaybeLocal<v8::Value> Encode(v8::Isolate* isolate, v8::Local<v8::String> string) {
  size_t size = js::TextByteLength(isolate, string, text::Encoding::kUtf8);
  v8::Local<v8::ArrayBuffer> buffer;
  if (!v8::ArrayBuffer::MaybeNew(isolate, size, v8::BackingStoreInitializationMode::kUninitialized).ToLocal(&buffer)) {
    js::Throw(isolate, Error::Coded(ErrorCode::kERR_MEMORY_ALLOCATION_FAILED));
    return {};
  }
  if (size > 0) {
    js::WriteText(isolate, string, text::Encoding::kUtf8, {static_cast<uint8_t*>(buffer->Data()), size});
  }
  return v8::Uint8Array::New(buffer, 0, size).As<v8::Value>();
}

// encodeInto(string, bytes, progress): writes whole characters; progress becomes [units read, bytes written]
void EncodeInto(v8::Isolate* isolate, v8::Local<v8::String> string, const MutableBytes& out,
                const MutableBytes& progress) {
  text::Progress done = js::WriteUtf8(isolate, string, out.span());
  const uint32_t result[2] = {static_cast<uint32_t>(done.read), static_cast<uint32_t>(done.written)};
  if (progress.size() >= sizeof result) std::memcpy(progress.data(), result, sizeof result);
}

// ICU's own substitution writes U+001A for some single bytes; the standard has U+FFFD for all.
void WriteReplacement(const void*, UConverterToUnicodeArgs* args, const char*, int32_t, UConverterCallbackReason reason,
                      UErrorCode* status) {
  if (reason > UCNV_IRREGULAR) return;
  constexpr UChar kReplacement = 0xfffd;
  *status = U_ZERO_ERROR;
  ucnv_cbToUWriteUChars(args, &kReplacement, 1, 0, status);
}

// ---- Decoder: one ICU converter, kept between the chunks of a stream ----

class Decoder : public js::GcObject {
 public:
  static const js::ClassSpec kClass;

  // `name` as ICU knows it. An unknown one makes a decoder whose Valid() is false.
  static Decoder* New(v8::Isolate* isolate, const js::Utf8& name, bool fatal) {
    return js::MakeGc<Decoder>(isolate, name.c_str(), fatal);
  }

  Decoder(const char* name, bool fatal) {
    UErrorCode status = U_ZERO_ERROR;
    converter_.reset(ucnv_open(name, &status));
    if (U_FAILURE(status)) converter_.reset();
    if (converter_ == nullptr) return;
    status = U_ZERO_ERROR;
    ucnv_setToUCallBack(converter_.get(), fatal ? UCNV_TO_U_CALLBACK_STOP : WriteReplacement, nullptr, nullptr, nullptr,
                        &status);
    if (U_FAILURE(status)) converter_.reset();
  }

  bool Valid() { return converter_ != nullptr; }

  // The text, or undefined when the bytes are malformed and the decoder is fatal.
  Value Decode(v8::Isolate* isolate, const Bytes& bytes, bool flush) {
    if (converter_ == nullptr) return v8::Undefined(isolate);
    const char* source = reinterpret_cast<const char*>(bytes.data());
    const char* end = source + bytes.size();
    std::vector<UChar> out;
    UChar chunk[1024];
    UErrorCode status;
    do {
      status = U_ZERO_ERROR;
      UChar* target = chunk;
      ucnv_toUnicode(converter_.get(), &target, chunk + std::size(chunk), &source, end, nullptr, flush, &status);
      out.insert(out.end(), chunk, target);
    } while (status == U_BUFFER_OVERFLOW_ERROR);
    if (U_FAILURE(status)) return v8::Undefined(isolate);
    return OrUndefined(isolate, NewTwoByte(isolate, out.data(), out.size()));
  }

  void Reset() {
    if (converter_ != nullptr) ucnv_reset(converter_.get());
  }

 private:
  struct Close {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
  };
  std::unique_ptr<UConverter, Close> converter_;
};

const js::Row kDecoderRows[] = {
    js::Method<&Decoder::Valid>("valid"),
    js::Method<&Decoder::Decode>("decode"),
    js::Method<&Decoder::Reset>("reset"),
};
const js::ClassSpec Decoder::kClass = js::GcClass<Decoder::New>("Decoder", kDecoderRows);

const js::Row kRows[] = {
    js::Fn<DecodeUtf8>("decodeUtf8"),
    js::Fn<IncompleteTail>("incompleteTail"),
    js::Fn<DecodeTable>("decodeTable"),
    js::Fn<Encode>("encode"),
    js::Fn<EncodeInto>("encodeInto"),
    js::Class<Decoder>("Decoder"),
};

}  // namespace

extern const js::BindingSpec kBinding_encoding;
const js::BindingSpec kBinding_encoding = {"encoding", kRows};

}  // namespace phasor::bindings
