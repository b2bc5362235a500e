// binding('loop_blame'): watching for a blocked loop (runtime/block_watch.h). Caller: lib/internal/loop/blame.js.
#include <memory>
#include <string>

#include "js/binding.h"
#include "runtime/block_watch.h"

namespace phasor::bindings {

namespace {

using runtime::BlockWatch;
using runtime::Realm;

thread_local std::unique_ptr<BlockWatch> t_watch;
thread_local bool t_ends_with_realm = false;

void Stop() { t_watch.reset(); }

// start(threshold ms, "text" | "json" | "none", onReport(json), pendingTick() -> function or undefined): in the place of an earlier watch.
void Start(Realm& realm, double threshold, const std::string& output, v8::Local<v8::Function> on_report,
           v8::Local<v8::Function> pending_tick) {
  if (!t_ends_with_realm) realm.AtTeardown(Stop);
  t_ends_with_realm = true;
  Stop();
  const auto kind = output == "json" ? BlockWatch::Output::kJson : output == "none" ? BlockWatch::Output::kNone
                                                                                    : BlockWatch::Output::kText;
  t_watch = std::make_unique<BlockWatch>(realm, threshold, kind, on_report, pending_tick);
}

// noteRequest("GET /path"): the running callback serves it.
void NoteRequest(std::string request) {
  if (t_watch != nullptr) t_watch->NoteRequest(std::move(request));
}

const js::Row kRows[] = {
    js::Fn<Start>("start"),
    js::Fn<Stop>("stop"),
    js::Fn<NoteRequest>("noteRequest"),
};

}  // namespace

extern const js::BindingSpec kBinding_loop_blame;
const js::BindingSpec kBinding_loop_blame = {"loop_blame", kRows};

}  // namespace phasor::bindings
