#include "runtime/watchdog.h"

#include <errno.h>
#include <signal.h>
#include <time.h>

#include <mutex>
#include <vector>

#include "runtime/realm.h"

namespace phasor::runtime {

namespace {

// Watchdogs that wait for SIGINT; the innermost one is told. A handler may only post a semaphore, so that it reads one
// atomic pointer.
std::mutex g_mutex;
std::vector<sem_t*> g_waiting;
std::atomic<sem_t*> g_innermost = nullptr;
struct sigaction g_previous;

void OnSigint(int) {
  sem_t* innermost = g_innermost;
  if (innermost == nullptr) return;
  sem_post(innermost);
}

void AddInterruptible(sem_t* wake) {
  std::scoped_lock lock(g_mutex);
  if (g_waiting.empty()) {
    struct sigaction action = {};
    action.sa_handler = OnSigint;
    sigfillset(&action.sa_mask);
    sigaction(SIGINT, &action, &g_previous);
  }
  g_waiting.push_back(wake);
  g_innermost = wake;
}

void RemoveInterruptible(sem_t* wake) {
  std::scoped_lock lock(g_mutex);
  std::erase(g_waiting, wake);
  g_innermost = g_waiting.empty() ? nullptr : g_waiting.back();
  if (g_waiting.empty()) sigaction(SIGINT, &g_previous, nullptr);
}

}  // namespace

Watchdog::Watchdog(v8::Isolate* isolate, uint64_t timeout, bool break_on_sigint) : isolate_(isolate), sigint_(break_on_sigint) {
  if (timeout == 0 && !break_on_sigint) {
    finished_ = true;
    return;
  }
  sem_init(&wake_, 0, 0);
  if (sigint_) AddInterruptible(&wake_);
  thread_ = std::thread([this, timeout] { Wait(timeout); });
}

void Watchdog::Wait(uint64_t timeout) {
  timespec deadline;
  clock_gettime(CLOCK_REALTIME, &deadline);
  deadline.tv_sec += static_cast<time_t>(timeout / 1000);
  deadline.tv_nsec += static_cast<long>(timeout % 1000) * 1000000;
  if (deadline.tv_nsec >= 1000000000) {
    deadline.tv_sec += 1;
    deadline.tv_nsec -= 1000000000;
  }
  int status;
  do {
    status = timeout == 0 ? sem_wait(&wake_) : sem_timedwait(&wake_, &deadline);
  } while (status != 0 && errno == EINTR);
  if (done_) return;
  verdict_ = status == 0 ? Verdict::kInterrupted : Verdict::kTimedOut;
  isolate_->TerminateExecution();
}

Watchdog::Verdict Watchdog::Finish() {
  if (finished_) return verdict_;
  finished_ = true;
  if (sigint_) RemoveInterruptible(&wake_);
  done_ = true;
  sem_post(&wake_);
  thread_.join();
  sem_destroy(&wake_);
  if (verdict_ == Verdict::kNone) return verdict_;
  isolate_->CancelTerminateExecution();
  // A program that another thread ends meanwhile stays terminated.
  Realm* realm = Realm::FromOrNull(isolate_);
  if (realm != nullptr && realm->stopping()) isolate_->TerminateExecution();
  return verdict_;
}

}  // namespace phasor::runtime
