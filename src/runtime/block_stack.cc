#include "runtime/block_stack.h"

#include "js/types.h"

namespace phasor::runtime {

namespace {

constexpr int kFrames = 32;
constexpr int kSourceBefore = 40, kSourceLength = 120;

std::string TextOf(v8::Isolate* isolate, v8::Local<v8::Value> value) {
  if (value.IsEmpty() || !value->IsString()) return {};
  v8::String::Utf8Value text(isolate, value);
  return *text == nullptr ? std::string() : std::string(*text, static_cast<size_t>(text.length()));
}

// The line around `column` (from 1). A line of a bundle may be very long.
std::string LineAt(v8::Isolate* isolate, v8::Local<v8::String> source, int line, int column) {
  int begin = 0;
  const int length = source->Length();
  v8::String::ValueView view(isolate, source);
  auto at = [&](int i) -> uint16_t { return view.is_one_byte() ? view.data8()[i] : view.data16()[i]; };
  for (; line > 1 && begin < length; ++begin) if (at(begin) == '\n') --line;
  int end = begin;
  while (end < length && at(end) != '\n' && at(end) != '\r') ++end;
  if (column > kSourceBefore && end - begin > kSourceLength) begin += column - kSourceBefore;
  while (begin < end && (at(begin) == ' ' || at(begin) == '\t')) ++begin;
  std::string text;
  for (int i = begin; i < end && i < begin + kSourceLength; ++i) text += at(i) >= 0x20 && at(i) < 0x7f ? static_cast<char>(at(i)) : '?';
  return text;
}

bool IsInternal(v8::Local<v8::StackFrame> frame, const std::string& file) {
  return file.empty() || file.starts_with("node:") || !frame->IsUserJavaScript();
}

}  // namespace

BlockStack CaptureBlockStack(v8::Isolate* isolate) {
  BlockStack stack;
  v8::HandleScope handles(isolate);
  auto trace = v8::StackTrace::CurrentStackTrace(isolate, kFrames);
  for (int i = 0; i < trace->GetFrameCount(); ++i) {
    auto frame = trace->GetFrame(isolate, static_cast<uint32_t>(i));
    loop::BlockFrame entry;
    entry.function = TextOf(isolate, frame->GetFunctionName());
    entry.file = TextOf(isolate, frame->GetScriptNameOrSourceURL());
    entry.line = frame->GetLineNumber();
    entry.column = frame->GetColumn();
    entry.internal = IsInternal(frame, entry.file);
    if (entry.file.empty()) entry.file = "<anonymous>";
    auto source = frame->GetScriptSource();
    if (!entry.internal && stack.source.empty() && !source.IsEmpty()) {
      stack.source = LineAt(isolate, source, entry.line, entry.column);
    }
    stack.frames.push_back(std::move(entry));
  }
  return stack;
}

loop::BlockFrame FrameOf(v8::Isolate* isolate, v8::Local<v8::Function> function) {
  loop::BlockFrame frame;
  frame.function = TextOf(isolate, function->GetDebugName());
  frame.file = TextOf(isolate, function->GetScriptOrigin().ResourceName());
  frame.line = function->GetScriptLineNumber() + 1;
  frame.column = function->GetScriptColumnNumber() + 1;
  frame.internal = frame.file.empty() || frame.file.starts_with("node:");
  return frame;
}

std::string RequestInContext(v8::Isolate* isolate) {
  v8::HandleScope handles(isolate);
  auto storage = isolate->GetContinuationPreservedEmbedderData();
  if (storage.IsEmpty() || !storage->IsMap()) return {};
  // Not Map::Get, which runs code of V8's in JavaScript.
  auto pairs = storage.As<v8::Map>()->AsArray();
  auto context = isolate->GetCurrentContext();
  auto key = js::Literal(isolate, "phasor.request");
  for (uint32_t i = 0; i + 1 < pairs->Length(); i += 2) {
    v8::Local<v8::Value> name, value;
    if (!pairs->Get(context, i).ToLocal(&name) || !name->IsString() || !name.As<v8::String>()->StringEquals(key)) continue;
    return pairs->Get(context, i + 1).ToLocal(&value) ? TextOf(isolate, value) : std::string();
  }
  return {};
}

}  // namespace phasor::runtime
