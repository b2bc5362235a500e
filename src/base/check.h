// Assertions of the runtime's own invariants. CHECK stays on in release builds: a false one is a bug in Phasor, never
// in the user's program, so it prints where and ends the process.
#pragma once

namespace phasor {

[[noreturn]] void CheckFailed(const char* file, int line, const char* expression);

}  // namespace phasor

#define CHECK(expression)                                                        \
  do {                                                                           \
    if (!(expression)) [[unlikely]]                                              \
      ::phasor::CheckFailed(__FILE__, __LINE__, #expression);                    \
  } while (false)

#define UNREACHABLE(text) ::phasor::CheckFailed(__FILE__, __LINE__, text)
