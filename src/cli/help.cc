#include "help.h"

#include <v8.h>

#include <cstdio>

namespace phasor::cli {

namespace {

const char* ValueOf(runtime::OptionKind kind) {
  switch (kind) {
    case runtime::OptionKind::kBool:
    case runtime::OptionKind::kOn:
    case runtime::OptionKind::kV8: return "";
    case runtime::OptionKind::kOptionalString: return "[=...]";
    default: return "=...";
  }
}

void PrintHelp() {
  std::printf(
      "Usage: phasor [options] [ script.js ] [arguments]\n\n"
      "  -                     script from standard input (also without a file)\n"
      "  --                    end of the options\n"
      "  -c, --check           check the script's syntax without running it\n"
      "  -e, --eval=...        evaluate a text\n"
      "  -p, --print [...]     evaluate a text and print the result\n"
      "  -r, --require=...     load a CommonJS module first (repeatable)\n"
      "  -C, --conditions=...  condition for conditional exports and imports (repeatable)\n"
      "  -v, --version         print the version of Node whose APIs Phasor has\n"
      "  -h, --help            print this text\n\n"
      "Options with Node's names and meaning:\n");
  for (const runtime::OptionSpec& row : runtime::OptionTable()) {
    if (row.refused) continue;
    const char* prefix = row.kind == runtime::OptionKind::kOn ? "--no-" : "--";
    std::printf("  %s%s%s\n", prefix, row.name + 2, ValueOf(row.kind));
  }
  std::printf("\nFurther options are V8's: phasor --v8-options\n");
}

}  // namespace

bool AnswerAtOnce(const runtime::Options& options) {
  if (options.Enabled("--version")) {
    std::printf("v24.21.0\n");
  } else if (options.Enabled("--help")) {
    PrintHelp();
  } else if (options.Enabled("--v8-options")) {
    constexpr char kHelp[] = "--help";  // V8 prints its list and ends the process
    v8::V8::SetFlagsFromString(kHelp);
  } else {
    return false;
  }
  std::fflush(stdout);
  return true;
}

}  // namespace phasor::cli
