// The startup snapshot: the heap as lib/bootstrap/node.js leaves it, written by the first-stage binary at build time and
// linked into the second (tools/embed.cmake). A process begins with it instead of running the bootstrap.
//
// What may be in it: JavaScript objects and functions, native functions and classes that a binding's table names, the
// realm's own references (Realm::Save). What may not: other handles that C++ keeps, native objects, anything that depends
// on the process (lib/internal/at_start.js).
#pragma once

#include <string>

#include "runtime/instance.h"

namespace phasor::module {

// The snapshot that this process begins with, or null: PHASOR_LIB reads lib/ from disk, or there is none in this binary.
// `file`: read it from there instead (the build does so between the stages); the process ends when it cannot be read.
const runtime::StartupSnapshot* FindSnapshot(std::span<const js::BindingSpec* const> bindings, const std::string& file);

// Boots an instance and returns its snapshot.
std::string BuildSnapshot(std::span<const js::BindingSpec* const> bindings);

}  // namespace phasor::module
