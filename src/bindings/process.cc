// binding('process'): the process as the operating system knows it: identity, credentials, working directory, signals to
// others, title. Callers: lib/internal/process/per_process.js, credentials.js. Failures are uv-style errors, or negative
// errnos where the JavaScript side makes the message.
#include <dlfcn.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>
#include <uv.h>

#include <algorithm>
#include <climits>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/write_fully.h"
#include "runtime/fatal.h"
#include "runtime/options.h"
#include "runtime/realm.h"

namespace phasor::bindings {

namespace {

using runtime::Realm;

Result<std::string> CurrentDirectory() {
  char path[PATH_MAX + 1];
  size_t size = sizeof path;
  int status = uv_cwd(path, &size);
  if (status != 0) {
    Error error = Error::System(status, "uv_cwd");
    if (status == UV_ENOENT) {
      error.message = "process.cwd failed with error no such file or directory, the current working directory was likely "
                      "removed without changing the working directory";
    }
    return error;
  }
  return std::string(path, size);
}

Result<void> ChangeDirectory(const js::Utf8& path) {
  int status = uv_chdir(path.c_str());
  if (status == 0) return {};
  char from[PATH_MAX + 1];
  size_t size = sizeof from;
  std::string current = uv_cwd(from, &size) == 0 ? std::string(from, size) : std::string();
  return Error::System(status, "chdir", current, path.str());
}

// umask(undefined) reads: the only way is to set it and put it back.
uint32_t FileMask(std::optional<uint32_t> mask) {
  if (mask) return umask(static_cast<mode_t>(*mask));
  mode_t old = umask(0);
  umask(old);
  return old;
}

int32_t Kill(int32_t pid, int32_t signal) { return uv_kill(pid, signal); }

// process.abort()
void Abort(v8::Isolate* isolate) { runtime::AbortWithStacks(isolate); }

std::string GetTitle() {
  std::vector<char> text(256);
  for (;;) {
    int status = uv_get_process_title(text.data(), text.size());
    if (status == 0) return text.data();
    if (status != UV_ENOBUFS || text.size() > (1u << 20)) return "";
    text.resize(text.size() * 2);
  }
}
void SetTitle(const js::Utf8& title) { uv_set_process_title(title.c_str()); }

int32_t ParentId() { return uv_os_getppid(); }

// ---- credentials: ids go in as numbers or names ----

uint32_t UserId() { return getuid(); }
uint32_t EffectiveUserId() { return geteuid(); }
uint32_t GroupId() { return getgid(); }
uint32_t EffectiveGroupId() { return getegid(); }

// userByName(name) -> id, or undefined
std::optional<uint32_t> UserByName(const js::Utf8& name) {
  passwd entry, *found = nullptr;
  std::vector<char> text(16384);
  if (getpwnam_r(name.c_str(), &entry, text.data(), text.size(), &found) != 0 || found == nullptr) return std::nullopt;
  return found->pw_uid;
}
std::optional<uint32_t> GroupByName(const js::Utf8& name) {
  group entry, *found = nullptr;
  std::vector<char> text(65536);
  if (getgrnam_r(name.c_str(), &entry, text.data(), text.size(), &found) != 0 || found == nullptr) return std::nullopt;
  return found->gr_gid;
}
std::optional<std::string> UserName(uint32_t id) {
  passwd entry, *found = nullptr;
  std::vector<char> text(16384);
  if (getpwuid_r(id, &entry, text.data(), text.size(), &found) != 0 || found == nullptr) return std::nullopt;
  return std::string(found->pw_name);
}

Result<void> SystemStatus(int result, const char* syscall) {
  if (result == 0) return {};
  return Error::System(-errno, syscall);
}
Result<void> SetUserId(uint32_t id) { return SystemStatus(setuid(id), "setuid"); }
Result<void> SetEffectiveUserId(uint32_t id) { return SystemStatus(seteuid(id), "seteuid"); }
Result<void> SetGroupId(uint32_t id) { return SystemStatus(setgid(id), "setgid"); }
Result<void> SetEffectiveGroupId(uint32_t id) { return SystemStatus(setegid(id), "setegid"); }
Result<void> SetGroups(const std::vector<uint32_t>& groups) {
  std::vector<gid_t> ids(groups.begin(), groups.end());
  return SystemStatus(setgroups(ids.size(), ids.data()), "setgroups");
}
Result<void> InitGroups(const js::Utf8& user, uint32_t group) {
  return SystemStatus(initgroups(user.c_str(), group), "initgroups");
}

// The effective group belongs to the list whether or not the system lists it.
Result<std::vector<uint32_t>> GetGroups() {
  int count = getgroups(0, nullptr);
  if (count < 0) return Error::System(-errno, "getgroups");
  std::vector<gid_t> ids(static_cast<size_t>(count));
  count = getgroups(count, ids.data());
  if (count < 0) return Error::System(-errno, "getgroups");
  ids.resize(static_cast<size_t>(count));
  std::vector<uint32_t> groups(ids.begin(), ids.end());
  gid_t effective = getegid();
  if (std::find(ids.begin(), ids.end(), effective) == ids.end()) groups.push_back(effective);
  return groups;
}

// execve(path, argv, envp): returns only when it failed; descriptors 0 to 2 stay open in the new program.
Result<void> Execute(const js::Utf8& path, std::vector<std::string> args, std::vector<std::string> env) {
  std::vector<char*> argv, envp;
  for (auto& arg : args) argv.push_back(arg.data());
  for (auto& entry : env) envp.push_back(entry.data());
  argv.push_back(nullptr);
  envp.push_back(nullptr);
  execve(path.c_str(), argv.data(), envp.data());
  return Error::System(-errno, "execve", path.str());
}

// Whether the file is made to be loaded by Node: it names one of the functions by which addons register themselves.
bool IsAddon(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file.is_open()) return false;
  std::ostringstream bytes;
  bytes << file.rdbuf();
  auto has = [&](std::string_view name) { return bytes.view().find(name) != std::string_view::npos; };
  return bytes.view().starts_with("\x7f" "ELF") &&
         (has("napi_register_module_v") || has("napi_module_register") || has("node_module_register"));
}

// openLibrary(path, flags) -> why the shared object cannot be used as an addon; undefined: it is one, which is not supported.
// One that is no addon is opened, as its user asked, and closed again.
std::optional<std::string> OpenLibrary(const js::Utf8& path, int32_t flags) {
  if (IsAddon(path.str())) return std::nullopt;
  void* library = dlopen(path.c_str(), flags);
  if (library == nullptr) return std::string(dlerror());
  dlclose(library);
  return "Module did not self-register: '" + path.str() + "'.";
}

// writeSync(fd, bytes, offset) -> bytes written, or a negative errno. Waits while the descriptor takes nothing: standard
// streams are synchronous and lossless for files and pipes (Node, "A note on process I/O").
double WriteSync(int32_t fd, const js::Bytes& bytes) {
  return static_cast<double>(WriteFully(fd, bytes.view()));
}
double WriteTextSync(int32_t fd, const js::Utf8& text) {
  return static_cast<double>(WriteFully(fd, text.view()));
}

// handleType(fd) -> what libuv takes it for
std::string HandleType(int32_t fd) {
  switch (uv_guess_handle(fd)) {
    case UV_TTY: return "TTY";
    case UV_FILE: return "FILE";
    case UV_NAMED_PIPE: return "PIPE";
    case UV_TCP: return "TCP";
    case UV_UDP: return "UDP";
    default: return "UNKNOWN";
  }
}

// identity() -> {pid, execPath, argv0, execArgv, args}. A function, since the binding's object is in the startup snapshot.
v8::Local<v8::Object> Identity(Realm& realm) {
  v8::Isolate* isolate = realm.isolate();
  const runtime::Options& options = realm.options();
  auto identity = v8::Object::New(isolate);
  auto set = [&](const char* name, auto value) {
    v8::Local<v8::Value> converted;
    using T = decltype(value);
    if (js::Convert<T>::To(isolate, std::move(value)).ToLocal(&converted)) js::SetValue(isolate, identity, name, converted);
  };
  js::SetConstant(isolate, identity, "pid", uv_os_getpid());
  set("execPath", options.exec_path);
  set("argv0", options.argv0);
  set("execArgv", options.exec_argv);
  set("args", options.args);
  return identity;
}

const js::Row kRows[] = {
    js::Fn<Identity>("identity"),
    js::Fn<CurrentDirectory>("cwd"),
    js::Fn<ChangeDirectory>("chdir"),
    js::Fn<FileMask>("umask"),
    js::Fn<Kill>("kill"),
    js::Fn<Abort>("abort"),
    js::Fn<GetTitle>("getTitle"),
    js::Fn<SetTitle>("setTitle"),
    js::Fn<ParentId>("ppid"),
    js::Fn<UserId>("getuid"),
    js::Fn<EffectiveUserId>("geteuid"),
    js::Fn<GroupId>("getgid"),
    js::Fn<EffectiveGroupId>("getegid"),
    js::Fn<UserByName>("userByName"),
    js::Fn<GroupByName>("groupByName"),
    js::Fn<UserName>("userName"),
    js::Fn<SetUserId>("setuid"),
    js::Fn<SetEffectiveUserId>("seteuid"),
    js::Fn<SetGroupId>("setgid"),
    js::Fn<SetEffectiveGroupId>("setegid"),
    js::Fn<SetGroups>("setgroups"),
    js::Fn<InitGroups>("initgroups"),
    js::Fn<GetGroups>("getgroups"),
    js::Fn<Execute>("execve"),
    js::Fn<OpenLibrary>("openLibrary"),
    js::Fn<WriteSync>("writeSync"),
    js::Fn<WriteTextSync>("writeTextSync"),
    js::Fn<HandleType>("handleType"),
};

}  // namespace

extern const js::BindingSpec kBinding_process;
const js::BindingSpec kBinding_process = {"process", kRows};

}  // namespace phasor::bindings
