// MessagePort: one end of a channel whose messages arrive in the poll phase of the receiver's loop.
//
//   open --Close(), or the other end closes--> closing --> closed (the onclose_ property is called)
//   open --Detach() (transferred)--> closed without notice
#pragma once

#include <deque>
#include <memory>
#include <mutex>

#include "bindings/structured.h"
#include "js/class.h"
#include "loop/handle.h"
#include "runtime/callback.h"

namespace phasor::bindings {

class MessagePort;

// The thread-safe half: a queue, the port that reads it (if any), and the other end.
class PortEnd {
 public:
  static void Entangle(const std::shared_ptr<PortEnd>& a, const std::shared_ptr<PortEnd>& b);
  void Push(std::unique_ptr<Message> message);   // any thread
  std::unique_ptr<Message> Pop();
  std::shared_ptr<PortEnd> other();
  bool closed();
  void SetReader(MessagePort* reader);
  void Close();  // both ends; wakes the readers

 private:
  void Wake();
  std::mutex mutex_;
  std::deque<std::unique_ptr<Message>> queue_;
  std::weak_ptr<PortEnd> other_;
  MessagePort* reader_ = nullptr;
  bool closed_ = false;
};

class MessagePort final : public js::Shell, public loop::Handle {
 public:
  static const js::ClassSpec kClass;
  // A JavaScript port for `end`. Empty with an exception pending.
  static v8::MaybeLocal<v8::Object> Make(runtime::Realm& realm, std::shared_ptr<PortEnd> end);

  // postMessage(value, transfer)
  void Post(runtime::Realm& realm, js::Value value, std::vector<v8::Local<v8::Object>> transfer);
  void Start();        // delivers what waits and what comes
  void CloseBoth();
  void RefPort() { Ref(); }
  void UnrefPort() { Unref(); }
  bool HasRef() const { return has_ref(); }
  // receive() -> [value] or undefined: takes one message without an event
  v8::MaybeLocal<v8::Value> Receive(runtime::Realm& realm);
  // Delivers what is queued now, synchronously.
  void Drain();

  std::shared_ptr<PortEnd> Detach();
  bool detached() const { return end_ == nullptr; }

 private:
  friend class PortEnd;
  MessagePort(runtime::Realm& realm, uv_async_t* async, std::shared_ptr<PortEnd> end);
  ~MessagePort() override;
  static void OnUvAsync(uv_async_t* async);
  void OnClosed() override;
  void Deliver();

  runtime::Realm& realm_;
  uv_async_t* async_;
  std::shared_ptr<PortEnd> end_;
  runtime::AsyncContext context_;
  bool started_ = false;
  bool transferred_ = false;
};

}  // namespace phasor::bindings
