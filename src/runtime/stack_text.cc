#include "runtime/stack_text.h"

#include "js/convert.h"

namespace phasor::runtime {

namespace {

constexpr int kFrames = 10;  // as many as `error.stack` has by default

std::string TextOf(v8::Isolate* isolate, v8::Local<v8::String> string) {
  js::Utf8 text;
  if (!string.IsEmpty()) text.Assign(isolate, string);
  return text.str();
}

std::string FrameText(v8::Isolate* isolate, v8::Local<v8::StackFrame> frame) {
  std::string place = TextOf(isolate, frame->GetScriptNameOrSourceURL()) + ":" + std::to_string(frame->GetLineNumber()) + ":" +
                      std::to_string(frame->GetColumn());
  std::string name = TextOf(isolate, frame->GetFunctionName());
  return name.empty() ? place : name + " (" + place + ")";
}

}  // namespace

std::string StackLines(v8::Isolate* isolate, v8::Local<v8::StackTrace> stack) {
  std::string lines;
  for (int i = 0; i < stack->GetFrameCount(); ++i) {
    lines += "    at " + FrameText(isolate, stack->GetFrame(isolate, static_cast<uint32_t>(i))) + "\n";
  }
  return lines;
}

std::string NumberedStack(v8::Isolate* isolate) {
  v8::HandleScope handles(isolate);
  auto stack = v8::StackTrace::CurrentStackTrace(isolate, kFrames, v8::StackTrace::kDetailed);
  std::string lines;
  for (int i = 0; i < stack->GetFrameCount(); ++i) {
    lines += std::to_string(i + 1) + ": " + FrameText(isolate, stack->GetFrame(isolate, static_cast<uint32_t>(i))) + "\n";
  }
  return lines;
}

}  // namespace phasor::runtime
