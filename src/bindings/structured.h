// Structured serialisation (HTML, "Safe passing of structured data"; ECMA-262 values by V8's serialiser): a Message holds
// a value outside any isolate, on its way to another port, thread or clone.
//
// Host objects: message ports (transferred), native keys (shared, they never change), and JavaScript objects that have the cloneable symbol: their
// [cloneSymbol]() gives { data, type }, and lib/internal/messaging.js revives them by type.
#pragma once

#include <v8.h>

#include <memory>
#include <vector>

#include "crypto/key.h"
#include "runtime/realm.h"

namespace phasor::bindings {

class PortEnd;

struct Message {
  std::vector<uint8_t> data;
  std::vector<std::shared_ptr<v8::BackingStore>> buffers;  // transferred
  std::vector<std::shared_ptr<v8::BackingStore>> shared;
  std::vector<v8::CompiledWasmModule> modules;
  std::vector<std::shared_ptr<PortEnd>> ports;
  std::vector<crypto::Key> keys;
};

// Serialises `value`; the objects of `transfer` are moved. Null: an exception is pending and nothing was moved.
std::unique_ptr<Message> Serialize(runtime::Realm& realm, v8::Local<v8::Value> value,
                                   const std::vector<v8::Local<v8::Object>>& transfer, v8::Local<v8::Object> source_port);

// Revives it. The ports that came along are returned in `ports`, in order.
v8::MaybeLocal<v8::Value> Deserialize(runtime::Realm& realm, Message& message, std::vector<v8::Local<v8::Value>>* ports);

// Set by lib/internal/messaging.js.
struct StructuredHooks {
  v8::Global<v8::Symbol> clone_symbol;
  v8::Global<v8::Function> revive;      // (type, data) -> object
  v8::Global<v8::Function> clone_error; // (message) -> DataCloneError
  bool has_cloneables = false;          // or objects that are marked as uncloneable
};
StructuredHooks& GetStructuredHooks();

// Makes Serialize refuse the object (worker_threads.markAsUncloneable).
void MarkAsUncloneable(v8::Isolate* isolate, v8::Local<v8::Object> object);

}  // namespace phasor::bindings
