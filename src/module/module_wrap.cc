#include "module/module_wrap.h"

#include <unordered_map>

#include "runtime/place.h"
#include "runtime/run_watched.h"
#include "runtime/vm_context.h"

namespace phasor::module {

namespace {

using runtime::Hook;
using runtime::Realm;

// V8 hands callbacks a v8::Module: its wrap is found by identity hash, then by identity. One map a thread, as an isolate
// stays on its thread.
thread_local std::unordered_multimap<int, ModuleWrap*> t_wraps;

v8::Local<v8::Object> AttributesObject(v8::Local<v8::Context> context, v8::Local<v8::FixedArray> attributes, int stride) {
  v8::Isolate* isolate = v8::Isolate::GetCurrent();
  auto object = v8::Object::New(isolate, v8::Null(isolate), nullptr, nullptr, 0);
  for (int i = 0; i + 1 < attributes->Length(); i += stride) {
    auto key = attributes->Get(context, i).As<v8::String>();
    object->Set(context, key, attributes->Get(context, i + 1).As<v8::Value>()).Check();
  }
  return object;
}

// Whether two requests of one module are the same: same specifier and attributes. Requests hold [key, value, offset]
// triples, and so do the attributes that the resolve callback gets.
bool SameAttributes(v8::Local<v8::Context> context, v8::Local<v8::FixedArray> a, v8::Local<v8::FixedArray> b) {
  if (a->Length() != b->Length()) return false;
  for (int i = 0; i + 1 < a->Length(); i += 3) {
    if (!a->Get(context, i).As<v8::Value>()->StrictEquals(b->Get(context, i).As<v8::Value>()) ||
        !a->Get(context, i + 1).As<v8::Value>()->StrictEquals(b->Get(context, i + 1).As<v8::Value>())) {
      return false;
    }
  }
  return true;
}

// The vm context that belongs to `where`, or the realm's own for undefined. Empty with an exception pending.
v8::MaybeLocal<v8::Context> ContextOf(Realm& realm, js::Value where) {
  if (!where->IsObject()) return realm.context();
  v8::Local<v8::Context> context;
  if (runtime::VmContextOf(realm.isolate(), where.As<v8::Object>()).ToLocal(&context)) return context;
  js::Throw(realm.isolate(), Error::Coded(ErrorCode::kERR_INTERNAL_ASSERTION, "not a vm context"));
  return {};
}

}  // namespace

ModuleWrap::ModuleWrap(Realm& realm, v8::Local<v8::Context> context, v8::Local<v8::Module> module,
                       v8::Local<v8::String> url, v8::Local<v8::Symbol> id)
    : hash_(module->GetIdentityHash()),
      module_(realm.isolate(), module),
      context_(realm.isolate(), context),
      url_(realm.isolate(), url),
      id_(realm.isolate(), id) {
  t_wraps.emplace(hash_, this);
}

void ModuleWrap::Trace(cppgc::Visitor* visitor) const {
  visitor->Trace(module_);
  visitor->Trace(context_);
  visitor->Trace(unbound_);
  visitor->Trace(url_);
  visitor->Trace(id_);
  visitor->Trace(evaluate_);
  visitor->Trace(linked_);
  visitor->Trace(source_object_);
}

void ModuleWrap::Forget() {
  auto [first, last] = t_wraps.equal_range(hash_);
  for (auto at = first; at != last; ++at) {
    if (at->second != this) continue;
    t_wraps.erase(at);
    return;
  }
}

ModuleWrap* ModuleWrap::Find(v8::Isolate* isolate, v8::Local<v8::Module> module) {
  auto [first, last] = t_wraps.equal_range(module->GetIdentityHash());
  for (auto at = first; at != last; ++at) {
    if (at->second->module_ == module) return at->second;
  }
  return nullptr;
}

ModuleWrap* ModuleWrap::New(Realm& realm, v8::Local<v8::String> source, v8::Local<v8::String> url,
                            v8::Local<v8::Symbol> id, js::Value where, int32_t line, int32_t column,
                            std::optional<js::PinnedBytes> cached) {
  v8::Isolate* isolate = realm.isolate();
  isolate->SetHostInitializeImportMetaObjectCallback(OnV8ImportMeta);
  v8::Local<v8::Context> context;
  if (!ContextOf(realm, where).ToLocal(&context)) return nullptr;
  auto host_options = v8::PrimitiveArray::New(isolate, 1);
  host_options->Set(isolate, 0, id);
  v8::ScriptOrigin origin(url, line, column, true, -1, {}, false, false, true, host_options);
  v8::ScriptCompiler::CachedData* cache = nullptr;
  if (cached) cache = new v8::ScriptCompiler::CachedData(cached->data(), static_cast<int>(cached->size()));
  v8::ScriptCompiler::Source text(source, origin, cache);
  v8::Context::Scope scope(context);
  v8::Local<v8::Module> module;
  auto options = cached ? v8::ScriptCompiler::kConsumeCodeCache : v8::ScriptCompiler::kNoCompileOptions;
  if (!v8::ScriptCompiler::CompileModule(isolate, &text, options).ToLocal(&module)) return nullptr;
  if (cached && text.GetCachedData()->rejected) {
    js::Throw(isolate, Error::Coded(ErrorCode::kERR_VM_MODULE_CACHED_DATA_REJECTED));
    return nullptr;
  }
  auto* wrap = js::MakeGc<ModuleWrap>(isolate, realm, context, module, url, id);
  wrap->unbound_.Reset(isolate, module->GetUnboundModuleScript());
  return wrap;
}

v8::MaybeLocal<v8::Object> ModuleWrap::Synthetic(Realm& realm, v8::Local<v8::String> url, v8::Local<v8::Symbol> id,
                                                 std::vector<v8::Local<v8::String>> names,
                                                 v8::Local<v8::Function> evaluate, js::Value where) {
  v8::Isolate* isolate = realm.isolate();
  v8::Local<v8::Context> context;
  if (!ContextOf(realm, where).ToLocal(&context)) return {};
  v8::MemorySpan<const v8::Local<v8::String>> span(names.data(), names.size());
  auto module = v8::Module::CreateSyntheticModule(isolate, url, span, OnV8Evaluate);
  auto* wrap = js::MakeGc<ModuleWrap>(isolate, realm, context, module, url, id);
  wrap->evaluate_.Reset(isolate, evaluate);
  return js::NewInstance(isolate, realm.context(), wrap);
}

v8::Local<v8::Value> ModuleWrap::GetRequests(Realm& realm) {
  v8::Isolate* isolate = realm.isolate();
  auto context = realm.context();
  if (!module(isolate)->IsSourceTextModule()) return v8::Array::New(isolate, 0);
  auto requests = module(isolate)->GetModuleRequests();
  std::vector<v8::Local<v8::Value>> list;
  for (int i = 0; i < requests->Length(); ++i) {
    auto request = requests->Get(context, i).As<v8::ModuleRequest>();
    auto location = module(isolate)->SourceOffsetToLocation(request->GetSourceOffset());
    bool is_source = request->GetPhase() == v8::ModuleImportPhase::kSource;
    v8::Local<v8::Value> entry[] = {request->GetSpecifier(), AttributesObject(context, request->GetImportAttributes(), 3),
                                    v8::Integer::New(isolate, location.GetLineNumber()),
                                    v8::Integer::New(isolate, location.GetColumnNumber()),
                                    v8::Boolean::New(isolate, is_source)};
    list.push_back(v8::Array::New(isolate, entry, std::size(entry)));
  }
  return v8::Array::New(isolate, list.data(), list.size());
}

Result<void> ModuleWrap::Link(Realm& realm, js::Value modules) {
  v8::Isolate* isolate = realm.isolate();
  if (!modules->IsArray()) return Error::Coded(ErrorCode::kERR_INTERNAL_ASSERTION, "link() wants an array");
  linked_.Reset(isolate, modules.As<v8::Array>());
  return {};
}

ModuleWrap* ModuleWrap::FindRequested(v8::Local<v8::Context> context, v8::Local<v8::String> specifier,
                                      v8::Local<v8::FixedArray> attributes, v8::ModuleImportPhase phase,
                                      v8::Local<v8::Module> referrer) {
  v8::Isolate* isolate = v8::Isolate::GetCurrent();
  ModuleWrap* wrap = Find(isolate, referrer);
  if (wrap != nullptr && !wrap->linked_.IsEmpty()) {
    auto linked = wrap->linked_.Get(isolate);
    auto requests = referrer->GetModuleRequests();
    for (int i = 0; i < requests->Length(); ++i) {
      auto request = requests->Get(context, i).As<v8::ModuleRequest>();
      v8::Local<v8::Value> found;
      if (request->GetPhase() == phase && request->GetSpecifier()->StrictEquals(specifier) &&
          SameAttributes(context, request->GetImportAttributes(), attributes) &&
          linked->Get(context, static_cast<uint32_t>(i)).ToLocal(&found) &&
          js::internal::IsInstance(isolate, kClass, found)) {
        return js::internal::UnwrapAs<ModuleWrap>(isolate, found.As<v8::Object>());
      }
    }
  }
  std::string text = "request for '" + js::Utf8(isolate, specifier).str() + "' ";
  if (wrap != nullptr && wrap->linked_.IsEmpty()) {
    text += "can not be resolved on module '" + js::Utf8(isolate, wrap->url_.Get(isolate)).str() + "' that is not linked";
  } else {
    text += "is not yet fulfilled";
  }
  js::Throw(isolate, Error::Coded(ErrorCode::kERR_VM_MODULE_LINK_FAILURE, text));
  return nullptr;
}

v8::MaybeLocal<v8::Module> ModuleWrap::OnV8Resolve(v8::Local<v8::Context> context, v8::Local<v8::String> specifier,
                                                   v8::Local<v8::FixedArray> attributes, v8::Local<v8::Module> referrer) {
  ModuleWrap* found = FindRequested(context, specifier, attributes, v8::ModuleImportPhase::kEvaluation, referrer);
  if (found == nullptr) return {};
  return found->module(v8::Isolate::GetCurrent());
}

v8::MaybeLocal<v8::Object> ModuleWrap::OnV8ResolveSource(v8::Local<v8::Context> context, v8::Local<v8::String> specifier,
                                                         v8::Local<v8::FixedArray> attributes,
                                                         v8::Local<v8::Module> referrer) {
  v8::Isolate* isolate = v8::Isolate::GetCurrent();
  ModuleWrap* found = FindRequested(context, specifier, attributes, v8::ModuleImportPhase::kSource, referrer);
  if (found == nullptr) return {};
  if (found->source_object_.IsEmpty()) {
    js::Throw(isolate, Error::Coded(ErrorCode::kERR_SOURCE_PHASE_NOT_DEFINED,
                                    "Source phase import object is not defined for module '" +
                                        js::Utf8(isolate, specifier).str() + "'"));
    return {};
  }
  return found->source_object_.Get(isolate);
}

// What is shown with the error if nobody catches it.
static void NotePlace(Realm& realm, const v8::TryCatch& caught) {
  if (caught.HasTerminated() || caught.Message().IsEmpty()) return;
  auto place = runtime::ArrowText(realm, caught.Message());
  if (place->IsString()) runtime::KeepPlace(realm, caught.Exception(), js::Utf8(realm.isolate(), place.As<v8::String>()).str());
}

bool ModuleWrap::Instantiate(Realm& realm, bool place_in_stack) {
  v8::Local<v8::Context> context = context_.Get(realm.isolate());
  v8::Context::Scope scope(context);
  v8::TryCatch caught(realm.isolate());
  if (module(realm.isolate())->InstantiateModule(context, OnV8Resolve, OnV8ResolveSource).FromMaybe(false)) return true;
  // The place is lost with the message.
  if (place_in_stack) runtime::DecorateStack(realm, caught);
  else NotePlace(realm, caught);
  caught.ReThrow();
  return false;
}

v8::MaybeLocal<v8::Value> ModuleWrap::Evaluate(Realm& realm, double timeout, bool break_on_sigint) {
  v8::Isolate* isolate = realm.isolate();
  auto target = module(isolate);
  if (target->GetStatus() < v8::Module::kInstantiated) {
    js::Throw(isolate, Error::Coded(ErrorCode::kERR_INTERNAL_ASSERTION, "evaluate() before instantiate()"));
    return {};
  }
  // V8 takes that for impossible and would end the process.
  if (target->GetStatus() == v8::Module::kEvaluating) {
    js::Throw(isolate, Error::Coded(ErrorCode::kERR_INTERNAL_ASSERTION, "evaluate() of a module that is being evaluated"));
    return {};
  }
  v8::Local<v8::Context> context = context_.Get(isolate);
  return runtime::RunWatched(realm, context, timeout, break_on_sigint, [&] { return target->Evaluate(context); });
}

v8::MaybeLocal<v8::Value> ModuleWrap::OnV8Evaluate(v8::Local<v8::Context> context, v8::Local<v8::Module> module) {
  v8::Isolate* isolate = v8::Isolate::GetCurrent();
  ModuleWrap* wrap = Find(isolate, module);
  if (wrap == nullptr) {
    js::Throw(isolate, Error::Coded(ErrorCode::kERR_INTERNAL_ASSERTION, "a synthetic module without its wrap"));
    return {};
  }
  if (wrap->evaluate_.Get(isolate)->Call(context, v8::Undefined(isolate), 0, nullptr).IsEmpty()) return {};
  v8::Local<v8::Promise::Resolver> resolver;
  if (!v8::Promise::Resolver::New(context).ToLocal(&resolver)) return {};
  if (resolver->Resolve(context, v8::Undefined(isolate)).IsNothing()) return {};
  return resolver->GetPromise();
}

v8::MaybeLocal<v8::Value> ModuleWrap::GetNamespace(Realm& realm) {
  auto target = module(realm.isolate());
  if (target->GetStatus() < v8::Module::kInstantiated) {
    js::Throw(realm.isolate(), Error::Coded(ErrorCode::kERR_INTERNAL_ASSERTION, "namespace before instantiate()"));
    return {};
  }
  return target->GetModuleNamespace();
}

int32_t ModuleWrap::GetStatus(Realm& realm) { return module(realm.isolate())->GetStatus(); }

v8::Local<v8::Value> ModuleWrap::GetError(Realm& realm) {
  auto target = module(realm.isolate());
  if (target->GetStatus() != v8::Module::kErrored) return v8::Undefined(realm.isolate());
  return target->GetException();
}

v8::Local<v8::Value> ModuleWrap::StalledAwaits(Realm& realm) {
  v8::Isolate* isolate = realm.isolate();
  std::vector<v8::Local<v8::Value>> places;
  auto target = module(isolate);
  // Only a source text module under evaluation can be asked.
  if (!target->IsSourceTextModule() || target->GetStatus() != v8::Module::kEvaluated) return v8::Array::New(isolate);
  auto [modules, messages] = target->GetStalledTopLevelAwaitMessages(isolate);
  for (auto message : messages) places.push_back(runtime::ArrowText(realm, message));
  return v8::Array::New(isolate, places.data(), places.size());
}

bool ModuleWrap::IsGraphAsync(Realm& realm) {
  auto target = module(realm.isolate());
  return target->GetStatus() >= v8::Module::kInstantiated && target->IsGraphAsync();
}

bool ModuleWrap::HasTopLevelAwait(Realm& realm) {
  auto target = module(realm.isolate());
  return target->IsSourceTextModule() && target->HasTopLevelAwait();
}

bool ModuleWrap::SetExport(Realm& realm, v8::Local<v8::String> name, js::Value value) {
  return module(realm.isolate())->SetSyntheticModuleExport(realm.isolate(), name, value).FromMaybe(false);
}

js::Value ModuleWrap::CreateCachedData(Realm& realm) {
  if (unbound_.IsEmpty()) return v8::Undefined(realm.isolate());
  return runtime::CacheBytes(realm.isolate(), v8::ScriptCompiler::CreateCodeCache(unbound_.Get(realm.isolate())));
}

js::Value ModuleWrap::SourceMapUrl(Realm& realm) {
  if (unbound_.IsEmpty()) return v8::Undefined(realm.isolate());
  return unbound_.Get(realm.isolate())->GetSourceMappingURL();
}

void ModuleWrap::OnV8ImportMeta(v8::Local<v8::Context> context, v8::Local<v8::Module> module, v8::Local<v8::Object> meta) {
  v8::Isolate* isolate = v8::Isolate::GetCurrent();
  Realm* realm = Realm::FromOrNull(isolate);
  ModuleWrap* wrap = Find(isolate, module);
  if (realm == nullptr || wrap == nullptr || !realm->HasHook(Hook::kImportMeta)) return;
  v8::HandleScope handles(isolate);
  v8::Local<v8::Value> argv[] = {meta, wrap->id_.Get(isolate)};
  js::Ignore(realm->GetHook(Hook::kImportMeta)->Call(context, v8::Undefined(isolate), 2, argv));
}

namespace {

const js::Row kModuleRows[] = {
    js::Method<&ModuleWrap::GetRequests>("getRequests"),
    js::Method<&ModuleWrap::Link>("link"),
    js::Method<&ModuleWrap::Instantiate>("instantiate"),
    js::Method<&ModuleWrap::Evaluate>("evaluate"),
    js::Method<&ModuleWrap::GetNamespace>("getNamespace"),
    js::Method<&ModuleWrap::GetStatus>("getStatus"),
    js::Method<&ModuleWrap::GetError>("getError"),
    js::Method<&ModuleWrap::IsGraphAsync>("isGraphAsync"),
    js::Method<&ModuleWrap::HasTopLevelAwait>("hasTopLevelAwait"),
    js::Method<&ModuleWrap::StalledAwaits>("stalledAwaits"),
    js::Method<&ModuleWrap::SetExport>("setExport"),
    js::Method<&ModuleWrap::SetSourceObject>("setSourceObject"),
    js::Method<&ModuleWrap::CreateCachedData>("createCachedData"),
    js::Method<&ModuleWrap::SourceMapUrl>("sourceMapURL"),
};

}  // namespace

const js::ClassSpec ModuleWrap::kClass = js::GcClass<ModuleWrap::New>("ModuleWrap", kModuleRows);

namespace {

const js::Row kRows[] = {
    js::Class<ModuleWrap>("ModuleWrap"),
    js::Fn<ModuleWrap::Synthetic>("synthetic"),
};

void Setup(v8::Isolate* isolate, v8::Local<v8::Context>, v8::Local<v8::Object> target) {
  js::SetConstant(isolate, target, "kUninstantiated", v8::Module::kUninstantiated);
  js::SetConstant(isolate, target, "kInstantiating", v8::Module::kInstantiating);
  js::SetConstant(isolate, target, "kInstantiated", v8::Module::kInstantiated);
  js::SetConstant(isolate, target, "kEvaluating", v8::Module::kEvaluating);
  js::SetConstant(isolate, target, "kEvaluated", v8::Module::kEvaluated);
  js::SetConstant(isolate, target, "kErrored", v8::Module::kErrored);
}

}  // namespace

const js::BindingSpec kEsmBinding = {"esm", kRows, Setup};

}  // namespace phasor::module
