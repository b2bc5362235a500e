// binding('fs_watch'): the Watcher class behind fs.watch: one uv_fs_event handle. lib/internal/fs/watchers.js makes it,
// calls start() once and close() once. Events arrive as onchange(status, event, name): status is 0 or a negative errno;
// event is 'rename' or 'change'; name is a Uint8Array or null.
#include "js/class.h"
#include "loop/handle.h"
#include "loop/loop.h"
#include "runtime/callback.h"

namespace phasor::bindings {

namespace {

using runtime::Realm;

class Watcher final : public loop::Handle, public js::Shell {
 public:
  static const js::ClassSpec kClass;

  static Watcher* New(Realm& realm, v8::Local<v8::Function> on_change) {
    auto* watcher = new Watcher(realm);
    watcher->on_change_.Assign(realm.isolate(), on_change);
    return watcher;
  }

  // start(path, recursive) -> 0 or a negative errno
  int32_t Start(const js::Bytes& path, bool recursive) {
    if (!is_open()) return UV_EBADF;
    std::string name(path.view());
    on_change_.Begin(realm_, "FSEVENTWRAP", object(realm_.isolate()));
    return uv_fs_event_start(&uv_, OnUvEvent, name.c_str(), recursive ? UV_FS_EVENT_RECURSIVE : 0);
  }
  // JavaScript's close(): the handle goes in the closing phase.
  void JsClose() {
    DetachShell();
    Close();
  }
  void JsRef() { Ref(); }
  void JsUnref() { Unref(); }
  bool JsHasRef() { return has_ref(); }

 private:
  explicit Watcher(Realm& realm) : Handle(realm.loop(), Init(realm, &uv_)), realm_(realm) {}
  static uv_handle_t* Init(Realm& realm, uv_fs_event_t* uv) {
    CHECK(uv_fs_event_init(realm.loop().uv(), uv) == 0);
    return reinterpret_cast<uv_handle_t*>(uv);
  }
  static void OnUvEvent(uv_fs_event_t* uv, const char* name, int events, int status) {
    static_cast<Watcher*>(static_cast<loop::Handle*>(uv->data))->OnEvent(name, events, status);
  }
  void OnEvent(const char* name, int events, int status) {
    v8::Isolate* isolate = realm_.isolate();
    v8::HandleScope handles(isolate);
    v8::Context::Scope context(realm_.context());
    v8::Local<v8::Value> file = v8::Null(isolate);
    if (name != nullptr) {
      std::string_view text(name);
      file = js::NewUint8Array(isolate, {text.begin(), text.end()});
    }
    v8::Local<v8::Value> argv[] = {v8::Integer::New(isolate, status),
                                   js::Literal(isolate, (events & UV_RENAME) != 0 ? "rename" : "change"), file};
    on_change_.Call(realm_, 3, argv);
  }

  Realm& realm_;
  uv_fs_event_t uv_;
  runtime::Callback on_change_;
};

constexpr js::Row kWatcherRows[] = {
    js::Method<&Watcher::Start>("start"),   js::Method<&Watcher::JsClose>("close"), js::Method<&Watcher::JsRef>("ref"),
    js::Method<&Watcher::JsUnref>("unref"), js::Method<&Watcher::JsHasRef>("hasRef"),
};
const js::ClassSpec Watcher::kClass = js::ShellClass<Watcher::New>("FSEvent", kWatcherRows);

const js::Row kRows[] = {js::Class<Watcher>("Watcher")};

}  // namespace

extern const js::BindingSpec kBinding_fs_watch;
const js::BindingSpec kBinding_fs_watch = {"fs_watch", kRows};

}  // namespace phasor::bindings
