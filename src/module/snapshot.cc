#include "module/snapshot.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "module/builtins.h"
#include "module/embedded.h"
#include "runtime/options.h"

namespace phasor::module {

namespace {

// The same in every stage of the build: a reference's number is its place.
std::vector<intptr_t> References(std::span<const js::BindingSpec* const> bindings) {
  std::vector<intptr_t> references;
  references.reserve(4096);
  for (const js::BindingSpec* spec : bindings) js::CollectReferences(*spec, &references);
  CollectReferences(&references);
  references.push_back(0);
  return references;
}

std::string ReadBlob(const std::string& file) {
  std::ifstream input(file, std::ios::binary);
  std::ostringstream text;
  text << input.rdbuf();
  if (!input.is_open() || text.view().empty()) {
    std::fprintf(stderr, "phasor: cannot read the startup snapshot %s\n", file.c_str());
    std::exit(1);
  }
  return text.str();
}

}  // namespace

const runtime::StartupSnapshot* FindSnapshot(std::span<const js::BindingSpec* const> bindings, const std::string& file) {
  const char* lib_dir = std::getenv("PHASOR_LIB");
  if (lib_dir != nullptr && *lib_dir != 0) return nullptr;
  // Modules take their natives from a guard then (lib/internal/permission/guard.js), those in the snapshot had none.
  const runtime::Options& options = runtime::GetOptions();
  if (options.Enabled("--permission") || options.Enabled("--permission-audit")) return nullptr;
  v8::StartupData blob = {phasor_snapshot, static_cast<int>(phasor_snapshot_size)};
  if (!file.empty()) {
    static const std::string* bytes = new std::string(ReadBlob(file));   // stays for the whole process
    blob = {bytes->data(), static_cast<int>(bytes->size())};
  }
  if (blob.raw_size == 0) return nullptr;
  static const runtime::StartupSnapshot snapshot = {References(bindings), blob};
  return &snapshot;
}

std::string BuildSnapshot(std::span<const js::BindingSpec* const> bindings) {
  std::vector<intptr_t> references = References(bindings);
  CompileEagerly();
  runtime::InstanceOptions options;
  options.realm.bindings = bindings;
  options.snapshot_references = references.data();
  // Never destroyed: the creator owns the isolate, and the process ends after this.
  auto* instance = new runtime::Instance(options);
  return instance->TakeSnapshot([](runtime::Realm& realm) {
    v8::TryCatch caught(realm.isolate());
    v8::Local<v8::Function> start;
    if (!Boot(realm).ToLocal(&start)) {
      runtime::PrintUncaught(realm, caught.Exception(), caught.Message());
      std::exit(1);
    }
    return start;
  });
}

}  // namespace phasor::module
