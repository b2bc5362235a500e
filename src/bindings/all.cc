#include "bindings/all.h"

#include "module/builtins.h"
#include "module/module_wrap.h"

namespace phasor::bindings {

#define V(name) extern const js::BindingSpec kBinding_##name;
#include "bindings/all.inc"
#undef V

std::span<const js::BindingSpec* const> All() {
  static const js::BindingSpec* const kAll[] = {
      &module::kBuiltinsBinding,
      &module::kEsmBinding,
#define V(name) &kBinding_##name,
#include "bindings/all.inc"
#undef V
  };
  return kAll;
}

}  // namespace phasor::bindings
