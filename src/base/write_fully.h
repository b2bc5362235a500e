// Synchronous writing to descriptors, for standard streams and last words. Callers: bindings (process, runtime), cli.
#pragma once

#include <string_view>

namespace phasor {

// Writes all of `bytes` to `fd`, waiting while a non-blocking descriptor takes nothing. Returns the bytes written, or a
// negative errno (what was written before the failure is lost to the caller: a broken pipe has no reader for it).
long WriteFully(int fd, std::string_view bytes);

}  // namespace phasor
