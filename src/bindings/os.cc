// binding('os'): what the operating system says about itself, and its constants. Callers: lib/os.js, and whoever needs
// numbers of signals (by way of os.constants). Failures are system errors with libuv's function as syscall.
#include <dlfcn.h>
#include <errno.h>
#include <net/if.h>
#include <signal.h>
#include <uv.h>

#include <climits>
#include <vector>

#include "runtime/realm.h"

namespace phasor::bindings {

namespace {

Result<std::string> HostName() {
  char name[UV_MAXHOSTNAMESIZE];
  size_t size = sizeof name;
  int status = uv_os_gethostname(name, &size);
  if (status != 0) return Error::System(status, "uv_os_gethostname");
  return std::string(name, size);
}

Result<std::string> HomeDirectory() {
  std::vector<char> path(PATH_MAX);
  size_t size = path.size();
  int status = uv_os_homedir(path.data(), &size);
  if (status == UV_ENOBUFS) {
    path.resize(size);
    status = uv_os_homedir(path.data(), &size);
  }
  if (status != 0) return Error::System(status, "uv_os_homedir");
  return std::string(path.data(), size);
}

// uname() -> [type, version, release, machine]
Result<std::vector<std::string>> Uname() {
  uv_utsname_t info;
  int status = uv_os_uname(&info);
  if (status != 0) return Error::System(status, "uv_os_uname");
  return std::vector<std::string>{info.sysname, info.version, info.release, info.machine};
}

Result<double> Uptime() {
  double seconds;
  int status = uv_uptime(&seconds);
  if (status != 0) return Error::System(status, "uv_uptime");
  return seconds;
}

std::vector<double> LoadAverage() {
  double average[3];
  uv_loadavg(average);
  return {average, average + 3};
}

double TotalMemory() { return static_cast<double>(uv_get_total_memory()); }
double FreeMemory() { return static_cast<double>(uv_get_free_memory()); }
uint32_t AvailableParallelism() { return uv_available_parallelism(); }

// cpus() -> flat: model, speed, user, nice, sys, idle, irq, model ...
Result<std::vector<js::Value>> Cpus(v8::Isolate* isolate) {
  uv_cpu_info_t* cpus;
  int count;
  int status = uv_cpu_info(&cpus, &count);
  if (status != 0) return Error::System(status, "uv_cpu_info");
  std::vector<js::Value> flat;
  auto number = [&](uint64_t value) { flat.push_back(v8::Number::New(isolate, static_cast<double>(value))); };
  for (int i = 0; i < count; ++i) {
    const uv_cpu_info_t& cpu = cpus[i];
    flat.push_back(js::NewString(isolate, cpu.model).ToLocalChecked());
    number(static_cast<uint64_t>(cpu.speed));
    for (uint64_t time : {cpu.cpu_times.user, cpu.cpu_times.nice, cpu.cpu_times.sys, cpu.cpu_times.idle, cpu.cpu_times.irq}) {
      number(time);
    }
  }
  uv_free_cpu_info(cpus, count);
  return flat;
}

// interfaces() -> flat: name, address, netmask, family, mac, internal, scopeid (-1 for IPv4), name ...
Result<std::vector<js::Value>> Interfaces(v8::Isolate* isolate) {
  uv_interface_address_t* list;
  int count;
  int status = uv_interface_addresses(&list, &count);
  if (status == UV_ENOSYS) return std::vector<js::Value>();
  if (status != 0) return Error::System(status, "uv_interface_addresses");
  std::vector<js::Value> flat;
  auto text = [&](const char* chars) { flat.push_back(js::NewString(isolate, chars).ToLocalChecked()); };
  for (int i = 0; i < count; ++i) {
    const uv_interface_address_t& entry = list[i];
    bool v6 = entry.address.address4.sin_family == AF_INET6;
    char address[INET6_ADDRSTRLEN], netmask[INET6_ADDRSTRLEN], mac[18];
    uv_ip_name(reinterpret_cast<const sockaddr*>(&entry.address), address, sizeof address);
    uv_ip_name(reinterpret_cast<const sockaddr*>(&entry.netmask), netmask, sizeof netmask);
    auto* bytes = reinterpret_cast<const unsigned char*>(entry.phys_addr);
    snprintf(mac, sizeof mac, "%02x:%02x:%02x:%02x:%02x:%02x", bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5]);
    text(entry.name);
    text(address);
    text(netmask);
    text(v6 ? "IPv6" : "IPv4");
    text(mac);
    flat.push_back(v8::Boolean::New(isolate, entry.is_internal != 0));
    double scope = v6 ? static_cast<double>(entry.address.address6.sin6_scope_id) : -1;
    flat.push_back(v8::Number::New(isolate, scope));
  }
  uv_free_interface_addresses(list, count);
  return flat;
}

// userInfo() -> [uid, gid, username, homedir, shell or null], the texts as bytes
Result<std::vector<js::Value>> UserInfo(v8::Isolate* isolate) {
  uv_passwd_t entry;
  int status = uv_os_get_passwd(&entry);
  if (status != 0) return Error::System(status, "uv_os_get_passwd");
  auto bytes = [isolate](const char* text) -> js::Value {
    if (text == nullptr) return v8::Null(isolate);
    std::string_view view(text);
    return js::NewUint8Array(isolate, std::vector<uint8_t>(view.begin(), view.end()));
  };
  std::vector<js::Value> fields = {v8::Number::New(isolate, static_cast<double>(entry.uid)),
                                   v8::Number::New(isolate, static_cast<double>(entry.gid)), bytes(entry.username),
                                   bytes(entry.homedir), bytes(entry.shell)};
  uv_os_free_passwd(&entry);
  return fields;
}

Result<int32_t> GetPriority(int32_t pid) {
  int priority;
  int status = uv_os_getpriority(pid, &priority);
  if (status != 0) return Error::System(status, "uv_os_getpriority");
  return priority;
}
Result<void> SetPriority(int32_t pid, int32_t priority) {
  int status = uv_os_setpriority(pid, priority);
  if (status != 0) return Error::System(status, "uv_os_setpriority");
  return {};
}

const js::Row kRows[] = {
    js::Fn<HostName>("hostname"),
    js::Fn<HomeDirectory>("homedir"),
    js::Fn<Uname>("uname"),
    js::Fn<Uptime>("uptime"),
    js::Fn<LoadAverage>("loadavg"),
    js::Fn<TotalMemory>("totalmem"),
    js::Fn<FreeMemory>("freemem"),
    js::Fn<AvailableParallelism>("availableParallelism"),
    js::Fn<Cpus>("cpus"),
    js::Fn<Interfaces>("interfaces"),
    js::Fn<UserInfo>("userInfo"),
    js::Fn<GetPriority>("getPriority"),
    js::Fn<SetPriority>("setPriority"),
};

struct Constant {
  const char* name;
  int value;
};
#define C(name) {#name, name},
constexpr Constant kDlopen[] = {
    C(RTLD_LAZY) C(RTLD_NOW) C(RTLD_GLOBAL) C(RTLD_LOCAL) C(RTLD_DEEPBIND)
};
constexpr Constant kErrno[] = {
    C(E2BIG) C(EACCES) C(EADDRINUSE) C(EADDRNOTAVAIL) C(EAFNOSUPPORT) C(EAGAIN) C(EALREADY) C(EBADF) C(EBADMSG)
    C(EBUSY) C(ECANCELED) C(ECHILD) C(ECONNABORTED) C(ECONNREFUSED) C(ECONNRESET) C(EDEADLK) C(EDESTADDRREQ) C(EDOM)
    C(EDQUOT) C(EEXIST) C(EFAULT) C(EFBIG) C(EHOSTUNREACH) C(EIDRM) C(EILSEQ) C(EINPROGRESS) C(EINTR) C(EINVAL)
    C(EIO) C(EISCONN) C(EISDIR) C(ELOOP) C(EMFILE) C(EMLINK) C(EMSGSIZE) C(EMULTIHOP) C(ENAMETOOLONG) C(ENETDOWN)
    C(ENETRESET) C(ENETUNREACH) C(ENFILE) C(ENOBUFS) C(ENODATA) C(ENODEV) C(ENOENT) C(ENOEXEC) C(ENOLCK) C(ENOLINK)
    C(ENOMEM) C(ENOMSG) C(ENOPROTOOPT) C(ENOSPC) C(ENOSR) C(ENOSTR) C(ENOSYS) C(ENOTCONN) C(ENOTDIR) C(ENOTEMPTY)
    C(ENOTSOCK) C(ENOTSUP) C(ENOTTY) C(ENXIO) C(EOPNOTSUPP) C(EOVERFLOW) C(EPERM) C(EPIPE) C(EPROTO)
    C(EPROTONOSUPPORT) C(EPROTOTYPE) C(ERANGE) C(EROFS) C(ESPIPE) C(ESRCH) C(ESTALE) C(ETIME) C(ETIMEDOUT) C(ETXTBSY)
    C(EWOULDBLOCK) C(EXDEV)
};
constexpr Constant kSignals[] = {
    C(SIGHUP) C(SIGINT) C(SIGQUIT) C(SIGILL) C(SIGTRAP) C(SIGABRT) C(SIGIOT) C(SIGBUS) C(SIGFPE) C(SIGKILL)
    C(SIGUSR1) C(SIGSEGV) C(SIGUSR2) C(SIGPIPE) C(SIGALRM) C(SIGTERM) C(SIGCHLD) C(SIGSTKFLT) C(SIGCONT) C(SIGSTOP)
    C(SIGTSTP) C(SIGTTIN) C(SIGTTOU) C(SIGURG) C(SIGXCPU) C(SIGXFSZ) C(SIGVTALRM) C(SIGPROF) C(SIGWINCH) C(SIGIO)
    C(SIGPOLL) C(SIGPWR) C(SIGSYS)
};
#undef C
constexpr Constant kPriority[] = {
    {"PRIORITY_LOW", UV_PRIORITY_LOW},         {"PRIORITY_BELOW_NORMAL", UV_PRIORITY_BELOW_NORMAL},
    {"PRIORITY_NORMAL", UV_PRIORITY_NORMAL},   {"PRIORITY_ABOVE_NORMAL", UV_PRIORITY_ABOVE_NORMAL},
    {"PRIORITY_HIGH", UV_PRIORITY_HIGH},       {"PRIORITY_HIGHEST", UV_PRIORITY_HIGHEST},
};

void Setup(v8::Isolate* isolate, v8::Local<v8::Context>, v8::Local<v8::Object> target) {
  auto bare = [isolate] { return v8::Object::New(isolate, v8::Null(isolate), nullptr, nullptr, 0); };
  auto constants = bare();
  js::SetConstant(isolate, constants, "UV_UDP_REUSEADDR", UV_UDP_REUSEADDR);
  auto group = [&](const char* name, std::span<const Constant> list) {
    auto object = bare();
    for (const Constant& constant : list) js::SetConstant(isolate, object, constant.name, constant.value);
    js::SetValue(isolate, constants, name, object);
  };
  group("dlopen", kDlopen);
  group("errno", kErrno);
  group("signals", kSignals);
  group("priority", kPriority);
  js::SetValue(isolate, target, "constants", constants);
}

}  // namespace

extern const js::BindingSpec kBinding_os;
const js::BindingSpec kBinding_os = {"os", kRows, Setup};

}  // namespace phasor::bindings
