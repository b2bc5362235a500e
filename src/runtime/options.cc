#include "runtime/options.h"

#include <unistd.h>

#include <climits>

namespace phasor::runtime {

Options& GetOptions() {
  static Options options;
  return options;
}

Options& ParseCommandLine(int argc, char** argv) {
  Options& options = GetOptions();
  char path[PATH_MAX];
  ssize_t length = readlink("/proc/self/exe", path, sizeof path);
  options.exec_path = length > 0 ? std::string(path, static_cast<size_t>(length)) : argv[0];
  options.argv0 = argc > 0 ? argv[0] : "phasor";
  int i = 1;
  for (; i < argc && argv[i][0] == '-' && argv[i][1] != 0; ++i) {
    std::string arg = argv[i];
    if (arg.starts_with("--build-code-cache=")) options.build_code_cache = arg.substr(19);
    options.exec_argv.push_back(arg);
  }
  for (; i < argc; ++i) options.args.push_back(argv[i]);
  return options;
}

}  // namespace phasor::runtime
