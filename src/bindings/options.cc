// binding('options'): values of command line options for lib/internal/options.js.
#include "runtime/options.h"
#include "runtime/realm.h"

namespace phasor::bindings {

namespace {

using runtime::OptionKind;

// What an option is when nobody set it, where that is not empty, 0 or false.
double DefaultInteger(std::string_view name) {
  if (name == "--max-http-header-size") return 16384;
  if (name == "--network-family-autoselection-attempt-timeout") return 250;
  if (name == "--secure-heap-min") return 2;
  if (name == "--trace-loop-events") return 1 << 18;
  if (name == "--v8-pool-size") return 4;
  return 0;
}

// get(name) -> boolean, string, number or array by the option's kind; undefined for an option that does not exist
v8::MaybeLocal<v8::Value> Get(runtime::Realm& realm, const js::Utf8& name) {
  v8::Isolate* isolate = realm.isolate();
  const runtime::OptionSpec* spec = runtime::FindOption(name.view());
  if (spec == nullptr) return v8::Undefined(isolate).As<v8::Value>();
  const runtime::Options& options = realm.options();
  auto found = options.values.find(name.view());
  switch (spec->kind) {
    case OptionKind::kBool:
    case OptionKind::kOn: return v8::Boolean::New(isolate, options.Enabled(name.view())).As<v8::Value>();
    case OptionKind::kList: {
      std::vector<std::string> list;
      if (found != options.values.end()) list = found->second;
      return js::Convert<std::vector<std::string>>::To(isolate, std::move(list));
    }
    case OptionKind::kInteger: {
      double value = DefaultInteger(name.view());
      if (found != options.values.end()) value = std::strtod(found->second.back().c_str(), nullptr);
      return v8::Number::New(isolate, value).As<v8::Value>();
    }
    default:
      if (name.view() == "--eval" && !options.has_eval) return v8::Undefined(isolate).As<v8::Value>();
      return js::Convert<std::string_view>::To(isolate, options.Text(name.view()));
  }
}

// environmentOptions() -> the names allowed in NODE_OPTIONS
std::vector<std::string> EnvironmentOptions() {
  std::vector<std::string> names;
  for (const runtime::OptionSpec& row : runtime::OptionTable()) {
    if (!row.in_environment) continue;
    names.emplace_back(row.name);
    if (row.kind == OptionKind::kBool || row.kind == OptionKind::kOn) names.push_back("--no-" + std::string(row.name + 2));
  }
  return names;
}

// afterDashes() -> what stood behind "--" on the command line
std::vector<std::string> AfterDashes(runtime::Realm& realm) { return realm.options().after_dashes; }

const js::Row kRows[] = {
    js::Fn<AfterDashes>("afterDashes"),
    js::Fn<Get>("get"),
    js::Fn<EnvironmentOptions>("environmentOptions"),
};

}  // namespace

extern const js::BindingSpec kBinding_options;
const js::BindingSpec kBinding_options = {"options", kRows};

}  // namespace phasor::bindings
