// The binding layer: a native function is an ordinary C++ function and one row in one table.
//
//   Result<uint32_t> Crc32(const Bytes& data, uint32_t seed);
//   constexpr js::Row kRows[] = {js::Fn<Crc32>("crc32"), js::FastFn<Add>("add"), js::Class<Deflate>("Deflate")};
//   const js::BindingSpec kZlibBinding = {"zlib", kRows};
//
// Parameters are taken from the JavaScript arguments in order by Convert<T> (js/convert.h); missing ones are undefined.
// Injected parameters take none: v8::Isolate*, v8::Local<v8::Context>, js::This, const js::Args&, and what higher layers
// specialise Inject<T> for (the runtime: Realm&). Results go back by Convert<T>::To; a Result<T> that holds an error
// throws. A value that cannot be converted throws ERR_INTERNAL_ASSERTION that names function and argument: lib/ has
// validated what users pass, so that it is a bug in lib/, but never a reason to end the process.
#pragma once

#include <v8-fast-api-calls.h>
#include <v8.h>

#include <span>
#include <tuple>
#include <type_traits>
#include <utility>

#include "js/convert.h"

namespace phasor::js {

using Args = v8::FunctionCallbackInfo<v8::Value>;

struct This {
  v8::Local<v8::Object> object;
};

struct ClassSpec;

struct Row {
  enum class Kind { kFunction, kClass, kMethod, kStatic, kGetter };
  Kind kind;
  const char* name;
  v8::FunctionCallback callback;
  const v8::CFunction* fast;
  int length;
  const ClassSpec* cls;
};

struct BindingSpec {
  const char* name;
  std::span<const Row> rows;
  // Adds what is not a function (constants, shared arrays). May be null.
  void (*setup)(v8::Isolate* isolate, v8::Local<v8::Context> context, v8::Local<v8::Object> target) = nullptr;
};

// ---- Injected parameters ----

template <class T>
struct Inject {
  static constexpr bool kInjected = false;
};
template <>
struct Inject<v8::Isolate*> {
  static constexpr bool kInjected = true;
  static v8::Isolate* From(const Args& args) { return args.GetIsolate(); }
};
template <>
struct Inject<v8::Local<v8::Context>> {
  static constexpr bool kInjected = true;
  static v8::Local<v8::Context> From(const Args& args) { return args.GetIsolate()->GetCurrentContext(); }
};
template <>
struct Inject<This> {
  static constexpr bool kInjected = true;
  static This From(const Args& args) { return {args.This()}; }
};
template <>
struct Inject<const Args&> {
  static constexpr bool kInjected = true;
  static const Args& From(const Args& args) { return args; }
};

namespace internal {

void ThrowBadArgument(const Args& args, int index, const char* type);

template <class P>
inline constexpr bool kIsInjected = Inject<P>::kInjected || Inject<std::remove_cvref_t<P>>::kInjected;

// One parameter's value for the time of the call.
template <class P>
struct Slot {
  std::conditional_t<kIsInjected<P>, char, std::remove_cvref_t<P>> value{};

  bool Fill(const Args& args, int index) {
    if constexpr (kIsInjected<P>) {
      return true;
    } else {
      using T = std::remove_cvref_t<P>;
      if (Convert<T>::From(args.GetIsolate(), args[index], &value)) [[likely]] return true;
      ThrowBadArgument(args, index, Convert<T>::kType);
      return false;
    }
  }
  decltype(auto) Get(const Args& args) {
    if constexpr (Inject<P>::kInjected) {
      return Inject<P>::From(args);
    } else if constexpr (kIsInjected<P>) {
      return Inject<std::remove_cvref_t<P>>::From(args);
    } else if constexpr (std::is_lvalue_reference_v<P>) {
      return static_cast<std::remove_reference_t<P>&>(value);
    } else {
      return std::move(value);
    }
  }
};

template <class... P>
struct Parameters {
  static constexpr size_t kCount = sizeof...(P);
  static constexpr int kLength = (0 + ... + (kIsInjected<P> ? 0 : 1));
  // The JavaScript argument that the i-th parameter takes.
  static constexpr int Index(size_t i) {
    constexpr bool injected[] = {kIsInjected<P>..., true};
    int index = 0;
    for (size_t k = 0; k < i; ++k) index += injected[k] ? 0 : 1;
    return index;
  }
};

template <class R>
void SetReturn(const Args& args, R&& result) {
  using T = std::remove_cvref_t<R>;
  if constexpr (std::is_same_v<T, bool> || std::is_same_v<T, int32_t> || std::is_same_v<T, uint32_t> || std::is_same_v<T, double>) {
    args.GetReturnValue().Set(result);
  } else {
    v8::Local<v8::Value> value;
    if (Convert<T>::To(args.GetIsolate(), std::forward<R>(result)).ToLocal(&value)) args.GetReturnValue().Set(value);
  }
}

template <class R, class... P, class Callee, size_t... I>
void Invoke(const Args& args, Callee callee, Parameters<P...>, std::index_sequence<I...>) {
  std::tuple<Slot<P>...> slots;
  if (!(std::get<I>(slots).Fill(args, Parameters<P...>::Index(I)) && ...)) return;
  if constexpr (std::is_void_v<R>) {
    callee(std::get<I>(slots).Get(args)...);
  } else {
    SetReturn(args, callee(std::get<I>(slots).Get(args)...));
  }
}

template <auto F>
struct Function;
template <class R, class... P, R (*F)(P...)>
struct Function<F> {
  using Params = Parameters<P...>;
  using Return = R;
  static void Callback(const Args& args) { Invoke<R>(args, F, Params{}, std::index_sequence_for<P...>{}); }
};

template <class T>
inline constexpr bool kFastScalar = std::is_same_v<T, bool> || std::is_same_v<T, int32_t> || std::is_same_v<T, uint32_t> ||
                                    std::is_same_v<T, double>;

template <auto F>
struct FastFunction;
template <class R, class... P, R (*F)(P...)>
struct FastFunction<F> {
  static_assert((kFastScalar<P> && ...) && (std::is_void_v<R> || kFastScalar<R>),
                "a fast call takes and returns bool, int32_t, uint32_t and double only");
  static R Call(v8::Local<v8::Value>, P... params) { return F(params...); }
  static inline const v8::CFunction kFunction = v8::CFunction::Make(Call);
};

template <auto F>
struct HandFast {
  static inline const v8::CFunction kFunction = v8::CFunction::Make(F);
};

}  // namespace internal

// A function.
template <auto F>
constexpr Row Fn(const char* name) {
  using Glue = internal::Function<F>;
  return {Row::Kind::kFunction, name, Glue::Callback, nullptr, Glue::Params::kLength, nullptr};
}

// A function over scalars that optimised code calls directly, without conversion.
template <auto F>
Row FastFn(const char* name) {
  using Glue = internal::Function<F>;
  return {Row::Kind::kFunction, name, Glue::Callback, &internal::FastFunction<F>::kFunction, Glue::Params::kLength, nullptr};
}

// A function with a fast version of its own: Fast(v8::Local<v8::Value> receiver, ...) with V8's fast-call types.
template <auto F, auto Fast>
Row FnWithFast(const char* name) {
  using Glue = internal::Function<F>;
  return {Row::Kind::kFunction, name, Glue::Callback, &internal::HandFast<Fast>::kFunction, Glue::Params::kLength, nullptr};
}

// Makes the binding's object with all rows installed. Empty: an exception is pending.
v8::MaybeLocal<v8::Object> Install(v8::Isolate* isolate, v8::Local<v8::Context> context, const BindingSpec& spec);

// Frees the isolate's class templates; the last thing before the isolate is disposed of.
void ReleaseTemplates(v8::Isolate* isolate);

// ---- The startup snapshot (module/snapshot.h) ----

// The addresses that a snapshot has to know: the binding's functions, in the order of its table.
void CollectReferences(const BindingSpec& spec, std::vector<intptr_t>* references);
// Hands the class templates made so far to the creator and forgets them. Returns their places among the classes of `specs`,
// which RestoreTemplates() wants after loading.
v8::Local<v8::Array> SaveTemplates(v8::SnapshotCreator& creator, std::span<const BindingSpec* const> specs);
void RestoreTemplates(v8::Isolate* isolate, v8::Local<v8::Array> saved, std::span<const BindingSpec* const> specs);

void SetConstant(v8::Isolate* isolate, v8::Local<v8::Object> target, const char* name, double value);
void SetConstant(v8::Isolate* isolate, v8::Local<v8::Object> target, const char* name, std::string_view value);
void SetValue(v8::Isolate* isolate, v8::Local<v8::Object> target, const char* name, v8::Local<v8::Value> value);

}  // namespace phasor::js
