#include "runtime/trace.h"

#include <semaphore.h>
#include <signal.h>
#include <unistd.h>

#include <cstdio>
#include <memory>
#include <thread>

#include "runtime/options.h"
#include "runtime/stack_text.h"

namespace phasor::runtime {

namespace {

constexpr int kThrowingFrames = 10;
constexpr int kSigintFrames = 10;

void Print(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fflush(stderr);
}

}  // namespace

void TraceEnvironment(Realm& realm, std::string_view action, std::string_view name) {
  const Options& options = realm.options();
  bool with_stack = options.Enabled("--trace-env-js-stack");
  bool with_native_stack = options.Enabled("--trace-env-native-stack");
  if (!with_stack && !with_native_stack && !options.Enabled("--trace-env")) return;
  std::string text = "[--trace-env] " + std::string(action);
  text += name.empty() ? " environment variables\n" : " \"" + std::string(name) + "\"\n";
  if (with_stack) {
    std::string stack = NumberedStack(realm.isolate());
    if (!stack.empty()) text += "\n----- JavaScript stack trace -----\n\n" + stack + "\n\n";
  }
  Print(text);
}

void TraceSyncCall(Realm& realm) {
  if (!realm.options().Enabled("--trace-sync-io")) return;
  v8::HandleScope handles(realm.isolate());
  auto stack = v8::StackTrace::CurrentStackTrace(realm.isolate(), kThrowingFrames, v8::StackTrace::kDetailed);
  Print("(node:" + std::to_string(getpid()) + ") WARNING: Detected use of sync API\n" + StackLines(realm.isolate(), stack));
}

void KeepThrowingStacks(Realm& realm) {
  if (!realm.options().Enabled("--trace-uncaught")) return;
  realm.isolate()->SetCaptureStackTraceForUncaughtExceptions(true, kThrowingFrames, v8::StackTrace::kDetailed);
}

std::string ThrownAt(Realm& realm, v8::Local<v8::Message> message) {
  if (message.IsEmpty() || !realm.options().Enabled("--trace-uncaught")) return {};
  auto stack = message->GetStackTrace();
  if (stack.IsEmpty()) return {};
  return "Thrown at:\n" + StackLines(realm.isolate(), stack);
}

// ---- SIGINT ----

namespace {

// Waits on a thread of its own for a signal that its handler, which may only post a semaphore, tells of.
class SigintTrace {
 public:
  explicit SigintTrace(Realm& realm) : realm_(realm) {
    sem_init(&Wake(), 0, 0);
    struct sigaction action = {};
    action.sa_handler = [](int) { sem_post(&Wake()); };
    sigfillset(&action.sa_mask);
    sigaction(SIGINT, &action, &previous_);
    thread_ = std::thread([this] { Wait(); });
  }

  ~SigintTrace() {
    sigaction(SIGINT, &previous_, nullptr);
    ended_ = true;
    sem_post(&Wake());
    thread_.join();
    sem_destroy(&Wake());
  }

 private:
  static sem_t& Wake() {
    static sem_t wake;
    return wake;
  }

  void Wait() {
    while (sem_wait(&Wake()) != 0) {
    }
    if (!ended_) realm_.Interrupt([this] { End(); });
  }

  // On the realm's thread: the last words, then SIGINT does what it does by default.
  void End() {
    std::string text = "KEYBOARD_INTERRUPT: Script execution was interrupted by `SIGINT`\n";
    auto stack = v8::StackTrace::CurrentStackTrace(realm_.isolate(), kSigintFrames, v8::StackTrace::kDetailed);
    Print(text + StackLines(realm_.isolate(), stack));
    signal(SIGINT, SIG_DFL);
    raise(SIGINT);
  }

  Realm& realm_;
  struct sigaction previous_ = {};
  std::atomic<bool> ended_ = false;
  std::thread thread_;
};

std::unique_ptr<SigintTrace> g_sigint_trace;

}  // namespace

void SetTraceSigint(Realm& realm, bool on) {
  if (!on) {
    g_sigint_trace.reset();
  } else if (g_sigint_trace == nullptr) {
    g_sigint_trace = std::make_unique<SigintTrace>(realm);
    realm.AtTeardown([] { g_sigint_trace.reset(); });
  }
}

}  // namespace phasor::runtime
