// Structured serialisation (HTML, "Safe passing of structured data"; ECMA-262 values by V8's serialiser): a Message holds
// a value outside any isolate, on its way to another port, thread or clone.
//
// Host objects: message ports and descriptors (transferred), keys and histograms (shared), and JavaScript objects: the
// [cloneSymbol]() of one that is cloned gives { data, type }, the [transferSymbol]() of one that is in the transfer list
// { data, type, transfer }; lib/internal/clone.js revives both by type.
#pragma once

#include <v8.h>

#include <atomic>
#include <memory>
#include <vector>

#include "crypto/key.h"
#include "js/class.h"
#include "runtime/realm.h"

namespace phasor::bindings {

class HistogramData;
class PortEnd;

// A descriptor on its way to another thread: closed with the message if nobody takes it.
class CarriedDescriptor {
 public:
  explicit CarriedDescriptor(int fd) : fd_(fd) {}
  ~CarriedDescriptor();
  CarriedDescriptor(const CarriedDescriptor&) = delete;
  int Release() { return fd_.exchange(-1); }

 private:
  std::atomic<int> fd_;
};

// new CarriedDescriptor(fd): takes the descriptor over; release() -> fd. What a transferred FileHandle gives.
class DescriptorHandle final : public js::GcObject {
 public:
  static const js::ClassSpec kClass;
  explicit DescriptorHandle(std::shared_ptr<CarriedDescriptor> carried) : carried(std::move(carried)) {}
  static DescriptorHandle* New(runtime::Realm& realm, int32_t fd) {
    if (realm.descriptors() != nullptr) realm.descriptors()->Remove(fd);
    return js::MakeGc<DescriptorHandle>(realm.isolate(), std::make_shared<CarriedDescriptor>(fd));
  }
  int32_t Release(runtime::Realm& realm) {
    int fd = carried->Release();
    if (fd >= 0 && realm.descriptors() != nullptr) realm.descriptors()->Add(fd);
    return fd;
  }
  std::shared_ptr<CarriedDescriptor> carried;
};

struct Message {
  std::vector<uint8_t> data;
  std::vector<std::shared_ptr<v8::BackingStore>> buffers;  // transferred
  std::vector<std::shared_ptr<v8::BackingStore>> shared;
  std::vector<v8::CompiledWasmModule> modules;
  std::vector<std::shared_ptr<PortEnd>> ports;
  std::vector<crypto::Key> keys;
  std::vector<std::shared_ptr<HistogramData>> histograms;
  std::vector<std::shared_ptr<CarriedDescriptor>> descriptors;
  std::vector<std::unique_ptr<Message>> moved;  // what the [transferSymbol]() of transferred JavaScript objects gave
};

// Serialises `value`; the objects of `transfer` are moved. Null: an exception is pending and nothing was moved.
std::unique_ptr<Message> Serialize(runtime::Realm& realm, v8::Local<v8::Value> value,
                                   const std::vector<v8::Local<v8::Object>>& transfer, v8::Local<v8::Object> source_port);

// Revives it in the current context. The ports that came along are returned in `ports`, in order.
v8::MaybeLocal<v8::Value> Deserialize(runtime::Realm& realm, Message& message, std::vector<v8::Local<v8::Value>>* ports);

// Set by lib/internal/messaging.js.
struct StructuredHooks {
  v8::Global<v8::Symbol> clone_symbol;
  v8::Global<v8::Symbol> transfer_symbol;
  v8::Global<v8::Function> revive;      // (type, data) -> object
  v8::Global<v8::Function> clone_error; // (message) -> DataCloneError
  // Called on a port, by lib/internal/messaging.js's setPortHooks():
  v8::Global<v8::Function> port_made;     // (), on those of the realm's own context
  v8::Global<v8::Function> port_message;  // (value, ports, 'message' or 'messageerror')
  v8::Global<v8::Function> port_closed;   // ()
  v8::Global<v8::Function> context_error; // () -> the error of an object that a context of node:vm has no class for
  bool has_cloneables = false;          // or objects that are marked as uncloneable
};
StructuredHooks& GetStructuredHooks();

// Makes Serialize refuse the object (worker_threads.markAsUncloneable).
void MarkAsUncloneable(v8::Isolate* isolate, v8::Local<v8::Object> object);

}  // namespace phasor::bindings
