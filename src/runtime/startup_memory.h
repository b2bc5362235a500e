// Gives back the pages that only the start needed. A program that is still running a moment after its start is a server
// or the like: of libnode's 40 MB of code and tables, the start has touched (or the kernel has mapped around what it
// touched) far more than the program goes on using. The pages are clean parts of files: what is used again is mapped
// again from the page cache.
#pragma once

#include "loop/loop.h"

namespace phasor::runtime {

// Once, 500 ms after the loop begins; keeps no program alive.
void ReleaseStartupMemoryLater(loop::Loop& loop);

}  // namespace phasor::runtime
