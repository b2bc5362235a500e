// binding('signal'): new SignalWatch(callback(signum)) over uv_signal. Caller: lib/internal/process/signal.js.
// A watch does not keep the process alive.
#include <uv.h>

#include "js/class.h"
#include "loop/handle.h"
#include "runtime/callback.h"

namespace phasor::bindings {

namespace {

using runtime::Realm;

class SignalWatch final : public loop::Handle, public js::Shell {
 public:
  static const js::ClassSpec kClass;

  static SignalWatch* New(Realm& realm, runtime::Callback callback) {
    auto* signal = new uv_signal_t;
    uv_signal_init(realm.loop().uv(), signal);
    return new SignalWatch(realm, signal, std::move(callback));
  }

  // start(signum) -> 0 or a negative errno
  int32_t Start(int32_t signum) { return uv_signal_start(signal_.get(), OnUvSignal, signum); }
  void JsClose() {
    DetachShell();
    Close();
  }
  void JsRef() { Ref(); }
  void JsUnref() { Unref(); }
  bool JsHasRef() { return has_ref(); }

 private:
  SignalWatch(Realm& realm, uv_signal_t* signal, runtime::Callback callback)
      : Handle(realm.loop(), reinterpret_cast<uv_handle_t*>(signal)),
        realm_(realm), signal_(signal), callback_(std::move(callback)) {
    callback_.Begin(realm, "SIGNALWRAP");
    Unref();
  }

  static void OnUvSignal(uv_signal_t* signal, int signum) {
    auto* self = static_cast<SignalWatch*>(static_cast<loop::Handle*>(signal->data));
    if (!self->realm_.can_enter()) return;
    v8::HandleScope handles(self->realm_.isolate());
    v8::Local<v8::Value> argv[] = {v8::Integer::New(self->realm_.isolate(), signum)};
    self->callback_.Call(self->realm_, 1, argv);
  }

  Realm& realm_;
  std::unique_ptr<uv_signal_t> signal_;
  runtime::Callback callback_;
};

const js::Row kSignalRows[] = {
    js::Method<&SignalWatch::Start>("start"),  js::Method<&SignalWatch::JsClose>("close"),
    js::Method<&SignalWatch::JsRef>("ref"),    js::Method<&SignalWatch::JsUnref>("unref"),
    js::Method<&SignalWatch::JsHasRef>("hasRef"),
};
const js::ClassSpec SignalWatch::kClass = js::ShellClass<SignalWatch::New>("SignalWatch", kSignalRows);

const js::Row kRows[] = {
    js::Class<SignalWatch>("SignalWatch"),
};

}  // namespace

extern const js::BindingSpec kBinding_signal;
const js::BindingSpec kBinding_signal = {"signal", kRows};

}  // namespace phasor::bindings
