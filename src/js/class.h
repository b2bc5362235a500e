// JavaScript classes backed by C++ objects. Two kinds of ownership:
//
//   GcObject  owned by the garbage collector (cppgc): no OS resource, destroyed on the isolate's thread
//   Shell     the C++ object owns itself (a loop handle, a request); JavaScript holds a shell whose pointer is nulled by
//             DetachShell(). While attached, the C++ object keeps the shell alive. A method called on a detached shell
//             does nothing and returns -EBADF where it returns int32_t, undefined elsewhere.
//
// A class T has `static const js::ClassSpec kClass`, defined once:
//
//   const js::ClassSpec Hash::kClass = js::GcClass<Hash::New>("Hash", kHashRows);   // New(params...) -> Result<Hash*>
#pragma once

#include <cppgc/allocation.h>
#include <cppgc/garbage-collected.h>
#include <cppgc/visitor.h>
#include <v8-cppgc.h>

#include <cerrno>

#include "js/binding.h"

namespace phasor::js {

struct ClassSpec {
  enum class Kind { kGc, kShell };
  Kind kind;
  const char* name;
  v8::FunctionCallback construct;  // null: not constructible from JavaScript
  int length;
  std::span<const Row> rows;
  const ClassSpec* parent;
};

class GcObject : public cppgc::GarbageCollected<GcObject> {
 public:
  virtual ~GcObject() = default;
  // Subclasses with cppgc::Member or v8::TracedReference fields trace them here.
  virtual void Trace(cppgc::Visitor*) const {}
  static constexpr v8::CppHeapPointerTag kTag = v8::CppHeapPointerTag::kDefaultTag;
};

// Makes a GcObject of class T.
template <class T, class... A>
T* MakeGc(v8::Isolate* isolate, A&&... args) {
  return cppgc::MakeGarbageCollected<T>(isolate->GetCppHeap()->GetAllocationHandle(), std::forward<A>(args)...);
}

class Shell {
 public:
  Shell(const Shell&) = delete;
  Shell& operator=(const Shell&) = delete;

  void AttachShell(v8::Isolate* isolate, v8::Local<v8::Object> object);
  void DetachShell();
  bool attached() const { return !object_.IsEmpty(); }
  // The shell must be attached.
  v8::Local<v8::Object> object(v8::Isolate* isolate) const { return object_.Get(isolate); }

 protected:
  Shell() = default;
  virtual ~Shell() { DetachShell(); }
  // The shell has just been attached.
  virtual void OnAttached(v8::Local<v8::Object>) {}

 private:
  v8::Isolate* isolate_ = nullptr;
  v8::Global<v8::Object> object_;
};

namespace internal {

v8::Local<v8::FunctionTemplate> GetTemplate(v8::Isolate* isolate, const ClassSpec& spec);
bool IsInstance(v8::Isolate* isolate, const ClassSpec& spec, Value value);
bool CheckConstructCall(const Args& args, const char* name);
void IllegalConstructor(const Args& args);

template <class T>
T* UnwrapAs(v8::Isolate* isolate, v8::Local<v8::Object> object) {
  if constexpr (std::is_base_of_v<GcObject, T>) {
    return static_cast<T*>(v8::Object::Unwrap<GcObject::kTag, GcObject>(isolate, object));
  } else {
    return static_cast<T*>(static_cast<Shell*>(object->GetAlignedPointerFromInternalField(0)));
  }
}

template <class T>
void Wrap(v8::Isolate* isolate, v8::Local<v8::Object> object, T* native) {
  if constexpr (std::is_base_of_v<GcObject, T>) {
    v8::Object::Wrap<GcObject::kTag>(isolate, object, static_cast<GcObject*>(native));
  } else {
    static_cast<Shell*>(native)->AttachShell(isolate, object);
  }
}

template <class T>
struct StripResult { using type = T; };
template <class T>
struct StripResult<Result<T>> { using type = T; };

template <auto F>
struct Constructor;
template <class R, class... P, R (*F)(P...)>
struct Constructor<F> {
  using Native = std::remove_pointer_t<typename StripResult<R>::type>;
  static constexpr int kLength = Parameters<P...>::kLength;
  static void Callback(const Args& args) {
    if (!CheckConstructCall(args, Native::kClass.name)) return;
    if constexpr (std::is_base_of_v<Shell, Native>) args.This()->SetAlignedPointerInInternalField(0, nullptr);
    auto make = [&](auto&&... params) {
      R result = F(std::forward<decltype(params)>(params)...);
      if constexpr (std::is_pointer_v<R>) {
        if (result != nullptr) Wrap(args.GetIsolate(), args.This(), result);  // null: an exception is pending
      } else if (result.ok()) {
        Wrap(args.GetIsolate(), args.This(), result.value());
      } else {
        Throw(args.GetIsolate(), result.error());
      }
    };
    Invoke<void>(args, make, Parameters<P...>{}, std::index_sequence_for<P...>{});
  }
};

template <auto F>
struct MethodGlue;
template <class R, class T, class... P, R (T::*F)(P...)>
struct MethodGlue<F> {
  using Params = Parameters<P...>;
  // The signature of the template guarantees the receiver's class.
  static void Callback(const Args& args) {
    T* self = UnwrapAs<T>(args.GetIsolate(), args.This());
    if (self == nullptr) {
      if constexpr (std::is_same_v<R, int32_t>) args.GetReturnValue().Set(-EBADF);
      return;
    }
    auto call = [self](P... params) -> R { return (self->*F)(std::forward<P>(params)...); };
    Invoke<R>(args, call, Params{}, std::index_sequence_for<P...>{});
  }
};
template <class R, class T, class... P, R (T::*F)(P...) const>
struct MethodGlue<F> {
  using Params = Parameters<P...>;
  static void Callback(const Args& args) {
    const T* self = UnwrapAs<T>(args.GetIsolate(), args.This());
    if (self == nullptr) {
      if constexpr (std::is_same_v<R, int32_t>) args.GetReturnValue().Set(-EBADF);
      return;
    }
    auto call = [self](P... params) -> R { return (self->*F)(std::forward<P>(params)...); };
    Invoke<R>(args, call, Params{}, std::index_sequence_for<P...>{});
  }
};

}  // namespace internal

// ---- Rows and specs of classes ----

template <auto F>
constexpr Row Method(const char* name) {
  using Glue = internal::MethodGlue<F>;
  return {Row::Kind::kMethod, name, Glue::Callback, nullptr, Glue::Params::kLength, nullptr};
}
template <auto F>
constexpr Row Getter(const char* name) {
  return {Row::Kind::kGetter, name, internal::MethodGlue<F>::Callback, nullptr, 0, nullptr};
}
template <auto F>
constexpr Row Static(const char* name) {
  using Glue = internal::Function<F>;
  return {Row::Kind::kStatic, name, Glue::Callback, nullptr, Glue::Params::kLength, nullptr};
}
// A class as a property of the binding.
template <class T>
constexpr Row Class(const char* name) {
  return {Row::Kind::kClass, name, nullptr, nullptr, 0, &T::kClass};
}

// New(params...) -> T*, or Result<T*>. A null pointer means that an exception is pending.
template <auto New>
constexpr ClassSpec GcClass(const char* name, std::span<const Row> rows, const ClassSpec* parent = nullptr) {
  using Glue = internal::Constructor<New>;
  static_assert(std::is_base_of_v<GcObject, typename Glue::Native>);
  return {ClassSpec::Kind::kGc, name, Glue::Callback, Glue::kLength, rows, parent};
}
template <auto New>
constexpr ClassSpec ShellClass(const char* name, std::span<const Row> rows, const ClassSpec* parent = nullptr) {
  using Glue = internal::Constructor<New>;
  static_assert(std::is_base_of_v<Shell, typename Glue::Native>);
  return {ClassSpec::Kind::kShell, name, Glue::Callback, Glue::kLength, rows, parent};
}
// A class that only C++ instantiates, or only other classes inherit from.
constexpr ClassSpec AbstractClass(ClassSpec::Kind kind, const char* name, std::span<const Row> rows,
                                  const ClassSpec* parent = nullptr) {
  return {kind, name, nullptr, 0, rows, parent};
}

// A new JavaScript object of T's class around `native`; the class's constructor is not run.
template <class T>
v8::MaybeLocal<v8::Object> NewInstance(v8::Isolate* isolate, v8::Local<v8::Context> context, T* native) {
  v8::Local<v8::Object> object;
  if (!internal::GetTemplate(isolate, T::kClass)->InstanceTemplate()->NewInstance(context).ToLocal(&object)) return {};
  internal::Wrap(isolate, object, native);
  return object;
}

// A parameter of a native class: T* is null when the argument's shell is detached; another class is a bad argument.
template <class T>
  requires(std::is_base_of_v<GcObject, T> || std::is_base_of_v<Shell, T>)
struct Convert<T*> {
  static constexpr const char* kType = "native object";
  static bool From(v8::Isolate* isolate, Value value, T** out) {
    if (!internal::IsInstance(isolate, T::kClass, value)) return false;
    *out = internal::UnwrapAs<T>(isolate, value.As<v8::Object>());
    return true;
  }
};

}  // namespace phasor::js
