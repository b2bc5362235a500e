// Blame: a thread that sees a loop blocked for longer than a threshold and says, while it is, where the time goes
// (docs/event-loop.md). One for each watched loop. Caller: bindings/loop_blame.cc.
//
// The thread looks at the loop's published place (loop::Phases::now). From half of the threshold on it samples what the
// loop's thread does, and asks V8 for an interrupt that puts a marker into the microtask queue; at the threshold it asks for
// the JavaScript stack. If JavaScript answers, the report is made there and then, on the loop's thread. If it does not (native
// code, a system call, a collection), the watching thread reports without a stack, which follows as soon as JavaScript runs: at
// once if the marker's question is still open, else after another quarter of the threshold. JavaScript hears of each report in a microtask, or else in the poll phase.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "loop/block_report.h"
#include "runtime/realm.h"

namespace phasor::runtime {

class BlockWatch {
 public:
  enum class Output { kText, kJson, kNone };

  // `threshold` in ms, more than 0. `on_report` is called with a report as JSON text (loop::ToJson); `pending_tick`, inside
  // an interrupt, gives the callback of a tick in the queue and must not run code of the program.
  BlockWatch(Realm& realm, double threshold, Output output, v8::Local<v8::Function> on_report,
             v8::Local<v8::Function> pending_tick);
  ~BlockWatch();  // waits for the thread
  BlockWatch(const BlockWatch&) = delete;

  // The HTTP request that the running callback begins to serve ("GET /path").
  void NoteRequest(std::string request);

 private:
  enum class Ask { kMarker, kStack };
  // An interrupt that V8 was asked for, and how long the loop's thread had run by then.
  struct Question {
    uint64_t at = 0;  // 0: not asked
    uint64_t cpu_time = 0;
  };
  // A time in which the loop looked for no events.
  struct Block {
    uint64_t since = 0;    // Now::busy_since, which identifies it; 0: the loop is not busy
    uint64_t counts_from = 0;  // the same, unless the watch began later
    uint64_t first_callback = 0;  // the one that ran when the thread first saw it
    loop::Stage stage = loop::Stage::kNone;  // the last one that was no collection
    loop::BlockEvidence evidence;
    Question marker;       // put a marker into the microtask queue
    bool marker_answered = false, marker_ran = false;
    double ticks_at_marker = 0;
    Question stack;
    uint64_t cpu_time = 0;  // at the last sample
    bool waits_in_kernel = false;
    bool reported = false;
  };

  void Watch();
  uint64_t Look(uint64_t at);
  void Sample(const loop::Now& now);
  bool HasRunSince(const Question& question) const;
  bool IsAnswerDue(uint64_t at) const;
  void AskFor(Ask ask, Question* question, uint64_t at);
  void OnAnswer(Ask ask, uint64_t since);
  void PutMarker(uint64_t since);
  void TakeStack(uint64_t since);
  void OnMarker();
  bool BelongsToBlock(uint64_t since) const;
  loop::BlockReport Compose(uint64_t at, bool answers);
  void AddStack(loop::BlockReport* report) const;
  void AddFeeder(loop::BlockReport* report);
  loop::EndlessDrain FindDrain(const loop::BlockReport& report) const;
  void Report(loop::BlockReport report, uint64_t at);
  void Print(const loop::BlockReport& report) const;
  void Deliver();
  void Publish();

  Realm& realm_;
  const loop::Phases& phases_;
  const uint64_t threshold_;  // ns
  const Output output_;
  const pid_t thread_id_;     // the loop's
  v8::Global<v8::Function> on_report_;
  v8::Global<v8::Function> pending_tick_;
  uint64_t generation_;       // tells this watch from an earlier one of the same thread

  const uint64_t began_;

  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  Block block_;
  std::optional<loop::BlockReport> without_stack_;  // reported, its stack is still to come
  uint64_t without_stack_since_ = 0;
  std::string request_;
  uint64_t request_callback_ = 0;  // Now::callbacks when it was noted
  loop::ReportLimiter limiter_;
  std::deque<std::string> outbox_;  // loop's thread only
  std::thread thread_;
};

}  // namespace phasor::runtime
