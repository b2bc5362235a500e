// Files of environment variables (".env"), as Node's documentation of --env-file describes them. Callers: the command
// line (--env-file), binding('env') for process.loadEnvFile() and util.parseEnv().
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace phasor {

// The file's variables in order; a later one of the same name wins. Never fails: lines that are no assignment are skipped.
std::vector<std::pair<std::string, std::string>> ParseEnvFile(std::string_view text);

}  // namespace phasor
