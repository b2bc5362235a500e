// Conversion between C++ and JavaScript values: one Convert<T> per type.
//
//   static constexpr const char* kType           what the type is called in messages and documentation
//   static bool From(Isolate*, Value, T* out)    false: the value is not of this type (no exception is pending)
//   static MaybeLocal<Value> To(Isolate*, T)     empty: an exception is pending
//
// A type that is only a parameter has no To, one that is only a result has no From.
#pragma once

#include <v8.h>

#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "js/error.h"
#include "js/types.h"

namespace phasor::js {

template <class T>
struct Convert;

template <>
struct Convert<bool> {
  static constexpr const char* kType = "boolean";
  static bool From(v8::Isolate* isolate, Value value, bool* out) {
    *out = value->BooleanValue(isolate);
    return true;
  }
  static v8::MaybeLocal<v8::Value> To(v8::Isolate* isolate, bool value) { return v8::Boolean::New(isolate, value); }
};

template <>
struct Convert<int32_t> {
  static constexpr const char* kType = "int32";
  static bool From(v8::Isolate*, Value value, int32_t* out) {
    if (!value->IsInt32()) return false;
    *out = value.As<v8::Int32>()->Value();
    return true;
  }
  static v8::MaybeLocal<v8::Value> To(v8::Isolate* isolate, int32_t value) { return v8::Integer::New(isolate, value); }
};

template <>
struct Convert<uint32_t> {
  static constexpr const char* kType = "uint32";
  static bool From(v8::Isolate*, Value value, uint32_t* out) {
    if (!value->IsUint32()) return false;
    *out = value.As<v8::Uint32>()->Value();
    return true;
  }
  static v8::MaybeLocal<v8::Value> To(v8::Isolate* isolate, uint32_t value) {
    return v8::Integer::NewFromUnsigned(isolate, value);
  }
};

// An integral number of up to 53 bits, or a BigInt of up to 64.
template <>
struct Convert<int64_t> {
  static constexpr const char* kType = "integer";
  static bool From(v8::Isolate*, Value value, int64_t* out) {
    if (value->IsBigInt()) {
      bool lossless = false;
      *out = value.As<v8::BigInt>()->Int64Value(&lossless);
      return lossless;
    }
    if (!value->IsNumber()) return false;
    double number = value.As<v8::Number>()->Value();
    if (std::trunc(number) != number || std::abs(number) > 9007199254740992.0) return false;
    *out = static_cast<int64_t>(number);
    return true;
  }
  static v8::MaybeLocal<v8::Value> To(v8::Isolate* isolate, int64_t value) {
    return v8::Number::New(isolate, static_cast<double>(value));
  }
};

template <>
struct Convert<size_t> {
  static constexpr const char* kType = "unsigned integer";
  static bool From(v8::Isolate* isolate, Value value, size_t* out) {
    int64_t integer;
    if (!Convert<int64_t>::From(isolate, value, &integer) || integer < 0) return false;
    *out = static_cast<size_t>(integer);
    return true;
  }
  static v8::MaybeLocal<v8::Value> To(v8::Isolate* isolate, size_t value) {
    return v8::Number::New(isolate, static_cast<double>(value));
  }
};

template <>
struct Convert<double> {
  static constexpr const char* kType = "number";
  static bool From(v8::Isolate*, Value value, double* out) {
    if (!value->IsNumber()) return false;
    *out = value.As<v8::Number>()->Value();
    return true;
  }
  static v8::MaybeLocal<v8::Value> To(v8::Isolate* isolate, double value) { return v8::Number::New(isolate, value); }
};

template <>
struct Convert<Utf8> {
  static constexpr const char* kType = "string";
  static bool From(v8::Isolate* isolate, Value value, Utf8* out) {
    if (!value->IsString()) return false;
    out->Assign(isolate, value.As<v8::String>());
    return true;
  }
};

// A result string is UTF-8; malformed bytes become U+FFFD.
template <>
struct Convert<std::string> {
  static constexpr const char* kType = "string";
  static bool From(v8::Isolate* isolate, Value value, std::string* out) {
    if (!value->IsString()) return false;
    *out = Utf8(isolate, value.As<v8::String>()).str();
    return true;
  }
  static v8::MaybeLocal<v8::Value> To(v8::Isolate* isolate, std::string_view value) {
    v8::Local<v8::String> string;
    if (NewString(isolate, value).ToLocal(&string)) return string;
    Throw(isolate, Error::Coded(ErrorCode::kERR_STRING_TOO_LONG));
    return {};
  }
};

template <>
struct Convert<std::string_view> {
  static constexpr const char* kType = "string";
  static v8::MaybeLocal<v8::Value> To(v8::Isolate* isolate, std::string_view value) {
    return Convert<std::string>::To(isolate, value);
  }
};

template <>
struct Convert<const char*> {
  static constexpr const char* kType = "string";
  static v8::MaybeLocal<v8::Value> To(v8::Isolate* isolate, const char* value) {
    return Convert<std::string>::To(isolate, value);
  }
};

template <class T>
  requires requires(T t, Value v) { t.Assign(v); }
struct Convert<T> {
  static constexpr const char* kType = "Buffer, TypedArray, DataView or ArrayBuffer";
  static bool From(v8::Isolate*, Value value, T* out) { return out->Assign(value); }
};

template <>
struct Convert<OwnedBytes> {
  static constexpr const char* kType = "Buffer, TypedArray, DataView or ArrayBuffer";
  static bool From(v8::Isolate*, Value value, OwnedBytes* out) {
    Bytes bytes;
    if (!bytes.Assign(value)) return false;
    out->bytes.assign(bytes.data(), bytes.data() + bytes.size());
    return true;
  }
  static v8::MaybeLocal<v8::Value> To(v8::Isolate* isolate, OwnedBytes value) {
    return NewUint8Array(isolate, std::move(value.bytes));
  }
};

// JavaScript values passed through, checked for their class.
#define PHASOR_CONVERT_LOCAL(Type, Test, Name)                                      \
  template <>                                                                       \
  struct Convert<v8::Local<v8::Type>> {                                             \
    static constexpr const char* kType = Name;                                      \
    static bool From(v8::Isolate*, Value value, v8::Local<v8::Type>* out) {         \
      if (!value->Test()) return false;                                             \
      *out = value.As<v8::Type>();                                                  \
      return true;                                                                  \
    }                                                                               \
    static v8::MaybeLocal<v8::Value> To(v8::Isolate*, v8::Local<v8::Type> value) {  \
      return value;                                                                 \
    }                                                                               \
  };
PHASOR_CONVERT_LOCAL(Function, IsFunction, "function")
PHASOR_CONVERT_LOCAL(Object, IsObject, "object")
PHASOR_CONVERT_LOCAL(String, IsString, "string")
PHASOR_CONVERT_LOCAL(Name, IsName, "string or symbol")
PHASOR_CONVERT_LOCAL(Symbol, IsSymbol, "symbol")
PHASOR_CONVERT_LOCAL(Array, IsArray, "array")
PHASOR_CONVERT_LOCAL(Promise, IsPromise, "promise")
PHASOR_CONVERT_LOCAL(Map, IsMap, "map")
PHASOR_CONVERT_LOCAL(ArrayBuffer, IsArrayBuffer, "ArrayBuffer")
PHASOR_CONVERT_LOCAL(ArrayBufferView, IsArrayBufferView, "ArrayBufferView")
PHASOR_CONVERT_LOCAL(Uint8Array, IsUint8Array, "Uint8Array")
PHASOR_CONVERT_LOCAL(Uint32Array, IsUint32Array, "Uint32Array")
PHASOR_CONVERT_LOCAL(Int32Array, IsInt32Array, "Int32Array")
PHASOR_CONVERT_LOCAL(Float64Array, IsFloat64Array, "Float64Array")
PHASOR_CONVERT_LOCAL(BigInt64Array, IsBigInt64Array, "BigInt64Array")
PHASOR_CONVERT_LOCAL(BigInt, IsBigInt, "bigint")
#undef PHASOR_CONVERT_LOCAL

template <>
struct Convert<Value> {
  static constexpr const char* kType = "any";
  static bool From(v8::Isolate*, Value value, Value* out) {
    *out = value;
    return true;
  }
  static v8::MaybeLocal<v8::Value> To(v8::Isolate*, Value value) { return value; }
};

template <class T>
struct Convert<v8::MaybeLocal<T>> {
  static v8::MaybeLocal<v8::Value> To(v8::Isolate*, v8::MaybeLocal<T> value) {
    v8::Local<T> local;
    if (!value.ToLocal(&local)) return {};
    return local.template As<v8::Value>();
  }
};

// undefined and null stand for "none".
template <class T>
struct Convert<std::optional<T>> {
  static constexpr const char* kType = Convert<T>::kType;
  static bool From(v8::Isolate* isolate, Value value, std::optional<T>* out) {
    out->reset();
    if (value->IsNullOrUndefined()) return true;
    return Convert<T>::From(isolate, value, &out->emplace());
  }
  static v8::MaybeLocal<v8::Value> To(v8::Isolate* isolate, std::optional<T> value) {
    if (!value) return v8::Undefined(isolate).As<v8::Value>();
    return Convert<T>::To(isolate, std::move(*value));
  }
};

template <class T>
struct Convert<std::vector<T>> {
  static constexpr const char* kType = "array";
  static bool From(v8::Isolate* isolate, Value value, std::vector<T>* out) {
    if (!value->IsArray()) return false;
    auto context = isolate->GetCurrentContext();
    auto array = value.As<v8::Array>();
    out->resize(array->Length());
    v8::TryCatch ignore(isolate);  // a throwing element getter counts as an element of the wrong type
    for (uint32_t i = 0; i < out->size(); ++i) {
      Value element;
      T item{};
      if (!array->Get(context, i).ToLocal(&element) || !Convert<T>::From(isolate, element, &item)) return false;
      (*out)[i] = std::move(item);
    }
    return true;
  }
  static v8::MaybeLocal<v8::Value> To(v8::Isolate* isolate, std::vector<T> values) {
    std::vector<Value> elements(values.size());
    for (size_t i = 0; i < values.size(); ++i) {
      if (!Convert<T>::To(isolate, std::move(values[i])).ToLocal(&elements[i])) return {};
    }
    return v8::Array::New(isolate, elements.data(), elements.size()).template As<v8::Value>();
  }
};

// A Result that holds an error throws.
template <class T>
struct Convert<Result<T>> {
  static v8::MaybeLocal<v8::Value> To(v8::Isolate* isolate, Result<T> result) {
    if (!result.ok()) {
      Throw(isolate, result.error());
      return {};
    }
    if constexpr (std::is_void_v<T>) {
      return v8::Undefined(isolate).As<v8::Value>();
    } else {
      return Convert<T>::To(isolate, std::move(result).value());
    }
  }
};

}  // namespace phasor::js
