// The table of native bindings (bindings/all.inc lists them).
#pragma once

#include <span>

#include "js/binding.h"

namespace phasor::bindings {

std::span<const js::BindingSpec* const> All();

}  // namespace phasor::bindings
