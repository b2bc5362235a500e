// binding('child'): starting programs. spawn() for asynchronous ones, whose pipes are Pipe handles of binding('stream');
// spawnSync() for one that is waited for. Callers: lib/internal/child_process.
// stdio is flat: [kind, value, kind, value ...] with the kinds below.
#include <uv.h>

#include "bindings/stream.h"
#include "loop/handle.h"
#include "loop/spawn.h"

namespace phasor::bindings {

namespace {

using runtime::Realm;

enum StdioKind { kIgnore = 0, kPipe = 1, kInheritFd = 2, kInheritHandle = 3, kPipeOverlapped = 4 };
// Bits of `flags`.
enum SpawnFlag { kDetached = 1, kSetUid = 2, kSetGid = 4 };

// What both ways to spawn take.
struct Command {
  std::string file;
  std::vector<std::string> args;
  std::optional<std::string> cwd;
  std::optional<std::vector<std::string>> env;
  uint32_t flags;
  uint32_t uid;
  uint32_t gid;

  loop::SpawnOptions ToOptions() {
    loop::SpawnOptions options;
    options.file = std::move(file);
    options.args = std::move(args);
    options.cwd = std::move(cwd);
    options.env = std::move(env);
    if (flags & kDetached) options.flags |= UV_PROCESS_DETACHED;
    if (flags & kSetUid) options.flags |= UV_PROCESS_SETUID;
    if (flags & kSetGid) options.flags |= UV_PROCESS_SETGID;
    options.uid = uid;
    options.gid = gid;
    return options;
  }
};

class ChildHandle final : public loop::Handle, public js::Shell {
 public:
  static const js::ClassSpec kClass;

  ChildHandle(Realm& realm, std::unique_ptr<uv_process_t> process, runtime::Callback on_exit)
      : Handle(realm.loop(), reinterpret_cast<uv_handle_t*>(process.get())),
        realm_(realm), process_(std::move(process)), on_exit_(std::move(on_exit)) {}

  runtime::Callback& on_exit() { return on_exit_; }
  int32_t Pid() const { return process_->pid; }
  int32_t Kill(int32_t signal) { return uv_process_kill(process_.get(), signal); }
  void JsRef() { Ref(); }
  void JsUnref() { Unref(); }
  bool JsHasRef() { return has_ref(); }
  void JsClose() {
    DetachShell();
    Close();
  }

  static void OnUvExit(uv_process_t* process, int64_t status, int signal) {
    auto* self = static_cast<ChildHandle*>(static_cast<loop::Handle*>(process->data));
    if (!self->realm_.can_enter()) return;
    v8::Isolate* isolate = self->realm_.isolate();
    v8::HandleScope handles(isolate);
    v8::Local<v8::Value> argv[] = {v8::Number::New(isolate, static_cast<double>(status)), v8::Integer::New(isolate, signal)};
    self->on_exit_.Call(self->realm_, 2, argv);
  }

 private:
  Realm& realm_;
  std::unique_ptr<uv_process_t> process_;
  runtime::Callback on_exit_;
};

const js::Row kChildRows[] = {
    js::Getter<&ChildHandle::Pid>("pid"),      js::Method<&ChildHandle::Kill>("kill"),
    js::Method<&ChildHandle::JsRef>("ref"),    js::Method<&ChildHandle::JsUnref>("unref"),
    js::Method<&ChildHandle::JsHasRef>("hasRef"), js::Method<&ChildHandle::JsClose>("close"),
};
const js::ClassSpec ChildHandle::kClass = js::AbstractClass(js::ClassSpec::Kind::kShell, "Process", kChildRows);

// Reads one [kind, value] pair of an asynchronous child. `made` collects the streams that uv_spawn opens.
Result<uv_stdio_container_t> ToContainer(v8::Isolate* isolate, js::Value kind_value, js::Value value,
                                         std::vector<net::Stream*>* made) {
  uv_stdio_container_t container = {};
  int32_t kind = 0, fd = -1;
  StreamHandle* handle = nullptr;
  auto bad = [] { return Error::Coded(ErrorCode::kERR_INTERNAL_ASSERTION, "spawn: bad stdio"); };
  if (!js::Convert<int32_t>::From(isolate, kind_value, &kind)) return bad();
  switch (kind) {
    case kIgnore:
      container.flags = UV_IGNORE;
      return container;
    case kInheritFd:
      if (!js::Convert<int32_t>::From(isolate, value, &fd)) return bad();
      container.flags = UV_INHERIT_FD;
      container.data.fd = fd;
      return container;
    case kPipe:
    case kPipeOverlapped:
    case kInheritHandle:
      if (!js::Convert<StreamHandle*>::From(isolate, value, &handle) || handle == nullptr) return bad();
      container.data.stream = handle->stream()->stream();
      if (kind == kInheritHandle) {
        container.flags = UV_INHERIT_STREAM;
      } else {
        container.flags = static_cast<uv_stdio_flags>(UV_CREATE_PIPE | UV_READABLE_PIPE | UV_WRITABLE_PIPE);
        made->push_back(handle->stream());
      }
      return container;
    default: return bad();
  }
}

// spawn(file, args, cwd, env, flags, uid, gid, stdio, onExit(status, signal)) -> Process, or a negative errno
v8::MaybeLocal<v8::Value> Spawn(Realm& realm, std::string file, std::vector<std::string> args, std::optional<std::string> cwd,
                                std::optional<std::vector<std::string>> env, uint32_t flags, uint32_t uid, uint32_t gid,
                                std::vector<js::Value> stdio, runtime::Callback on_exit) {
  v8::Isolate* isolate = realm.isolate();
  Command command{std::move(file), std::move(args), std::move(cwd), std::move(env), flags, uid, gid};
  loop::SpawnOptions options = command.ToOptions();
  uv_process_options_t uv = options.ForUv();
  std::vector<uv_stdio_container_t> containers;
  std::vector<net::Stream*> made;
  for (size_t i = 0; i + 1 < stdio.size(); i += 2) {
    auto container = ToContainer(isolate, stdio[i], stdio[i + 1], &made);
    if (!container.ok()) {
      js::Throw(isolate, container.error());
      return {};
    }
    containers.push_back(*container);
  }
  uv.stdio = containers.data();
  uv.stdio_count = static_cast<int>(containers.size());
  uv.exit_cb = ChildHandle::OnUvExit;
  auto process = std::make_unique<uv_process_t>();
  int status = uv_spawn(realm.loop().uv(), process.get(), &uv);
  auto* child = new ChildHandle(realm, std::move(process), std::move(on_exit));
  if (status != 0) {
    child->Close();
    return v8::Integer::New(isolate, status).As<v8::Value>();
  }
  for (net::Stream* stream : made) stream->MarkOpen();
  v8::Local<v8::Object> object;
  if (!js::NewInstance(isolate, realm.context(), child).ToLocal(&object)) {
    child->Close();
    return {};
  }
  child->on_exit().Begin(realm, "PROCESSWRAP", object);
  return object.As<v8::Value>();
}

// Reads the [kind, value] pairs of a synchronous child: a pipe's value is its input, or undefined.
bool ToSyncStdio(v8::Isolate* isolate, const std::vector<js::Value>& pairs, std::vector<js::PinnedBytes>* pins,
                 std::vector<loop::SyncStdio>* out) {
  pins->resize(pairs.size() / 2);
  for (size_t i = 0; i + 1 < pairs.size(); i += 2) {
    int32_t kind = 0;
    loop::SyncStdio stdio;
    if (!js::Convert<int32_t>::From(isolate, pairs[i], &kind)) return false;
    if (kind == kInheritFd) {
      stdio.kind = loop::SyncStdio::Kind::kInherit;
      if (!js::Convert<int32_t>::From(isolate, pairs[i + 1], &stdio.fd)) return false;
    } else if (kind == kPipe || kind == kPipeOverlapped) {
      stdio.kind = loop::SyncStdio::Kind::kPipe;
      if (!pairs[i + 1]->IsUndefined()) {
        if (!(*pins)[i / 2].Assign(pairs[i + 1])) return false;
        stdio.input = (*pins)[i / 2].span();
      }
    } else if (kind != kIgnore) {
      return false;
    }
    out->push_back(stdio);
  }
  return true;
}

// spawnSync(file, args, cwd, env, flags, uid, gid, stdio, timeout, maxBuffer, killSignal)
//   -> [error, pid, status, signal, output ...]; an output is a Uint8Array or null
Result<std::vector<js::Value>> SpawnSync(v8::Isolate* isolate, std::string file, std::vector<std::string> args,
                                         std::optional<std::string> cwd, std::optional<std::vector<std::string>> env,
                                         uint32_t flags, uint32_t uid, uint32_t gid, std::vector<js::Value> stdio,
                                         double timeout, double max_buffer, int32_t kill_signal) {
  Command command{std::move(file), std::move(args), std::move(cwd), std::move(env), flags, uid, gid};
  loop::SyncSpawnOptions options;
  options.spawn = command.ToOptions();
  std::vector<js::PinnedBytes> pins;
  if (!ToSyncStdio(isolate, stdio, &pins, &options.stdio)) {
    return Error::Coded(ErrorCode::kERR_INTERNAL_ASSERTION, "spawnSync: bad stdio");
  }
  options.timeout = timeout > 0 ? static_cast<uint64_t>(timeout) : 0;
  options.max_buffer = max_buffer;
  options.kill_signal = kill_signal;
  loop::SyncSpawnResult result = loop::RunAndWait(std::move(options));
  std::vector<js::Value> values = {v8::Integer::New(isolate, result.error), v8::Integer::New(isolate, result.pid),
                                   v8::Number::New(isolate, static_cast<double>(result.status)),
                                   v8::Integer::New(isolate, result.signal)};
  for (auto& output : result.outputs) {
    if (output) {
      values.push_back(js::NewUint8Array(isolate, std::vector<uint8_t>(output->begin(), output->end())));
    } else {
      values.push_back(v8::Null(isolate));
    }
  }
  return values;
}

const js::Row kRows[] = {
    js::Fn<Spawn>("spawn"),
    js::Fn<SpawnSync>("spawnSync"),
};

}  // namespace

extern const js::BindingSpec kBinding_child;
const js::BindingSpec kBinding_child = {"child", kRows};

}  // namespace phasor::bindings
