#include "base/check.h"

#include <cstdio>
#include <cstdlib>

namespace phasor {

void CheckFailed(const char* file, int line, const char* expression) {
  std::fprintf(stderr, "phasor: %s:%d: CHECK failed: %s\n", file, line, expression);
  std::fflush(stderr);
  std::abort();
}

}  // namespace phasor
