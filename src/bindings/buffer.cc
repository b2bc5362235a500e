// binding('buffer'): bytes and text. lib/internal/buffer calls it; the *Slice and *Write functions are also methods of
// Buffer, so that `this` and every argument may be anything: those check all they take. The others trust lib/.
#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

#include "base/byte_search.h"
#include "base/text_encoding.h"
#include "js/binding.h"
#include "js/text.h"

namespace phasor::bindings {
namespace {

using js::Args;
using js::Bytes;
using js::MutableBytes;
using text::Encoding;

void ThrowCoded(v8::Isolate* isolate, ErrorCode code, const char* message) {
  js::Throw(isolate, Error::Coded(code, message));
}

// ---- Methods: this.xSlice(start, end), this.xWrite(string, offset, length) ----

// An index argument: undefined stands for `fallback`; anything else as an integer. False: an exception is pending.
bool ReadIndex(const Args& args, int index, int64_t fallback, int64_t* out) {
  v8::Local<v8::Value> value = args[index];
  if (value->IsUint32()) [[likely]] {
    *out = value.As<v8::Uint32>()->Value();
    return true;
  }
  *out = fallback;
  return value->IsUndefined() || value->IntegerValue(args.GetIsolate()->GetCurrentContext()).To(out);
}

bool RequireBytes(const Args& args, Bytes* bytes) {
  if (args.This()->IsArrayBufferView() && bytes->Assign(args.This())) [[likely]] return true;
  ThrowCoded(args.GetIsolate(), ErrorCode::kERR_INVALID_ARG_TYPE, "argument must be a buffer");
  return false;
}

template <Encoding kEncoding>
void JsSlice(const Args& args) {
  v8::Isolate* isolate = args.GetIsolate();
  Bytes bytes;
  int64_t start, end;
  if (!RequireBytes(args, &bytes)) return;
  auto size = static_cast<int64_t>(bytes.size());
  if (size == 0) return args.GetReturnValue().SetEmptyString();  // whatever the range
  if (!ReadIndex(args, 0, 0, &start) || !ReadIndex(args, 1, size, &end)) return;
  // An empty range is none, wherever it lies.
  bool is_negative = start < 0 || end < 0;
  if (is_negative || (start < end && end > size)) {
    return ThrowCoded(isolate, ErrorCode::kERR_OUT_OF_RANGE, "Index out of range");
  }
  // The conversion of an object can have run JavaScript that detaches the memory: nothing is left to read then.
  if ((args[0]->IsObject() || args[1]->IsObject()) && !bytes.Assign(args.This())) return;
  if (end <= start || end > static_cast<int64_t>(bytes.size())) return args.GetReturnValue().SetEmptyString();
  auto part = bytes.span().subspan(static_cast<size_t>(start), static_cast<size_t>(end - start));
  v8::Local<v8::String> string;
  if (js::ReadText(isolate, part, kEncoding).ToLocal(&string)) args.GetReturnValue().Set(string);
}

constexpr bool DecodesText(Encoding encoding) {
  return encoding == Encoding::kHex || encoding == Encoding::kBase64 || encoding == Encoding::kBase64url ||
         encoding == Encoding::kUtf16le;
}

// Where a write goes: offset and length against the size of `this`. False: an exception is pending.
template <Encoding kEncoding>
bool ReadWriteRange(const Args& args, int64_t size, int64_t* offset, int64_t* length) {
  v8::Isolate* isolate = args.GetIsolate();
  if (!ReadIndex(args, 1, 0, offset)) return false;
  bool too_far = *offset > size;
  if (*offset < 0 && DecodesText(kEncoding)) {
    ThrowCoded(isolate, ErrorCode::kERR_OUT_OF_RANGE, "Index out of range");
    return false;
  }
  if (*offset < 0 || too_far) {
    ThrowCoded(isolate, ErrorCode::kERR_BUFFER_OUT_OF_BOUNDS, "\"offset\" is outside of buffer bounds");
    return false;
  }
  int64_t room = size - *offset;
  if (!ReadIndex(args, 2, room, length)) return false;
  if (*length >= 0 && *length <= room) return true;
  if (DecodesText(kEncoding)) {
    if (*length > 0) {
      *length = room;
      return true;
    }
    ThrowCoded(isolate, ErrorCode::kERR_OUT_OF_RANGE, "Index out of range");
  } else {
    ThrowCoded(isolate, ErrorCode::kERR_BUFFER_OUT_OF_BOUNDS, "\"length\" is outside of buffer bounds");
  }
  return false;
}

template <Encoding kEncoding>
void JsWrite(const Args& args) {
  v8::Isolate* isolate = args.GetIsolate();
  MutableBytes bytes;
  if (!args.This()->IsArrayBufferView() || !bytes.Assign(args.This())) {
    return ThrowCoded(isolate, ErrorCode::kERR_INVALID_ARG_TYPE, "argument must be a buffer");
  }
  if (!args[0]->IsString()) {
    return ThrowCoded(isolate, ErrorCode::kERR_INVALID_ARG_TYPE, "argument must be a string");
  }
  int64_t offset, length;
  if (!ReadWriteRange<kEncoding>(args, static_cast<int64_t>(bytes.size()), &offset, &length)) return;
  if (args[1]->IsObject() || args[2]->IsObject()) {
    // Its conversion can have run JavaScript that detaches the memory.
    if (!bytes.Assign(args.This()) || static_cast<size_t>(offset + length) > bytes.size()) {
      return args.GetReturnValue().Set(0);
    }
  }
  auto out = bytes.span().subspan(static_cast<size_t>(offset), static_cast<size_t>(length));
  size_t written = out.empty() ? 0 : js::WriteText(isolate, args[0].As<v8::String>(), kEncoding, out);
  args.GetReturnValue().Set(static_cast<double>(written));
}

template <Encoding kEncoding>
constexpr js::Row Slice(const char* name) {
  return {js::Row::Kind::kFunction, name, JsSlice<kEncoding>, nullptr, 2, nullptr};
}
template <Encoding kEncoding>
constexpr js::Row Write(const char* name) {
  return {js::Row::Kind::kFunction, name, JsWrite<kEncoding>, nullptr, 3, nullptr};
}

// ---- The same for lib/, which passes the bytes as a checked argument: fast calls where the string is one-byte ----

constexpr int32_t kNotFast = -1;

// The memory behind a view, if it is outside of V8's heap: inside, a fast call cannot reach it.
std::span<uint8_t> OutsideMemory(v8::Local<v8::Value> view) {
  uint8_t storage[64];
  auto contents = view.As<v8::ArrayBufferView>()->GetContents({storage, sizeof storage});
  if (contents.data() == storage) return {};
  return {contents.data(), contents.size()};
}

template <Encoding kEncoding>
int32_t WriteInto(v8::Isolate* isolate, const MutableBytes& bytes, v8::Local<v8::String> string, uint32_t offset,
                  uint32_t length) {
  if (offset > bytes.size()) return 0;
  auto out = bytes.span().subspan(offset);
  if (out.size() > length) out = out.first(length);
  return static_cast<int32_t>(js::WriteText(isolate, string, kEncoding, out));
}

// Answers kNotFast where the memory is out of reach; lib/ then takes the method.
template <Encoding kEncoding>
int32_t FastWriteInto(v8::Local<v8::Value>, v8::Local<v8::Value> view, const v8::FastOneByteString& string,
                      uint32_t offset, uint32_t length) {
  std::span<uint8_t> out = OutsideMemory(view);
  if (offset > out.size() || out.empty()) return kNotFast;
  out = out.subspan(offset);
  if (out.size() > length) out = out.first(length);
  text::ByteSpan source(reinterpret_cast<const uint8_t*>(string.data), string.length);
  if constexpr (kEncoding == Encoding::kUtf8) {
    return static_cast<int32_t>(text::EncodeUtf8(source, out).written);
  } else {
    size_t size = std::min(source.size(), out.size());
    if (size > 0) std::memcpy(out.data(), source.data(), size);
    return static_cast<int32_t>(size);
  }
}

// ---- Sizes and memory ----

void JsByteLengthUtf8(const Args& args) {
  if (!args[0]->IsString()) return args.GetReturnValue().Set(0);
  size_t size = js::TextByteLength(args.GetIsolate(), args[0].As<v8::String>(), Encoding::kUtf8);
  args.GetReturnValue().Set(static_cast<double>(size));
}

uint32_t FastByteLengthUtf8(v8::Local<v8::Value>, const v8::FastOneByteString& string) {
  return static_cast<uint32_t>(
      text::Utf8Length(text::ByteSpan(reinterpret_cast<const uint8_t*>(string.data), string.length)));
}

// An ArrayBuffer of unknown content.
v8::MaybeLocal<v8::ArrayBuffer> CreateUnsafe(v8::Isolate* isolate, double size) {
  v8::Local<v8::ArrayBuffer> buffer;
  if (size >= 0 && size <= static_cast<double>(v8::TypedArray::kMaxByteLength) &&
      v8::ArrayBuffer::MaybeNew(isolate, static_cast<size_t>(size), v8::BackingStoreInitializationMode::kUninitialized)
          .ToLocal(&buffer)) {
    return buffer;
  }
  isolate->ThrowException(
      v8::Exception::RangeError(v8::String::NewFromUtf8Literal(isolate, "Array buffer allocation failed")));
  return {};
}

// Makes memory that JavaScript cannot detach (transfer, structuredClone).
void Pin(v8::Isolate* isolate, v8::Local<v8::ArrayBuffer> buffer) {
  buffer->SetDetachKey(v8::Symbol::New(isolate));
}

v8::Local<v8::ArrayBuffer> ToArrayBuffer(v8::Isolate* isolate, text::ByteSpan bytes) {
  auto buffer = v8::ArrayBuffer::New(isolate, bytes.size(), v8::BackingStoreInitializationMode::kUninitialized);
  if (!bytes.empty()) std::memcpy(buffer->Data(), bytes.data(), bytes.size());
  return buffer;
}

bool IsAnyArrayBuffer(js::Value value) { return value->IsArrayBuffer() || value->IsSharedArrayBuffer(); }

bool FastIsAnyArrayBuffer(v8::Local<v8::Value>, v8::Local<v8::Value> value) { return IsAnyArrayBuffer(value); }

int32_t CopySpan(text::ByteSpan source, std::span<uint8_t> target, double target_start, double source_start,
                 double size) {
  auto to = static_cast<size_t>(target_start), from = static_cast<size_t>(source_start);
  // lib/ has clamped the range; memory that JavaScript shrank meanwhile makes it empty.
  if (from > source.size() || to > target.size()) return 0;
  size_t count = std::min({static_cast<size_t>(size), source.size() - from, target.size() - to});
  if (count > 0) std::memmove(target.data() + to, source.data() + from, count);
  return 0;
}

int32_t Copy(const Bytes& source, const MutableBytes& target, double target_start, double source_start, double size) {
  return CopySpan(source.span(), target.span(), target_start, source_start, size);
}

int32_t FastCopy(v8::Local<v8::Value>, v8::Local<v8::Value> source, v8::Local<v8::Value> target, double target_start,
                 double source_start, double size) {
  std::span<uint8_t> to = OutsideMemory(target), from = OutsideMemory(source);
  if (to.empty() || from.empty()) return kNotFast;
  return CopySpan(from, to, target_start, source_start, size);
}

// ---- Comparison and search ----

int32_t Compare(const Bytes& a, const Bytes& b) { return CompareBytes(a, b); }

// Fast calls that only read: lib/ passes views, whose bytes a copy stands for where they are inside of V8's heap.
int32_t FastCompare(v8::Local<v8::Value>, v8::Local<v8::Value> a, v8::Local<v8::Value> b) {
  Bytes left, right;
  return left.Assign(a) && right.Assign(b) ? Compare(left, right) : 0;
}

bool Equals(const Bytes& a, const Bytes& b) {
  return a.size() == b.size() && (a.size() == 0 || std::memcmp(a.data(), b.data(), a.size()) == 0);
}

bool FastEquals(v8::Local<v8::Value>, v8::Local<v8::Value> a, v8::Local<v8::Value> b) {
  Bytes left, right;
  return left.Assign(a) && right.Assign(b) && Equals(left, right);
}

text::ByteSpan Clamped(const Bytes& bytes, double start, double end) {
  auto size = static_cast<double>(bytes.size());
  auto first = static_cast<size_t>(std::min(start, size)), last = static_cast<size_t>(std::min(end, size));
  return bytes.span().subspan(first, last > first ? last - first : 0);
}

int32_t CompareRange(const Bytes& a, const Bytes& b, double a_start, double a_end, double b_start, double b_end) {
  return CompareBytes(Clamped(a, a_start, a_end), Clamped(b, b_start, b_end));
}

double Position(std::optional<size_t> found) { return found ? static_cast<double>(*found) : -1; }

// `needle` is bytes, or a string in the encoding.
double IndexOf(v8::Isolate* isolate, const Bytes& haystack, js::Value needle, double start, uint32_t encoding_index,
               bool forward) {
  auto encoding = static_cast<Encoding>(encoding_index);
  size_t unit = encoding == Encoding::kUtf16le ? 2 : 1;
  if (!needle->IsString()) {
    Bytes bytes;
    if (!bytes.Assign(needle)) return -1;
    return Position(FindBytes(haystack, bytes, static_cast<int64_t>(start), unit, forward));
  }
  auto string = needle.As<v8::String>();
  uint8_t stack[512];
  std::vector<uint8_t> heap;
  std::span<uint8_t> bytes(stack);
  if (static_cast<size_t>(string->Length()) * 3 > sizeof stack) {
    heap.resize(js::TextByteLength(isolate, string, encoding));
    bytes = heap;
  }
  bytes = bytes.first(js::WriteText(isolate, string, encoding, bytes));
  return Position(FindBytes(haystack, bytes, static_cast<int64_t>(start), unit, forward));
}

double IndexOfNumber(const Bytes& haystack, uint32_t byte, double start, bool forward) {
  auto needle = static_cast<uint8_t>(byte);
  return Position(FindBytes(haystack, {&needle, 1}, static_cast<int64_t>(start), 1, forward));
}

double FastIndexOfNumber(v8::Local<v8::Value>, v8::Local<v8::Value> haystack, uint32_t byte, double start,
                         bool forward) {
  Bytes bytes;
  return bytes.Assign(haystack) ? IndexOfNumber(bytes, byte, start, forward) : -1;
}

void Swap(const MutableBytes& bytes, uint32_t size) {
  if (bytes.size() % size == 0) SwapBytes(bytes.span(), size);
}

bool IsUtf8(const Bytes& bytes) { return text::IsUtf8(bytes); }
bool IsAscii(const Bytes& bytes) { return text::IsAscii(bytes); }

// ---- atob, btoa, transcode ----

// A string, or 1: the length is not that of base64; 2: a character is not.
js::Value Atob(v8::Isolate* isolate, v8::Local<v8::String> input) {
  size_t bound = text::Base64DecodedBound(static_cast<size_t>(input->Length()));
  js::Scratch<uint8_t> out(bound);
  auto [status, size] = js::Content(isolate, input).Visit([&](auto text) {
    return text::DecodeBase64Strict(text, {out.data(), bound});
  });
  if (status != text::Base64Status::kOk) {
    return v8::Integer::New(isolate, status == text::Base64Status::kBadLength ? 1 : 2);
  }
  v8::Local<v8::String> string;
  if (!js::ReadText(isolate, {out.data(), size}, Encoding::kLatin1).ToLocal(&string)) return v8::Undefined(isolate);
  return string;
}

// A string, or undefined when a character is above U+00FF.
js::Value Btoa(v8::Isolate* isolate, v8::Local<v8::String> input) {
  if (!input->ContainsOnlyOneByte()) return v8::Undefined(isolate);
  auto size = static_cast<size_t>(input->Length());
  js::Scratch<uint8_t> bytes(size);
  js::WriteText(isolate, input, Encoding::kLatin1, {bytes.data(), size});
  v8::Local<v8::String> string;
  if (!js::ReadText(isolate, {bytes.data(), size}, Encoding::kBase64).ToLocal(&string)) return v8::Undefined(isolate);
  return string;
}

// An ArrayBuffer, or a status of ICU's numbering, which is the errno that Node reports.
js::Value Transcode(v8::Isolate* isolate, const Bytes& source, int32_t from, int32_t to) {
  constexpr int32_t kIllegalArgument = 1, kInvalidCharFound = 10;
  if (from < 0 || to < 0 || from > static_cast<int32_t>(Encoding::kAscii) || to > static_cast<int32_t>(Encoding::kAscii)) {
    return v8::Integer::New(isolate, kIllegalArgument);
  }
  std::vector<uint8_t> out;
  if (!text::Transcode(source, static_cast<Encoding>(from), static_cast<Encoding>(to), &out)) {
    return v8::Integer::New(isolate, kInvalidCharFound);
  }
  return ToArrayBuffer(isolate, out);
}

const js::Row kRows[] = {
    Slice<Encoding::kUtf8>("utf8Slice"),
    Slice<Encoding::kUtf16le>("ucs2Slice"),
    Slice<Encoding::kLatin1>("latin1Slice"),
    Slice<Encoding::kAscii>("asciiSlice"),
    Slice<Encoding::kBase64>("base64Slice"),
    Slice<Encoding::kBase64url>("base64urlSlice"),
    Slice<Encoding::kHex>("hexSlice"),
    Write<Encoding::kUtf8>("utf8Write"),
    Write<Encoding::kUtf16le>("ucs2Write"),
    Write<Encoding::kLatin1>("latin1Write"),
    Write<Encoding::kAscii>("asciiWrite"),
    Write<Encoding::kBase64>("base64Write"),
    Write<Encoding::kBase64url>("base64urlWrite"),
    Write<Encoding::kHex>("hexWrite"),
    {js::Row::Kind::kFunction, "byteLengthUtf8", JsByteLengthUtf8,
     &js::internal::HandFast<FastByteLengthUtf8>::kFunction, 1, nullptr},
    js::Fn<CreateUnsafe>("createUnsafe"),
    js::Fn<Pin>("pin"),
    js::FnWithFast<IsAnyArrayBuffer, FastIsAnyArrayBuffer>("isAnyArrayBuffer"),
    js::FnWithFast<WriteInto<Encoding::kUtf8>, FastWriteInto<Encoding::kUtf8>>("writeUtf8"),
    js::FnWithFast<WriteInto<Encoding::kLatin1>, FastWriteInto<Encoding::kLatin1>>("writeLatin1"),
    js::FnWithFast<Copy, FastCopy>("copy"),
    js::Fn<Copy>("copyAnywhere"),
    js::FnWithFast<Compare, FastCompare>("compare"),
    js::FnWithFast<Equals, FastEquals>("equals"),
    js::Fn<CompareRange>("compareRange"),
    js::Fn<IndexOf>("indexOf"),
    js::FnWithFast<IndexOfNumber, FastIndexOfNumber>("indexOfNumber"),
    js::Fn<Swap>("swap"),
    js::Fn<IsUtf8>("isUtf8"),
    js::Fn<IsAscii>("isAscii"),
    js::Fn<Atob>("atob"),
    js::Fn<Btoa>("btoa"),
    js::Fn<Transcode>("transcode"),
};

void Setup(v8::Isolate* isolate, v8::Local<v8::Context>, v8::Local<v8::Object> target) {
  js::SetConstant(isolate, target, "kStringMaxLength", v8::String::kMaxLength);
}

}  // namespace

extern const js::BindingSpec kBinding_buffer;
const js::BindingSpec kBinding_buffer = {"buffer", kRows, Setup};

}  // namespace phasor::bindings
