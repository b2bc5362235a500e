// binding('process_stats'): clocks, memory and CPU of the process. Callers: lib/internal/process/stats.js and
// lib/internal/perf. Rules: functions that give several numbers fill a Float64Array that the caller keeps, so that
// asking often makes no garbage; clocks are fast calls.
#include <gnu/libc-version.h>
#include <sys/resource.h>
#include <unistd.h>
#include <uv.h>

#include <cstdio>

#include "runtime/array_buffers.h"
#include "runtime/milestones.h"
#include "runtime/realm.h"

namespace phasor::bindings {

namespace {

using runtime::Realm;

// uv_hrtime() has 64 bits, a double 53: the two halves of one reading come from two fast calls.
thread_local uint64_t g_last_reading = 0;

double HighResolutionSeconds() {
  g_last_reading = uv_hrtime();
  return static_cast<double>(g_last_reading / 1000000000);
}
double HighResolutionNanoseconds() { return static_cast<double>(g_last_reading % 1000000000); }

v8::Local<v8::BigInt> HighResolutionBigInt(v8::Isolate* isolate) {
  return v8::BigInt::NewFromUnsigned(isolate, uv_hrtime());
}

// Seconds since the process began.
double Uptime() { return static_cast<double>(uv_hrtime() - runtime::ProcessStart()) / 1e9; }

Result<double> ResidentSetSize() {
  size_t size = 0;
  int status = uv_resident_set_memory(&size);
  if (status != 0) return Error::System(status, "uv_resident_set_memory");
  return static_cast<double>(size);
}

// memoryUsage(out): rss, heapTotal, heapUsed, external, arrayBuffers
Result<void> MemoryUsage(v8::Isolate* isolate, js::MutableBytes out) {
  if (out.size() < 5 * sizeof(double)) return Error::Coded(ErrorCode::kERR_BUFFER_OUT_OF_BOUNDS);
  size_t resident = 0;
  int status = uv_resident_set_memory(&resident);
  if (status != 0) return Error::System(status, "uv_resident_set_memory");
  v8::HeapStatistics heap;
  isolate->GetHeapStatistics(&heap);
  double* fields = reinterpret_cast<double*>(out.data());
  fields[0] = static_cast<double>(resident);
  fields[1] = static_cast<double>(heap.total_heap_size());
  fields[2] = static_cast<double>(heap.used_heap_size());
  fields[3] = static_cast<double>(heap.external_memory());
  fields[4] = static_cast<double>(runtime::ArrayBufferBytes(isolate));
  return {};
}

double Microseconds(const uv_timeval_t& time) { return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_usec); }

Result<void> FillCpu(js::MutableBytes& out, int (*read)(uv_rusage_t*), const char* name) {
  if (out.size() < 2 * sizeof(double)) return Error::Coded(ErrorCode::kERR_BUFFER_OUT_OF_BOUNDS);
  uv_rusage_t usage;
  int status = read(&usage);
  if (status != 0) return Error::System(status, name);
  double* fields = reinterpret_cast<double*>(out.data());
  fields[0] = Microseconds(usage.ru_utime);
  fields[1] = Microseconds(usage.ru_stime);
  return {};
}
// cpuUsage(out): user and system time in microseconds
Result<void> CpuUsage(js::MutableBytes out) { return FillCpu(out, uv_getrusage, "uv_getrusage"); }
Result<void> ThreadCpuUsage(js::MutableBytes out) { return FillCpu(out, uv_getrusage_thread, "uv_getrusage_thread"); }

// resourceUsage(out): the 16 fields of process.resourceUsage() in its order
Result<void> ResourceUsage(js::MutableBytes out) {
  if (out.size() < 16 * sizeof(double)) return Error::Coded(ErrorCode::kERR_BUFFER_OUT_OF_BOUNDS);
  uv_rusage_t usage;
  int status = uv_getrusage(&usage);
  if (status != 0) return Error::System(status, "uv_getrusage");
  const uint64_t counts[] = {usage.ru_maxrss, usage.ru_ixrss,  usage.ru_idrss,  usage.ru_isrss,    usage.ru_minflt,
                             usage.ru_majflt, usage.ru_nswap,  usage.ru_inblock, usage.ru_oublock, usage.ru_msgsnd,
                             usage.ru_msgrcv, usage.ru_nsignals, usage.ru_nvcsw, usage.ru_nivcsw};
  double* fields = reinterpret_cast<double*>(out.data());
  fields[0] = Microseconds(usage.ru_utime);
  fields[1] = Microseconds(usage.ru_stime);
  for (size_t i = 0; i < std::size(counts); ++i) fields[i + 2] = static_cast<double>(counts[i]);
  return {};
}

double ConstrainedMemory() { return static_cast<double>(uv_get_constrained_memory()); }
double AvailableMemory() { return static_cast<double>(uv_get_available_memory()); }

// handles() -> flat: type, active, referenced, address, type ... of all of the loop's handles
std::vector<js::Value> Handles(Realm& realm) {
  struct Visit {
    v8::Isolate* isolate;
    std::vector<js::Value> flat;
  } visit{realm.isolate(), {}};
  uv_walk(realm.loop().uv(), [](uv_handle_t* handle, void* data) {
    auto& [isolate, flat] = *static_cast<Visit*>(data);
    char address[32];
    std::snprintf(address, sizeof address, "%p", static_cast<void*>(handle));
    flat.push_back(js::Literal(isolate, uv_handle_type_name(handle->type)));
    flat.push_back(v8::Boolean::New(isolate, uv_is_active(handle) != 0));
    flat.push_back(v8::Boolean::New(isolate, uv_has_ref(handle) != 0));
    flat.push_back(js::Literal(isolate, address));
  }, &visit);
  return visit.flat;
}

std::string GlibcVersion() { return gnu_get_libc_version(); }

const js::Row kRows[] = {
    js::Fn<Handles>("handles"),
    js::Fn<GlibcVersion>("glibcVersion"),
    js::FastFn<HighResolutionSeconds>("hrtimeSeconds"),
    js::FastFn<HighResolutionNanoseconds>("hrtimeNanoseconds"),
    js::Fn<HighResolutionBigInt>("hrtimeBigInt"),
    js::FastFn<Uptime>("uptime"),
    js::Fn<ResidentSetSize>("rss"),
    js::Fn<MemoryUsage>("memoryUsage"),
    js::Fn<CpuUsage>("cpuUsage"),
    js::Fn<ThreadCpuUsage>("threadCpuUsage"),
    js::Fn<ResourceUsage>("resourceUsage"),
    js::Fn<ConstrainedMemory>("constrainedMemory"),
    js::Fn<AvailableMemory>("availableMemory"),
};

}  // namespace

extern const js::BindingSpec kBinding_process_stats;
const js::BindingSpec kBinding_process_stats = {"process_stats", kRows};

}  // namespace phasor::bindings
