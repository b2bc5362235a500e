// Options that are answered without a program: --version, --help, --v8-options. Caller: main.cc.
#pragma once

#include "runtime/options.h"

namespace phasor::cli {

// True when the answer has been printed and the program ends with code 0.
bool AnswerAtOnce(const runtime::Options& options);

}  // namespace phasor::cli
