// binding('modules'): natives of the CommonJS loader: stat, read, compile.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <climits>
#include <cstdlib>

#include "runtime/realm.h"

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

// compile(source, filename, id, parameters) -> function. `id` is a symbol that import() hands back as the referrer.
v8::MaybeLocal<v8::Function> Compile(runtime::Realm& realm, v8::Local<v8::String> source, v8::Local<v8::String> filename,
                                     v8::Local<v8::Symbol> id, v8::Local<v8::Array> parameters) {
  v8::Isolate* isolate = realm.isolate();
  auto context = isolate->GetCurrentContext();
  auto options = v8::PrimitiveArray::New(isolate, 1);
  options->Set(isolate, 0, id);
  v8::ScriptOrigin origin(filename, 0, 0, false, -1, {}, false, false, false, options);
  v8::ScriptCompiler::Source text(source, origin);
  v8::Local<v8::String> names[8];
  uint32_t count = std::min<uint32_t>(parameters->Length(), 8);
  for (uint32_t i = 0; i < count; ++i) {
    v8::Local<v8::Value> name;
    if (!parameters->Get(context, i).ToLocal(&name) || !name->IsString()) return {};
    names[i] = name.As<v8::String>();
  }
  return v8::ScriptCompiler::CompileFunction(context, &text, count, names);
}

const js::Row kRows[] = {
    js::Fn<Stat>("stat"),
    js::Fn<ReadFile>("readFile"),
    js::Fn<RealPath>("realpath"),
    js::Fn<Compile>("compile"),
};

}  // namespace

extern const js::BindingSpec kBinding_modules;
const js::BindingSpec kBinding_modules = {"modules", kRows};

}  // namespace phasor::bindings
