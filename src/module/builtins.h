// The built-in loader's native half: the sources of lib/ (embedded, or read from PHASOR_LIB), their code cache, and their
// compilation as functions (exports, require, module, process, binding). lib/bootstrap/loader.js is the other half.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "runtime/realm.h"

namespace phasor::module {

// Compiles the built-in `id` ("internal/errors"). Empty with an exception pending: no such file, or a syntax error.
v8::MaybeLocal<v8::Function> CompileBuiltin(runtime::Realm& realm, std::string_view id);

// From now on with all inner functions: for the startup snapshot, whose users run functions that its maker does not.
void CompileEagerly();

// All ids, sorted.
std::vector<std::string> BuiltinIds();

// Makes `process`, the built-in loader and the globals: what is the same in every process. Returns exports.start of
// lib/bootstrap/loader.js; empty with an exception pending.
v8::MaybeLocal<v8::Function> Boot(runtime::Realm& realm);

// Starts the program with the built-in `main_script` ("bootstrap/main"), after Boot() where no snapshot held its result.
void Bootstrap(runtime::Realm& realm, std::string_view main_script);

// The addresses of this file that the startup snapshot refers to.
void CollectReferences(std::vector<intptr_t>* references);

// The code cache of every built-in that has been compiled so far, in the format that the binary embeds.
std::string BuildCodeCache(runtime::Realm& realm);

extern const js::BindingSpec kBuiltinsBinding;

}  // namespace phasor::module
