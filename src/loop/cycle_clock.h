// A clock for the tracer, which looks at it several times a callback: the processor's time stamp counter where it runs at one
// rate in every state and the kernel keeps time by it too, else uv_hrtime(). Its unit is known only after the fact: two pairs of
// (cycles, ns), one at each end of what was measured, turn its times into those of uv_hrtime().
#pragma once

#include <uv.h>

#include <cstdint>

#if defined(__x86_64__)
#include <cpuid.h>
#include <x86intrin.h>
#endif

namespace phasor::loop {

class CycleClock {
  struct CyclesAndNs {
    uint64_t cycles, ns;
  };

 public:
  CycleClock() : counts_(HasSteadyCounter()) { first_ = Pair(); }

  uint64_t Now() const {
#if defined(__x86_64__)
    if (counts_) [[likely]] return __rdtsc();
#endif
    return uv_hrtime();
  }

  // Turns times of Now() into ns of uv_hrtime(); exact at the clock's making and at this object's.
  class Scale {
   public:
    explicit Scale(const CycleClock& clock) : first_(clock.first_), last_(clock.Pair()) {
      const double cycles = static_cast<double>(last_.cycles - first_.cycles);
      rate_ = cycles > 0 ? static_cast<double>(last_.ns - first_.ns) / cycles : 1;
    }
    uint64_t ToNs(uint64_t cycles) const {
      if (cycles < first_.cycles) return first_.ns;
      return first_.ns + static_cast<uint64_t>(static_cast<double>(cycles - first_.cycles) * rate_);
    }

   private:
    CyclesAndNs first_, last_;
    double rate_;
  };

 private:
  CyclesAndNs Pair() const { return {Now(), uv_hrtime()}; }
  static bool HasSteadyCounter() {
#if defined(__x86_64__)
    unsigned a = 0, b = 0, c = 0, d = 0;
    constexpr unsigned kPowerManagement = 0x80000007, kInvariantTsc = 1u << 8;
    return __get_cpuid(kPowerManagement, &a, &b, &c, &d) != 0 && (d & kInvariantTsc) != 0;
#else
    return false;
#endif
  }

  bool counts_;
  CyclesAndNs first_;
};

}  // namespace phasor::loop
