// The JavaScript stack of the running thread as plain data, without calling JavaScript: for V8's interrupts. Caller:
// runtime/block_watch.cc.
#pragma once

#include <v8.h>

#include <string>
#include <vector>

#include "loop/block_report.h"

namespace phasor::runtime {

struct BlockStack {
  std::vector<loop::BlockFrame> frames;  // innermost first
  std::string source;  // the line, or a part of it, at the innermost frame of the program
};
BlockStack CaptureBlockStack(v8::Isolate* isolate);

// The place where a function is defined.
loop::BlockFrame FrameOf(v8::Isolate* isolate, v8::Local<v8::Function> function);

// What lib/internal/loop/blame.js has put into the AsyncLocalStorage context: the HTTP request that the running code
// serves; empty if there is none.
std::string RequestInContext(v8::Isolate* isolate);

}  // namespace phasor::runtime
