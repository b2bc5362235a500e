// Where an error was made, kept for when it is shown. lib/ rewrites the stacks of some errors of user code (advice in ES
// modules), and V8 forgets the place with the stack. Callers: bindings/runtime.cc (keep), Realm::HandleUncaught (show).
#pragma once

#include <optional>
#include <string>

#include "runtime/realm.h"

namespace phasor::runtime {

// Notes the place that V8 knows of a native error, or `text` in its stead; does nothing for other values.
void KeepPlace(Realm& realm, v8::Local<v8::Value> error, const std::optional<std::string>& text = std::nullopt);

// The noted place, or that of the message, as ArrowText() gives it; undefined where V8 has no source line.
v8::Local<v8::Value> ShownPlace(Realm& realm, v8::Local<v8::Value> error, v8::Local<v8::Message> message);

}  // namespace phasor::runtime
