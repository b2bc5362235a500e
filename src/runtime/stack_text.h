// Stacks as text, for what --trace-* options print while a program runs. Callers: uncaught.cc, trace.cc.
#pragma once

#include <v8.h>

#include <string>

namespace phasor::runtime {

// One line a frame: "    at name (script:line:column)" as in `error.stack`.
std::string StackLines(v8::Isolate* isolate, v8::Local<v8::StackTrace> stack);

// The same, numbered: "1: name (script:line:column)", for the running stack.
std::string NumberedStack(v8::Isolate* isolate);

}  // namespace phasor::runtime
