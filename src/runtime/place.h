// Where an error was made, kept for when it is shown. lib/ rewrites the stacks of some errors of user code (advice in ES
// modules), and V8 forgets the place with the stack. Callers: bindings/runtime.cc (keep), Realm::HandleUncaught (show).
#pragma once

#include "runtime/realm.h"

namespace phasor::runtime {

// Notes the place that V8 knows of a native error; does nothing for others.
void KeepPlace(Realm& realm, v8::Local<v8::Value> error);

// The noted place as ArrowText() gives it, or undefined.
v8::Local<v8::Value> KeptPlace(Realm& realm, v8::Local<v8::Value> error);

}  // namespace phasor::runtime
