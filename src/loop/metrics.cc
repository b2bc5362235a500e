#include "loop/metrics.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <mutex>

namespace phasor::loop {

namespace {

constexpr const char* kPhaseNames[] = {"outside", "timers", "pending", "prepare", "poll", "check", "closing"};
static_assert(std::size(kPhaseNames) == kPhases);
constexpr const char* kGcNames[] = {"scavenge", "minor mark-sweep", "mark-sweep-compact", "incremental marking", "weak callbacks"};
static_assert(std::size(kGcNames) == kGcKinds);

struct Registry {
  std::mutex mutex;
  std::vector<std::weak_ptr<const Metrics>> all;
};

Registry& GetRegistry() {
  static Registry* registry = new Registry;  // a thread may ask while the process ends
  return *registry;
}

}  // namespace

const char* NameOf(Phase phase) { return kPhaseNames[static_cast<size_t>(phase)]; }
const char* NameOf(GcKind kind) { return kGcNames[static_cast<size_t>(kind)]; }

uint64_t Distribution::Percentile(double percent) const {
  const Buckets* buckets = buckets_.load(std::memory_order_acquire);
  if (buckets == nullptr) return 0;
  // Summed here: `count` may be ahead of or behind what the buckets show.
  uint64_t sum = 0;
  for (size_t i = 0; i < Buckets::kSize; ++i) sum += (*buckets)[i].value();
  const double share = std::clamp(percent, 0.0, 100.0) / 100;
  const auto wanted = std::max<uint64_t>(1, static_cast<uint64_t>(std::ceil(static_cast<double>(sum) * share)));
  uint64_t seen = 0;
  for (size_t i = 0; i < Buckets::kSize; ++i) {
    seen += (*buckets)[i].value();
    if (seen >= wanted) return i == 0 ? 0 : std::min(Buckets::ValueOf(i), max());  // the first bucket's values are no time at all
  }
  return max();
}

uint64_t Distribution::CountUpTo(uint64_t ns) const {
  const Buckets* buckets = buckets_.load(std::memory_order_acquire);
  if (buckets == nullptr) return 0;
  uint64_t sum = 0;
  for (size_t i = 0; i < Buckets::kSize && Buckets::ValueOf(i) <= ns; ++i) sum += (*buckets)[i].value();
  return sum;
}

std::vector<std::shared_ptr<const Metrics>> AllMetrics() {
  Registry& registry = GetRegistry();
  std::lock_guard lock(registry.mutex);
  std::vector<std::shared_ptr<const Metrics>> living;
  for (const auto& weak : registry.all) {
    if (auto metrics = weak.lock()) living.push_back(std::move(metrics));
  }
  return living;
}

std::shared_ptr<Metrics> NewMetrics() {
  auto metrics = std::make_shared<Metrics>();
  Registry& registry = GetRegistry();
  std::lock_guard lock(registry.mutex);
  std::erase_if(registry.all, [](const auto& weak) { return weak.expired(); });
  registry.all.push_back(metrics);
  return metrics;
}

}  // namespace phasor::loop
