// MessagePort: one end of a channel whose messages arrive in the poll phase of the receiver's loop.
//
//   open --ClosePort(), Detach() (transferred), or the other end closes--> closing --> closed (the closed hook is called)
//   open --moved to another context--> closed without notice
//
// What waits in the queue of a port that closes itself is dropped; what it sent reaches the other end first.
#pragma once

#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "bindings/structured.h"
#include "js/class.h"
#include "loop/handle.h"
#include "runtime/callback.h"

namespace phasor::bindings {

class MessagePort;
class PortEnd;

// The BroadcastChannels of one name, in all threads.
class BroadcastGroup {
 public:
  static std::shared_ptr<BroadcastGroup> Get(const std::string& name);
  void Add(const std::shared_ptr<PortEnd>& end);
  void Push(const PortEnd* from, std::shared_ptr<Message> message);

 private:
  std::mutex mutex_;
  std::vector<std::weak_ptr<PortEnd>> ends_;
};

// The thread-safe half: a queue, the port that reads it (if any), and the other end.
class PortEnd {
 public:
  static void Entangle(const std::shared_ptr<PortEnd>& a, const std::shared_ptr<PortEnd>& b);
  static std::shared_ptr<PortEnd> NewBroadcast(const std::string& name);
  ~PortEnd();  // a port that nobody holds any more closes the other end
  void Push(std::shared_ptr<Message> message);   // any thread
  std::shared_ptr<Message> Pop();
  std::shared_ptr<PortEnd> other();
  // To the other end, or the others of the group.
  void Send(std::shared_ptr<Message> message);
  bool is_broadcast() const { return group_ != nullptr; }
  bool drained();  // closed, and every message taken
  void SetReader(MessagePort* reader);
  void Close();  // both ends; wakes the readers

 private:
  void Wake();
  std::mutex mutex_;
  std::deque<std::shared_ptr<Message>> queue_;
  std::weak_ptr<PortEnd> other_;
  std::shared_ptr<BroadcastGroup> group_;  // set once, before the end is shared
  MessagePort* reader_ = nullptr;
  bool closed_ = false;
};

class MessagePort final : public js::Shell, public loop::Handle {
 public:
  static const js::ClassSpec kClass;
  // A JavaScript port for `end`; its messages are objects of the current context, the realm's own or one of node:vm.
  // Empty with an exception pending.
  static v8::MaybeLocal<v8::Object> Make(runtime::Realm& realm, std::shared_ptr<PortEnd> end);

  // postMessage(value, transfer) -> true; null when the message held the port's own other end, so that both are lost;
  // undefined from a port that is closing
  v8::MaybeLocal<v8::Value> Post(runtime::Realm& realm, js::Value value, std::vector<v8::Local<v8::Object>> transfer);
  void Start();        // delivers what waits and what comes
  void Stop();         // what comes waits
  void ClosePort();
  void RefPort() { Ref(); }
  void UnrefPort() { Unref(); }
  bool HasRef() const { return state() != State::kClosed && uv_has_ref(uv()) != 0; }  // while it closes as well
  bool Active() const { return true; }  // a method of a closed port gives undefined
  // receive() -> [value] or undefined: takes one message without an event
  v8::MaybeLocal<v8::Value> Receive(runtime::Realm& realm);
  // Delivers what is queued now, synchronously.
  void Drain();

  enum class Notice { kClosed, kNone };  // whether the closed hook is called
  std::shared_ptr<PortEnd> Detach(Notice notice);
  bool detached() const { return end_ == nullptr; }

 private:
  friend class PortEnd;
  MessagePort(runtime::Realm& realm, uv_async_t* async, std::shared_ptr<PortEnd> end);
  ~MessagePort() override;
  static void OnUvAsync(uv_async_t* async);
  void OnClosed() override;
  void Deliver(int budget);
  // Whether a message was read into `value`; if not, `value` is the error.
  bool Read(Message& message, v8::Local<v8::Value>* value, std::vector<v8::Local<v8::Value>>* ports);

  runtime::Realm& realm_;
  uv_async_t* async_;
  std::shared_ptr<PortEnd> end_;
  runtime::AsyncContext context_;
  v8::Global<v8::Context> home_;  // where its messages come to life
  bool started_ = false;
  Notice notice_ = Notice::kClosed;
};

// Where other threads put what postMessageToThread() sends: one queue a thread, which exists from before the thread
// begins until it has ended.
class Mailboxes {
 public:
  static std::shared_ptr<PortEnd> Open(uint64_t thread_id);  // the same one at every call
  static std::shared_ptr<PortEnd> Find(uint64_t thread_id);  // null: there is no such thread
  static void Close(uint64_t thread_id);
};

}  // namespace phasor::bindings
