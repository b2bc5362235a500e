// binding('fs_dir'): folders: mkdir, mkdtemp, readdir, opendir, rm, rmdir. The last argument is the callback; without it
// the call is synchronous.
#include <fcntl.h>
#include <unistd.h>

#include "bindings/fs_types.h"

namespace phasor::bindings {

namespace fs {

struct Listing {
  std::vector<loop::files::Entry> entries;
  bool as_buffers;
  bool with_types;
};

}  // namespace fs

}  // namespace phasor::bindings

namespace phasor::js {

// An array of names; with types [names, types].
template <>
struct Convert<bindings::fs::Listing> {
  static v8::MaybeLocal<v8::Value> To(v8::Isolate* isolate, const bindings::fs::Listing& list) {
    size_t count = list.entries.size();
    std::vector<v8::Local<v8::Value>> names(count), types;
    for (size_t i = 0; i < count; ++i) {
      const std::string& name = list.entries[i].name;
      if (list.as_buffers) names[i] = NewUint8Array(isolate, {name.begin(), name.end()});
      else if (!Convert<std::string>::To(isolate, name).ToLocal(&names[i])) return {};
    }
    auto array = v8::Array::New(isolate, names.data(), count);
    if (!list.with_types) return array.As<v8::Value>();
    for (const auto& entry : list.entries) types.push_back(v8::Integer::New(isolate, entry.type));
    v8::Local<v8::Value> both[] = {array, v8::Array::New(isolate, types.data(), count)};
    return v8::Array::New(isolate, both, 2).As<v8::Value>();
  }
};

}  // namespace phasor::js

namespace phasor::bindings {

namespace fs {

namespace {

using loop::files::Call;

auto Mkdir(Realm& realm, Path path, uint32_t mode, Callback callback) {
  return Run<void>(realm, std::move(callback), [path = std::move(path), mode]() -> Result<void> {
    return Check(Call(uv_fs_mkdir, path.c_str(), static_cast<int>(mode)), "mkdir", path);
  });
}

// mkdirAll(path, mode) -> the first folder made, or undefined
auto MkdirAll(Realm& realm, Path path, uint32_t mode, Callback callback) {
  using First = std::optional<std::string>;
  return Run<First>(realm, std::move(callback), [path = std::move(path), mode]() -> Result<First> {
    auto first = loop::files::MakeDirectories(path, static_cast<int>(mode));
    if (!first.ok()) return first.error();
    return first->empty() ? First() : First(std::move(first).value());
  });
}

// mkdtemp(prefix, asBuffer) -> the folder's path
auto Mkdtemp(Realm& realm, Path prefix, bool as_buffer, Callback callback) {
  return Run<PathText>(realm, std::move(callback), [prefix = std::move(prefix), as_buffer]() -> Result<PathText> {
    uv_fs_t request;
    std::string pattern = prefix.bytes + "XXXXXX";
    int status = uv_fs_mkdtemp(nullptr, &request, pattern.c_str(), nullptr);
    PathText made{status == 0 ? request.path : "", as_buffer};
    uv_fs_req_cleanup(&request);
    if (status != 0) return Error::System(status, "mkdtemp", pattern);
    return made;
  });
}

auto Rmdir(Realm& realm, Path path, Callback callback) {
  return Run<void>(realm, std::move(callback), [path = std::move(path)]() -> Result<void> {
    return Check(Call(uv_fs_rmdir, path.c_str()), "rmdir", path);
  });
}

// rm(path, recursive, force, maxRetries, retryDelay in ms)
auto Rm(Realm& realm, Path path, bool recursive, bool force, uint32_t max_retries, uint32_t retry_delay, Callback callback) {
  loop::files::RemoveOptions options{recursive, force, max_retries, retry_delay};
  return Run<void>(realm, std::move(callback), [path = std::move(path), options] { return loop::files::Remove(path, options); });
}

// readdir(path, asBuffers, withTypes, recursive, throughLinks)
auto Readdir(Realm& realm, Path path, bool as_buffers, bool with_types, bool recursive, bool through_links, Callback callback) {
  return Run<Listing>(realm, std::move(callback),
                      [path = std::move(path), as_buffers, with_types, recursive, through_links]() -> Result<Listing> {
                        auto entries = loop::files::Scan(path, recursive, through_links);
                        if (!entries.ok()) return entries.error();
                        return Listing{std::move(entries).value(), as_buffers, with_types};
                      });
}

// opendir(path) -> fd, for readEntries; closed by binding('fs_file').close
auto Opendir(Realm& realm, Path path, Callback callback) {
  return Run<int32_t>(realm, std::move(callback), [path = std::move(path)]() -> Result<int32_t> {
    int64_t fd = Call(uv_fs_open, path.c_str(), O_RDONLY | O_DIRECTORY, 0);
    if (fd < 0) return Error::System(static_cast<int>(fd), "opendir", path.bytes);
    return static_cast<int32_t>(fd);
  });
}

// readEntries(fd, asBuffers) -> [names, types]; no names at the end
auto ReadEntries(Realm& realm, int32_t fd, bool as_buffers, Callback callback) {
  return Run<Listing>(realm, std::move(callback), [fd, as_buffers]() -> Result<Listing> {
    auto entries = loop::files::ReadDirectory(fd);
    if (!entries.ok()) return entries.error();
    return Listing{std::move(entries).value(), as_buffers, true};
  });
}

const js::Row kRows[] = {
    js::Fn<Mkdir>("mkdir"), js::Fn<MkdirAll>("mkdirAll"), js::Fn<Mkdtemp>("mkdtemp"), js::Fn<Rmdir>("rmdir"),
    js::Fn<Rm>("rm"),       js::Fn<Readdir>("readdir"),   js::Fn<Opendir>("opendir"), js::Fn<ReadEntries>("readEntries"),
};

}  // namespace

}  // namespace fs

extern const js::BindingSpec kBinding_fs_dir;
const js::BindingSpec kBinding_fs_dir = {"fs_dir", fs::kRows};

}  // namespace phasor::bindings
