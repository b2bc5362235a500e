#include "runtime/fatal.h"

#include <cxxabi.h>
#include <dlfcn.h>
#include <execinfo.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

namespace phasor::runtime {

namespace {

constexpr int kMostFrames = 256;
constexpr int kMostScriptFrames = 10;

struct Free {
  void operator()(char* text) const { std::free(text); }
};

void PrintNativeFrame(int number, void* address) {
  Dl_info info;
  if (dladdr(address, &info) == 0) {
    std::fprintf(stderr, "%2d: %p \n", number, address);
    return;
  }
  std::string name = info.dli_sname != nullptr ? info.dli_sname : "";
  int status = 0;
  std::unique_ptr<char, Free> readable(abi::__cxa_demangle(name.c_str(), nullptr, nullptr, &status));
  std::fprintf(stderr, "%2d: %p %s [%s]\n", number, address, readable != nullptr ? readable.get() : name.c_str(), info.dli_fname);
}

void PrintNativeStack() {
  void* frames[kMostFrames];
  int count = backtrace(frames, kMostFrames);
  std::fprintf(stderr, "----- Native stack trace -----\n\n");
  for (int i = 1; i < count; i++) PrintNativeFrame(i, frames[i]);
}

std::string Text(v8::Isolate* isolate, v8::Local<v8::String> string) {
  v8::String::Utf8Value utf8(isolate, string);
  return *utf8 != nullptr ? std::string(*utf8, static_cast<size_t>(utf8.length())) : std::string();
}

void PrintScriptStack(v8::Isolate* isolate) {
  std::fprintf(stderr, "\n----- JavaScript stack trace -----\n\n");
  v8::HandleScope handles(isolate);
  v8::Local<v8::StackTrace> trace = v8::StackTrace::CurrentStackTrace(isolate, kMostScriptFrames, v8::StackTrace::kDetailed);
  for (int i = 0; i < trace->GetFrameCount(); i++) {
    v8::Local<v8::StackFrame> frame = trace->GetFrame(isolate, static_cast<uint32_t>(i));
    std::string script = frame->GetScriptNameOrSourceURL().IsEmpty() ? "" : Text(isolate, frame->GetScriptNameOrSourceURL());
    std::string place = script + ":" + std::to_string(frame->GetLineNumber()) + ":" + std::to_string(frame->GetColumn());
    std::string name = frame->GetFunctionName().IsEmpty() ? "" : Text(isolate, frame->GetFunctionName());
    if (name.empty()) std::fprintf(stderr, "%d: %s\n", i + 1, place.c_str());
    else std::fprintf(stderr, "%d: %s (%s)\n", i + 1, name.c_str(), place.c_str());
  }
  std::fprintf(stderr, "\n");
}

}  // namespace

void AbortWithStacks(v8::Isolate* isolate) {
  PrintNativeStack();
  if (isolate != nullptr && isolate->InContext()) PrintScriptStack(isolate);
  std::fflush(stderr);
  std::abort();
}

void AbortWithNativeStack() {
  PrintNativeStack();
  std::fflush(stderr);
  std::abort();
}

}  // namespace phasor::runtime
