#include "bindings/message_port.h"

namespace phasor::bindings {

using runtime::CallbackScope;
using runtime::Realm;

// ---- PortEnd ----

void PortEnd::Entangle(const std::shared_ptr<PortEnd>& a, const std::shared_ptr<PortEnd>& b) {
  a->other_ = b;
  b->other_ = a;
}

void PortEnd::Push(std::unique_ptr<Message> message) {
  std::lock_guard lock(mutex_);
  if (closed_) return;
  queue_.push_back(std::move(message));
  Wake();
}

std::unique_ptr<Message> PortEnd::Pop() {
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

bool PortEnd::closed() {
  std::lock_guard lock(mutex_);
  return closed_;
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
  // A port keeps the program alive once somebody listens (ref() by lib/).
  Unref();
}

MessagePort::~MessagePort() { delete async_; }

v8::MaybeLocal<v8::Object> MessagePort::Make(Realm& realm, std::shared_ptr<PortEnd> end) {
  auto* async = new uv_async_t;
  CHECK(uv_async_init(realm.loop().uv(), async, OnUvAsync) == 0);
  auto* port = new MessagePort(realm, async, std::move(end));
  v8::Local<v8::Object> object;
  if (!js::NewInstance(realm.isolate(), realm.context(), port).ToLocal(&object)) {
    port->Close();
    return {};
  }
  port->context_.Begin(realm, "MESSAGEPORT", object);
  port->end_->SetReader(port);
  v8::Local<v8::Value> init;
  auto context = realm.context();
  if (!object->Get(context, js::Literal(realm.isolate(), "init_")).ToLocal(&init) || !init->IsFunction()) return object;
  if (init.As<v8::Function>()->Call(context, object, 0, nullptr).IsEmpty()) return {};
  return object;
}

void MessagePort::Post(Realm& realm, js::Value value, std::vector<v8::Local<v8::Object>> transfer) {
  auto self = attached() ? object(realm.isolate()) : v8::Local<v8::Object>();
  auto message = Serialize(realm, value, transfer, self);
  if (message == nullptr || detached()) return;
  if (auto other = end_->other()) other->Push(std::move(message));
}

void MessagePort::Start() {
  started_ = true;
  if (!detached()) uv_async_send(async_);
}

void MessagePort::CloseBoth() {
  if (!detached()) end_->Close();
}

std::shared_ptr<PortEnd> MessagePort::Detach() {
  end_->SetReader(nullptr);
  auto end = std::move(end_);
  end_ = nullptr;
  transferred_ = true;
  Close();
  return end;
}

void MessagePort::OnUvAsync(uv_async_t* async) {
  static_cast<MessagePort*>(static_cast<loop::Handle*>(async->data))->Deliver();
}

v8::MaybeLocal<v8::Value> MessagePort::Receive(Realm& realm) {
  v8::Isolate* isolate = realm.isolate();
  auto message = detached() ? nullptr : end_->Pop();
  if (message == nullptr) return v8::Undefined(isolate).As<v8::Value>();
  std::vector<v8::Local<v8::Value>> ports;
  v8::Local<v8::Value> value;
  if (!Deserialize(realm, *message, &ports).ToLocal(&value)) return {};
  return v8::Array::New(isolate, &value, 1).As<v8::Value>();
}

void MessagePort::Drain() { Deliver(); }

void MessagePort::Deliver() {
  v8::Isolate* isolate = realm_.isolate();
  v8::HandleScope handles(isolate);
  // As many as wait now, so that two ports that answer each other do not starve the loop.
  for (int budget = 1000; budget > 0 && started_ && !detached() && is_open() && realm_.can_enter(); --budget) {
    auto message = end_->Pop();
    if (message == nullptr) break;
    CallbackScope scope(realm_, &context_);
    auto context = realm_.context();
    std::vector<v8::Local<v8::Value>> ports;
    v8::Local<v8::Value> argv[3] = {v8::Undefined(isolate), v8::Undefined(isolate), js::Literal(isolate, "message")};
    v8::Local<v8::Value> handler;
    {
      v8::TryCatch caught(isolate);
      if (!Deserialize(realm_, *message, &ports).ToLocal(&argv[0])) {
        argv[0] = caught.HasCaught() ? caught.Exception() : v8::Undefined(isolate).As<v8::Value>();
        argv[2] = js::Literal(isolate, "messageerror");
      }
    }
    argv[1] = v8::Array::New(isolate, ports.data(), ports.size());
    auto self = object(isolate);
    if (!self->Get(context, js::Literal(isolate, "onmessage_")).ToLocal(&handler) || !handler->IsFunction()) continue;
    js::Ignore(scope.Call(self, handler.As<v8::Function>(), 3, argv));
  }
  if (detached() || !is_open()) return;
  if (end_->closed()) Close();
}

void MessagePort::OnClosed() {
  if (end_ != nullptr) end_->SetReader(nullptr);
  if (!attached()) return;
  v8::Isolate* isolate = realm_.isolate();
  v8::HandleScope handles(isolate);
  auto self = object(isolate);
  DetachShell();
  if (transferred_ || !realm_.can_enter()) return;
  CallbackScope scope(realm_, &context_);
  v8::Local<v8::Value> handler;
  if (self->Get(realm_.context(), js::Literal(isolate, "onclose_")).ToLocal(&handler) && handler->IsFunction()) {
    js::Ignore(scope.Call(self, handler.As<v8::Function>(), 0, nullptr));
  }
}

namespace {

const js::Row kPortRows[] = {
    js::Method<&MessagePort::Post>("postMessage_"), js::Method<&MessagePort::Start>("start_"),
    js::Method<&MessagePort::CloseBoth>("close_"),  js::Method<&MessagePort::RefPort>("ref_"),
    js::Method<&MessagePort::UnrefPort>("unref_"),  js::Method<&MessagePort::HasRef>("hasRef_"),
    js::Method<&MessagePort::Receive>("receive_"),  js::Method<&MessagePort::Drain>("drain_"),
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

// setHooks(cloneSymbol, revive, cloneError)
void SetHooks(Realm& realm, v8::Local<v8::Symbol> symbol, v8::Local<v8::Function> revive, v8::Local<v8::Function> error) {
  v8::Isolate* isolate = realm.isolate();
  auto& hooks = GetStructuredHooks();
  hooks.clone_symbol.Reset(isolate, symbol);
  hooks.revive.Reset(isolate, revive);
  hooks.clone_error.Reset(isolate, error);
  realm.AtTeardown([] {
    auto& all = GetStructuredHooks();
    all.clone_symbol.Reset();
    all.revive.Reset();
    all.clone_error.Reset();
  });
}
// Classes with the clone symbol exist from now on: every object is asked for it.
void EnableCloneables() { GetStructuredHooks().has_cloneables = true; }

const js::Row kRows[] = {
    js::Class<MessagePort>("MessagePort"), js::Fn<Channel>("channel"), js::Fn<Clone>("clone"),
    js::Fn<SetHooks>("setHooks"),          js::Fn<EnableCloneables>("enableCloneables"),
    js::Fn<MarkAsUncloneable>("markAsUncloneable"),
};

}  // namespace

const js::ClassSpec MessagePort::kClass =
    js::AbstractClass(js::ClassSpec::Kind::kShell, "MessagePort", kPortRows);

extern const js::BindingSpec kBinding_messaging;
const js::BindingSpec kBinding_messaging = {"messaging", kRows};

}  // namespace phasor::bindings
