#include "module/module_wrap.h"

#include <unordered_map>

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

}  // namespace

ModuleWrap::ModuleWrap(Realm& realm, v8::Local<v8::Module> module, v8::Local<v8::Symbol> id)
    : hash_(module->GetIdentityHash()), module_(realm.isolate(), module), id_(realm.isolate(), id) {
  t_wraps.emplace(hash_, this);
}

ModuleWrap::~ModuleWrap() {
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
                            v8::Local<v8::Symbol> id) {
  v8::Isolate* isolate = realm.isolate();
  isolate->SetHostInitializeImportMetaObjectCallback(OnV8ImportMeta);
  auto options = v8::PrimitiveArray::New(isolate, 1);
  options->Set(isolate, 0, id);
  v8::ScriptOrigin origin(url, 0, 0, true, -1, {}, false, false, true, options);
  v8::ScriptCompiler::Source text(source, origin);
  v8::Local<v8::Module> module;
  if (!v8::ScriptCompiler::CompileModule(isolate, &text).ToLocal(&module)) return nullptr;
  return js::MakeGc<ModuleWrap>(isolate, realm, module, id);
}

v8::MaybeLocal<v8::Object> ModuleWrap::Synthetic(Realm& realm, v8::Local<v8::String> url, v8::Local<v8::Symbol> id,
                                                 std::vector<v8::Local<v8::String>> names,
                                                 v8::Local<v8::Function> evaluate) {
  v8::Isolate* isolate = realm.isolate();
  v8::MemorySpan<const v8::Local<v8::String>> span(names.data(), names.size());
  auto module = v8::Module::CreateSyntheticModule(isolate, url, span, OnV8Evaluate);
  auto* wrap = js::MakeGc<ModuleWrap>(isolate, realm, module, id);
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
    v8::Local<v8::Value> entry[] = {request->GetSpecifier(), AttributesObject(context, request->GetImportAttributes(), 3),
                                    v8::Integer::New(isolate, location.GetLineNumber()),
                                    v8::Integer::New(isolate, location.GetColumnNumber())};
    list.push_back(v8::Array::New(isolate, entry, std::size(entry)));
  }
  return v8::Array::New(isolate, list.data(), list.size());
}

void ModuleWrap::Link(std::vector<ModuleWrap*> modules) {
  v8::Isolate* isolate = v8::Isolate::GetCurrent();
  linked_.clear();
  for (ModuleWrap* wrap : modules) linked_.emplace_back(isolate, wrap->module(isolate));
}

v8::MaybeLocal<v8::Module> ModuleWrap::OnV8Resolve(v8::Local<v8::Context> context, v8::Local<v8::String> specifier,
                                                   v8::Local<v8::FixedArray> attributes, v8::Local<v8::Module> referrer) {
  v8::Isolate* isolate = v8::Isolate::GetCurrent();
  ModuleWrap* wrap = Find(isolate, referrer);
  if (wrap != nullptr) {
    auto requests = referrer->GetModuleRequests();
    for (int i = 0; i < requests->Length() && i < static_cast<int>(wrap->linked_.size()); ++i) {
      auto request = requests->Get(context, i).As<v8::ModuleRequest>();
      if (request->GetSpecifier()->StrictEquals(specifier) &&
          SameAttributes(context, request->GetImportAttributes(), attributes)) {
        return wrap->linked_[i].Get(isolate);
      }
    }
  }
  js::Throw(isolate, Error::Coded(ErrorCode::kERR_VM_MODULE_LINK_FAILURE,
                                  "request for '" + js::Utf8(isolate, specifier).str() + "' is not yet fulfilled"));
  return {};
}

bool ModuleWrap::Instantiate(Realm& realm) {
  return module(realm.isolate())->InstantiateModule(realm.isolate()->GetCurrentContext(), OnV8Resolve).FromMaybe(false);
}

v8::MaybeLocal<v8::Value> ModuleWrap::Evaluate(Realm& realm) {
  auto target = module(realm.isolate());
  if (target->GetStatus() < v8::Module::kInstantiated) {
    js::Throw(realm.isolate(), Error::Coded(ErrorCode::kERR_INTERNAL_ASSERTION, "evaluate() before instantiate()"));
    return {};
  }
  return target->Evaluate(realm.isolate()->GetCurrentContext());
}

v8::MaybeLocal<v8::Value> ModuleWrap::OnV8Evaluate(v8::Local<v8::Context> context, v8::Local<v8::Module> module) {
  v8::Isolate* isolate = v8::Isolate::GetCurrent();
  ModuleWrap* wrap = Find(isolate, module);
  CHECK(wrap != nullptr);
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
  js::SetConstant(isolate, target, "kInstantiated", v8::Module::kInstantiated);
  js::SetConstant(isolate, target, "kEvaluating", v8::Module::kEvaluating);
  js::SetConstant(isolate, target, "kEvaluated", v8::Module::kEvaluated);
  js::SetConstant(isolate, target, "kErrored", v8::Module::kErrored);
}

}  // namespace

const js::BindingSpec kEsmBinding = {"esm", kRows, Setup};

}  // namespace phasor::module
