// binding('types'): what a value is by its internal slots. Callers: lib/internal/util/types.
#include "js/binding.h"

namespace phasor::bindings {

namespace {

using js::Value;

bool IsAnyArrayBuffer(Value v) { return v->IsArrayBuffer() || v->IsSharedArrayBuffer(); }
bool IsBoxedPrimitive(Value v) {
  return v->IsNumberObject() || v->IsStringObject() || v->IsBooleanObject() || v->IsBigIntObject() || v->IsSymbolObject();
}

#define PREDICATE(V8Name) \
  bool Is##V8Name(Value v) { return v->Is##V8Name(); }
PREDICATE(ArgumentsObject)
PREDICATE(ArrayBuffer)
PREDICATE(AsyncFunction)
PREDICATE(BigIntObject)
PREDICATE(BooleanObject)
PREDICATE(Date)
PREDICATE(External)
PREDICATE(GeneratorFunction)
PREDICATE(GeneratorObject)
PREDICATE(Map)
PREDICATE(MapIterator)
PREDICATE(ModuleNamespaceObject)
PREDICATE(NativeError)
PREDICATE(NumberObject)
PREDICATE(Promise)
PREDICATE(Proxy)
PREDICATE(RegExp)
PREDICATE(Set)
PREDICATE(SetIterator)
PREDICATE(SharedArrayBuffer)
PREDICATE(StringObject)
PREDICATE(SymbolObject)
PREDICATE(WeakMap)
PREDICATE(WeakSet)
#undef PREDICATE

template <bool (*kTest)(Value)>
bool FastTest(v8::Local<v8::Value>, v8::Local<v8::Value> value) {
  return kTest(value);
}

template <bool (*kTest)(Value)>
js::Row Predicate(const char* name) {
  return js::FnWithFast<kTest, FastTest<kTest>>(name);
}

const js::Row kRows[] = {
    Predicate<IsArgumentsObject>("isArgumentsObject"),
    Predicate<IsArrayBuffer>("isArrayBuffer"),
    Predicate<IsAsyncFunction>("isAsyncFunction"),
    Predicate<IsBigIntObject>("isBigIntObject"),
    Predicate<IsBooleanObject>("isBooleanObject"),
    Predicate<IsDate>("isDate"),
    Predicate<IsExternal>("isExternal"),
    Predicate<IsGeneratorFunction>("isGeneratorFunction"),
    Predicate<IsGeneratorObject>("isGeneratorObject"),
    Predicate<IsMap>("isMap"),
    Predicate<IsMapIterator>("isMapIterator"),
    Predicate<IsModuleNamespaceObject>("isModuleNamespaceObject"),
    Predicate<IsNativeError>("isNativeError"),
    Predicate<IsNumberObject>("isNumberObject"),
    Predicate<IsPromise>("isPromise"),
    Predicate<IsProxy>("isProxy"),
    Predicate<IsRegExp>("isRegExp"),
    Predicate<IsSet>("isSet"),
    Predicate<IsSetIterator>("isSetIterator"),
    Predicate<IsSharedArrayBuffer>("isSharedArrayBuffer"),
    Predicate<IsStringObject>("isStringObject"),
    Predicate<IsSymbolObject>("isSymbolObject"),
    Predicate<IsWeakMap>("isWeakMap"),
    Predicate<IsWeakSet>("isWeakSet"),
    Predicate<IsAnyArrayBuffer>("isAnyArrayBuffer"),
    Predicate<IsBoxedPrimitive>("isBoxedPrimitive"),
};

}  // namespace

extern const js::BindingSpec kBinding_types;
const js::BindingSpec kBinding_types = {"types", kRows};

}  // namespace phasor::bindings
