// V8 modules as JavaScript sees them: binding('esm'). Linking is synchronous: lib/internal/modules/esm resolves every
// request, loads it, and hands over the wraps in request order; then the graph is instantiated and evaluated.
#pragma once

#include <cppgc/prefinalizer.h>

#include <optional>
#include <vector>

#include "js/class.h"
#include "runtime/realm.h"

namespace phasor::module {

class ModuleWrap final : public js::GcObject {
  CPPGC_USING_PRE_FINALIZER(ModuleWrap, Forget);

 public:
  static const js::ClassSpec kClass;
  ModuleWrap(runtime::Realm& realm, v8::Local<v8::Context> context, v8::Local<v8::Module> module,
             v8::Local<v8::String> url, v8::Local<v8::Symbol> id);
  void Trace(cppgc::Visitor* visitor) const override;

  // new ModuleWrap(source, url, id, context, line, column, cachedData): a source text module. `id` is the symbol under which
  // import() and import.meta find it (internal/modules/dynamic_import.js); `context` is a vm context or undefined. Null
  // with an exception pending: a SyntaxError, ERR_VM_MODULE_CACHED_DATA_REJECTED.
  static ModuleWrap* New(runtime::Realm& realm, v8::Local<v8::String> source, v8::Local<v8::String> url,
                         v8::Local<v8::Symbol> id, js::Value context, int32_t line, int32_t column,
                         std::optional<js::PinnedBytes> cached);
  // synthetic(url, id, names, evaluate, context): a module whose exports evaluate() sets by setExport().
  static v8::MaybeLocal<v8::Object> Synthetic(runtime::Realm& realm, v8::Local<v8::String> url, v8::Local<v8::Symbol> id,
                                              std::vector<v8::Local<v8::String>> names, v8::Local<v8::Function> evaluate,
                                              js::Value context);

  v8::Local<v8::Value> GetRequests(runtime::Realm& realm);  // [[specifier, {attributes}, line, column, isSourcePhase], ...]
  Result<void> Link(runtime::Realm& realm, js::Value modules);  // an array of wraps, one a request, in order
  // What `import source` gives of this module.
  void SetSourceObject(v8::Isolate* isolate, v8::Local<v8::Object> object) { source_object_.Reset(isolate, object); }
  // Throws SyntaxError; `place_in_stack`: its stack begins with the import that failed, else that is only noted.
  bool Instantiate(runtime::Realm& realm, bool place_in_stack);
  v8::MaybeLocal<v8::Value> Evaluate(runtime::Realm& realm, double timeout, bool break_on_sigint);  // a promise; ms
  v8::MaybeLocal<v8::Value> GetNamespace(runtime::Realm& realm);
  int32_t GetStatus(runtime::Realm& realm);                 // v8::Module::Status
  v8::Local<v8::Value> GetError(runtime::Realm& realm);     // what an errored module threw
  bool IsGraphAsync(runtime::Realm& realm);                 // top-level await anywhere below; after Instantiate
  bool HasTopLevelAwait(runtime::Realm& realm);
  // ["url:line\nsource line\n  ^\n", ...]: the top-level awaits that the evaluation waits for.
  v8::Local<v8::Value> StalledAwaits(runtime::Realm& realm);
  bool SetExport(runtime::Realm& realm, v8::Local<v8::String> name, js::Value value);
  js::Value CreateCachedData(runtime::Realm& realm);        // undefined for synthetic modules
  js::Value SourceMapUrl(runtime::Realm& realm);

 private:
  static v8::MaybeLocal<v8::Module> OnV8Resolve(v8::Local<v8::Context> context, v8::Local<v8::String> specifier,
                                                v8::Local<v8::FixedArray> attributes, v8::Local<v8::Module> referrer);
  static v8::MaybeLocal<v8::Object> OnV8ResolveSource(v8::Local<v8::Context> context, v8::Local<v8::String> specifier,
                                                      v8::Local<v8::FixedArray> attributes,
                                                      v8::Local<v8::Module> referrer);
  static v8::MaybeLocal<v8::Value> OnV8Evaluate(v8::Local<v8::Context> context, v8::Local<v8::Module> module);
  static void OnV8ImportMeta(v8::Local<v8::Context> context, v8::Local<v8::Module> module, v8::Local<v8::Object> meta);
  static ModuleWrap* Find(v8::Isolate* isolate, v8::Local<v8::Module> module);
  // The module that answers a request of `referrer`; null with an exception pending.
  static ModuleWrap* FindRequested(v8::Local<v8::Context> context, v8::Local<v8::String> specifier,
                                   v8::Local<v8::FixedArray> attributes, v8::ModuleImportPhase phase,
                                   v8::Local<v8::Module> referrer);
  v8::Local<v8::Module> module(v8::Isolate* isolate) const { return module_.Get(isolate); }
  // Before the references die: no look-up may meet a dead wrap.
  void Forget();

  // Traced, not held: a vm context may refer to the wrap of a module that runs in it.
  int hash_;
  v8::TracedReference<v8::Module> module_;
  v8::TracedReference<v8::Context> context_;
  v8::TracedReference<v8::UnboundModuleScript> unbound_;  // source text modules: it outlives the module's evaluation
  v8::TracedReference<v8::String> url_;
  v8::TracedReference<v8::Symbol> id_;
  v8::TracedReference<v8::Function> evaluate_;
  v8::TracedReference<v8::Array> linked_;
  v8::TracedReference<v8::Object> source_object_;
};

extern const js::BindingSpec kEsmBinding;

}  // namespace phasor::module
