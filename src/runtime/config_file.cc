#include "runtime/config_file.h"

#include <fcntl.h>
#include <simdjson.h>
#include <unistd.h>
#include <uv.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

namespace phasor::runtime {

namespace {

namespace json = simdjson::ondemand;

constexpr std::string_view kNodeOptions = "nodeOptions";

template <size_t N>
bool IsIn(const std::string_view (&names)[N], std::string_view name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

// Options that once meant something: the file may not have them.
bool IsWithoutEffect(std::string_view name) {
  constexpr std::string_view kNames[] = {
      "--experimental-abortcontroller", "--experimental-fetch", "--experimental-global-customevent",
      "--experimental-global-webcrypto", "--experimental-json-modules", "--experimental-modules", "--experimental-quic",
      "--experimental-report", "--experimental-specifier-resolution", "--experimental-top-level-await",
      "--experimental-wasi-unstable-preview1", "--experimental-wasm-modules", "--experimental-worker", "--http-parser",
      "--napi-modules", "--node-memory-debug"};
  return IsIn(kNames, name);
}

bool MayBeNegative(std::string_view name) {
  constexpr std::string_view kNames[] = {"--heapsnapshot-near-heap-limit", "--secure-heap", "--secure-heap-min",
                                         "--stack-trace-limit", "--v8-pool-size"};
  return IsIn(kNames, name);
}

// Whether the file may have the option `spec` in its field `field`. The fields but nodeOptions hold one subsystem's options, also those
// that NODE_OPTIONS may not have.
bool BelongsTo(std::string_view field, const OptionSpec& spec) {
  const std::string_view name = spec.name;
  if (field == kNodeOptions) return spec.in_environment;
  if (field == "test") return name.starts_with("--test") || name.starts_with("--experimental-test-");
  if (field == "watch") return name.starts_with("--watch");
  return field == "permission" && name.starts_with("--allow-");
}

bool IsField(std::string_view field) {
  constexpr std::string_view kFields[] = {kNodeOptions, "permission", "test", "watch"};
  return IsIn(kFields, field);
}

class ConfigFile {
 public:
  ConfigFile(const std::string& path, Options* options) : path_(path), options_(options) {}

  // False when something is wrong, which is on stderr then.
  bool Read(const simdjson::padded_string& text, bool skip_node_options) {
    json::parser parser;
    json::document document;
    json::object root;
    if (parser.iterate(text).get(document)) return Fail("Can't parse " + path_);
    if (const auto error = document.get_object().get(root)) {
      return Fail(error == simdjson::INCORRECT_TYPE ? "Root value unexpected not an object for " + path_ + "\n" : "Can't parse " + path_);
    }
    for (auto entry : root) {
      std::string_view field;
      json::value value;
      json::object options;
      if (entry.unescaped_key().get(field) || entry.value().get(value)) return false;
      if (field == "$schema") continue;
      if (!IsField(field)) return Fail("Unknown namespace " + std::string(field));
      if (value.get_object().get(options)) {
        return Fail("\"" + std::string(field) + "\" value unexpected for " + path_ + " (should be an object)");
      }
      if (!ReadField(std::string(field), options, skip_node_options && field == kNodeOptions)) return false;
    }
    return true;
  }

 private:
  static bool Fail(const std::string& problem) {
    std::fprintf(stderr, "%s\n", problem.c_str());
    return false;
  }

  bool ReadField(const std::string& field, json::object& entries, bool skip) {
    for (auto entry : entries) {
      std::string_view key;
      json::value value;
      if (entry.unescaped_key().get(key)) return false;
      const std::string name = "--" + std::string(key);
      const OptionSpec* spec = FindOption(name);
      if (name == "--experimental-require-module") spec = FindOption("--require-module");
      if (spec == nullptr || !BelongsTo(field, *spec)) {
        return Fail("Unknown or not allowed option " + std::string(key) + " for namespace " + field);
      }
      if (entry.value().get(value)) return false;
      if (!seen_.insert(spec->name).second) return Fail("Option " + name + " is already defined");
      if (IsWithoutEffect(name)) return Fail("No-op flag " + name + " is currently not supported");
      if (spec->kind == OptionKind::kV8 && name != "--stack-trace-limit") {
        return Fail("V8 flag " + name + " is currently not supported");
      }
      std::vector<std::string> texts;
      if (!ReadValue(*spec, value, &texts)) return Fail("Invalid value for " + name);
      if (!skip && !Store(*spec, std::move(texts))) return false;
    }
    return true;
  }

  // What the command line would give the option.
  static bool ReadValue(const OptionSpec& spec, json::value& value, std::vector<std::string>* texts) {
    bool flag = false;
    int64_t number = 0;
    std::string_view text;
    // On the command line it may name a host as well.
    const bool is_port = spec.name == std::string_view("--inspect-port");
    switch (is_port ? OptionKind::kInteger : spec.kind) {
      case OptionKind::kBool:
      case OptionKind::kOn:
      case OptionKind::kOptionalString:
        if (value.get_bool().get(flag)) return false;
        texts->push_back(flag ? "true" : "false");
        return true;
      case OptionKind::kInteger:
      case OptionKind::kV8:
        if (value.get_int64().get(number) || (number < 0 && !MayBeNegative(spec.name))) return false;
        texts->push_back(std::to_string(number));
        return true;
      case OptionKind::kString:
        if (value.get_string().get(text)) return false;
        texts->emplace_back(text);
        return true;
      case OptionKind::kList:
        return ReadList(value, texts);
    }
    return false;
  }

  static bool ReadList(json::value& value, std::vector<std::string>* texts) {
    json::array items;
    std::string_view text;
    if (value.get_array().get(items)) {
      if (value.get_string().get(text)) return false;
      texts->emplace_back(text);
      return true;
    }
    for (auto item : items) {
      if (item.get_string().get(text)) return false;
      texts->emplace_back(text);
    }
    return true;
  }

  bool Store(const OptionSpec& spec, std::vector<std::string> texts) {
    const std::string name = spec.name;
    if (spec.kind == OptionKind::kString || spec.kind == OptionKind::kList) {
      for (const std::string& text : texts) {
        if (text.empty()) return Fail(name + "= requires an argument");
        // Node makes one text of all options, in which a space would begin another one.
        if (text.find(' ') != text.npos) {
          return Fail("The number of NODE_OPTIONS doesn't match the number of flags in the config file");
        }
      }
    }
    const bool is_boolean = spec.kind == OptionKind::kBool || spec.kind == OptionKind::kOn;
    const bool is_off = texts.size() == 1 && texts.front() == "false";
    if (spec.refused && !is_off) return Fail(name + " is not implemented");
    if (is_boolean) options_->Set(name, !is_off);
    if (is_boolean || texts.empty() || (is_off && spec.kind == OptionKind::kOptionalString)) return true;
    if (spec.kind == OptionKind::kV8) options_->v8_flags.push_back(name + "=" + texts.front());
    options_->values[name] = std::move(texts);
    return true;
  }

  const std::string path_;
  Options* options_;
  std::set<std::string> seen_;
};

// The whole file; false: errno says why not.
bool ReadWhole(const std::string& path, std::string* text) {
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return false;
  char chunk[4096];
  ssize_t size;
  while ((size = read(fd, chunk, sizeof chunk)) > 0) text->append(chunk, static_cast<size_t>(size));
  const int error = errno;
  close(fd);
  errno = error;
  return size == 0;
}

}  // namespace

std::string ApplyConfigFile(const std::string& path, bool skip_node_options, Options* options) {
  std::string text;
  if (!ReadWhole(path, &text)) {
    std::fprintf(stderr, "Cannot read configuration from %s: %s\n", path.c_str(), uv_strerror(uv_translate_sys_error(errno)));
    return path + ": not found";
  }
  const bool is_right = ConfigFile(path, options).Read(simdjson::padded_string(text), skip_node_options);
  return is_right ? std::string() : path + ": invalid content";
}

}  // namespace phasor::runtime
