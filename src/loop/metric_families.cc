#include "loop/metric_families.h"

#include <algorithm>
#include <memory>

#include "loop/metrics.h"
#include "loop/thread_pool.h"

namespace phasor::loop {

namespace {

using Type = MetricFamily::Type;
using Labels = MetricSample::Labels;
using Loops = std::vector<std::shared_ptr<const Metrics>>;

constexpr double kNanosecond = 1e-9;
// Upper bounds in ns: a tick takes microseconds, a blocked loop seconds.
constexpr uint64_t kBounds[] = {10'000,      100'000,     1'000'000,     5'000'000,     10'000'000,    25'000'000,
                                50'000'000, 100'000'000, 250'000'000, 500'000'000, 1'000'000'000, 5'000'000'000};

// "phasor_x_seconds" -> "phasor_x_max_seconds"
MetricFamily LongestOf(const MetricFamily& times) {
  constexpr std::string_view kUnit = "_seconds";
  MetricFamily longest{times.name.substr(0, times.name.size() - kUnit.size()) + "_max_seconds", "The longest: " + times.help,
                       Type::kGauge, {}};
  for (const MetricSample& sample : times.samples) longest.samples.push_back({sample.labels, sample.max, {}, 0, 0, 0, {}});
  return longest;
}

class Collector {
 public:
  void Add(const char* name, const char* help, Type type) { families_.push_back({name, help, type, {}}); }
  void Value(Labels labels, double value) { families_.back().samples.push_back({std::move(labels), value, {}, 0, 0, 0, {}}); }
  void Count(Labels labels, const Counter& counter) { Value(std::move(labels), static_cast<double>(counter.value())); }

  void Times(Labels labels, const Distribution& times) {
    MetricSample sample{std::move(labels), 0, {}, 0, static_cast<double>(times.total()) * kNanosecond, 0, {}};
    for (const uint64_t bound : kBounds) {
      sample.buckets.emplace_back(static_cast<double>(bound) * kNanosecond, times.CountUpTo(bound));
    }
    // The loop's thread goes on counting meanwhile: no bucket may exceed the whole.
    sample.count = std::max(times.count(), sample.buckets.back().second);
    uint64_t before = 0;
    for (auto& [bound, count] : sample.buckets) before = count = std::max(count, before);
    sample.count = std::max(sample.count, before);
    sample.max = static_cast<double>(times.max()) * kNanosecond;
    for (auto [name, percent] : kPercentiles) {
      sample.percentiles.emplace_back(name, static_cast<double>(times.Percentile(percent)) * kNanosecond);
    }
    families_.back().samples.push_back(std::move(sample));
  }

  // With the longest of the times after each histogram, which Prometheus' histograms do not tell.
  std::vector<MetricFamily> Take() {
    std::vector<MetricFamily> all;
    for (MetricFamily& family : families_) {
      if (family.samples.empty()) continue;
      all.push_back(std::move(family));
      if (all.back().type == Type::kHistogram) all.push_back(LongestOf(all.back()));
    }
    return all;
  }

 private:
  std::vector<MetricFamily> families_;
};

std::pair<std::string, std::string> ThreadLabel(const Metrics& loop) { return {"thread", std::to_string(loop.thread_id.load())}; }

void AddTurns(Collector& out, const Loops& loops) {
  out.Add("phasor_loop_turns_total", "Turns of the event loop that have begun.", Type::kCounter);
  for (auto& loop : loops) out.Count({ThreadLabel(*loop)}, loop->turns);
  out.Add("phasor_loop_turn_seconds", "Whole turns, waiting included.", Type::kHistogram);
  for (auto& loop : loops) out.Times({ThreadLabel(*loop)}, loop->turn);
  out.Add("phasor_loop_delay_seconds", "How long a turn looked at no new event: from the end of its wait to the next poll.",
          Type::kHistogram);
  for (auto& loop : loops) out.Times({ThreadLabel(*loop)}, loop->busy);
  out.Add("phasor_loop_phase_seconds", "Phases that ran a callback; poll: every turn, waiting included.", Type::kHistogram);
  for (auto& loop : loops) {
    for (size_t i = 0; i < kPhases; ++i) {
      const auto phase = static_cast<Phase>(i);
      if (phase == Phase::kOutside || phase == Phase::kPrepare) continue;
      out.Times({ThreadLabel(*loop), {"phase", NameOf(phase)}}, loop->phases[i]);
    }
  }
  out.Add("phasor_loop_poll_wait_seconds", "Waiting for events in the poll phase.", Type::kHistogram);
  for (auto& loop : loops) out.Times({ThreadLabel(*loop)}, loop->poll_wait);
  out.Add("phasor_loop_poll_work_seconds", "Callbacks of the poll phase.", Type::kHistogram);
  for (auto& loop : loops) out.Times({ThreadLabel(*loop)}, loop->poll_work);
}

void AddCallbacks(Collector& out, const Loops& loops) {
  out.Add("phasor_loop_callbacks_total", "Callbacks run, by kind.", Type::kCounter);
  for (auto& loop : loops) {
    for (size_t i = 1; i < kCallbackKinds; ++i) {
      if (loop->callbacks[i].value() == 0) continue;
      out.Count({ThreadLabel(*loop), {"kind", NameOf(static_cast<CallbackKind>(i))}}, loop->callbacks[i]);
    }
  }
  out.Add("phasor_loop_drains_total", "Drains of nextTicks and microtasks at the end of a callback.", Type::kCounter);
  for (auto& loop : loops) out.Count({ThreadLabel(*loop)}, loop->drains);
  out.Add("phasor_loop_tick_drains_total", "Drains that had nextTicks to run.", Type::kCounter);
  for (auto& loop : loops) out.Count({ThreadLabel(*loop)}, loop->tick_drains);
  out.Add("phasor_loop_drain_seconds", "Drains; one in eight is timed.", Type::kHistogram);
  for (auto& loop : loops) out.Times({ThreadLabel(*loop)}, loop->drain);
  out.Add("phasor_gc_seconds", "Garbage collections by V8's kind.", Type::kHistogram);
  for (auto& loop : loops) {
    for (size_t i = 0; i < kGcKinds; ++i) {
      out.Times({ThreadLabel(*loop), {"kind", NameOf(static_cast<GcKind>(i))}}, loop->gc[i]);
    }
  }
}

// One family over the kinds of jobs that were ever posted.
template <class Write>
void ForJobs(const Loops& loops, Write write) {
  for (auto& loop : loops) {
    for (size_t i = 0; i < kCallbackKinds; ++i) {
      if (loop->jobs[i].posted.value() == 0) continue;
      write(Labels{ThreadLabel(*loop), {"kind", NameOf(static_cast<CallbackKind>(i))}}, loop->jobs[i]);
    }
  }
}

void AddJobs(Collector& out, const Loops& loops) {
  out.Add("phasor_jobs_total", "Jobs given to the thread pools, by kind.", Type::kCounter);
  ForJobs(loops, [&](Labels labels, const JobMetrics& job) { out.Count(std::move(labels), job.posted); });
  out.Add("phasor_jobs_cancelled_total", "Jobs cancelled before a thread took them.", Type::kCounter);
  ForJobs(loops, [&](Labels labels, const JobMetrics& job) { out.Count(std::move(labels), job.cancelled); });
  out.Add("phasor_job_wait_seconds", "Jobs waiting for a thread.", Type::kHistogram);
  ForJobs(loops, [&](Labels labels, const JobMetrics& job) { out.Times(std::move(labels), job.queued); });
  out.Add("phasor_job_run_seconds", "Jobs on their thread.", Type::kHistogram);
  ForJobs(loops, [&](Labels labels, const JobMetrics& job) { out.Times(std::move(labels), job.run); });
  out.Add("phasor_job_return_seconds", "Finished jobs until their callback began.", Type::kHistogram);
  ForJobs(loops, [&](Labels labels, const JobMetrics& job) { out.Times(std::move(labels), job.returned); });
}

void AddPools(Collector& out) {
  auto family = [&](const char* name, const char* help, auto field) {
    out.Add(name, help, Type::kGauge);
    for (int i = 0; i < kPoolKinds; ++i) {
      auto& pool = ThreadPool::Get(static_cast<PoolKind>(i));
      out.Value({{"pool", pool.name()}}, static_cast<double>(pool.state().*field));
    }
  };
  family("phasor_pool_queued_jobs", "Jobs that wait for a thread of the pool now.", &PoolState::queued);
  family("phasor_pool_running_jobs", "Jobs that run on the pool now.", &PoolState::running);
  family("phasor_pool_threads", "Threads of the pool.", &PoolState::threads);
}

void AddActive(Collector& out, const Loops& loops) {
  auto family = [&](const char* name, const char* help, Type type, Role role, auto field) {
    out.Add(name, help, type);
    for (auto& loop : loops) {
      for (size_t i = 1; i < kProviders; ++i) {
        const auto provider = static_cast<Provider>(i);
        if (loop->begun[i].value() == 0 || RoleOf(provider) != role) continue;
        out.Count({ThreadLabel(*loop), {"type", NameOf(provider)}}, ((*loop).*field)[i]);
      }
    }
  };
  family("phasor_active_handles", "Open handles by the type that async_hooks shows.", Type::kGauge, Role::kHandle,
         &Metrics::active);
  family("phasor_handles_total", "Handles ever opened.", Type::kCounter, Role::kHandle, &Metrics::begun);
  family("phasor_active_requests", "Requests under way by the type that async_hooks shows.", Type::kGauge, Role::kRequest,
         &Metrics::active);
  family("phasor_requests_total", "Requests ever begun.", Type::kCounter, Role::kRequest, &Metrics::begun);
}

}  // namespace

std::vector<MetricFamily> ReadMetricFamilies() {
  Loops loops = AllMetrics();
  std::sort(loops.begin(), loops.end(), [](auto& a, auto& b) { return a->thread_id < b->thread_id; });
  Collector out;
  AddTurns(out, loops);
  AddCallbacks(out, loops);
  AddJobs(out, loops);
  AddPools(out);
  AddActive(out, loops);
  return out.Take();
}

}  // namespace phasor::loop
