// Properties whose value is made when it is first read, and which reflection sees as ordinary data properties from the
// start (getOwnPropertyDescriptor makes the value, too). Caller: the binding 'builtins', for lib/internal/util.js.
//
// V8 keeps such a property's description in the part of the startup snapshot that all contexts share, so that it may
// refer to nothing of a context: it holds a number, and the binding's `loadLazy`, which lib/internal/util.js sets, knows
// what to make for it.
#pragma once

#include <cstdint>

#include "runtime/realm.h"

namespace phasor::module {

// Defines target[key]: loadLazy(number) is called at the first read, and its result stays. When it throws, that read throws
// and the next one asks again. Assigning before the first read replaces the property. A failure leaves its exception pending.
void DefineLazy(v8::Local<v8::Context> context, v8::Local<v8::Object> target, v8::Local<v8::Name> key, uint32_t number,
                bool enumerable);

// The address that a startup snapshot with such properties refers to.
intptr_t LazyReference();

}  // namespace phasor::module
