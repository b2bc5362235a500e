// The command line, split for V8, for lib/ and for the program.
#pragma once

#include <string>
#include <vector>

namespace phasor::runtime {

struct Options {
  std::string exec_path;               // absolute path of this binary
  std::string argv0;                   // as given
  std::vector<std::string> exec_argv;  // options before the script, as given
  std::vector<std::string> args;       // script and its arguments
  std::vector<std::string> v8_flags;
  std::string build_code_cache;        // internal: --build-code-cache=FILE
};

// Splits; what is not an option of ours goes to lib/internal/options.js, which knows Node's option table. V8 flags are
// recognised there by name and handed back before V8 starts: see options.cc.
Options& ParseCommandLine(int argc, char** argv);
Options& GetOptions();

}  // namespace phasor::runtime
