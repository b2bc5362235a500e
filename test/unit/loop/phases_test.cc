// The loop knows its phase and turn, publishes them, and counts.
#include "loop/phases.h"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>

#include "loop/handle.h"
#include "loop/loop.h"
#include "loop/tracer.h"

namespace phasor::loop {
namespace {

// Enters as runtime::CallbackScope does, and notes where.
class Probe : public Loop::Client {
 public:
  explicit Probe(Loop& loop) : loop_(loop) { loop.SetClient(this); }
  void Enter(CallbackKind kind) {
    Phases& phases = loop_.phases();
    phases.BeginCallback(kind, Provider::kNone, 7, 3);
    const Now now = phases.now();
    log += std::string(NameOf(now.phase)) + std::to_string(now.turn) + ":" + NameOf(now.kind) + " ";
    EXPECT_EQ(now.stage, Stage::kCallback);
    EXPECT_GT(now.busy_since, 0u);
    EXPECT_EQ(now.async_id, 7);
    phases.EndCallback();
  }
  double OnTimers(double) override {
    Enter(CallbackKind::kTimer);
    return 0;
  }
  void OnImmediates() override {
    if (!std::exchange(immediate, false)) return;
    loop_.SetImmediatesPending(false);
    Enter(CallbackKind::kImmediate);
  }
  std::string log;
  bool immediate = false;

 private:
  Loop& loop_;
};

struct ProbeJob final : Job {
  explicit ProbeJob(Probe* probe) : probe_(probe) { Describe(CallbackKind::kFs, 11); }
  void Work() override {}
  void Done() override { probe_->Enter(CallbackKind::kFs); }
  Probe* probe_;
};

class ProbeHandle final : public Handle {
 public:
  ProbeHandle(Loop& loop, uv_idle_t* idle, Probe* probe)
      : Handle(loop, reinterpret_cast<uv_handle_t*>(idle)), idle_(idle), probe_(probe) {}

 private:
  ~ProbeHandle() override { delete idle_; }
  void OnClosed() override { probe_->Enter(CallbackKind::kClose); }
  uv_idle_t* idle_;
  Probe* probe_;
};

ProbeHandle* NewProbeHandle(Loop& loop, Probe* probe) {
  auto* idle = new uv_idle_t;
  uv_idle_init(loop.uv(), idle);
  return new ProbeHandle(loop, idle, probe);
}

TEST(Phases, EachCallbackIsInItsPhaseAndTurn) {
  Loop loop;
  Probe probe(loop);
  probe.Enter(CallbackKind::kMain);
  NewProbeHandle(loop, &probe)->Close();
  probe.immediate = true;
  loop.SetImmediatesPending(true);
  loop.ScheduleTimer(5);
  loop.Run();
  probe.Enter(CallbackKind::kExit);
  const std::string last = "outside" + std::to_string(loop.phases().turn()) + ":exit ";
  EXPECT_TRUE(probe.log.starts_with("outside0:main script check1:immediate closing1:close timers")) << probe.log;
  EXPECT_TRUE(probe.log.ends_with(last)) << probe.log;
  loop.CloseAll();
}

TEST(Phases, JobsEndInThePollPhaseAndAreTimed) {
  Loop loop;
  Probe probe(loop);
  loop.Post(PoolKind::kFs, std::make_unique<ProbeJob>(&probe));
  loop.Run();
  EXPECT_EQ(probe.log.substr(0, 4), "poll");
  const JobMetrics& jobs = loop.phases().metrics().jobs[static_cast<size_t>(CallbackKind::kFs)];
  EXPECT_EQ(jobs.posted.value(), 1u);
  EXPECT_EQ(jobs.queued.count(), 1u);
  EXPECT_EQ(jobs.run.count(), 1u);
  EXPECT_EQ(jobs.returned.count(), 1u);
  loop.CloseAll();
}

TEST(Phases, WaitingIsToldFromWork) {
  Loop loop;
  Probe probe(loop);
  loop.ScheduleTimer(30);
  loop.Run();
  const Metrics& metrics = loop.phases().metrics();
  // How much of the 30 ms is waiting is the scheduler's choice; together they are the poll phase.
  EXPECT_GT(metrics.poll_wait.total(), 0u);
  const uint64_t poll = metrics.phases[static_cast<size_t>(Phase::kPoll)].total();
  EXPECT_EQ(metrics.poll_wait.total() + metrics.poll_work.total(), poll);
  EXPECT_GE(poll, 20'000'000u);
  EXPECT_EQ(metrics.callbacks[static_cast<size_t>(CallbackKind::kTimer)].value(), 1u);
  EXPECT_EQ(metrics.turns.value(), loop.phases().turn());
  EXPECT_EQ(metrics.turn.count(), loop.phases().turn());
  EXPECT_EQ(loop.phases().now().busy_since, 0u);
  loop.CloseAll();
}

TEST(Phases, AnotherThreadReadsWholeRecords) {
  NowRecord record;
  std::atomic<bool> stop = false;
  std::thread writer([&] {
    for (uint64_t i = 1; !stop.load(std::memory_order_relaxed); ++i) {
      record.SetPhase(i, Phase::kCheck, i, i);
      record.BeginCallback(CallbackKind::kFs, Provider::kOther, static_cast<double>(i), static_cast<double>(i));
    }
  });
  for (int i = 0; i < 20000; ++i) {
    const Now now = record.Read();
    EXPECT_EQ(now.turn, now.phase_since);
    EXPECT_EQ(now.turn, now.busy_since);
    EXPECT_EQ(now.async_id, now.trigger_id);
  }
  stop = true;
  writer.join();
}

TEST(Phases, CollectionsCountFromTheBeginningOfTheBusyTime) {
  NowRecord record;
  record.SetBusySince(5);
  record.AddCollection(2);
  record.AddCollection(3);
  EXPECT_EQ(record.Read().collecting, 5u);
  record.SetBusySince(9);
  EXPECT_EQ(record.Read().collecting, 0u);
  record.AddCollection(4);
  EXPECT_EQ(record.Read().collecting, 4u);
}

TEST(Tracer, SeesTurnsPhasesCallbacksAndJobs) {
  Loop loop;
  Probe probe(loop);
  TraceGate gate;
  Tracer tracer(1024, loop.phases().metrics(), gate);
  loop.phases().set_tracer(&tracer);
  loop.Post(PoolKind::kFs, std::make_unique<ProbeJob>(&probe));
  loop.ScheduleTimer(1);
  loop.Run();
  loop.phases().set_tracer(nullptr);
  int turns = 0, phases = 0, callbacks = 0, jobs = 0;
  for (const TraceEvent& event : tracer.Events()) {
    turns += event.type == TraceType::kTurn;
    phases += event.type == TraceType::kPhase;
    if (event.type == TraceType::kCallback) {
      ++callbacks;
      EXPECT_EQ(event.id, 7u);
      EXPECT_EQ(event.parent, 3u);
      EXPECT_EQ(event.phase, event.kind == CallbackKind::kFs ? Phase::kPoll : Phase::kTimers);
      EXPECT_GT(event.turn, 0u);
    }
    if (event.type == TraceType::kJob) {
      ++jobs;
      EXPECT_EQ(event.id, 11u);
      EXPECT_LE(event.other, event.start);
    }
  }
  EXPECT_EQ(static_cast<uint64_t>(turns), loop.phases().turn());
  EXPECT_GE(phases, turns);
  EXPECT_EQ(callbacks, 2);
  EXPECT_EQ(jobs, 1);
  loop.CloseAll();
}

TEST(Tracer, KeepsTheNewestEventsAndCountsTheLost) {
  auto metrics = NewMetrics();
  TraceGate gate;
  Tracer tracer(8, *metrics, gate);
  for (uint64_t i = 1; i <= 20; ++i) {
    tracer.Begin(CallbackKind::kTick, i, 0);
    tracer.End(i);
  }
  tracer.Begin(CallbackKind::kTick, 21, 0);  // has not ended
  const auto events = tracer.Events();
  EXPECT_EQ(tracer.lost(), 12u);
  ASSERT_EQ(events.size(), 9u);
  for (size_t i = 0; i < events.size(); ++i) EXPECT_EQ(events[i].id, 13 + i);
}

TEST(Tracer, StopsRecordingQueuesInACrowdedTurn) {
  auto metrics = NewMetrics();
  TraceGate gate;
  Tracer tracer(1 << 16, *metrics, gate);
  std::vector<bool> told;
  tracer.set_on_recording([&told](bool on) { told.push_back(on); });
  tracer.SetPlace(1, Phase::kTimers);
  for (uint64_t id = 1; id < kTurnRoom; ++id) {
    tracer.Begin(CallbackKind::kTick, id, 0);
    EXPECT_EQ(gate.open, 1u);
    tracer.End(id);
    EXPECT_EQ(gate.open, 0u);
  }
  EXPECT_FALSE(tracer.is_crowded());
  tracer.Begin(CallbackKind::kTick, kTurnRoom, 0);
  tracer.Mark({});
  EXPECT_TRUE(tracer.is_crowded());
  EXPECT_TRUE(told.empty()) << "what has begun is seen to end";
  tracer.End(kTurnRoom);
  EXPECT_EQ(told, std::vector<bool>{false});
  EXPECT_EQ(tracer.crowded(), 1u);
  tracer.SetPlace(1, Phase::kPoll);
  EXPECT_TRUE(tracer.is_crowded());
  tracer.SetPlace(2, Phase::kTimers);
  EXPECT_FALSE(tracer.is_crowded());
  EXPECT_EQ(told, (std::vector<bool>{false, true}));
}

}  // namespace
}  // namespace phasor::loop
