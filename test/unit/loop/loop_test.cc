// Phases, handle states, jobs, and a teardown that leaves nothing.
#include "loop/loop.h"

#include <gtest/gtest.h>

#include <atomic>
#include <string>

#include "loop/handle.h"

namespace phasor::loop {
namespace {

class Recorder : public Loop::Client {
 public:
  double OnTimers(double) override {
    log += "timers ";
    return next;
  }
  void OnImmediates() override {
    log += "check ";
    if (on_check) on_check();
  }
  std::string log;
  double next = 0;
  std::function<void()> on_check;
};

class TestHandle final : public Handle {
 public:
  static TestHandle* New(Loop& loop, int* closed) {
    auto* idle = new uv_idle_t;
    uv_idle_init(loop.uv(), idle);
    return new TestHandle(loop, idle, closed);
  }
  using Handle::CloseBy;

 private:
  TestHandle(Loop& loop, uv_idle_t* idle, int* closed)
      : Handle(loop, reinterpret_cast<uv_handle_t*>(idle)), idle_(idle), closed_(closed) {}
  ~TestHandle() override { delete idle_; }
  void OnClosed() override { ++*closed_; }
  uv_idle_t* idle_;
  int* closed_;
};

struct CountingJob final : Job {
  CountingJob(std::atomic<int>* worked, int* done, int* cancelled_count)
      : worked_(worked), done_(done), cancelled_count_(cancelled_count) {}
  void Work() override { ++*worked_; }
  void Done() override {
    ++*done_;
    if (cancelled()) {
      ++*cancelled_count_;
      return;
    }
    EXPECT_LE(queued_at(), started_at());
    EXPECT_LE(started_at(), finished_at());
  }
  std::atomic<int>* worked_;
  int* done_;
  int* cancelled_count_;
};

TEST(LoopTest, AnEmptyLoopEndsAtOnce) {
  Loop loop;
  EXPECT_FALSE(loop.Run());
  loop.CloseAll();
}

TEST(LoopTest, ATimerFiresAndRearmsByItsAnswer) {
  Loop loop;
  Recorder recorder;
  loop.SetClient(&recorder);
  loop.ScheduleTimer(1);
  loop.SetTimerRef(true);
  EXPECT_FALSE(loop.Run());
  EXPECT_NE(recorder.log.find("timers"), std::string::npos);
  loop.CloseAll();
}

TEST(LoopTest, AnUnrefdTimerDoesNotKeepTheLoop) {
  Loop loop;
  Recorder recorder;
  loop.SetClient(&recorder);
  loop.ScheduleTimer(100000);
  loop.SetTimerRef(false);
  EXPECT_FALSE(loop.Run());
  EXPECT_EQ(recorder.log.find("timers"), std::string::npos);
  loop.CloseAll();
}

TEST(LoopTest, PendingImmediatesKeepTheLoopAndRunInCheck) {
  Loop loop;
  Recorder recorder;
  loop.SetClient(&recorder);
  int turns = 0;
  recorder.on_check = [&] { if (++turns == 3) loop.SetImmediatesPending(false); };
  loop.SetImmediatesPending(true);
  EXPECT_FALSE(loop.Run());
  EXPECT_EQ(turns, 3);
  loop.CloseAll();
}

TEST(LoopTest, StopEndsARunThatIsAlive) {
  Loop loop;
  Recorder recorder;
  loop.SetClient(&recorder);
  recorder.on_check = [&] { loop.Stop(); };
  loop.SetImmediatesPending(true);
  EXPECT_TRUE(loop.Run());
  loop.CloseAll();
}

TEST(HandleTest, GoesThroughItsStates) {
  Loop loop;
  int closed = 0;
  TestHandle* handle = TestHandle::New(loop, &closed);
  EXPECT_EQ(handle->state(), Handle::State::kOpen);
  EXPECT_FALSE(handle->is_active());
  handle->Unref();
  EXPECT_FALSE(handle->has_ref());
  handle->Ref();
  EXPECT_TRUE(handle->has_ref());
  handle->Close();
  EXPECT_EQ(handle->state(), Handle::State::kClosing);
  EXPECT_FALSE(handle->has_ref());
  handle->Close();  // no effect
  EXPECT_EQ(closed, 0);
  loop.Run();
  EXPECT_EQ(closed, 1);
  EXPECT_EQ(loop.handles(), nullptr);
  loop.CloseAll();
}

TEST(HandleTest, AFailedCloseByAnotherCallLeavesItOpen) {
  Loop loop;
  int closed = 0;
  TestHandle* handle = TestHandle::New(loop, &closed);
  EXPECT_EQ(handle->CloseBy([](uv_handle_t*, uv_close_cb) -> int { return UV_EINVAL; }), UV_EINVAL);
  EXPECT_EQ(handle->state(), Handle::State::kOpen);
  auto close = [](uv_handle_t* uv, uv_close_cb done) {
    uv_close(uv, done);
    return 0;
  };
  EXPECT_EQ(handle->CloseBy(close), 0);
  EXPECT_EQ(handle->state(), Handle::State::kClosing);
  loop.Run();
  EXPECT_EQ(closed, 1);
  loop.CloseAll();
}

TEST(HandleTest, AClosingHandleTakesNoReference) {
  Loop loop;
  int closed = 0;
  TestHandle* handle = TestHandle::New(loop, &closed);
  handle->Close();
  handle->Ref();
  EXPECT_FALSE(handle->has_ref());
  EXPECT_FALSE(handle->is_active());
  loop.Run();
  loop.CloseAll();
}

TEST(HandleTest, TeardownClosesWhatIsOpen) {
  Loop loop;
  int closed = 0;
  for (int i = 0; i < 5; ++i) TestHandle::New(loop, &closed);
  loop.Stop();  // a pending stop does not keep the teardown from its end
  loop.CloseAll();
  EXPECT_EQ(closed, 5);
}

TEST(ThreadPoolTest, EveryJobIsDoneOnce) {
  Loop loop;
  std::atomic<int> worked = 0;
  int done = 0, cancelled = 0;
  for (int i = 0; i < 1000; ++i) {
    loop.Post(static_cast<PoolKind>(i % kPoolKinds), std::make_unique<CountingJob>(&worked, &done, &cancelled));
  }
  EXPECT_EQ(loop.jobs_pending(), 1000);
  EXPECT_FALSE(loop.Run());
  EXPECT_EQ(worked, 1000);
  EXPECT_EQ(done, 1000);
  EXPECT_EQ(cancelled, 0);
  loop.CloseAll();
}

TEST(ThreadPoolTest, TeardownCancelsWhatHasNotBegun) {
  std::atomic<int> worked = 0;
  int done = 0, cancelled = 0;
  {
    Loop loop;
    for (int i = 0; i < 1000; ++i) loop.Post(PoolKind::kCpu, std::make_unique<CountingJob>(&worked, &done, &cancelled));
    loop.CloseAll();
  }
  EXPECT_EQ(done, 1000);
  EXPECT_EQ(worked + cancelled, 1000);
}

}  // namespace
}  // namespace phasor::loop
