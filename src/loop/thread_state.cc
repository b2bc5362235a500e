#include "loop/thread_state.h"

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <charconv>
#include <iterator>

namespace phasor::loop {

namespace {

struct NamedCall {
  long number;
  const char* name;
};

// Those that can block for long.
constexpr NamedCall kBlockingCalls[] = {
    {SYS_read, "read"},           {SYS_write, "write"},           {SYS_readv, "readv"},
    {SYS_writev, "writev"},       {SYS_pread64, "pread64"},       {SYS_pwrite64, "pwrite64"},
    {SYS_preadv, "preadv"},       {SYS_pwritev, "pwritev"},       {SYS_openat, "openat"},
    {SYS_fsync, "fsync"},         {SYS_fdatasync, "fdatasync"},   {SYS_flock, "flock"},
    {SYS_fcntl, "fcntl"},         {SYS_ioctl, "ioctl"},           {SYS_statx, "statx"},
    {SYS_ftruncate, "ftruncate"}, {SYS_getdents64, "getdents64"}, {SYS_sendfile, "sendfile"},
    {SYS_copy_file_range, "copy_file_range"},
    {SYS_wait4, "wait4"},         {SYS_waitid, "waitid"},         {SYS_futex, "futex"},
    {SYS_epoll_pwait, "epoll_pwait"}, {SYS_ppoll, "ppoll"},       {SYS_pselect6, "pselect6"},
    {SYS_nanosleep, "nanosleep"}, {SYS_clock_nanosleep, "clock_nanosleep"},
    {SYS_connect, "connect"},     {SYS_accept4, "accept4"},       {SYS_recvfrom, "recvfrom"},
    {SYS_recvmsg, "recvmsg"},     {SYS_sendto, "sendto"},         {SYS_sendmsg, "sendmsg"},
    {SYS_madvise, "madvise"},     {SYS_munmap, "munmap"},         {SYS_mprotect, "mprotect"},
#ifdef SYS_open  // not on AArch64
    {SYS_open, "open"},           {SYS_stat, "stat"},             {SYS_lstat, "lstat"},
    {SYS_epoll_wait, "epoll_wait"}, {SYS_poll, "poll"},           {SYS_select, "select"},
    {SYS_unlink, "unlink"},       {SYS_rename, "rename"},
#endif
};

std::string ReadSmall(pid_t tid, const char* name) {
  const std::string path = "/proc/self/task/" + std::to_string(tid) + "/" + name;
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return {};
  char bytes[512];
  const ssize_t size = read(fd, bytes, sizeof bytes);
  close(fd);
  return size > 0 ? std::string(bytes, static_cast<size_t>(size)) : std::string();
}

}  // namespace

char ParseRunState(std::string_view stat) {
  const size_t name_end = stat.rfind(')');
  if (name_end == std::string_view::npos || name_end + 2 >= stat.size()) return '?';
  return stat[name_end + 2];
}

long ParseSyscall(std::string_view text) {
  long number = -1;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

uint64_t ParseCpuTime(std::string_view text) {
  uint64_t ns = 0;
  std::from_chars(text.data(), text.data() + text.size(), ns);
  return ns;
}

std::string SyscallName(long number) {
  for (const NamedCall& call : kBlockingCalls) {
    if (call.number == number) return call.name;
  }
  return "system call " + std::to_string(number);
}

ThreadState ReadThreadState(pid_t tid) {
  ThreadState state;
  state.run_state = ParseRunState(ReadSmall(tid, "stat"));
  state.syscall = ParseSyscall(ReadSmall(tid, "syscall"));
  state.cpu_time = ParseCpuTime(ReadSmall(tid, "schedstat"));
  return state;
}

}  // namespace phasor::loop
