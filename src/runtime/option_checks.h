// What the values of options may be, beyond their kind, and what follows from them. Callers: options.cc, when all are read;
// cli/main.cc.
#pragma once

#include <string>

#include "runtime/options.h"

namespace phasor::runtime {

// Empty, or what is wrong, in Node's words.
std::string CheckValues(const Options& options);

// The same for what Node refuses when it sets the process up: the exit code is 12.
std::string CheckSetup(const Options& options);

// --max-old-space-size-percentage: the heap is a share of the memory that the process may have, whatever
// --max-old-space-size says. Appends to the flags of V8.
void ApplyHeapPercentage(Options* options);

}  // namespace phasor::runtime
