// What marks process.env for other bindings. Callers: env.cc (sets), structured.cc (asks).
#pragma once

namespace phasor::bindings {

// The name of a private property of process.env.
inline constexpr const char* kEnvironmentMark = "phasor:environment";

}  // namespace phasor::bindings
