// binding('crypto_cipher'): symmetric ciphers. Callers: lib/internal/crypto/cipher.js, webcrypto.
#include "bindings/crypto_io.h"
#include "crypto/cipher.h"
#include "js/class.h"
#include "runtime/callback.h"

namespace phasor::bindings {

namespace {

using v8::Isolate;

// The first `size` bytes that `write(out)` leaves in an ArrayBuffer made for `bound`.
template <class Write>
v8::MaybeLocal<v8::Value> Produce(Isolate* isolate, size_t bound, Write write) {
  v8::Local<v8::ArrayBuffer> buffer;
  if (!v8::ArrayBuffer::MaybeNew(isolate, bound == 0 ? 1 : bound).ToLocal(&buffer)) {
    js::Throw(isolate, Error::Coded(ErrorCode::kERR_MEMORY_ALLOCATION_FAILED));
    return {};
  }
  Result<size_t> written = write(static_cast<uint8_t*>(buffer->Data()));
  if (!written.ok()) {
    js::Throw(isolate, written.error());
    return {};
  }
  return v8::Uint8Array::New(buffer, 0, *written);
}

class CipherObject final : public js::GcObject {
 public:
  static const js::ClassSpec kClass;
  explicit CipherObject(crypto::Cipher cipher) : cipher_(std::move(cipher)) {}

  // new Cipher(encrypt, name, key, iv or null, tag length or undefined)
  static Result<CipherObject*> New(Isolate* isolate, bool encrypt, const js::Utf8& name, const js::Bytes& key,
                                   std::optional<js::OwnedBytes>& iv, std::optional<uint32_t> tag_length) {
    std::vector<uint8_t> none;
    auto cipher = crypto::Cipher::New(encrypt ? crypto::Cipher::Direction::kEncrypt : crypto::Cipher::Direction::kDecrypt,
                                      name.view(), key, iv ? iv->bytes : none, iv.has_value(), tag_length);
    if (!cipher.ok()) return cipher.error();
    return js::MakeGc<CipherObject>(isolate, std::move(cipher).value());
  }

  // update(data, encoding) -> Uint8Array
  v8::MaybeLocal<v8::Value> Update(Isolate* isolate, js::Value data, int32_t encoding) {
    InputBytes input;
    if (cipher_.finished() || !input.Read(isolate, data, encoding)) return Throw(isolate, "Trying to add data in unsupported state");
    return Produce(isolate, cipher_.OutputBound(input.span().size()),
                   [&](uint8_t* out) { return cipher_.Update(input, out); });
  }
  v8::MaybeLocal<v8::Value> Final(Isolate* isolate) {
    if (cipher_.finished()) return Throw(isolate, "Unsupported state or unable to authenticate data");
    return Produce(isolate, cipher_.OutputBound(64), [&](uint8_t* out) { return cipher_.Final(out); });
  }
  bool SetPadding(bool padding) { return cipher_.SetPadding(padding); }
  bool SetAad(const js::Bytes& aad, std::optional<int32_t> length) { return cipher_.SetAad(aad, length); }
  bool SetTag(const js::Bytes& tag) { return cipher_.SetTag(tag); }
  // getTag() -> Uint8Array or undefined
  std::optional<js::OwnedBytes> Tag() {
    auto tag = cipher_.tag();
    if (tag.empty()) return std::nullopt;
    return js::OwnedBytes{{tag.begin(), tag.end()}};
  }
  bool Finished() const { return cipher_.finished(); }

 private:
  static v8::MaybeLocal<v8::Value> Throw(Isolate* isolate, const char* message) {
    js::Throw(isolate, Error::Plain(message));
    return {};
  }
  crypto::Cipher cipher_;
};

const js::Row kCipherRows[] = {
    js::Method<&CipherObject::Update>("update"),     js::Method<&CipherObject::Final>("final"),
    js::Method<&CipherObject::SetPadding>("setPadding"), js::Method<&CipherObject::SetAad>("setAad"),
    js::Method<&CipherObject::SetTag>("setTag"),     js::Method<&CipherObject::Tag>("getTag"),
    js::Method<&CipherObject::Finished>("finished"),
};
const js::ClassSpec CipherObject::kClass = js::GcClass<CipherObject::New>("Cipher", kCipherRows);

// info(name or nid, key length, iv length) -> [name, mode, nid, block size, iv length, key length] or undefined
js::Value Info(Isolate* isolate, js::Value name, std::optional<int32_t> key_length, std::optional<int32_t> iv_length) {
  std::string text;
  int32_t nid = 0;
  if (js::Convert<int32_t>::From(isolate, name, &nid)) text = crypto::CipherNameOfNid(nid);
  else js::Convert<std::string>::From(isolate, name, &text);
  auto info = crypto::FindCipher(text, key_length, iv_length);
  if (!info) return v8::Undefined(isolate);
  v8::Local<v8::Value> values[] = {
      js::Literal(isolate, info->name),           js::Literal(isolate, info->mode),
      v8::Integer::New(isolate, info->nid),       v8::Integer::New(isolate, info->block_size),
      v8::Integer::New(isolate, info->iv_length), v8::Integer::New(isolate, info->key_length)};
  return v8::Array::New(isolate, values, std::size(values));
}

// run(encrypt, name, key, iv or undefined, tag length or undefined, aad or undefined, data, callback): a whole message
std::optional<Result<js::OwnedBytes>> Run(runtime::Realm& realm, bool encrypt, const js::Utf8& name, AsyncBytes& key,
                                          std::optional<js::OwnedBytes>& iv, std::optional<uint32_t> tag_length,
                                          std::optional<js::OwnedBytes>& aad, AsyncBytes& data, runtime::Callback& callback) {
  auto direction = encrypt ? crypto::Cipher::Direction::kEncrypt : crypto::Cipher::Direction::kDecrypt;
  std::vector<uint8_t> iv_bytes, aad_bytes;
  if (iv) iv_bytes = std::move(iv->bytes);
  if (aad) aad_bytes = std::move(aad->bytes);
  return RunCryptoJob<js::OwnedBytes>(realm, "CIPHERREQUEST", std::move(callback),
      [direction, name = name.str(), key = std::move(key), iv = std::move(iv_bytes), tag_length, aad = std::move(aad_bytes),
       data = std::move(data)]() -> Result<js::OwnedBytes> {
        auto out = crypto::RunCipher({direction, name, key, iv, tag_length, aad}, data);
        if (!out.ok()) return out.error();
        return js::OwnedBytes{std::move(out).value()};
      });
}

std::vector<std::string> Names() { return crypto::CipherNames(); }

const js::Row kRows[] = {js::Class<CipherObject>("Cipher"), js::Fn<Info>("info"), js::Fn<Run>("run"), js::Fn<Names>("names")};

}  // namespace

extern const js::BindingSpec kBinding_crypto_cipher;
const js::BindingSpec kBinding_crypto_cipher = {"crypto_cipher", kRows};

}  // namespace phasor::bindings
