// The cause of a block from what was observed, and the forms of a report.
#include "loop/block_report.h"

#include <gtest/gtest.h>
#include <sys/syscall.h>

#include "loop/thread_state.h"

namespace phasor::loop {
namespace {

BlockEvidence Evidence(int samples, int in_gc, int waiting, bool answers) {
  BlockEvidence evidence;
  for (int i = 0; i < samples; ++i) {
    evidence.samples.push_back({i < in_gc, i >= in_gc && i < in_gc + waiting ? SYS_read : -1});
  }
  evidence.busy = 100;
  evidence.answers = answers;
  return evidence;
}

TEST(FindCause, RunningCodeIsJavaScriptWhereItAnswers) {
  EXPECT_EQ(FindCause(Evidence(8, 0, 0, true)).cause, BlockCause::kJavaScript);
  EXPECT_EQ(FindCause(Evidence(8, 0, 0, false)).cause, BlockCause::kNative);
  EXPECT_EQ(FindCause(Evidence(0, 0, 0, false)).cause, BlockCause::kNative);
}

TEST(FindCause, WaitingInTheKernelForMostOfTheTimeIsASystemCall) {
  const BlockFinding finding = FindCause(Evidence(8, 0, 5, false));
  EXPECT_EQ(finding.cause, BlockCause::kSystemCall);
  EXPECT_EQ(finding.syscall, SYS_read);
  EXPECT_EQ(FindCause(Evidence(8, 0, 3, true)).cause, BlockCause::kJavaScript);
  EXPECT_EQ(FindCause(Evidence(8, 0, 3, true)).syscall, -1);
}

TEST(FindCause, AThirdOfTheTimeInCollectionsIsGarbage) {
  EXPECT_EQ(FindCause(Evidence(8, 3, 0, true)).cause, BlockCause::kGc);
  EXPECT_EQ(FindCause(Evidence(8, 2, 0, true)).cause, BlockCause::kJavaScript);
  BlockEvidence evidence = Evidence(8, 0, 0, true);
  evidence.collecting = 40;
  EXPECT_EQ(FindCause(evidence).cause, BlockCause::kGc);
  EXPECT_DOUBLE_EQ(FindCause(evidence).gc_share, 0.4);
}

BlockReport Sample() {
  BlockReport report;
  report.number = 3;
  report.blocked = 104.25;
  report.threshold = 100;
  report.now.turn = 7;
  report.now.phase = Phase::kTimers;
  report.now.kind = CallbackKind::kTimer;
  report.async_id = 12;
  report.trigger_id = 1;
  report.finding.cause = BlockCause::kJavaScript;
  report.has_stack = true;
  report.stack = {{"readFileSync", "node:fs", 1, 2, true}, {"in\"ner", "/a.js", 3, 4, false}, {"", "/b.js", 5, 6, false}};
  return report;
}

TEST(BlockReport, TheCulpritIsTheProgramsInnermostFrameOrTheCallbackOfADrain) {
  BlockReport report = Sample();
  EXPECT_EQ(report.Culprit()->file, "/a.js");
  report.drain = EndlessDrain::kTicks;
  EXPECT_EQ(report.Culprit()->file, "/b.js");
  report.stack.resize(1);
  EXPECT_EQ(report.Culprit(), nullptr);
}

TEST(BlockReport, TextIsOneLine) {
  BlockReport report = Sample();
  report.request = "GET /x";
  EXPECT_EQ(ToText(report),
            "phasor: block 3: the event loop has been busy for 104 ms (threshold 100 ms), turn 7, timers phase, timer callback "
            "(async id 12, scheduled by 1), in JavaScript, serving GET /x; at readFileSync (node:fs:1:2) < in\"ner (/a.js:3:4) "
            "< /b.js:5:6");
}

TEST(BlockReport, JsonEscapesWhatItQuotes) {
  const std::string json = ToJson(Sample());
  EXPECT_NE(json.find("\"blocked\":104.25,"), std::string::npos) << json;
  EXPECT_NE(json.find("\"function\":{\"function\":\"in\\\"ner\",\"file\":\"/a.js\",\"line\":3,\"column\":4}"), std::string::npos) << json;
  EXPECT_NE(json.find("\"cause\":\"javascript\",\"syscall\":null"), std::string::npos) << json;
}

TEST(ReportLimiter, LetsABurstPassAndThenSoManyASecond) {
  ReportLimiter limiter;
  int passed = 0;
  for (uint64_t ms = 1; ms <= 10'000; ++ms) passed += limiter.Allow(ms * 1'000'000) ? 1 : 0;
  EXPECT_GE(passed, 50);
  EXPECT_LE(passed, 56);
  EXPECT_EQ(limiter.TakeSuppressed(), 10'000u - static_cast<uint64_t>(passed));
  EXPECT_EQ(limiter.TakeSuppressed(), 0u);
}

TEST(ThreadState, TheTextsOfProcAreUnderstood) {
  EXPECT_EQ(ParseRunState("12 (a) b) S 1 2 3"), 'S');
  EXPECT_EQ(ParseRunState("12 (a"), '?');
  EXPECT_EQ(ParseSyscall("230 0x0 0x0\n"), 230);
  EXPECT_EQ(ParseSyscall("running\n"), -1);
  EXPECT_EQ(ParseSyscall("-1 0x7ff 0x0\n"), -1);
  EXPECT_EQ(ParseCpuTime("5123 77 2\n"), 5123u);
  EXPECT_EQ(ParseCpuTime(""), 0u);
  EXPECT_EQ(SyscallName(SYS_read), "read");
  EXPECT_EQ(SyscallName(99999), "system call 99999");
}

}  // namespace
}  // namespace phasor::loop
