#include "base/write_fully.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

namespace phasor {

long WriteFully(int fd, std::string_view bytes) {
  const long size = static_cast<long>(bytes.size());
  while (!bytes.empty()) {
    ssize_t written = write(fd, bytes.data(), bytes.size());
    if (written >= 0) {
      bytes.remove_prefix(static_cast<size_t>(written));
      continue;
    }
    if (errno == EINTR) continue;
    if (errno != EAGAIN && errno != EWOULDBLOCK) return -errno;
    pollfd wait = {fd, POLLOUT, 0};
    poll(&wait, 1, -1);
  }
  return size;
}

}  // namespace phasor
