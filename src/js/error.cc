#include "js/error.h"

#include "js/types.h"

namespace phasor::js {

namespace {

ErrnoText g_errno_text = {[](int) { return "UNKNOWN"; }, [](int) { return "unknown error"; }};

void Set(v8::Isolate* isolate, v8::Local<v8::Object> object, const char* key, v8::Local<v8::Value> value) {
  object->Set(isolate->GetCurrentContext(), Literal(isolate, key), value).Check();
}

v8::Local<v8::String> Text(v8::Isolate* isolate, std::string_view text) {
  return NewString(isolate, text.substr(0, 1 << 20)).FromMaybe(v8::Local<v8::String>());
}

v8::Local<v8::Object> NewSystemError(v8::Isolate* isolate, const Error& error) {
  const char* name = g_errno_text.name(error.status);
  std::string message = std::string(name) + ": " + (error.message.empty() ? g_errno_text.message(error.status) : error.message);
  if (!error.syscall.empty()) message += ", " + error.syscall;
  if (error.path) message += " '" + *error.path + "'";
  if (error.dest) message += " -> '" + *error.dest + "'";
  auto object = v8::Exception::Error(Text(isolate, message)).As<v8::Object>();
  Set(isolate, object, "errno", v8::Integer::New(isolate, error.status));
  Set(isolate, object, "code", Literal(isolate, name));
  if (!error.syscall.empty()) Set(isolate, object, "syscall", Text(isolate, error.syscall));
  if (error.path) Set(isolate, object, "path", Text(isolate, *error.path));
  if (error.dest) Set(isolate, object, "dest", Text(isolate, *error.dest));
  return object;
}

v8::Local<v8::Object> NewLibraryError(v8::Isolate* isolate, const Error& error) {
  auto object = v8::Exception::Error(Text(isolate, error.message)).As<v8::Object>();
  const ErrorDetails& details = *error.details;
  if (!details.stack.empty()) {
    auto list = v8::Array::New(isolate, static_cast<int>(details.stack.size()));
    for (uint32_t i = 0; i < details.stack.size(); ++i) {
      list->Set(isolate->GetCurrentContext(), i, Text(isolate, details.stack[i])).Check();
    }
    Set(isolate, object, "opensslErrorStack", list);
  }
  if (!details.library.empty()) Set(isolate, object, "library", Text(isolate, details.library));
  if (!details.reason.empty()) Set(isolate, object, "reason", Text(isolate, details.reason));
  if (details.number != 0) Set(isolate, object, "errno", v8::Integer::New(isolate, details.number));
  if (!details.code.empty()) Set(isolate, object, "code", Text(isolate, details.code));
  return object;
}

v8::Local<v8::Value> Construct(ErrorType type, v8::Local<v8::String> message) {
  switch (type) {
    case ErrorType::kTypeError: return v8::Exception::TypeError(message);
    case ErrorType::kRangeError: return v8::Exception::RangeError(message);
    case ErrorType::kSyntaxError: return v8::Exception::SyntaxError(message);
    case ErrorType::kError: break;
  }
  return v8::Exception::Error(message);
}

const char* ClassName(ErrorType type) {
  switch (type) {
    case ErrorType::kTypeError: return "TypeError";
    case ErrorType::kRangeError: return "RangeError";
    case ErrorType::kSyntaxError: return "SyntaxError";
    case ErrorType::kError: break;
  }
  return "Error";
}

}  // namespace

void SetErrnoText(ErrnoText text) { g_errno_text = text; }

v8::Local<v8::Object> NewError(v8::Isolate* isolate, const Error& error) {
  if (error.code == ErrorCode::kSystem) return NewSystemError(isolate, error);
  if (error.code == ErrorCode::kLibrary) return NewLibraryError(isolate, error);
  const ErrorInfo& info = GetErrorInfo(error.code);
  std::string_view message = error.message.empty() ? std::string_view(info.message) : error.message;
  auto object = Construct(info.type, Text(isolate, message)).As<v8::Object>();
  Set(isolate, object, "code", Literal(isolate, info.name));
  // The stack is captured at construction with the plain class name: Node's has the code in brackets behind it.
  auto context = isolate->GetCurrentContext();
  v8::Local<v8::Value> stack;
  std::string plain = ClassName(info.type);
  if (object->Get(context, Literal(isolate, "stack")).ToLocal(&stack) && stack->IsString()) {
    std::string text = Utf8(isolate, stack.As<v8::String>()).str();
    if (text.starts_with(plain)) {
      text.insert(plain.size(), std::string(" [") + info.name + "]");
      object->DefineOwnProperty(context, Literal(isolate, "stack"), Text(isolate, text), v8::DontEnum).Check();
    }
  }
  return object;
}

void Throw(v8::Isolate* isolate, const Error& error) { isolate->ThrowException(NewError(isolate, error)); }

}  // namespace phasor::js
