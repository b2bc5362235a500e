// binding('loop'): the loop's figures about itself (loop/metrics.h) for JavaScript. Callers: lib/internal/loop.
#include "js/binding.h"
#include "loop/metric_families.h"
#include "loop/metrics.h"
#include "loop/thread_pool.h"
#include "runtime/id_clock.h"
#include "runtime/realm.h"

namespace phasor::bindings {

namespace {

using loop::Counter;
using loop::Distribution;
using loop::Metrics;
using runtime::Realm;

// Builds the tree of plain objects that lib/internal/loop/metrics.js documents. Times are milliseconds.
class Tree {
 public:
  explicit Tree(v8::Isolate* isolate) : isolate_(isolate) {}

  v8::Local<v8::Object> Object() const { return v8::Object::New(isolate_); }
  void Set(v8::Local<v8::Object> object, const char* name, v8::Local<v8::Value> value) const {
    js::SetValue(isolate_, object, name, value);
  }
  void Number(v8::Local<v8::Object> object, const char* name, double value) const {
    Set(object, name, v8::Number::New(isolate_, value));
  }
  void Count(v8::Local<v8::Object> object, const char* name, const Counter& counter) const {
    Number(object, name, static_cast<double>(counter.value()));
  }
  void Times(v8::Local<v8::Object> object, const char* name, const Distribution& times) const {
    auto entry = Object();
    Number(entry, "count", static_cast<double>(times.count()));
    Number(entry, "total", Milliseconds(times.total()));
    Number(entry, "max", Milliseconds(times.max()));
    for (auto [key, percent] : loop::kPercentiles) Number(entry, key, Milliseconds(times.Percentile(percent)));
    Set(object, name, entry);
  }

 private:
  static double Milliseconds(uint64_t ns) { return static_cast<double>(ns) / 1e6; }
  v8::Isolate* isolate_;
};

v8::Local<v8::Object> PhaseTree(const Tree& tree, const Metrics& metrics) {
  auto phases = tree.Object();
  for (size_t i = 0; i < loop::kPhases; ++i) {
    const auto phase = static_cast<loop::Phase>(i);
    if (phase == loop::Phase::kOutside || phase == loop::Phase::kPrepare) continue;
    tree.Times(phases, loop::NameOf(phase), metrics.phases[i]);
  }
  return phases;
}

v8::Local<v8::Object> CallbackTree(const Tree& tree, const Metrics& metrics) {
  auto callbacks = tree.Object();
  for (size_t i = 1; i < loop::kCallbackKinds; ++i) {
    if (metrics.callbacks[i].value() == 0) continue;
    tree.Count(callbacks, loop::NameOf(static_cast<loop::CallbackKind>(i)), metrics.callbacks[i]);
  }
  return callbacks;
}

v8::Local<v8::Object> JobTree(const Tree& tree, const Metrics& metrics) {
  auto jobs = tree.Object();
  for (size_t i = 0; i < loop::kCallbackKinds; ++i) {
    const loop::JobMetrics& job = metrics.jobs[i];
    if (job.posted.value() == 0) continue;
    auto entry = tree.Object();
    tree.Count(entry, "posted", job.posted);
    tree.Count(entry, "cancelled", job.cancelled);
    tree.Times(entry, "queued", job.queued);
    tree.Times(entry, "run", job.run);
    tree.Times(entry, "returned", job.returned);
    tree.Set(jobs, loop::NameOf(static_cast<loop::CallbackKind>(i)), entry);
  }
  return jobs;
}

v8::Local<v8::Object> PoolTree(const Tree& tree) {
  auto pools = tree.Object();
  for (int i = 0; i < loop::kPoolKinds; ++i) {
    auto& pool = loop::ThreadPool::Get(static_cast<loop::PoolKind>(i));
    const loop::PoolState state = pool.state();
    auto entry = tree.Object();
    tree.Number(entry, "queued", state.queued);
    tree.Number(entry, "running", state.running);
    tree.Number(entry, "threads", state.threads);
    tree.Set(pools, pool.name(), entry);
  }
  return pools;
}

v8::Local<v8::Object> ActiveTree(const Tree& tree, const Metrics& metrics, loop::Role role) {
  auto active = tree.Object();
  for (size_t i = 1; i < loop::kProviders; ++i) {
    const auto provider = static_cast<loop::Provider>(i);
    if (metrics.begun[i].value() == 0 || loop::RoleOf(provider) != role) continue;
    auto entry = tree.Object();
    tree.Count(entry, "active", metrics.active[i]);
    tree.Count(entry, "begun", metrics.begun[i]);
    tree.Set(active, loop::NameOf(provider), entry);
  }
  return active;
}

v8::Local<v8::Object> GcTree(const Tree& tree, const Metrics& metrics) {
  auto gc = tree.Object();
  for (size_t i = 0; i < loop::kGcKinds; ++i) tree.Times(gc, loop::NameOf(static_cast<loop::GcKind>(i)), metrics.gc[i]);
  return gc;
}

// metrics() -> the calling thread's figures; see LoopMetrics in lib/internal/loop/metrics.js
v8::Local<v8::Object> ReadMetrics(Realm& realm) {
  const Metrics& metrics = realm.loop().phases().metrics();
  realm.PublishCounts();
  Tree tree(realm.isolate());
  auto root = tree.Object();
  tree.Count(root, "turns", metrics.turns);
  tree.Times(root, "turn", metrics.turn);
  tree.Times(root, "delay", metrics.busy);
  tree.Set(root, "phases", PhaseTree(tree, metrics));
  tree.Times(root, "pollWait", metrics.poll_wait);
  tree.Times(root, "pollWork", metrics.poll_work);
  tree.Set(root, "callbacks", CallbackTree(tree, metrics));
  tree.Count(root, "drains", metrics.drains);
  tree.Count(root, "tickDrains", metrics.tick_drains);
  tree.Times(root, "drain", metrics.drain);
  tree.Set(root, "jobs", JobTree(tree, metrics));
  tree.Set(root, "pools", PoolTree(tree));
  tree.Set(root, "handles", ActiveTree(tree, metrics, loop::Role::kHandle));
  tree.Set(root, "requests", ActiveTree(tree, metrics, loop::Role::kRequest));
  tree.Set(root, "gc", GcTree(tree, metrics));
  return root;
}

// now() -> where the loop is: see LoopNow in lib/internal/loop/metrics.js
v8::Local<v8::Object> ReadNow(Realm& realm) {
  const loop::Now now = realm.loop().phases().now();
  Tree tree(realm.isolate());
  auto root = tree.Object();
  auto name = [&](const char* text) { return js::Literal(realm.isolate(), text); };
  tree.Number(root, "turn", static_cast<double>(now.turn));
  tree.Set(root, "phase", name(loop::NameOf(now.phase)));
  tree.Set(root, "stage", name(loop::NameOf(now.stage)));
  tree.Set(root, "kind", name(loop::NameOf(now.kind)));
  tree.Number(root, "asyncId", now.async_id);
  tree.Number(root, "triggerAsyncId", now.trigger_id);
  return root;
}

// ageOf(asyncId) -> ms since it was given out
double AgeOf(Realm& realm, double async_id) {
  realm.loop().UpdateTime();
  const double now = realm.loop().now();
  return now - runtime::IdClock::Current().TimeOf(async_id, now);
}

// prometheus(), json() -> the figures of all loops of the process as text
std::string Prometheus(Realm& realm) {
  realm.PublishCounts();
  return loop::ToPrometheus(loop::ReadMetricFamilies());
}
std::string Json(Realm& realm) {
  realm.PublishCounts();
  return loop::ToJson(loop::ReadMetricFamilies());
}

const js::Row kRows[] = {
    js::Fn<AgeOf>("ageOf"),
    js::Fn<ReadMetrics>("metrics"),
    js::Fn<ReadNow>("now"),
    js::Fn<Prometheus>("prometheus"),
    js::Fn<Json>("json"),
};

}  // namespace

extern const js::BindingSpec kBinding_loop;
const js::BindingSpec kBinding_loop = {"loop", kRows};

}  // namespace phasor::bindings
