// What is printed of an error that nobody caught, before lib/ can or when lib/ cannot.
#include <cstdio>

#include "runtime/place.h"

namespace phasor::runtime {

namespace {

std::string TextOf(Realm& realm, v8::Local<v8::Value> value) {
  v8::Local<v8::String> text;
  v8::TryCatch ignore(realm.isolate());
  if (value.IsEmpty() || !value->ToString(realm.context()).ToLocal(&text)) return "<unprintable>";
  return js::Utf8(realm.isolate(), text).str();
}

}  // namespace

v8::Local<v8::Value> ArrowText(Realm& realm, v8::Local<v8::Message> message) {
  v8::Isolate* isolate = realm.isolate();
  auto context = realm.context();
  v8::Local<v8::String> line;
  if (!message->GetSourceLine(context).ToLocal(&line)) return v8::Undefined(isolate);
  auto resource = message->GetScriptOrigin().ResourceName();
  std::string name = resource->IsUndefined() ? "<anonymous_script>" : TextOf(realm, resource);
  std::string source = js::Utf8(isolate, line).str();
  int number = message->GetLineNumber(context).FromMaybe(0);
  int start = message->GetStartColumn(context).FromMaybe(0);
  int end = message->GetEndColumn(context).FromMaybe(start);
  // The first line of a source may begin in the middle of a line of its file.
  auto origin = message->GetScriptOrigin();
  if (number - origin.LineOffset() == 1) {
    start -= origin.ColumnOffset();
    end -= origin.ColumnOffset();
  }
  std::string text = name + ":" + std::to_string(number) + "\n" + source + "\n";
  if (source.size() < 512 && start >= 0 && end <= static_cast<int>(source.size())) {
    for (int i = 0; i < start; ++i) text += source[i] == '\t' ? '\t' : ' ';
    for (int i = start; i < end; ++i) text += '^';
    text += "\n";
  }
  return js::NewString(isolate, text).ToLocalChecked();
}

namespace {

// Marks errors whose stack already starts with the place.
v8::Local<v8::Private> DecoratedKey(v8::Isolate* isolate) {
  return v8::Private::ForApi(isolate, js::Literal(isolate, "phasor:decorated"));
}

v8::Local<v8::Private> PlaceKey(v8::Isolate* isolate) {
  return v8::Private::ForApi(isolate, js::Literal(isolate, "phasor:place"));
}

}  // namespace

void KeepPlace(Realm& realm, v8::Local<v8::Value> error, const std::optional<std::string>& text) {
  v8::Isolate* isolate = realm.isolate();
  if (!error->IsNativeError()) return;
  v8::TryCatch ignore(isolate);
  v8::Local<v8::Value> place;
  if (text) place = js::NewString(isolate, *text).ToLocalChecked();
  else place = ArrowText(realm, v8::Exception::CreateMessage(isolate, error));
  js::Ignore(error.As<v8::Object>()->SetPrivate(realm.context(), PlaceKey(isolate), place));
}

v8::Local<v8::Value> ShownPlace(Realm& realm, v8::Local<v8::Value> error, v8::Local<v8::Message> message) {
  v8::Local<v8::Value> kept = v8::Undefined(realm.isolate());
  if (!error.IsEmpty() && error->IsNativeError()) {
    js::Ignore(error.As<v8::Object>()->GetPrivate(realm.context(), PlaceKey(realm.isolate())).ToLocal(&kept));
  }
  return kept->IsUndefined() ? ArrowText(realm, message) : kept;
}

bool IsDecorated(Realm& realm, v8::Local<v8::Value> error) {
  if (error.IsEmpty() || !error->IsObject()) return false;
  return error.As<v8::Object>()->HasPrivate(realm.context(), DecoratedKey(realm.isolate())).FromMaybe(false);
}

void DecorateStack(Realm& realm, v8::Local<v8::Object> error, const std::string& place) {
  v8::Isolate* isolate = realm.isolate();
  auto context = realm.context();
  v8::TryCatch ignore(isolate);
  v8::Local<v8::Value> stack;
  auto name = js::Literal(isolate, "stack");
  v8::Local<v8::String> text;
  if (!error->Get(context, name).ToLocal(&stack) || !stack->IsString() ||
      !js::NewString(isolate, place + "\n" + TextOf(realm, stack)).ToLocal(&text)) {
    return;
  }
  js::Ignore(error->Set(context, name, text));
  js::Ignore(error->SetPrivate(context, DecoratedKey(isolate), v8::True(isolate)));
}

void DecorateStack(Realm& realm, const v8::TryCatch& caught) {
  v8::Isolate* isolate = realm.isolate();
  if (!caught.HasCaught() || caught.HasTerminated() || caught.Message().IsEmpty()) return;
  v8::Local<v8::Value> error = caught.Exception();
  // Anything with a text for a stack: the program may have made its own kind of error.
  if (!error->IsObject() || IsDecorated(realm, error)) return;
  v8::TryCatch ignore(isolate);
  auto arrow = ShownPlace(realm, error, caught.Message());
  if (arrow->IsString()) DecorateStack(realm, error.As<v8::Object>(), TextOf(realm, arrow));
}

void PrintException(Realm& realm, v8::Local<v8::Value> error, v8::Local<v8::Message> message) {
  v8::Isolate* isolate = realm.isolate();
  v8::HandleScope handles(isolate);
  v8::Context::Scope scope(realm.context());
  std::string text;
  if (!message.IsEmpty() && !IsDecorated(realm, error)) {
    auto arrow = ArrowText(realm, message);
    if (arrow->IsString()) text += TextOf(realm, arrow) + "\n";
  }
  v8::Local<v8::Value> stack;
  v8::TryCatch ignore(isolate);
  if (!error.IsEmpty() && error->IsObject() &&
      error.As<v8::Object>()->Get(realm.context(), js::Literal(isolate, "stack")).ToLocal(&stack) && stack->IsString()) {
    text += TextOf(realm, stack);
  } else {
    text += "Uncaught " + TextOf(realm, error);
  }
  std::fprintf(stderr, "%s\n", text.c_str());
  std::fflush(stderr);
}

void PrintUncaught(Realm& realm, v8::Local<v8::Value> error, v8::Local<v8::Message> message) {
  PrintException(realm, error, message);
  std::fprintf(stderr, "\nNode.js v24.21.0\n");
  std::fflush(stderr);
}

}  // namespace phasor::runtime
