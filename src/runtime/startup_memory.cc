#include "runtime/startup_memory.h"

#include <link.h>
#include <sys/mman.h>
#include <unistd.h>

#include "loop/handle.h"

namespace phasor::runtime {

namespace {

constexpr uint64_t kDelayMs = 500;

// Drops the resident pages of an object's segments that are not writable. Relocated read-only data (RELRO) lies in a
// writable segment and stays.
int ReleaseObject(dl_phdr_info* info, size_t, void* page_size_pointer) {
  const uintptr_t page = *static_cast<uintptr_t*>(page_size_pointer);
  for (int i = 0; i < info->dlpi_phnum; ++i) {
    const auto& segment = info->dlpi_phdr[i];
    if (segment.p_type != PT_LOAD || (segment.p_flags & PF_W) != 0) continue;
    // Whole pages only: the first and the last may be shared with a neighbour.
    uintptr_t start = (info->dlpi_addr + segment.p_vaddr + page - 1) & ~(page - 1);
    uintptr_t end = (info->dlpi_addr + segment.p_vaddr + segment.p_filesz) & ~(page - 1);
    if (end > start) madvise(reinterpret_cast<void*>(start), end - start, MADV_DONTNEED);
  }
  return 0;
}

class ReleaseTimer final : public loop::Handle {
 public:
  static void Start(loop::Loop& loop) {
    auto* timer = new uv_timer_t;
    CHECK(uv_timer_init(loop.uv(), timer) == 0);
    auto* self = new ReleaseTimer(loop, timer);
    uv_timer_start(timer, OnUvTimer, kDelayMs, 0);
    self->Unref();
  }

 private:
  ReleaseTimer(loop::Loop& loop, uv_timer_t* timer)
      : loop::Handle(loop, reinterpret_cast<uv_handle_t*>(timer)), timer_(timer) {}
  ~ReleaseTimer() override { delete timer_; }

  static void OnUvTimer(uv_timer_t* timer) {
    uintptr_t page = static_cast<uintptr_t>(sysconf(_SC_PAGESIZE));
    dl_iterate_phdr(ReleaseObject, &page);
    static_cast<ReleaseTimer*>(static_cast<loop::Handle*>(timer->data))->Close();
  }

  uv_timer_t* timer_;
};

}  // namespace

void ReleaseStartupMemoryLater(loop::Loop& loop) { ReleaseTimer::Start(loop); }

}  // namespace phasor::runtime
