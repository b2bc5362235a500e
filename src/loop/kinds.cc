#include "loop/kinds.h"

#include <cstring>
#include <iterator>

namespace phasor::loop {

namespace {

constexpr const char* kKindNames[] = {
    "none",    "main script", "timer", "immediate", "nextTick", "microtask",    "promise", "fs",   "fs watch", "dns",    "crypto",
    "zlib",    "read",        "end",   "accept",    "connect",  "write",        "shutdown", "receive", "send", "http request",
    "http2",   "tls",         "message", "signal",  "child",    "worker",       "close",   "v8 task", "hook", "exit",   "other"};
static_assert(std::size(kKindNames) == kCallbackKinds);

struct ProviderRow {
  const char* name;
  CallbackKind kind;
  Role role;
};

constexpr ProviderRow kRows[] = {
    {"NONE", CallbackKind::kOther, Role::kRequest},
#define V(id, name, kind, role) {name, CallbackKind::kind, Role::role},
#include "loop/providers.inc"
#undef V
    {"OTHER", CallbackKind::kOther, Role::kRequest},
};
static_assert(std::size(kRows) == kProviders);

Provider Find(const char* name) {
  for (size_t i = 0; i < kProviders; ++i) {
    if (std::strcmp(kRows[i].name, name) == 0) return static_cast<Provider>(i);
  }
  return Provider::kOther;
}

// Every request asks: the few literals in use are found by their address.
struct Known {
  const char* name = nullptr;
  Provider provider = Provider::kOther;
};
constexpr size_t kKnown = 64;
thread_local Known t_known[kKnown];

}  // namespace

const char* NameOf(CallbackKind kind) { return kKindNames[static_cast<size_t>(kind)]; }

Provider ProviderOf(const char* name) {
  Known& known = t_known[(reinterpret_cast<uintptr_t>(name) >> 2) % kKnown];
  if (known.name != name) known = {name, Find(name)};
  return known.provider;
}

const char* NameOf(Provider provider) { return kRows[static_cast<size_t>(provider)].name; }
CallbackKind KindOf(Provider provider) { return kRows[static_cast<size_t>(provider)].kind; }
Role RoleOf(Provider provider) { return kRows[static_cast<size_t>(provider)].role; }

}  // namespace phasor::loop
