#include "bindings/worker.h"

#include <pthread.h>
#include <signal.h>
#include <v8-profiler.h>

#include <algorithm>

#include "base/check.h"
#include "bindings/all.h"
#include "bindings/heap.h"
#include "bindings/message_port.h"
#include "module/builtins.h"

namespace phasor::bindings {

using runtime::Callback;
using runtime::Realm;

namespace {

constexpr double kMegabyte = 1024 * 1024;
constexpr double kDefaultStackMb = 4;
// What native code may use of the thread's stack beyond JavaScript's share.
constexpr size_t kNativeStack = 512 * 1024;

// Measured, since a part of the stack that was asked for is the thread's static storage, which sanitizers make large.
uintptr_t StackLimit() {
  pthread_attr_t attributes;
  void* lowest;
  size_t size;
  CHECK(pthread_getattr_np(pthread_self(), &attributes) == 0);
  pthread_attr_getstack(&attributes, &lowest, &size);
  pthread_attr_destroy(&attributes);
  return reinterpret_cast<uintptr_t>(lowest) + kNativeStack;
}
// What V8 may still take after the limit was reached, to unwind.
constexpr size_t kUnwindHeap = 32 * 1024 * 1024;

// The worker that this thread runs; null on the main thread.
thread_local Worker* t_self = nullptr;
// The CPU profile that the parent has asked this thread for.
thread_local v8::CpuProfiler* t_profiler = nullptr;
// Workers of this thread's realm whose threads have not been joined.
thread_local std::vector<Worker*> t_children;

uint64_t NewThreadId() {
  static std::atomic<uint64_t> last = 0;
  return ++last;
}

// Null: the worker has none of its own.
std::shared_ptr<runtime::Environment> OwnEnvironment(Realm& parent, js::Value env) {
  std::vector<std::string> flat;
  if (!env->IsArray() || !js::Convert<std::vector<std::string>>::From(parent.isolate(), env, &flat)) return nullptr;
  std::map<std::string, std::string> variables;
  for (size_t i = 0; i + 1 < flat.size(); i += 2) variables[std::move(flat[i])] = std::move(flat[i + 1]);
  return runtime::NewEnvironment(std::move(variables));
}

// All are stopped before the first is waited for.
void StopChildren() {
  for (Worker* worker : t_children) worker->Stop();
  while (!t_children.empty()) t_children.back()->Join();
}

void EndProfile() {
  if (t_profiler != nullptr) t_profiler->Dispose();
  t_profiler = nullptr;
}

}  // namespace

}  // namespace phasor::bindings

namespace phasor::js {

template <>
struct Convert<bindings::Worker::Answer> {
  static v8::MaybeLocal<v8::Value> To(v8::Isolate* isolate, bindings::Worker::Answer answer) {
    if (answer.text.empty()) return Convert<std::vector<double>>::To(isolate, std::move(answer.numbers));
    return NewUint8Array(isolate, std::vector<uint8_t>(answer.text.begin(), answer.text.end()));
  }
};

}  // namespace phasor::js

namespace phasor::bindings {

// ---- the parent's side ----

Worker::Worker(Realm& realm, uv_async_t* async)
    : loop::Handle(realm.loop(), reinterpret_cast<uv_handle_t*>(async)), parent_(realm), async_(async), thread_id_(NewThreadId()) {}

Worker::~Worker() { delete async_; }

Result<Worker*> Worker::New(Realm& realm, std::optional<std::vector<std::string>> exec_argv,
                            js::Value env, const std::vector<double>& limits, std::string name, bool track_descriptors) {
  auto environment = OwnEnvironment(realm, env);
  auto options = runtime::OptionsForWorker(realm.options(), {std::move(exec_argv), environment});
  if (!options.ok()) return options.error();
  auto* async = new uv_async_t;
  CHECK(uv_async_init(realm.loop().uv(), async, OnUvAsync) == 0);
  auto* worker = new Worker(realm, async);
  worker->Unref();  // until the thread begins: a constructor that throws must keep nothing alive
  worker->options_ = std::make_shared<const runtime::Options>(std::move(*options));
  if (environment == nullptr) environment = env->IsTrue() ? realm.environment() : realm.environment()->Copy();
  worker->environment_ = std::move(environment);
  worker->name_ = std::move(name);
  if (track_descriptors) worker->descriptors_ = std::make_shared<runtime::DescriptorSet>();
  for (size_t i = 0; i < kWorkerLimitCount; ++i) worker->limits_[i] = i < limits.size() ? limits[i] : -1;
  if (!(worker->limits_[kStack] > 0)) worker->limits_[kStack] = kDefaultStackMb;
  return worker;
}

void Worker::Begin(Realm& realm, Callback on_exit) {
  on_exit_ = std::move(on_exit);
  on_exit_.Begin(realm, "WORKER", object(realm.isolate()));
}

void Worker::Start(Realm& realm, js::Value data, std::vector<v8::Local<v8::Object>> transfer) {
  v8::Isolate* isolate = realm.isolate();
  start_ = Serialize(realm, data, transfer, {});
  if (start_ == nullptr) {
    Close();
    return;
  }
  Mailboxes::Open(thread_id_);
  uv_thread_options_t thread_options = {};
  thread_options.flags = UV_THREAD_HAS_STACK_SIZE;
  thread_options.stack_size = static_cast<size_t>(std::min(limits_[kStack], 4096.0) * kMegabyte) + kNativeStack;
  // Signals are the main thread's business.
  sigset_t all, old;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &old);
  int status = uv_thread_create_ex(&thread_, &thread_options, OnUvThread, this);
  pthread_sigmask(SIG_SETMASK, &old, nullptr);
  if (status != 0) {
    Mailboxes::Close(thread_id_);
    Close();
    js::Throw(isolate, Error::Coded(ErrorCode::kERR_WORKER_INIT_FAILED,
                                    std::string("Worker initialization failure: ") + uv_err_name(status)));
    return;
  }
  joinable_ = true;
  Ref();
  if (t_children.empty()) realm.AtTeardown(StopChildren);
  t_children.push_back(this);
}

void Worker::Stop() {
  std::lock_guard lock(mutex_);
  stop_requested_ = true;
  if (realm_ != nullptr) realm_->ExitFromElsewhere(1);
}

std::vector<double> Worker::Limits() {
  std::lock_guard lock(mutex_);
  return {limits_, limits_ + kWorkerLimitCount};
}

bool Worker::HasEnded() {
  std::lock_guard lock(mutex_);
  return finished_;
}

std::vector<double> Worker::LoopTimes() {
  std::lock_guard lock(mutex_);
  if (realm_ == nullptr) return {0, -1};
  uint64_t began = realm_->milestones().TimeOf(runtime::Milestone::kLoopStart);
  return {static_cast<double>(uv_metrics_idle_time(realm_->loop().uv())) / 1e6,
          began == 0 ? -1 : static_cast<double>(began - runtime::ProcessStart()) / 1e6};
}

void Worker::Ask(Callback callback, Question question) {
  callback.Begin(parent_, "WORKERASK");
  uint32_t id = ++last_question_;
  asked_.emplace(id, std::move(callback));
  std::lock_guard lock(mutex_);
  if (realm_ == nullptr) {
    answers_.emplace_back(id, std::nullopt);
    uv_async_send(async_);
    return;
  }
  realm_->Interrupt([this, id, question = std::move(question), isolate = realm_->isolate()] {
    Answer answer = question(isolate);
    std::lock_guard lock(mutex_);
    answers_.emplace_back(id, std::move(answer));
    uv_async_send(async_);
  });
}

void Worker::AskHeapStatistics(Callback callback) {
  Ask(std::move(callback), [](v8::Isolate* isolate) { return Answer{HeapStatistics(isolate), {}}; });
}

void Worker::AskHeapSnapshot(bool internals, bool numbers, Callback callback) {
  Ask(std::move(callback),
      [=](v8::Isolate* isolate) { return Answer{{}, HeapSnapshotText(isolate, internals, numbers)}; });
}

void Worker::AskCpuUsage(Callback callback) {
  Ask(std::move(callback), [](v8::Isolate*) {
    uv_rusage_t usage = {};
    uv_getrusage_thread(&usage);
    auto micros = [](const uv_timeval_t& time) { return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_usec); };
    return Answer{{micros(usage.ru_utime), micros(usage.ru_stime)}, {}};
  });
}

namespace {

class ProfileText final : public v8::OutputStream {
 public:
  void EndOfStream() override {}
  WriteResult WriteAsciiChunk(char* data, int size) override {
    text.append(data, static_cast<size_t>(size));
    return kContinue;
  }
  std::string text;
};

std::string StopProfile(v8::Isolate* isolate) {
  ProfileText output;
  if (t_profiler == nullptr) return {};
  v8::CpuProfile* profile = t_profiler->StopProfiling(v8::String::Empty(isolate));
  if (profile != nullptr) {
    profile->Serialize(&output);
    profile->Delete();
  }
  EndProfile();
  return std::move(output.text);
}

}  // namespace

void Worker::AskCpuProfile(bool start, Callback callback) {
  Ask(std::move(callback), [start](v8::Isolate* isolate) {
    if (!start) return Answer{{}, StopProfile(isolate)};
    if (t_profiler == nullptr) t_profiler = v8::CpuProfiler::New(isolate);
    t_profiler->StartProfiling(v8::String::Empty(isolate), true);
    return Answer{};
  });
}

void Worker::OnUvAsync(uv_async_t* async) { static_cast<Worker*>(static_cast<loop::Handle*>(async->data))->Deliver(); }

void Worker::Deliver() {
  std::vector<std::pair<uint32_t, std::optional<Answer>>> answers;
  bool finished;
  {
    std::lock_guard lock(mutex_);
    answers.swap(answers_);
    finished = finished_;
  }
  const Error refusal = Error::Coded(ErrorCode::kERR_WORKER_NOT_RUNNING);
  for (auto& [id, answer] : answers) {
    auto node = asked_.extract(id);
    if (node.empty()) continue;
    runtime::Complete<Answer>(parent_, node.mapped(), answer ? Result<Answer>(std::move(*answer)) : Result<Answer>(refusal));
  }
  while (finished && !asked_.empty()) {
    auto node = asked_.extract(asked_.begin());
    runtime::Complete<Answer>(parent_, node.mapped(), refusal);
  }
  if (finished && joinable_) Finish();
}

void Worker::Finish() {
  Join();
  v8::Isolate* isolate = parent_.isolate();
  v8::HandleScope handles(isolate);
  v8::Local<v8::Value> undefined = v8::Undefined(isolate);
  v8::Local<v8::Value> argv[] = {v8::Integer::New(isolate, exit_code_), undefined, undefined};
  if (!error_code_.empty()) {
    argv[1] = js::Literal(isolate, error_code_);
    argv[2] = js::Literal(isolate, error_message_);
  }
  on_exit_.Call(parent_, 3, argv);
  Close();
}

void Worker::Join() {
  if (!joinable_) return;
  joinable_ = false;
  CHECK(uv_thread_join(&thread_) == 0);
  std::erase(t_children, this);
}

void Worker::OnClosed() { DetachShell(); }

// ---- the thread's side ----

void Worker::OnUvThread(void* self) { static_cast<Worker*>(self)->RunThread(); }

void Worker::RunThread() {
  t_self = this;
  // The system keeps 15 bytes of a thread's name.
  pthread_setname_np(pthread_self(), name_.substr(0, 15).c_str());
  int code = RunInstance();
  Mailboxes::Close(thread_id_);
  std::lock_guard lock(mutex_);
  exit_code_ = code;
  finished_ = true;
  uv_async_send(async_);
}

v8::ResourceConstraints Worker::Constraints() {
  v8::ResourceConstraints constraints;
  uint64_t total = uv_get_constrained_memory();
  if (total == 0 || total > uv_get_total_memory()) total = uv_get_total_memory();
  constraints.ConfigureDefaults(total, 0);
  std::lock_guard lock(mutex_);
  auto apply = [&](WorkerLimit limit, size_t standard, void (v8::ResourceConstraints::*set)(size_t)) {
    if (limits_[limit] > 0) (constraints.*set)(static_cast<size_t>(limits_[limit] * kMegabyte));
    else limits_[limit] = static_cast<double>(standard) / kMegabyte;
  };
  using C = v8::ResourceConstraints;
  apply(kYoungGeneration, constraints.max_young_generation_size_in_bytes(), &C::set_max_young_generation_size_in_bytes);
  apply(kOldGeneration, constraints.max_old_generation_size_in_bytes(), &C::set_max_old_generation_size_in_bytes);
  apply(kCodeRange, constraints.code_range_size_in_bytes(), &C::set_code_range_size_in_bytes);
  return constraints;
}

int Worker::RunInstance() {
  runtime::InstanceOptions options;
  options.realm = {All(), options_, environment_, thread_id_, std::move(descriptors_)};
  options.constraints = Constraints();
  options.stack_limit = StackLimit();
  runtime::Instance instance(options);
  instance.isolate()->AddNearHeapLimitCallback(OnNearHeapLimit, this);
  {
    std::lock_guard lock(mutex_);
    // As in Node: a thread that was ended before it began has not failed.
    if (stop_requested_) return 0;
    realm_ = &instance.realm();
  }
  int code = instance.Run([](Realm& realm) { module::Bootstrap(realm, "bootstrap/worker"); });
  {
    std::lock_guard lock(mutex_);
    realm_ = nullptr;
  }
  // No question comes any more, and a profile must not outlive its isolate.
  EndProfile();
  return code;
}

size_t Worker::OnNearHeapLimit(void* data, size_t current, size_t) {
  auto* self = static_cast<Worker*>(data);
  std::lock_guard lock(self->mutex_);
  self->error_code_ = "ERR_WORKER_OUT_OF_MEMORY";
  self->error_message_ = "JS heap out of memory";
  self->stop_requested_ = true;
  if (self->realm_ != nullptr) self->realm_->ExitFromElsewhere(1);
  return current + kUnwindHeap;
}

namespace {

// takeStart() -> what the parent gave to start(), once; undefined on the main thread
v8::MaybeLocal<v8::Value> TakeStart(Realm& realm) {
  auto message = t_self == nullptr ? nullptr : t_self->TakeStart();
  if (message == nullptr) return v8::Undefined(realm.isolate()).As<v8::Value>();
  std::vector<v8::Local<v8::Value>> ports;
  return Deserialize(realm, *message, &ports);
}

// threadId() -> 0 on the main thread
double ThreadId(Realm& realm) { return static_cast<double>(realm.thread_id()); }

// limits() -> those of this thread
std::vector<double> OwnLimits() { return t_self == nullptr ? std::vector<double>() : t_self->Limits(); }

const js::Row kWorkerRows[] = {
    js::Method<&Worker::Begin>("begin"),
    js::Method<&Worker::Start>("start"),
    js::Method<&Worker::Stop>("stop"),
    js::Method<&Worker::RefThread>("ref"),
    js::Method<&Worker::UnrefThread>("unref"),
    js::Method<&Worker::HasRef>("hasRef"),
    js::Method<&Worker::ThreadId>("threadId"),
    js::Method<&Worker::Limits>("limits"),
    js::Method<&Worker::HasEnded>("hasEnded"),
    js::Method<&Worker::LoopTimes>("loopTimes"),
    js::Method<&Worker::AskHeapStatistics>("heapStatistics"),
    js::Method<&Worker::AskHeapSnapshot>("heapSnapshot"),
    js::Method<&Worker::AskCpuUsage>("cpuUsage"),
    js::Method<&Worker::AskCpuProfile>("cpuProfile"),
};

const js::Row kRows[] = {
    js::Class<Worker>("Worker"),
    js::Fn<ThreadId>("threadId"),
    js::Fn<TakeStart>("takeStart"),
    js::Fn<OwnLimits>("limits"),
};

}  // namespace

const js::ClassSpec Worker::kClass = js::ShellClass<Worker::New>("Worker", kWorkerRows);

extern const js::BindingSpec kBinding_worker;
const js::BindingSpec kBinding_worker = {"worker", kRows};

}  // namespace phasor::bindings
