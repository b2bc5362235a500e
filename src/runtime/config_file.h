// --experimental-config-file: options that stand in a JSON file (Node's documentation, "Command-line API"). Caller: options.cc,
// before NODE_OPTIONS and the command line, which go before it.
#pragma once

#include <string>

#include "runtime/options.h"

namespace phasor::runtime {

// The file that is read when none is named, in the working directory.
constexpr const char kDefaultConfigFile[] = "node.config.json";

// Puts the file's options into `options`; with `skip_node_options` all but its field "nodeOptions", as Node does when the environment
// has NODE_OPTIONS. Empty, or what is wrong, whose details are on stderr then.
std::string ApplyConfigFile(const std::string& path, bool skip_node_options, Options* options);

}  // namespace phasor::runtime
