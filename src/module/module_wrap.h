// V8 modules as JavaScript sees them: binding('esm'). Linking is synchronous: lib/internal/modules/esm resolves every
// request, loads it, and hands over the wraps in request order; then the graph is instantiated and evaluated.
#pragma once

#include <vector>

#include "js/class.h"
#include "runtime/realm.h"

namespace phasor::module {

class ModuleWrap final : public js::GcObject {
 public:
  static const js::ClassSpec kClass;
  ModuleWrap(runtime::Realm& realm, v8::Local<v8::Module> module, v8::Local<v8::Symbol> id);
  ~ModuleWrap() override;

  // new ModuleWrap(source, url, id): a source text module. `id` is the symbol under which import() and import.meta find
  // it (internal/modules/dynamic_import.js). Null with a SyntaxError pending.
  static ModuleWrap* New(runtime::Realm& realm, v8::Local<v8::String> source, v8::Local<v8::String> url,
                         v8::Local<v8::Symbol> id);
  // synthetic(url, id, names, evaluate): a module whose exports evaluate() sets by setExport().
  static v8::MaybeLocal<v8::Object> Synthetic(runtime::Realm& realm, v8::Local<v8::String> url, v8::Local<v8::Symbol> id,
                                              std::vector<v8::Local<v8::String>> names, v8::Local<v8::Function> evaluate);

  v8::Local<v8::Value> GetRequests(runtime::Realm& realm);  // [[specifier, {attributes}, line, column], ...]
  void Link(std::vector<ModuleWrap*> modules);              // one a request, in order
  bool Instantiate(runtime::Realm& realm);                  // throws SyntaxError
  v8::MaybeLocal<v8::Value> Evaluate(runtime::Realm& realm);  // a promise
  v8::MaybeLocal<v8::Value> GetNamespace(runtime::Realm& realm);
  int32_t GetStatus(runtime::Realm& realm);                 // v8::Module::Status
  v8::Local<v8::Value> GetError(runtime::Realm& realm);     // what an errored module threw
  bool IsGraphAsync(runtime::Realm& realm);                 // top-level await anywhere below; after Instantiate
  bool HasTopLevelAwait(runtime::Realm& realm);
  // ["url:line\nsource line\n  ^\n", ...]: the top-level awaits that the evaluation waits for.
  v8::Local<v8::Value> StalledAwaits(runtime::Realm& realm);
  bool SetExport(runtime::Realm& realm, v8::Local<v8::String> name, js::Value value);

 private:
  static v8::MaybeLocal<v8::Module> OnV8Resolve(v8::Local<v8::Context> context, v8::Local<v8::String> specifier,
                                                v8::Local<v8::FixedArray> attributes, v8::Local<v8::Module> referrer);
  static v8::MaybeLocal<v8::Value> OnV8Evaluate(v8::Local<v8::Context> context, v8::Local<v8::Module> module);
  static void OnV8ImportMeta(v8::Local<v8::Context> context, v8::Local<v8::Module> module, v8::Local<v8::Object> meta);
  static ModuleWrap* Find(v8::Isolate* isolate, v8::Local<v8::Module> module);
  v8::Local<v8::Module> module(v8::Isolate* isolate) const { return module_.Get(isolate); }

  int hash_;
  v8::Global<v8::Module> module_;
  v8::Global<v8::Symbol> id_;
  v8::Global<v8::Function> evaluate_;
  std::vector<v8::Global<v8::Module>> linked_;
};

extern const js::BindingSpec kEsmBinding;

}  // namespace phasor::module
