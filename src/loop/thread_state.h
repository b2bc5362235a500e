// What a thread does, seen from another one through Linux's /proc/self/task/TID (proc(5)): whether it runs or waits, and in
// which system call. Caller: runtime/block_watch.cc. The parsers take texts, for tests.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace phasor::loop {

struct ThreadState {
  char run_state = '?';    // proc(5): R runs or could, S waits, D waits for a device, T is stopped; ? unknown
  long syscall = -1;       // number of the system call that the thread is in; -1: none, or unknown
  uint64_t cpu_time = 0;   // ns that it has run so far; 0: unknown

  // Waits in the kernel, which is not the same as being in it for a moment.
  bool waits_in_kernel() const { return syscall >= 0 && (run_state == 'S' || run_state == 'D'); }
};

ThreadState ReadThreadState(pid_t tid);

// The state in a line of .../stat: the letter after the name, which may have spaces and parentheses itself.
char ParseRunState(std::string_view stat);
// The number at the beginning of .../syscall; -1 for "running" and for what is no system call.
long ParseSyscall(std::string_view text);
// The first number of .../schedstat; 0 if there is none.
uint64_t ParseCpuTime(std::string_view text);
// "read", "epoll_wait"; "system call 999" for one that is not expected to block.
std::string SyscallName(long number);

}  // namespace phasor::loop
