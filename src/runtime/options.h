// The command line, NODE_OPTIONS and --env-file, parsed once before V8 starts. Callers: cli/main.cc (parses), bindings
// (options, process). lib/internal/options.js asks for single values.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "runtime/environment.h"

namespace phasor::runtime {

enum class OptionKind { kBool, kOn, kString, kOptionalString, kInteger, kList, kV8 };

struct OptionSpec {
  const char* name;
  OptionKind kind;
  bool in_environment;  // allowed in NODE_OPTIONS
  bool refused;         // known to Node, not implemented here
};
// All of option_table.inc, sorted by name.
const std::vector<OptionSpec>& OptionTable();
const OptionSpec* FindOption(std::string_view name);

struct Options {
  std::string exec_path;               // absolute path of this binary
  std::string argv0;                   // as given
  std::vector<std::string> exec_argv;  // options before the script, as given
  std::vector<std::string> args;       // script and its arguments
  std::vector<std::string> after_dashes;  // what stands behind "--", for the script of --run
  std::vector<std::string> v8_flags;
  std::string build_code_cache;        // internal: --build-code-cache=FILE
  std::string build_snapshot;          // internal: --build-startup-snapshot=FILE
  std::string startup_snapshot;        // internal: --startup-snapshot=FILE, in the place of the one in the binary

  bool has_eval = false;  // --eval was given: its text may be empty
  // Options that were set: one text for most, "true"/"false" for booleans, all texts for lists.
  std::map<std::string, std::vector<std::string>, std::less<>> values;

  bool Enabled(std::string_view name) const;
  // Sets a boolean option, and what it implies; a later --no-x may take that back.
  void Set(const std::string& name, bool enabled);
  std::string_view Text(std::string_view name) const;
};

// The options of a worker thread: those of `parent`, or parsed anew when `exec_argv` is given or `environment`, which is its
// own, sets options (NODE_OPTIONS and the variables that stand for one); what is not given is the parent's. Errors:
// ERR_WORKER_INVALID_EXEC_ARGV, for options that are unknown, V8's, or the whole process's (Node's documentation,
// "new Worker(filename[, options])").
struct WorkerArguments {
  std::optional<std::vector<std::string>> exec_argv;
  std::shared_ptr<Environment> environment;  // null: none of its own
};
Result<Options> OptionsForWorker(const Options& parent, const WorkerArguments& arguments);

// Parses. An empty answer means success; else what to print after "phasor: ", with exit code 9.
std::string ParseCommandLine(int argc, char** argv);
Options& GetOptions();

}  // namespace phasor::runtime
