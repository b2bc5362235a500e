// binding('modules'): natives of the CommonJS loader: stat, read, compile.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <climits>
#include <cstdlib>

#include "runtime/run_watched.h"

namespace phasor::bindings {

namespace {

// stat(path) -> 0 file, 1 folder, negative errno otherwise
int32_t Stat(const js::Utf8& path) {
  struct stat info;
  if (stat(path.c_str(), &info) != 0) return -errno;
  return S_ISDIR(info.st_mode) ? 1 : 0;
}

// readFile(path) -> the text as UTF-8, or undefined if it cannot be opened
Result<std::optional<std::string>> ReadFile(const js::Utf8& path) {
  int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return std::optional<std::string>();
  std::string text;
  struct stat info;
  if (fstat(fd, &info) == 0 && info.st_size > 0) text.reserve(static_cast<size_t>(info.st_size) + 1);
  char chunk[65536];
  for (;;) {
    ssize_t got = read(fd, chunk, sizeof chunk);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      int error = -errno;
      close(fd);
      return Error::System(error, "read");
    }
    if (got == 0) break;
    text.append(chunk, static_cast<size_t>(got));
  }
  close(fd);
  return std::optional<std::string>(std::move(text));
}

// realpath(path) -> the path without links
Result<std::string> RealPath(const js::Utf8& path) {
  char resolved[PATH_MAX];
  if (realpath(path.c_str(), resolved) == nullptr) return Error::System(-errno, "realpath", path.str());
  return std::string(resolved);
}

bool StartsWith(std::string_view text, std::span<const std::string_view> prefixes) {
  return std::any_of(prefixes.begin(), prefixes.end(), [&](std::string_view prefix) { return text.starts_with(prefix); });
}

// Whether a SyntaxError of compiling `source` as CommonJS means that it is an ES module (Node's documentation: Modules:
// Packages, Syntax detection). V8 has no other sign than its message.
bool IsModuleSyntax(v8::Isolate* isolate, v8::Local<v8::String> source, v8::Local<v8::String> filename,
                    v8::Local<v8::Message> message) {
  static constexpr std::string_view kModuleOnly[] = {
      "SyntaxError: Cannot use import statement outside a module", "SyntaxError: Unexpected token 'export'",
      "SyntaxError: Cannot use 'import.meta' outside a module"};
  // Top-level await, or a name of the CommonJS wrapper declared anew.
  static constexpr std::string_view kPerhaps[] = {
      "SyntaxError: await is only valid", "SyntaxError: Unexpected reserved word", "SyntaxError: Identifier '",
      "SyntaxError: missing ) after argument list", "SyntaxError: Unexpected identifier", "SyntaxError: Unexpected strict mode"};
  js::Utf8 text(isolate, message->Get());
  // The message is "Uncaught SyntaxError: ...".
  std::string_view view = text.view();
  if (view.starts_with("Uncaught ")) view.remove_prefix(9);
  if (StartsWith(view, kModuleOnly)) return true;
  if (!StartsWith(view, kPerhaps)) return false;
  v8::TryCatch ignore(isolate);
  v8::ScriptOrigin origin(filename, 0, 0, false, -1, {}, false, false, true);
  v8::ScriptCompiler::Source module_text(source, origin);
  return !v8::ScriptCompiler::CompileModule(isolate, &module_text).IsEmpty();
}

// compile(source, filename, id, parameters, detect, cachedData) -> function, or undefined if `detect` and the source is an
// ES module. `id` is a symbol that import() hands back as the referrer. A cache that V8 rejects is no error.
v8::MaybeLocal<v8::Value> Compile(runtime::Realm& realm, v8::Local<v8::String> source, v8::Local<v8::String> filename,
                                  v8::Local<v8::Symbol> id, std::vector<v8::Local<v8::String>> parameters, bool detect,
                                  std::optional<js::PinnedBytes> cached) {
  v8::Isolate* isolate = realm.isolate();
  auto host_options = v8::PrimitiveArray::New(isolate, 1);
  host_options->Set(isolate, 0, id);
  v8::ScriptOrigin origin(filename, 0, 0, false, -1, {}, false, false, false, host_options);
  v8::ScriptCompiler::CachedData* cache = nullptr;
  if (cached) cache = new v8::ScriptCompiler::CachedData(cached->data(), static_cast<int>(cached->size()));
  v8::ScriptCompiler::Source text(source, origin, cache);
  v8::TryCatch caught(isolate);
  v8::Local<v8::Function> function;
  auto options = cached ? v8::ScriptCompiler::kConsumeCodeCache : v8::ScriptCompiler::kNoCompileOptions;
  if (v8::ScriptCompiler::CompileFunction(isolate->GetCurrentContext(), &text, parameters.size(), parameters.data(), 0,
                                          nullptr, options).ToLocal(&function)) {
    return function.As<v8::Value>();
  }
  if (detect && caught.HasCaught() && !caught.Message().IsEmpty() &&
      IsModuleSyntax(isolate, source, filename, caught.Message())) {
    return v8::Undefined(isolate).As<v8::Value>();
  }
  caught.ReThrow();  // keeps the place in the source
  return {};
}

// showSource(error): puts the line that did not compile before the error's stack, once
void ShowSource(runtime::Realm& realm, v8::Local<v8::Object> error) {
  if (!error->IsNativeError() || runtime::IsDecorated(realm, error)) return;
  auto arrow = runtime::ArrowText(realm, v8::Exception::CreateMessage(realm.isolate(), error));
  if (arrow->IsString()) runtime::DecorateStack(realm, error, js::Utf8(realm.isolate(), arrow.As<v8::String>()).str());
}

// codeCacheOf(function) -> what compile() takes as cachedData, or undefined
js::Value CodeCacheOf(v8::Isolate* isolate, v8::Local<v8::Function> function) {
  return runtime::CacheBytes(isolate, v8::ScriptCompiler::CreateCodeCacheForFunction(function));
}

// codeCacheTag() -> changes with V8's version and flags: caches of another tag are of no use
uint32_t CodeCacheTag() { return v8::ScriptCompiler::CachedDataVersionTag(); }

// sourceMapURL(function) -> what its script's "//# sourceMappingURL=" says, or undefined
js::Value SourceMapUrl(v8::Isolate* isolate, v8::Local<v8::Function> function) {
  js::Value url = function->GetScriptOrigin().SourceMapUrl();
  return url.IsEmpty() ? js::Value(v8::Undefined(isolate)) : url;
}

const js::Row kRows[] = {
    js::Fn<Stat>("stat"),
    js::Fn<ReadFile>("readFile"),
    js::Fn<RealPath>("realpath"),
    js::Fn<Compile>("compile"),
    js::Fn<ShowSource>("showSource"),
    js::Fn<CodeCacheOf>("codeCacheOf"),
    js::Fn<CodeCacheTag>("codeCacheTag"),
    js::Fn<SourceMapUrl>("sourceMapURL"),
};

}  // namespace

extern const js::BindingSpec kBinding_modules;
const js::BindingSpec kBinding_modules = {"modules", kRows};

}  // namespace phasor::bindings
