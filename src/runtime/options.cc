#include "runtime/options.h"

#include <unistd.h>

#include <algorithm>
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/env_file.h"
#include "runtime/config_file.h"
#include "runtime/option_checks.h"

namespace phasor::runtime {

namespace {

struct Alias {
  std::string_view name;
  std::vector<std::string> expansion;
};

const std::vector<Alias>& Aliases() {
  static const std::vector<Alias> aliases = {
      {"-c", {"--check"}},
      {"-C", {"--conditions"}},
      {"-e", {"--eval"}},
      {"-h", {"--help"}},
      {"-i", {"--interactive"}},
      {"-p", {"--print"}},
      {"-pe", {"--print", "--eval"}},
      {"-r", {"--require"}},
      {"-v", {"--version"}},
      {"--debug-port", {"--inspect-port"}},
      {"--enable-network-family-autoselection", {"--network-family-autoselection"}},
      {"--es-module-specifier-resolution", {"--experimental-specifier-resolution"}},
      {"--experimental-require-module", {"--require-module"}},
      {"--experimental-strip-types", {"--strip-types"}},
      {"--experimental-test-isolation", {"--test-isolation"}},
      {"--loader", {"--experimental-loader"}},
      {"--report-directory", {"--report-dir"}},
  };
  return aliases;
}

// "--a_b=c_d" -> name "--a-b", value "c_d"
struct Split {
  std::string name;
  std::string value;
  bool has_value = false;
};
Split SplitArgument(const std::string& argument) {
  Split split;
  size_t equals = argument.starts_with("--") ? argument.find('=') : std::string::npos;
  split.name = argument.substr(0, equals);
  if (equals != std::string::npos) {
    split.has_value = true;
    split.value = argument.substr(equals + 1);
  }
  if (split.name.starts_with("--")) std::replace(split.name.begin() + 2, split.name.end(), '_', '-');
  return split;
}

// Options of the process, which a worker thread cannot have for itself.
bool IsProcessWide(std::string_view name) {
  constexpr std::string_view kNames[] = {
      "--check", "--completion-bash", "--debug-arraybuffer-allocations", "--disable-proto", "--disable-wasm-trap-handler",
      "--enable-fips", "--experimental-sea-config", "--force-fips", "--help", "--icu-data-dir", "--metrics", "--node-memory-debug",
      "--node-snapshot", "--openssl-config", "--openssl-legacy-provider", "--openssl-shared-config", "--report-compact",
      "--report-dir", "--report-filename", "--report-on-fatalerror", "--run", "--secure-heap", "--secure-heap-min",
      "--security-revert", "--snapshot-blob", "--title", "--tls-cipher-list", "--trace-event-categories",
      "--trace-event-file-pattern", "--trace-sigint", "--use-bundled-ca", "--use-largepages", "--use-openssl-ca",
      "--v8-options", "--v8-pool-size", "--version", "--zero-fill-buffers"};
  return std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames);
}

class Parser {
 public:
  // With `refused`, which collects what a worker thread cannot be given, V8's options and the process's are refused on the
  // command line; in NODE_OPTIONS V8's have no effect.
  Parser(Options* options, std::vector<std::string> arguments, bool environment, std::vector<std::string>* refused = nullptr)
      : options_(options), arguments_(std::move(arguments)), environment_(environment), refused_(refused) {}

  // Empty, or what is wrong.
  std::string Run() {
    while (at_ < arguments_.size()) {
      if (!environment_) NameConfigFile(&arguments_[at_]);
      const std::string argument = arguments_[at_];
      bool is_option = argument.size() > 1 && argument[0] == '-';
      if (!is_option) {
        if (!environment_) break;
        ++at_;
        continue;
      }
      if (argument == "--") {
        if (environment_) return "-- is not allowed in NODE_OPTIONS";
        ++at_;  // it ends the options, and is none
        break;
      }
      Consume();
      std::string problem = Take(SplitArgument(argument), argument);
      if (!problem.empty()) return problem;
    }
    if (environment_) return {};
    options_->args.insert(options_->args.end(), Rest(), arguments_.cend());
    auto dashes = std::find(arguments_.cbegin(), arguments_.cend(), "--");
    if (dashes != arguments_.cend()) options_->after_dashes.assign(dashes + 1, arguments_.cend());
    return {};
  }

 private:
  std::vector<std::string>::const_iterator Rest() const { return arguments_.cbegin() + static_cast<ptrdiff_t>(at_); }

  // The file's option takes no second word: without a file it means the default one.
  static void NameConfigFile(std::string* argument) {
    const Split split = SplitArgument(*argument);
    if (split.has_value || (split.name != "--experimental-config-file" && split.name != "--experimental-default-config-file")) return;
    *argument = std::string("--experimental-config-file=") + kDefaultConfigFile;
  }

  void Consume() {
    if (!environment_) options_->exec_argv.push_back(arguments_[at_]);
    ++at_;
  }

  std::string Take(Split split, const std::string& original) {
    for (const Alias& alias : Aliases()) {
      if (alias.name != split.name) continue;
      for (size_t i = 0; i + 1 < alias.expansion.size(); ++i) options_->values[alias.expansion[i]] = {"true"};
      std::string as_given = alias.expansion.size() == 1 ? split.name : alias.expansion.back();
      split.name = alias.expansion.back();
      return Store(split, as_given, original);
    }
    return Store(split, split.name, original);
  }

  std::string Store(const Split& split, const std::string& as_given, const std::string& original) {
    std::string name = split.name;
    bool negated = false;
    const OptionSpec* spec = FindOption(name);
    if (spec == nullptr && name.starts_with("--no-")) {
      name = "--" + name.substr(5);
      for (const Alias& alias : Aliases()) if (alias.name == name) name = alias.expansion.back();
      spec = FindOption(name);
      negated = spec != nullptr;
    }
    bool unfit = refused_ != nullptr && (spec == nullptr || spec->kind == OptionKind::kV8 || IsProcessWide(name));
    if (unfit && !environment_) {
      refused_->push_back(original);
      return {};
    }
    if (environment_ && (spec == nullptr || !spec->in_environment || (unfit && spec->kind != OptionKind::kV8))) {
      return original.substr(0, original.find('=')) + (split.has_value ? "=" : "") + " is not allowed in NODE_OPTIONS";
    }
    if (spec == nullptr) return Unknown(original);
    if (spec->kind == OptionKind::kV8) {
      options_->v8_flags.push_back(original);
      if (!negated) options_->values[name] = {split.has_value ? split.value : "true"};
      return {};
    }
    if (spec->refused && !negated) return name + " is not implemented";
    bool boolean = spec->kind == OptionKind::kBool || spec->kind == OptionKind::kOn;
    if (negated && !boolean) return as_given + " is an invalid negation because it is not a boolean option";
    if (boolean) {
      if (split.has_value && name == "--experimental-default-config-file") return name + " does not take an argument";
      options_->Set(name, !negated);
      if (name == "--print" && !negated) TakePrinted();
      return {};
    }
    return StoreText(*spec, split, as_given);
  }

  // What follows --print is the text to evaluate, unless it is an option.
  void TakePrinted() {
    if (at_ >= arguments_.size() || arguments_[at_].starts_with("-")) return;
    std::string text = arguments_[at_];
    if (text.starts_with("\\-")) text.erase(0, 1);
    options_->values["--eval"] = {std::move(text)};
    options_->has_eval = true;
    Consume();
  }

  std::string StoreText(const OptionSpec& spec, const Split& split, const std::string& as_given) {
    std::string value = split.value;
    if (!split.has_value && spec.kind != OptionKind::kOptionalString) {
      if (at_ >= arguments_.size()) return as_given + " requires an argument";
      value = arguments_[at_];
      if (value.starts_with("-") && value.size() > 1) return as_given + " requires an argument";
      if (value.starts_with("\\-")) value.erase(0, 1);
      Consume();
    } else if (split.has_value && value.empty() && spec.kind != OptionKind::kOptionalString) {
      return as_given + "= requires an argument";
    }
    if (spec.name == std::string_view("--eval")) options_->has_eval = true;
    auto& values = options_->values[spec.name];
    if (spec.kind != OptionKind::kList) values.clear();
    values.push_back(std::move(value));
    return {};
  }

  std::string Unknown(const std::string& original) {
    for (auto& [prefix, file] : {std::pair(std::string_view("--build-code-cache="), &options_->build_code_cache),
                                 std::pair(std::string_view("--build-startup-snapshot="), &options_->build_snapshot),
                                 std::pair(std::string_view("--startup-snapshot="), &options_->startup_snapshot)}) {
      if (!original.starts_with(prefix)) continue;
      *file = original.substr(prefix.size());
      return {};
    }
    if (!original.starts_with("--")) return "bad option: " + original;
    // V8 has the last word (InitializeV8).
    options_->v8_flags.push_back(original);
    return {};
  }

  Options* options_;
  std::vector<std::string> arguments_;
  bool environment_;
  std::vector<std::string>* refused_;
  size_t at_ = 0;
};

// NODE_OPTIONS: words at spaces; double quotes join, a backslash inside them keeps the next character.
std::string SplitWords(std::string_view text, std::vector<std::string>* words) {
  bool quoted = false, in_word = false;
  std::string word;
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '\\' && quoted) {
      if (i + 1 == text.size()) return "invalid value for NODE_OPTIONS (invalid escape)\n";
      word += text[++i];
    } else if (c == '"') {
      quoted = !quoted;
      in_word = true;
    } else if (c == ' ' && !quoted) {
      if (in_word) words->push_back(std::move(word));
      word.clear();
      in_word = false;
    } else {
      word += c;
      in_word = true;
    }
  }
  if (quoted) return "invalid value for NODE_OPTIONS (unterminated string)\n";
  if (in_word) words->push_back(std::move(word));
  return {};
}

// The variables of the files, in order; what the environment has already is not touched.
std::string LoadEnvironmentFiles(const Options& options) {
  std::map<std::string, std::string> loaded;
  for (const char* option : {"--env-file", "--env-file-if-exists"}) {
    auto found = options.values.find(option);
    if (found == options.values.end()) continue;
    for (const std::string& path : found->second) {
      std::ifstream file(path);
      if (!file.is_open()) {
        if (option == std::string_view("--env-file")) return path + ": not found";
        std::fprintf(stderr, "%s not found. Continuing without it.\n", path.c_str());
        continue;
      }
      if (file.peek() == std::ifstream::traits_type::eof() && file.bad()) return path + ": invalid format";  // a folder
      std::ostringstream text;
      text << file.rdbuf();
      for (auto& [name, value] : ParseEnvFile(text.view())) loaded[name] = value;
    }
  }
  for (auto& [name, value] : loaded) setenv(name.c_str(), value.c_str(), 0);
  return {};
}

// The files that the command line names and that go before NODE_OPTIONS: of variables, which may set it, and of options.
std::string LoadFiles(const std::vector<std::string>& arguments, Options* options) {
  auto names_file = [](const std::string& argument) {
    const std::string name = SplitArgument(argument).name;
    return name.starts_with("--env-file") || name == "--experimental-config-file" || name == "--experimental-default-config-file";
  };
  if (std::none_of(arguments.begin(), arguments.end(), names_file)) return {};
  Options probe;
  Parser(&probe, arguments, false).Run();
  const bool has_node_options = std::getenv("NODE_OPTIONS") != nullptr;
  // The command of --run has the environment as it is.
  std::string problem = probe.Text("--run").empty() ? LoadEnvironmentFiles(probe) : std::string();
  const std::string config(probe.Text("--experimental-config-file"));
  if (problem.empty() && !config.empty()) problem = ApplyConfigFile(config, has_node_options, options);
  return problem;
}

// The variables that stand for an option; whether there was one.
bool ReadSwitches(Environment& environment, Options* options) {
  constexpr const char* kSwitches[][2] = {{"NODE_PENDING_DEPRECATION", "--pending-deprecation"},
                                          {"NODE_PRESERVE_SYMLINKS", "--preserve-symlinks"},
                                          {"NODE_PRESERVE_SYMLINKS_MAIN", "--preserve-symlinks-main"}};
  bool found = false;
  for (auto& [variable, option] : kSwitches) {
    if (environment.Get(variable) != "1") continue;
    options->values.try_emplace(option, std::vector<std::string>{"true"});
    found = true;
  }
  return found;
}

void ReadEnvironmentSwitches(Options* options) {
  ReadSwitches(*ProcessEnvironment(), options);
  constexpr const char* kTexts[][2] = {{"PHASOR_BLOCK_FORMAT", "--block-format"},
                                       {"PHASOR_BLOCK_THRESHOLD", "--block-threshold"},
                                       {"PHASOR_METRICS", "--metrics"}};
  for (auto& [variable, option] : kTexts) {
    const char* value = std::getenv(variable);
    if (value != nullptr && *value != '\0') options->values.try_emplace(option, std::vector<std::string>{value});
  }
}

// `phasor NAME FILE ...`: whether the first word is `name` and there is no program of that name here; takes it away.
bool TakeSubcommand(std::string_view name, std::vector<std::string>* arguments) {
  if (arguments->size() < 2 || arguments->front() != name) return false;
  std::error_code none;
  for (const char* extension : {"", ".js", ".json", ".mjs", ".cjs"}) {
    if (std::filesystem::exists(std::string(name) + extension, none)) return false;
  }
  arguments->erase(arguments->begin());
  return true;
}

}  // namespace

const std::vector<OptionSpec>& OptionTable() {
  static const std::vector<OptionSpec> table = [] {
    constexpr bool kKnown = false, kRefused = true;
    using enum OptionKind;
    std::vector<OptionSpec> rows = {
#define V(name, kind, in_environment, status) {name, kind, in_environment, status},
#include "runtime/option_table.inc"
#undef V
    };
    std::sort(rows.begin(), rows.end(),
              [](const OptionSpec& a, const OptionSpec& b) { return std::strcmp(a.name, b.name) < 0; });
    return rows;
  }();
  return table;
}

const OptionSpec* FindOption(std::string_view name) {
  const auto& table = OptionTable();
  auto found = std::lower_bound(table.begin(), table.end(), name,
                                [](const OptionSpec& row, std::string_view wanted) { return row.name < wanted; });
  return found != table.end() && found->name == name ? &*found : nullptr;
}

bool Options::Enabled(std::string_view name) const {
  auto found = values.find(name);
  if (found != values.end()) return found->second.front() != "false";
  const OptionSpec* spec = FindOption(name);
  return spec != nullptr && spec->kind == OptionKind::kOn;
}

void Options::Set(const std::string& name, bool enabled) {
  values[name] = {enabled ? "true" : "false"};
  if (enabled && name == "--experimental-transform-types") values["--strip-types"] = {"true"};
}

std::string_view Options::Text(std::string_view name) const {
  auto found = values.find(name);
  return found == values.end() || found->second.empty() ? std::string_view() : found->second.back();
}

Options& GetOptions() {
  static Options options;
  return options;
}

Result<Options> OptionsForWorker(const Options& parent, const WorkerArguments& arguments) {
  auto invalid = [](const std::string& source, const std::string& problem) {
    return Error::Coded(ErrorCode::kERR_WORKER_INVALID_EXEC_ARGV, "Initiated Worker with invalid " + source + ": " + problem);
  };
  Options options;
  std::optional<std::string> node_options;
  bool is_own = arguments.exec_argv.has_value();
  if (arguments.environment != nullptr) {
    node_options = arguments.environment->Get("NODE_OPTIONS");
    is_own |= ReadSwitches(*arguments.environment, &options) || node_options.has_value();
  }
  if (!is_own) return parent;
  options.exec_path = parent.exec_path;
  options.argv0 = parent.argv0;
  std::vector<std::string> refused, words;
  if (node_options) {
    std::string problem = SplitWords(*node_options, &words);
    if (problem.empty()) problem = Parser(&options, std::move(words), true, &refused).Run();
    if (!problem.empty()) return invalid("NODE_OPTIONS env variable", problem);
  }
  std::string problem = Parser(&options, arguments.exec_argv.value_or(parent.exec_argv), false, &refused).Run();
  // What the parent was started with is right by definition: V8 has its options already.
  if (!arguments.exec_argv) refused.clear();
  if (!refused.empty()) {
    problem.clear();
    for (const std::string& text : refused) problem += (problem.empty() ? "" : ", ") + text;
  }
  if (problem.empty()) problem = CheckValues(options);
  if (!problem.empty()) return invalid("execArgv flags", problem);
  options.args.clear();
  return options;
}

std::string ParseCommandLine(int argc, char** argv) {
  Options& options = GetOptions();
  char path[PATH_MAX];
  ssize_t length = readlink("/proc/self/exe", path, sizeof path);
  options.exec_path = length > 0 ? std::string(path, static_cast<size_t>(length)) : argv[0];
  options.argv0 = argc > 0 ? argv[0] : "phasor";
  // The command line names the files that may set NODE_OPTIONS, whose options in turn stand before the command line's.
  std::vector<std::string> arguments(argv + std::min(argc, 1), argv + argc);
  // What follows belongs to lib/internal/loop/order.
  if (TakeSubcommand("order", &arguments)) {
    options.values["--order"] = {"true"};
    options.args = std::move(arguments);
    return {};
  }
  const bool is_trace = TakeSubcommand("trace", &arguments);
  if (std::string problem = LoadFiles(arguments, &options); !problem.empty()) return problem;
  if (const char* text = std::getenv("NODE_OPTIONS")) {
    std::vector<std::string> words;
    std::string problem = SplitWords(text, &words);
    if (problem.empty()) problem = Parser(&options, std::move(words), true).Run();
    if (!problem.empty()) return problem;
  }
  std::string problem = Parser(&options, std::move(arguments), false).Run();
  if (!problem.empty()) return problem;
  ReadEnvironmentSwitches(&options);
  if (is_trace && !options.args.empty()) {
    const std::string base = std::filesystem::path(options.args.front()).stem().string() + ".trace";
    options.values.try_emplace("--trace-loop", std::vector<std::string>{base});
  }
  ApplyHeapPercentage(&options);
  return CheckValues(options);
}

}  // namespace phasor::runtime
