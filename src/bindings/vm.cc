// binding('vm'): compiling and running source text, in this context or in one that makeContext() made. Callers: lib/vm.js,
// the command line's --eval and --print, repl. The positions given are zero-based.
#include "runtime/vm_context.h"

#include "js/class.h"
#include "runtime/callback.h"
#include "runtime/run_watched.h"

namespace phasor::bindings {

namespace {

using runtime::Realm;
using v8::Local;

Local<v8::PrimitiveArray> HostOptions(v8::Isolate* isolate, js::Value id) {
  auto options = v8::PrimitiveArray::New(isolate, 1);
  if (id->IsSymbol()) options->Set(isolate, 0, id.As<v8::Symbol>());
  return options;
}

// The bytes must live as long as the compilation.
v8::ScriptCompiler::CachedData* CacheOf(const std::optional<js::PinnedBytes>& bytes) {
  if (!bytes) return nullptr;
  return new v8::ScriptCompiler::CachedData(bytes->data(), static_cast<int>(bytes->size()));
}

using runtime::CacheBytes;
using runtime::RunWatched;

// new Script(source, filename, line, column, cachedData, produceCachedData, id, context)
class Script final : public js::GcObject {
 public:
  static const js::ClassSpec kClass;

  static Script* New(Realm& realm, Local<v8::String> source, Local<v8::String> filename, int32_t line, int32_t column,
                     std::optional<js::PinnedBytes> cached, bool produce, js::Value id, js::Value where) {
    v8::Isolate* isolate = realm.isolate();
    Local<v8::Context> context = isolate->GetCurrentContext();
    if (where->IsObject()) context = runtime::VmContextOf(isolate, where.As<v8::Object>()).FromMaybe(context);
    v8::ScriptOrigin origin(filename, line, column, true, -1, {}, false, false, false, HostOptions(isolate, id));
    v8::ScriptCompiler::Source text(source, origin, CacheOf(cached));
    auto options = cached ? v8::ScriptCompiler::kConsumeCodeCache : v8::ScriptCompiler::kNoCompileOptions;
    v8::Context::Scope scope(context);
    v8::TryCatch caught(isolate);
    Local<v8::UnboundScript> unbound;
    if (!v8::ScriptCompiler::CompileUnboundScript(isolate, &text, options).ToLocal(&unbound)) {
      runtime::DecorateStack(realm, caught);
      caught.ReThrow();
      return nullptr;
    }
    auto* script = js::MakeGc<Script>(isolate);
    script->isolate_ = isolate;
    script->unbound_.Reset(isolate, unbound);
    script->rejected_ = cached && text.GetCachedData()->rejected;
    (void)produce;
    return script;
  }

  void Trace(cppgc::Visitor*) const override {}

  // run(contextified or null, timeout, breakOnSigint, displayErrors)
  v8::MaybeLocal<v8::Value> Run(Realm& realm, js::Value where, double timeout, bool break_on_sigint, bool display) {
    v8::Isolate* isolate = realm.isolate();
    Local<v8::Context> context = realm.context();
    if (where->IsObject() && !runtime::VmContextOf(isolate, where.As<v8::Object>()).ToLocal(&context)) {
      js::Throw(isolate, Error::Coded(ErrorCode::kERR_INTERNAL_ASSERTION, "not a vm context"));
      return {};
    }
    return RunWatched(realm, context, timeout, break_on_sigint, [&]() -> v8::MaybeLocal<v8::Value> {
      v8::TryCatch caught(isolate);
      Local<v8::Value> value;
      if (unbound_.Get(isolate)->BindToCurrentContext()->Run(context).ToLocal(&value)) return value;
      if (display) runtime::DecorateStack(realm, caught);
      caught.ReThrow();
      return {};
    });
  }
  js::Value CreateCachedData(v8::Isolate* isolate) {
    return CacheBytes(isolate, v8::ScriptCompiler::CreateCodeCache(unbound_.Get(isolate)));
  }
  bool CachedDataRejected() { return rejected_; }
  js::Value SourceUrl(v8::Isolate* isolate) { return unbound_.Get(isolate)->GetSourceURL(); }
  js::Value SourceMapUrl(v8::Isolate* isolate) { return unbound_.Get(isolate)->GetSourceMappingURL(); }

 private:
  v8::Isolate* isolate_ = nullptr;
  v8::Global<v8::UnboundScript> unbound_;
  bool rejected_ = false;
};

const js::Row kScriptRows[] = {
    js::Method<&Script::Run>("run"),
    js::Method<&Script::CreateCachedData>("createCachedData"),
    js::Method<&Script::CachedDataRejected>("cachedDataRejected"),
    js::Method<&Script::SourceUrl>("sourceURL"),
    js::Method<&Script::SourceMapUrl>("sourceMapURL"),
};
const js::ClassSpec Script::kClass = js::GcClass<Script::New>("Script", kScriptRows);

// makeContext(sandbox or undefined, name, strings, wasm, ownMicrotasks, importId) -> the sandbox, or the new global object
v8::MaybeLocal<v8::Object> MakeContext(Realm& realm, js::Value sandbox, Local<v8::String> name, bool strings, bool wasm,
                                       bool own_microtasks, js::Value import_id) {
  runtime::VmContextOptions options;
  if (sandbox->IsObject()) options.sandbox = sandbox.As<v8::Object>();
  options.name = name;
  options.strings = strings;
  options.wasm = wasm;
  options.own_microtasks = own_microtasks;
  options.import_id = import_id;
  return runtime::MakeVmContext(realm.context(), options);
}

bool IsContext(v8::Isolate* isolate, Local<v8::Object> object) {
  return !runtime::VmContextOf(isolate, object).IsEmpty();
}

// compileFunction(source, filename, line, column, cachedData, produceCachedData, id, context, extensions, parameters)
//   -> [function, cachedDataRejected or undefined, cachedData or undefined, sourceMapURL]
v8::MaybeLocal<v8::Value> CompileFunction(Realm& realm, Local<v8::String> source, Local<v8::String> filename, int32_t line,
                                          int32_t column, std::optional<js::PinnedBytes> cached, bool produce, js::Value id,
                                          js::Value where, std::vector<Local<v8::Object>> extensions,
                                          std::vector<Local<v8::String>> parameters) {
  v8::Isolate* isolate = realm.isolate();
  Local<v8::Context> context = realm.context();
  if (where->IsObject() && !runtime::VmContextOf(isolate, where.As<v8::Object>()).ToLocal(&context)) return {};
  v8::ScriptOrigin origin(filename, line, column, true, -1, {}, false, false, false, HostOptions(isolate, id));
  v8::ScriptCompiler::Source text(source, origin, CacheOf(cached));
  auto options = cached ? v8::ScriptCompiler::kConsumeCodeCache : v8::ScriptCompiler::kNoCompileOptions;
  Local<v8::Function> function;
  {
    v8::Context::Scope scope(context);
    v8::TryCatch caught(isolate);
    if (!v8::ScriptCompiler::CompileFunction(context, &text, parameters.size(), parameters.data(), extensions.size(),
                                             extensions.data(), options).ToLocal(&function)) {
      runtime::DecorateStack(realm, caught);
      caught.ReThrow();
      return {};
    }
  }
  js::Value undefined = v8::Undefined(isolate);
  js::Value result[] = {
      function, cached ? js::Value(v8::Boolean::New(isolate, text.GetCachedData()->rejected)) : undefined,
      produce ? CacheBytes(isolate, v8::ScriptCompiler::CreateCodeCacheForFunction(function)) : undefined,
      function->GetScriptOrigin().SourceMapUrl()};
  if (result[3].IsEmpty()) result[3] = undefined;
  return v8::Array::New(isolate, result, std::size(result)).As<v8::Value>();
}

// measureMemory(detailed, eager) -> a promise of what V8 counts for this context and others (vm.measureMemory)
v8::MaybeLocal<v8::Value> MeasureMemory(Realm& realm, bool detailed, bool eager) {
  v8::Isolate* isolate = realm.isolate();
  Local<v8::Promise::Resolver> resolver;
  if (!v8::Promise::Resolver::New(realm.context()).ToLocal(&resolver)) return {};
  auto mode = detailed ? v8::MeasureMemoryMode::kDetailed : v8::MeasureMemoryMode::kSummary;
  auto execution = eager ? v8::MeasureMemoryExecution::kEager : v8::MeasureMemoryExecution::kDefault;
  isolate->MeasureMemory(v8::MeasureMemoryDelegate::Default(isolate, realm.context(), resolver, mode), execution);
  return resolver->GetPromise().As<v8::Value>();
}

const js::Row kRows[] = {
    js::Fn<MeasureMemory>("measureMemory"),
    js::Class<Script>("Script"),
    js::Fn<MakeContext>("makeContext"),
    js::Fn<IsContext>("isContext"),
    js::Fn<CompileFunction>("compileFunction"),
};

}  // namespace

extern const js::BindingSpec kBinding_vm;
const js::BindingSpec kBinding_vm = {"vm", kRows};

}  // namespace phasor::bindings
