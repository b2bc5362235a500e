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

const js::Row kRows[] = {
    js::Fn<IsArgumentsObject>("isArgumentsObject"),
    js::Fn<IsArrayBuffer>("isArrayBuffer"),
    js::Fn<IsAsyncFunction>("isAsyncFunction"),
    js::Fn<IsBigIntObject>("isBigIntObject"),
    js::Fn<IsBooleanObject>("isBooleanObject"),
    js::Fn<IsDate>("isDate"),
    js::Fn<IsExternal>("isExternal"),
    js::Fn<IsGeneratorFunction>("isGeneratorFunction"),
    js::Fn<IsGeneratorObject>("isGeneratorObject"),
    js::Fn<IsMap>("isMap"),
    js::Fn<IsMapIterator>("isMapIterator"),
    js::Fn<IsModuleNamespaceObject>("isModuleNamespaceObject"),
    js::Fn<IsNativeError>("isNativeError"),
    js::Fn<IsNumberObject>("isNumberObject"),
    js::Fn<IsPromise>("isPromise"),
    js::Fn<IsProxy>("isProxy"),
    js::Fn<IsRegExp>("isRegExp"),
    js::Fn<IsSet>("isSet"),
    js::Fn<IsSetIterator>("isSetIterator"),
    js::Fn<IsSharedArrayBuffer>("isSharedArrayBuffer"),
    js::Fn<IsStringObject>("isStringObject"),
    js::Fn<IsSymbolObject>("isSymbolObject"),
    js::Fn<IsWeakMap>("isWeakMap"),
    js::Fn<IsWeakSet>("isWeakSet"),
    js::Fn<IsAnyArrayBuffer>("isAnyArrayBuffer"),
    js::Fn<IsBoxedPrimitive>("isBoxedPrimitive"),
};

}  // namespace

extern const js::BindingSpec kBinding_types;
const js::BindingSpec kBinding_types = {"types", kRows};

}  // namespace phasor::bindings
