#include "runtime/block_watch.h"

#include <unistd.h>
#include <uv.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <utility>

#include "base/write_fully.h"
#include "loop/thread_state.h"
#include "runtime/block_stack.h"
#include "runtime/callback.h"
#include "runtime/tracing.h"

namespace phasor::runtime {

namespace {

// The watch of this thread's realm, for what V8 calls later: by then it may be gone, or another one.
thread_local BlockWatch* t_watch = nullptr;
std::atomic<uint64_t> g_generations = 0;
std::atomic<uint64_t> g_reports = 0;

// So many ticks since the marker: the drain goes on rather than one of its callbacks.
constexpr double kManyTicks = 3;
constexpr uint64_t kShortestPause = 1'000'000;  // ns

bool HasTickDrain(const loop::BlockReport& report) {
  return std::any_of(report.stack.begin(), report.stack.end(), [](const loop::BlockFrame& frame) {
    return frame.internal && frame.function.ends_with("processTicksAndRejections");
  });
}

// Where the callback was queued, innermost first; empty unless stacks are noted (--trace-loop-stacks).
std::vector<loop::BlockFrame> ScheduledAt(uint64_t async_id) {
  std::vector<loop::BlockFrame> frames;
  const Tracing* tracing = Tracing::Current();
  if (tracing == nullptr) return frames;
  for (TraceLabel& label : tracing->StackOf(async_id)) {
    frames.push_back({std::move(label.function), std::move(label.script), label.line, label.column});
  }
  return frames;
}

}  // namespace

BlockWatch::BlockWatch(Realm& realm, double threshold, Output output, v8::Local<v8::Function> on_report,
                       v8::Local<v8::Function> pending_tick)
    : realm_(realm), phases_(realm.loop().phases()), threshold_(static_cast<uint64_t>(threshold * 1e6)), output_(output),
      thread_id_(gettid()), on_report_(realm.isolate(), on_report), pending_tick_(realm.isolate(), pending_tick),
      generation_(++g_generations), began_(uv_hrtime()) {
  t_watch = this;
  thread_ = std::thread([this] { Watch(); });
}

BlockWatch::~BlockWatch() {
  t_watch = nullptr;
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void BlockWatch::NoteRequest(std::string request) {
  std::lock_guard lock(mutex_);
  request_ = std::move(request);
  request_callback_ = phases_.now().callbacks;
}

// ---- the watching thread ----

void BlockWatch::Watch() {
  pthread_setname_np(pthread_self(), "block-watch");
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    const uint64_t pause = std::max(Look(uv_hrtime()), kShortestPause);
    wake_.wait_for(lock, std::chrono::nanoseconds(pause), [this] { return stopping_; });
  }
}

// Returns after how many ns to look again.
uint64_t BlockWatch::Look(uint64_t at) {
  const loop::Now now = phases_.now();
  if (now.busy_since != block_.since) {
    // It ended between two looks: what was asked for is told all the same.
    if (block_.stack.at != 0 && !block_.reported) Report(Compose(at, false), at);
    block_ = {};
    block_.since = now.busy_since;
    block_.counts_from = std::max(now.busy_since, began_);
    block_.first_callback = now.callbacks;
  }
  if (block_.since == 0 || block_.reported) return threshold_ / 2;
  const uint64_t busy = at > block_.counts_from ? at - block_.counts_from : 0;
  if (busy < threshold_ / 2) return threshold_ / 2 - busy;
  Sample(now);
  if (block_.marker.at == 0) AskFor(Ask::kMarker, &block_.marker, at);
  if (busy >= threshold_ && block_.stack.at == 0) AskFor(Ask::kStack, &block_.stack, at);
  if (block_.stack.at != 0 && IsAnswerDue(at)) Report(Compose(at, false), at);
  const uint64_t rest = busy < threshold_ ? threshold_ - busy : threshold_;
  return std::min(threshold_ / 16, rest);
}

// A thread that gets no processor cannot answer; one that waits in the kernel will not.
bool BlockWatch::HasRunSince(const Question& question) const {
  return block_.waits_in_kernel || block_.cpu_time - question.cpu_time >= threshold_ / 16;
}

// Whether JavaScript would have answered by now: the marker's question, which is half a threshold old, if no collection goes on,
// or else that for the stack.
bool BlockWatch::IsAnswerDue(uint64_t at) const {
  const bool in_gc = block_.evidence.samples.back().in_gc;
  const bool marker_is_late = !block_.marker_answered && at - block_.marker.at >= threshold_ / 4;
  if (marker_is_late && !in_gc && HasRunSince(block_.marker)) return true;
  const uint64_t waited = at - block_.stack.at;
  return (waited >= threshold_ / 4 && HasRunSince(block_.stack)) || waited >= threshold_ * 4 / 10;
}

void BlockWatch::Sample(const loop::Now& now) {
  const loop::ThreadState state = loop::ReadThreadState(thread_id_);
  loop::BlockSample sample;
  sample.in_gc = now.stage == loop::Stage::kGc;
  if (!sample.in_gc) block_.stage = now.stage;
  if (state.waits_in_kernel()) sample.waits_in = state.syscall;
  block_.waits_in_kernel = state.waits_in_kernel();
  block_.cpu_time = state.cpu_time;
  block_.evidence.samples.push_back(sample);
}

void BlockWatch::AskFor(Ask ask, Question* question, uint64_t at) {
  *question = {at, block_.cpu_time};
  realm_.Interrupt([ask, since = block_.since, generation = generation_] {
    if (t_watch != nullptr && t_watch->generation_ == generation) t_watch->OnAnswer(ask, since);
  });
}

// ---- the loop's thread, inside V8's interrupt or in the poll phase ----

// Inside an interrupt the block is still going on; a look from the poll phase comes too late.
bool BlockWatch::BelongsToBlock(uint64_t since) const {
  return realm_.scope() != nullptr && phases_.now().busy_since == since;
}

void BlockWatch::OnAnswer(Ask ask, uint64_t since) {
  {
    std::lock_guard lock(mutex_);
    if (ask == Ask::kMarker) PutMarker(since);
    else TakeStack(since);
  }
  Deliver();
}

void BlockWatch::PutMarker(uint64_t since) {
  if (block_.since != since || !BelongsToBlock(since)) return;
  block_.marker_answered = true;
  block_.ticks_at_marker = realm_.async_fields()[kTicksRun];
  // If it runs before the block ends, the queue advances: no single callback holds the loop.
  realm_.isolate()->EnqueueMicrotask([](void* generation) {
    if (t_watch != nullptr && t_watch->generation_ == reinterpret_cast<uintptr_t>(generation)) t_watch->OnMarker();
  }, reinterpret_cast<void*>(static_cast<uintptr_t>(generation_)));
}

void BlockWatch::OnMarker() {
  std::lock_guard lock(mutex_);
  block_.marker_ran = true;
}

void BlockWatch::TakeStack(uint64_t since) {
  const uint64_t at = uv_hrtime();
  if (block_.since == since && block_.stack.at != 0 && !block_.reported && BelongsToBlock(since)) {
    if (block_.evidence.samples.empty()) Sample(phases_.now());
    // An answer only to the second question means that there was none for half of the threshold.
    Report(Compose(at, block_.marker_answered), at);
    return;
  }
  if (!without_stack_ || without_stack_since_ != since) return;
  loop::BlockReport report = std::move(*without_stack_);
  without_stack_.reset();
  if (realm_.scope() != nullptr) {
    AddStack(&report);
    report.ended = true;
    Print(report);
  }
  outbox_.push_back(loop::ToJson(report));
}

void BlockWatch::AddStack(loop::BlockReport* report) const {
  BlockStack stack = CaptureBlockStack(realm_.isolate());
  report->has_stack = true;
  report->stack = std::move(stack.frames);
  report->source = std::move(stack.source);
  report->async_id = realm_.async_fields()[kExecutionId];
  report->scheduled = ScheduledAt(static_cast<uint64_t>(report->async_id));
  report->trigger_id = realm_.async_fields()[kTriggerId];
  if (std::string request = RequestInContext(realm_.isolate()); !request.empty()) report->request = std::move(request);
}

// The interrupt came between two ticks: the callback stands in the queue.
void BlockWatch::AddFeeder(loop::BlockReport* report) {
  v8::Isolate* isolate = realm_.isolate();
  v8::HandleScope handles(isolate);
  v8::TryCatch caught(isolate);
  v8::Local<v8::Value> tick;
  auto pending_tick = pending_tick_.Get(isolate);
  if (!pending_tick->Call(realm_.context(), v8::Undefined(isolate), 0, nullptr).ToLocal(&tick) || !tick->IsFunction()) return;
  report->stack.push_back(FrameOf(isolate, tick.As<v8::Function>()));
}

loop::EndlessDrain BlockWatch::FindDrain(const loop::BlockReport& report) const {
  if (!block_.marker_answered || !report.has_stack) return loop::EndlessDrain::kNone;
  const bool ticks = block_.stage == loop::Stage::kTicks || HasTickDrain(report);
  if (ticks && realm_.async_fields()[kTicksRun] - block_.ticks_at_marker >= kManyTicks) return loop::EndlessDrain::kTicks;
  return block_.stage == loop::Stage::kMicrotasks && block_.marker_ran ? loop::EndlessDrain::kMicrotasks
                                                                        : loop::EndlessDrain::kNone;
}

// ---- either thread, with the lock ----

// `answers`: this is the loop's thread, inside JavaScript.
loop::BlockReport BlockWatch::Compose(uint64_t at, bool answers) {
  loop::BlockReport report;
  report.now = phases_.now();
  report.number = ++g_reports;
  report.thread_id = realm_.thread_id();
  report.blocked = static_cast<double>(at - block_.counts_from) / 1e6;
  report.threshold = static_cast<double>(threshold_) / 1e6;
  report.callbacks = report.now.callbacks - block_.first_callback + 1;
  report.async_id = report.now.async_id;
  report.trigger_id = report.now.trigger_id;
  if (request_callback_ == report.now.callbacks) report.request = request_;
  block_.evidence.busy = at - block_.since;
  block_.evidence.collecting = report.now.collecting;
  block_.evidence.answers = answers;
  report.finding = loop::FindCause(block_.evidence);
  return report;
}

void BlockWatch::Report(loop::BlockReport report, uint64_t at) {
  const bool on_loop_thread = gettid() == thread_id_;
  if (on_loop_thread) {
    AddStack(&report);
    report.drain = FindDrain(report);
    if (report.drain == loop::EndlessDrain::kTicks && report.Culprit() == nullptr) AddFeeder(&report);
  }
  block_.reported = true;
  if (!limiter_.Allow(at)) return;
  report.suppressed = limiter_.TakeSuppressed();
  Print(report);
  if (on_loop_thread) {
    outbox_.push_back(loop::ToJson(report));
  } else {
    without_stack_since_ = block_.since;
    without_stack_ = std::move(report);
  }
}

void BlockWatch::Print(const loop::BlockReport& report) const {
  if (output_ == Output::kNone) return;
  WriteFully(STDERR_FILENO, (output_ == Output::kJson ? loop::ToJson(report) : loop::ToText(report)) + "\n");
}

// ---- to JavaScript ----

void BlockWatch::Deliver() {
  if (outbox_.empty()) return;
  auto publish = [](void* generation) {
    if (t_watch != nullptr && t_watch->generation_ == reinterpret_cast<uintptr_t>(generation)) t_watch->Publish();
  };
  realm_.isolate()->EnqueueMicrotask(publish, reinterpret_cast<void*>(static_cast<uintptr_t>(generation_)));
  if (realm_.scope() != nullptr) return;
  CallbackScope drain(realm_, nullptr, loop::CallbackKind::kOther);
}

void BlockWatch::Publish() {
  v8::Isolate* isolate = realm_.isolate();
  v8::HandleScope handles(isolate);
  CallbackScope scope(realm_, nullptr, loop::CallbackKind::kOther);
  while (!outbox_.empty() && realm_.can_enter()) {
    const std::string text = std::move(outbox_.front());
    outbox_.pop_front();
    v8::Local<v8::String> json;
    if (!js::NewString(isolate, text).ToLocal(&json)) continue;
    v8::Local<v8::Value> argv[] = {json};
    // The callback may end this watch.
    v8::Local<v8::Function> on_report = on_report_.Get(isolate);
    js::Ignore(scope.Call(v8::Undefined(isolate), on_report, 1, argv));
    if (t_watch != this) return;
  }
}

}  // namespace phasor::runtime
