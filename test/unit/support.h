// A runtime for one test: an Instance without lib/, with the binding under test as the global `native`.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "js/class.h"
#include "runtime/callback.h"
#include "runtime/instance.h"

namespace phasor::test {

class JsTest : public testing::Test {
 protected:
  // Makes `spec` the global `native`.
  void InstallNative(const js::BindingSpec& spec) {
    v8::Isolate* isolate = instance_.isolate();
    v8::HandleScope handles(isolate);
    auto context = instance_.realm().context();
    v8::Context::Scope scope(context);
    auto object = js::Install(isolate, context, spec).ToLocalChecked();
    context->Global()->Set(context, js::Literal(isolate, "native"), object).Check();
  }

  // The source's value as a string; "throws <code>: <message>" if it throws.
  std::string Eval(std::string_view source) {
    v8::Isolate* isolate = instance_.isolate();
    v8::HandleScope handles(isolate);
    auto context = instance_.realm().context();
    v8::Context::Scope scope(context);
    v8::TryCatch caught(isolate);
    v8::Local<v8::Script> script;
    v8::Local<v8::Value> value;
    auto text = js::NewString(isolate, source).ToLocalChecked();
    if (v8::Script::Compile(context, text).ToLocal(&script) && script->Run(context).ToLocal(&value)) return Text(value);
    auto error = caught.Exception();
    if (!error->IsObject()) return "throws " + Text(error);
    auto get = [&](const char* key) {
      return Text(error.As<v8::Object>()->Get(context, js::Literal(isolate, key)).ToLocalChecked());
    };
    return "throws " + get("code") + ": " + get("message");
  }

  std::string Text(v8::Local<v8::Value> value) {
    auto context = instance_.realm().context();
    v8::Local<v8::String> string;
    if (value->IsSymbol() || !value->ToString(context).ToLocal(&string)) return "<not a string>";
    return js::Utf8(instance_.isolate(), string).str();
  }

  runtime::Realm& realm() { return instance_.realm(); }
  v8::Isolate* isolate() { return instance_.isolate(); }
  loop::Loop& loop() { return instance_.realm().loop(); }

 private:
  runtime::Instance instance_{runtime::InstanceOptions{}};
};

}  // namespace phasor::test
