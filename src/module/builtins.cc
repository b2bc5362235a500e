#include "module/builtins.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <filesystem>
#include <sstream>
#include <unordered_map>

#include "module/embedded.h"
#include "module/lazy.h"
#include "runtime/instance.h"
#include "runtime/milestones.h"

namespace phasor::module {

namespace {

using runtime::Realm;

// A source text in the binary: V8 reads it in place.
class StaticSource final : public v8::String::ExternalOneByteStringResource {
 public:
  StaticSource(const char* data, size_t size) : data_(data), size_(size) {}
  const char* data() const override { return data_; }
  size_t length() const override { return size_; }
  void Dispose() override {}  // lives as long as the process

 private:
  const char* data_;
  size_t size_;
};

struct CacheEntry {
  const uint8_t* data;
  int size;
};

struct Registry {
  std::unordered_map<std::string_view, StaticSource*> sources;
  std::unordered_map<std::string_view, CacheEntry> cache;
  const char* lib_dir = std::getenv("PHASOR_LIB");
  bool eager = false;
};

// The cache's format: repeated { u32 id length, u32 data length, id, data padded to 8 bytes }.
void ReadCache(Registry* registry) {
  const char* at = phasor_code_cache;
  const char* end = at + phasor_code_cache_size;
  while (at + 8 <= end) {
    uint32_t lengths[2];
    std::memcpy(lengths, at, 8);
    std::string_view id(at + 8, lengths[0]);
    size_t data = 8 + ((lengths[0] + 7) & ~7u);
    registry->cache[id] = {reinterpret_cast<const uint8_t*>(at + data), static_cast<int>(lengths[1])};
    at += data + ((lengths[1] + 7) & ~7u);
  }
}

Registry& GetRegistry() {
  static Registry* registry = [] {
    auto* made = new Registry;
    if (made->lib_dir != nullptr && *made->lib_dir == 0) made->lib_dir = nullptr;
    for (uint64_t i = 0; i < phasor_lib_count; ++i) {
      const EmbeddedFile& file = phasor_lib_files[i];
      made->sources[file.id] = new StaticSource(file.data, file.size);
    }
    if (made->lib_dir == nullptr) ReadCache(made);
    return made;
  }();
  return *registry;
}

v8::MaybeLocal<v8::String> ReadSource(v8::Isolate* isolate, std::string_view id) {
  Registry& registry = GetRegistry();
  if (registry.lib_dir != nullptr) {
    std::ifstream file(std::string(registry.lib_dir) + "/" + std::string(id) + ".js");
    std::ostringstream text;
    text << file.rdbuf();
    if (file.is_open()) return js::NewString(isolate, text.view());
  }
  // Bundled npm packages are not in lib/: they come from the binary in any case.
  if (auto found = registry.sources.find(id); found != registry.sources.end()) {
    return v8::String::NewExternalOneByte(isolate, found->second);
  }
  js::Throw(isolate, Error::Coded(ErrorCode::kERR_INTERNAL_ASSERTION, "No such built-in module: " + std::string(id)));
  return {};
}

v8::MaybeLocal<v8::Function> JsCompile(Realm& realm, const js::Utf8& id) { return CompileBuiltin(realm, id.view()); }

std::vector<std::string> JsIds() { return BuiltinIds(); }

v8::MaybeLocal<v8::Object> JsBinding(Realm& realm, const js::Utf8& name) { return realm.GetBinding(name.view()); }

constexpr js::Row kRows[] = {
    js::Fn<JsCompile>("compile"),
    js::Fn<JsIds>("ids"),
    js::Fn<DefineLazy>("defineLazy"),
};

}  // namespace

const js::BindingSpec kBuiltinsBinding = {"builtins", kRows};

v8::MaybeLocal<v8::Function> CompileBuiltin(Realm& realm, std::string_view id) {
  v8::Isolate* isolate = realm.isolate();
  v8::Local<v8::String> text;
  if (!ReadSource(isolate, id).ToLocal(&text)) return {};
  std::string name = "node:" + std::string(id);
  v8::ScriptOrigin origin(js::NewString(isolate, name).ToLocalChecked());
  Registry& registry = GetRegistry();
  v8::ScriptCompiler::CachedData* cached = nullptr;
  auto options = v8::ScriptCompiler::kNoCompileOptions;
  if (registry.eager) {
    options = v8::ScriptCompiler::kEagerCompile;
  } else if (auto found = registry.cache.find(id); found != registry.cache.end()) {
    cached = new v8::ScriptCompiler::CachedData(found->second.data, found->second.size);
    options = v8::ScriptCompiler::kConsumeCodeCache;
  }
  v8::ScriptCompiler::Source source(text, origin, cached);
  v8::Local<v8::String> parameters[] = {js::Literal(isolate, "exports"), js::Literal(isolate, "require"),
                                        js::Literal(isolate, "module"), js::Literal(isolate, "process"),
                                        js::Literal(isolate, "binding")};
  v8::Local<v8::Function> function;
  if (!v8::ScriptCompiler::CompileFunction(realm.context(), &source, std::size(parameters), parameters, 0, nullptr, options)
           .ToLocal(&function)) {
    return {};
  }
  return function;
}

void CompileEagerly() { GetRegistry().eager = true; }

std::vector<std::string> BuiltinIds() {
  std::vector<std::string> ids;
  Registry& registry = GetRegistry();
  if (registry.lib_dir == nullptr) {
    for (auto& [id, source] : registry.sources) ids.emplace_back(id);
  } else {
    std::filesystem::path root(registry.lib_dir);
    std::error_code error;
    for (auto& entry : std::filesystem::recursive_directory_iterator(root, error)) {
      if (entry.path().extension() != ".js") continue;
      ids.push_back(entry.path().lexically_relative(root).replace_extension().string());
    }
    for (auto& [id, source] : registry.sources) if (id.starts_with("internal/deps/")) ids.emplace_back(id);
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

void CollectReferences(std::vector<intptr_t>* references) {
  references->push_back(reinterpret_cast<intptr_t>(js::internal::Function<JsBinding>::Callback));
  references->push_back(LazyReference());
  // Texts stay where they are in the binary: the snapshot refers to them.
  for (uint64_t i = 0; i < phasor_lib_count; ++i) {
    references->push_back(reinterpret_cast<intptr_t>(GetRegistry().sources.at(phasor_lib_files[i].id)));
  }
}

v8::MaybeLocal<v8::Function> Boot(Realm& realm) {
  v8::Isolate* isolate = realm.isolate();
  v8::EscapableHandleScope handles(isolate);
  auto context = realm.context();
  v8::Local<v8::Function> loader;
  if (!CompileBuiltin(realm, "bootstrap/loader").ToLocal(&loader)) return {};
  auto process_class = v8::FunctionTemplate::New(isolate);
  process_class->SetClassName(js::Literal(isolate, "process"));
  auto process = process_class->GetFunction(context).ToLocalChecked()->NewInstance(context).ToLocalChecked();
  v8::Local<v8::Function> binding;
  if (!v8::Function::New(context, js::internal::Function<JsBinding>::Callback, {}, 1, v8::ConstructorBehavior::kThrow)
           .ToLocal(&binding)) {
    return {};
  }
  auto exports = v8::Object::New(isolate);
  v8::Local<v8::Value> undefined = v8::Undefined(isolate);
  v8::Local<v8::Value> argv[] = {exports, undefined, undefined, process, binding};
  if (loader->Call(context, undefined, std::size(argv), argv).IsEmpty()) return {};
  v8::Local<v8::Value> boot, start;
  if (!exports->Get(context, js::Literal(isolate, "boot")).ToLocal(&boot)) return {};
  if (boot.As<v8::Function>()->Call(context, undefined, 0, nullptr).IsEmpty()) return {};
  if (!exports->Get(context, js::Literal(isolate, "start")).ToLocal(&start)) return {};
  return handles.Escape(start.As<v8::Function>());
}

void Bootstrap(Realm& realm, std::string_view main_script) {
  v8::Isolate* isolate = realm.isolate();
  auto context = realm.context();
  v8::Local<v8::Function> start;
  if (!context->GetDataFromSnapshotOnce<v8::Function>(runtime::kSavedStart).ToLocal(&start) && !Boot(realm).ToLocal(&start)) {
    return;
  }
  v8::Local<v8::Value> arguments[] = {js::NewString(isolate, main_script).ToLocalChecked()};
  v8::Local<v8::Value> program;
  if (!start->Call(context, v8::Undefined(isolate), 1, arguments).ToLocal(&program) || !program->IsFunction()) return;
  realm.milestones().Mark(runtime::Milestone::kBootstrapComplete);
  js::Ignore(program.As<v8::Function>()->Call(context, v8::Undefined(isolate), 0, nullptr));
}

std::string BuildCodeCache(Realm& realm) {
  // Compiles what the bootstrap has not; the bootstrap's own functions are cached with what ran of them.
  v8::HandleScope handles(realm.isolate());
  std::string blob;
  // A cache holds string constants once more: a package that is one large constant (amaro's WebAssembly) goes without.
  constexpr size_t kLargestSource = 1 << 20;
  for (const std::string& id : BuiltinIds()) {
    auto found = GetRegistry().sources.find(id);
    if (found != GetRegistry().sources.end() && found->second->length() > kLargestSource) continue;
    v8::HandleScope scope(realm.isolate());
    v8::Local<v8::Function> function;
    if (!CompileBuiltin(realm, id).ToLocal(&function)) continue;
    std::unique_ptr<v8::ScriptCompiler::CachedData> data(v8::ScriptCompiler::CreateCodeCacheForFunction(function));
    if (data == nullptr) continue;
    uint32_t lengths[2] = {static_cast<uint32_t>(id.size()), static_cast<uint32_t>(data->length)};
    auto pad = [&blob] { blob.append((8 - blob.size() % 8) % 8, '\0'); };
    blob.append(reinterpret_cast<const char*>(lengths), sizeof lengths);
    blob.append(id);
    pad();
    blob.append(reinterpret_cast<const char*>(data->data), data->length);
    pad();
  }
  return blob;
}

}  // namespace phasor::module
