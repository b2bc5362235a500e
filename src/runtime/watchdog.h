// Stops JavaScript that runs too long, or that the user interrupts: vm's `timeout` and `breakOnSigint`. A thread waits
// for the deadline or for SIGINT and terminates the isolate's execution. Caller: bindings/vm.cc.
//
//   Watchdog watchdog(isolate, 50, false);
//   auto result = script->Run(context);
//   switch (watchdog.Finish()) ...   // clears the termination if it was the watchdog's
#pragma once

#include <v8.h>

#include <semaphore.h>

#include <atomic>
#include <thread>

namespace phasor::runtime {

class Watchdog {
 public:
  enum class Verdict { kNone, kTimedOut, kInterrupted };

  // `timeout` in ms; 0: none. With neither a time-out nor the signal there is no thread.
  Watchdog(v8::Isolate* isolate, uint64_t timeout, bool break_on_sigint);
  ~Watchdog() { Finish(); }
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;

  Verdict Finish();

 private:
  void Wait(uint64_t timeout);

  v8::Isolate* isolate_;
  bool sigint_;
  bool finished_ = false;
  std::atomic<Verdict> verdict_ = Verdict::kNone;
  std::atomic<bool> done_ = false;
  sem_t wake_;
  std::thread thread_;
};

}  // namespace phasor::runtime
