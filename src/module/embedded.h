// What the linker puts into the binary: tools/embed.cmake makes the assembly that defines these.
#pragma once

#include <cstdint>

namespace phasor::module {

struct EmbeddedFile {
  const char* id;
  const char* data;
  uint64_t size;
};

}  // namespace phasor::module

extern "C" {
extern const phasor::module::EmbeddedFile phasor_lib_files[];
extern const uint64_t phasor_lib_count;
extern const char phasor_code_cache[];
extern const uint64_t phasor_code_cache_size;
extern const char phasor_snapshot[];
extern const uint64_t phasor_snapshot_size;
}
