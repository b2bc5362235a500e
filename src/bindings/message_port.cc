#include "bindings/message_port.h"

#include <algorithm>
#include <limits>
#include <map>

#include "runtime/vm_context.h"

namespace phasor::bindings {

using runtime::CallbackScope;
using runtime::Realm;

// ---- BroadcastGroup ----

std::shared_ptr<BroadcastGroup> BroadcastGroup::Get(const std::string& name) {
  static std::mutex mutex;
  static auto* groups = new std::map<std::string, std::weak_ptr<BroadcastGroup>>;
  std::lock_guard lock(mutex);
  std::erase_if(*groups, [](auto& entry) { return entry.second.expired(); });
  auto& known = (*groups)[name];
  auto group = known.lock();
  if (group == nullptr) known = group = std::make_shared<BroadcastGroup>();
  return group;
}

void BroadcastGroup::Add(const std::shared_ptr<PortEnd>& end) {
  std::lock_guard lock(mutex_);
  std::erase_if(ends_, [](auto& weak) { return weak.expired(); });
  ends_.push_back(end);
}

void BroadcastGroup::Push(const PortEnd* from, std::shared_ptr<Message> message) {
  std::lock_guard lock(mutex_);
  for (auto& weak : ends_) {
    auto end = weak.lock();
    if (end != nullptr && end.get() != from) end->Push(message);
  }
}

// ---- Mailboxes ----

namespace {

std::mutex g_mailboxes_mutex;
std::map<uint64_t, std::shared_ptr<PortEnd>>& AllMailboxes() {
  static auto* all = new std::map<uint64_t, std::shared_ptr<PortEnd>>;
  return *all;
}

}  // namespace

std::shared_ptr<PortEnd> Mailboxes::Open(uint64_t thread_id) {
  std::lock_guard lock(g_mailboxes_mutex);
  auto& end = AllMailboxes()[thread_id];
  if (end == nullptr) end = std::make_shared<PortEnd>();
  return end;
}

std::shared_ptr<PortEnd> Mailboxes::Find(uint64_t thread_id) {
  std::lock_guard lock(g_mailboxes_mutex);
  auto found = AllMailboxes().find(thread_id);
  return found == AllMailboxes().end() ? nullptr : found->second;
}

void Mailboxes::Close(uint64_t thread_id) {
  std::shared_ptr<PortEnd> end;  // goes, with what is in it, after the lock
  std::lock_guard lock(g_mailboxes_mutex);
  auto found = AllMailboxes().find(thread_id);
  if (found == AllMailboxes().end()) return;
  end = std::move(found->second);
  AllMailboxes().erase(found);
}

// ---- PortEnd ----

std::shared_ptr<PortEnd> PortEnd::NewBroadcast(const std::string& name) {
  auto end = std::make_shared<PortEnd>();
  end->group_ = BroadcastGroup::Get(name);
  end->group_->Add(end);
  return end;
}

void PortEnd::Send(std::shared_ptr<Message> message) {
  if (group_ != nullptr) group_->Push(this, std::move(message));
  else if (auto far_end = other()) far_end->Push(std::move(message));
}

void PortEnd::Entangle(const std::shared_ptr<PortEnd>& a, const std::shared_ptr<PortEnd>& b) {
  a->other_ = b;
  b->other_ = a;
}

PortEnd::~PortEnd() { Close(); }

void PortEnd::Push(std::shared_ptr<Message> message) {
  std::lock_guard lock(mutex_);
  if (closed_) return;
  queue_.push_back(std::move(message));
  Wake();
}

std::shared_ptr<Message> PortEnd::Pop() {
  std::lock_guard lock(mutex_);
  if (queue_.empty()) return nullptr;
  auto message = std::move(queue_.front());
  queue_.pop_front();
  return message;
}

std::shared_ptr<PortEnd> PortEnd::other() {
  std::lock_guard lock(mutex_);
  return other_.lock();
}

bool PortEnd::drained() {
  std::lock_guard lock(mutex_);
  return closed_ && queue_.empty();
}

void PortEnd::SetReader(MessagePort* reader) {
  std::lock_guard lock(mutex_);
  reader_ = reader;
  if (!queue_.empty() || closed_) Wake();
}

void PortEnd::Wake() {
  if (reader_ != nullptr) uv_async_send(reader_->async_);
}

void PortEnd::Close() {
  auto far_end = other();
  for (PortEnd* end : {this, far_end.get()}) {
    if (end == nullptr) continue;
    std::lock_guard lock(end->mutex_);
    end->closed_ = true;
    end->Wake();
  }
}

// ---- MessagePort ----

MessagePort::MessagePort(Realm& realm, uv_async_t* async, std::shared_ptr<PortEnd> end)
    : loop::Handle(realm.loop(), reinterpret_cast<uv_handle_t*>(async)), realm_(realm), async_(async), end_(std::move(end)) {
  // A port keeps the program alive once somebody listens (ref() by lib/); one of another context does at once.
  Unref();
}

MessagePort::~MessagePort() { delete async_; }

v8::MaybeLocal<v8::Object> MessagePort::Make(Realm& realm, std::shared_ptr<PortEnd> end) {
  auto* async = new uv_async_t;
  CHECK(uv_async_init(realm.loop().uv(), async, OnUvAsync) == 0);
  auto* port = new MessagePort(realm, async, std::move(end));
  v8::Isolate* isolate = realm.isolate();
  auto home = isolate->GetCurrentContext();
  v8::Local<v8::Object> object;
  if (!js::NewInstance(isolate, home, port).ToLocal(&object)) {
    port->Close();
    return {};
  }
  port->home_.Reset(isolate, home);
  port->context_.Begin(realm, "MESSAGEPORT", object);
  port->end_->SetReader(port);
  auto& made = GetStructuredHooks().port_made;
  if (home != realm.context()) port->Ref();
  if (made.IsEmpty() || home != realm.context()) return object;
  if (made.Get(isolate)->Call(home, object, 0, nullptr).IsEmpty()) return {};
  return object;
}

v8::MaybeLocal<v8::Value> MessagePort::Post(Realm& realm, js::Value value, std::vector<v8::Local<v8::Object>> transfer) {
  v8::Isolate* isolate = realm.isolate();
  auto self = attached() ? object(isolate) : v8::Local<v8::Object>();
  auto message = Serialize(realm, value, transfer, self);
  if (message == nullptr) return {};
  if (detached() || !is_open()) return v8::Undefined(isolate).As<v8::Value>();
  auto far_end = end_->other();
  bool lost = far_end != nullptr && std::find(message->ports.begin(), message->ports.end(), far_end) != message->ports.end();
  if (lost) {
    ClosePort();
    return v8::Null(isolate).As<v8::Value>();
  }
  end_->Send(std::move(message));
  return v8::True(isolate).As<v8::Value>();
}

void MessagePort::Start() {
  started_ = true;
  if (!detached() && is_open()) uv_async_send(async_);
}

void MessagePort::Stop() { started_ = false; }

void MessagePort::ClosePort() { Close(); }

std::shared_ptr<PortEnd> MessagePort::Detach(Notice notice) {
  end_->SetReader(nullptr);
  auto end = std::move(end_);
  end_ = nullptr;
  notice_ = notice;
  Close();
  return end;
}

void MessagePort::OnUvAsync(uv_async_t* async) {
  // As many at a time that two ports that answer each other do not starve the loop.
  static_cast<MessagePort*>(static_cast<loop::Handle*>(async->data))->Deliver(1000);
}

bool MessagePort::Read(Message& message, v8::Local<v8::Value>* value, std::vector<v8::Local<v8::Value>>* ports) {
  v8::Isolate* isolate = realm_.isolate();
  v8::Context::Scope home(home_.Get(isolate));
  v8::TryCatch caught(isolate);
  if (Deserialize(realm_, message, ports).ToLocal(value)) return true;
  *value = caught.HasCaught() ? caught.Exception() : v8::Undefined(isolate).As<v8::Value>();
  return false;
}

v8::MaybeLocal<v8::Value> MessagePort::Receive(Realm& realm) {
  v8::Isolate* isolate = realm.isolate();
  std::shared_ptr<Message> message;
  if (!detached()) message = end_->Pop();
  if (message == nullptr) return v8::Undefined(isolate).As<v8::Value>();
  if (is_open() && end_->drained()) uv_async_send(async_);
  std::vector<v8::Local<v8::Value>> ports;
  v8::Local<v8::Value> value;
  if (!Read(*message, &value, &ports)) {
    isolate->ThrowException(value);
    return {};
  }
  return v8::Array::New(isolate, &value, 1).As<v8::Value>();
}

void MessagePort::Drain() { Deliver(std::numeric_limits<int>::max()); }

void MessagePort::Deliver(int budget) {
  v8::Isolate* isolate = realm_.isolate();
  v8::HandleScope handles(isolate);
  // A callback that closes the port gets the rest of this round, as in Node.
  for (; budget > 0 && started_ && !detached() && state() != State::kClosed && realm_.can_enter(); --budget) {
    auto message = end_->Pop();
    if (message == nullptr) break;
    CallbackScope scope(realm_, &context_);
    std::vector<v8::Local<v8::Value>> ports;
    v8::Local<v8::Value> argv[3];
    argv[2] = js::Literal(isolate, Read(*message, &argv[0], &ports) ? "message" : "messageerror");
    {
      v8::Context::Scope home(home_.Get(isolate));
      argv[1] = v8::Array::New(isolate, ports.data(), ports.size());
    }
    auto& hook = GetStructuredHooks().port_message;
    if (!hook.IsEmpty()) js::Ignore(scope.Call(object(isolate), hook.Get(isolate), 3, argv));
  }
  if (detached() || !is_open()) return;
  if (end_->drained()) Close();
  else if (budget == 0) uv_async_send(async_);
}

void MessagePort::OnClosed() {
  if (end_ != nullptr) {
    end_->SetReader(nullptr);
    end_->Close();
  }
  if (!attached()) return;
  v8::Isolate* isolate = realm_.isolate();
  v8::HandleScope handles(isolate);
  auto self = object(isolate);
  if (notice_ == Notice::kClosed && realm_.can_enter()) {
    CallbackScope scope(realm_, &context_, loop::CallbackKind::kClose);
    auto& hook = GetStructuredHooks().port_closed;
    if (!hook.IsEmpty()) js::Ignore(scope.Call(self, hook.Get(isolate), 0, nullptr));
  }
  DetachShell();
}

namespace {

const js::Row kPortRows[] = {
    js::Method<&MessagePort::Post>("postMessage_"), js::Method<&MessagePort::Start>("start_"),
    js::Method<&MessagePort::ClosePort>("close_"),  js::Method<&MessagePort::RefPort>("ref_"),
    js::Method<&MessagePort::UnrefPort>("unref_"),  js::Method<&MessagePort::HasRef>("hasRef_"),
    js::Method<&MessagePort::Receive>("receive_"),  js::Method<&MessagePort::Drain>("drain_"),
    js::Method<&MessagePort::Active>("active_"),    js::Method<&MessagePort::Stop>("stop_"),
};

// channel() -> [port1, port2]
v8::MaybeLocal<v8::Value> Channel(Realm& realm) {
  auto a = std::make_shared<PortEnd>();
  auto b = std::make_shared<PortEnd>();
  PortEnd::Entangle(a, b);
  v8::Local<v8::Object> ports[2];
  if (!MessagePort::Make(realm, a).ToLocal(&ports[0]) || !MessagePort::Make(realm, b).ToLocal(&ports[1])) return {};
  v8::Local<v8::Value> values[] = {ports[0], ports[1]};
  return v8::Array::New(realm.isolate(), values, 2).As<v8::Value>();
}

// clone(value, transfer) -> a structured clone
v8::MaybeLocal<v8::Value> Clone(Realm& realm, js::Value value, std::vector<v8::Local<v8::Object>> transfer) {
  auto message = Serialize(realm, value, transfer, {});
  if (message == nullptr) return {};
  std::vector<v8::Local<v8::Value>> ports;
  return Deserialize(realm, *message, &ports);
}

// isPort(value): whether it is a port, of any context
bool IsPort(v8::Isolate* isolate, js::Value value) { return js::internal::IsInstance(isolate, MessagePort::kClass, value); }

// moveToContext(port, contextified) -> the port that takes its place in that context of node:vm; undefined: it is none
v8::MaybeLocal<v8::Value> MoveToContext(Realm& realm, v8::Local<v8::Object> port, v8::Local<v8::Object> contextified) {
  v8::Local<v8::Context> home;
  if (!runtime::VmContextOf(realm.isolate(), contextified).ToLocal(&home)) {
    return v8::Undefined(realm.isolate()).As<v8::Value>();
  }
  auto* from = js::internal::UnwrapAs<MessagePort>(realm.isolate(), port);
  bool whole = from != nullptr && !from->detached();
  auto end = whole ? from->Detach(MessagePort::Notice::kNone) : std::make_shared<PortEnd>();
  v8::Context::Scope scope(home);
  v8::Local<v8::Object> moved;
  return MessagePort::Make(realm, std::move(end)).ToLocal(&moved) ? moved.As<v8::Value>() : v8::MaybeLocal<v8::Value>();
}

// broadcast(name) -> a port to all other ports of that name, in all threads
v8::MaybeLocal<v8::Object> Broadcast(Realm& realm, const js::Utf8& name) {
  return MessagePort::Make(realm, PortEnd::NewBroadcast(name.str()));
}

// mailbox() -> the port where this thread gets what others send by postToThread()
v8::MaybeLocal<v8::Object> Mailbox(Realm& realm) {
  realm.AtTeardown([id = realm.thread_id()] { Mailboxes::Close(id); });
  return MessagePort::Make(realm, Mailboxes::Open(realm.thread_id()));
}

// postToThread(id, value, transfer) -> whether there is such a thread
bool PostToThread(Realm& realm, double id, js::Value value, std::vector<v8::Local<v8::Object>> transfer) {
  auto mailbox = Mailboxes::Find(static_cast<uint64_t>(id));
  if (mailbox == nullptr) return false;
  auto message = Serialize(realm, value, transfer, {});
  if (message != nullptr) mailbox->Push(std::move(message));
  return true;
}

// setHooks(cloneSymbol, transferSymbol, revive, cloneError)
void SetHooks(Realm& realm, v8::Local<v8::Symbol> symbol, v8::Local<v8::Symbol> transfer, v8::Local<v8::Function> revive,
              v8::Local<v8::Function> error) {
  v8::Isolate* isolate = realm.isolate();
  auto& hooks = GetStructuredHooks();
  hooks.clone_symbol.Reset(isolate, symbol);
  hooks.transfer_symbol.Reset(isolate, transfer);
  hooks.revive.Reset(isolate, revive);
  hooks.clone_error.Reset(isolate, error);
  realm.AtTeardown([] { GetStructuredHooks() = {}; });
}

// setPortHooks(made, message, closed, contextError)
void SetPortHooks(v8::Isolate* isolate, v8::Local<v8::Function> made, v8::Local<v8::Function> message,
                  v8::Local<v8::Function> closed, v8::Local<v8::Function> context_error) {
  auto& hooks = GetStructuredHooks();
  hooks.port_made.Reset(isolate, made);
  hooks.port_message.Reset(isolate, message);
  hooks.port_closed.Reset(isolate, closed);
  hooks.context_error.Reset(isolate, context_error);
}

// Classes with the clone symbol exist from now on: every object is asked for it.
void EnableCloneables() { GetStructuredHooks().has_cloneables = true; }

const js::Row kRows[] = {
    js::Class<MessagePort>("MessagePort"), js::Fn<Channel>("channel"), js::Fn<Clone>("clone"),
    js::Fn<SetHooks>("setHooks"),          js::Fn<EnableCloneables>("enableCloneables"),
    js::Fn<MarkAsUncloneable>("markAsUncloneable"), js::Class<DescriptorHandle>("CarriedDescriptor"),
    js::Fn<SetPortHooks>("setPortHooks"),  js::Fn<Broadcast>("broadcast"),
    js::Fn<Mailbox>("mailbox"),            js::Fn<PostToThread>("postToThread"),
    js::Fn<IsPort>("isPort"),              js::Fn<MoveToContext>("moveToContext"),
};

}  // namespace

const js::ClassSpec MessagePort::kClass =
    js::AbstractClass(js::ClassSpec::Kind::kShell, "MessagePort", kPortRows);

extern const js::BindingSpec kBinding_messaging;
const js::BindingSpec kBinding_messaging = {"messaging", kRows};

}  // namespace phasor::bindings
