#include "runtime/instance.h"

#include <v8-cppgc.h>

#include <cstdio>
#include <cstdlib>

#include "js/class.h"
#include "js/error.h"
#include "runtime/array_buffers.h"
#include "runtime/callback.h"
#include "runtime/fatal.h"
#include "runtime/milestones.h"
#include "runtime/options.h"
#include "runtime/startup_memory.h"
#include "runtime/vm_context.h"
#include "runtime/wasm_streaming.h"

namespace phasor::runtime {

namespace {

Platform* g_platform = nullptr;
const StartupSnapshot* g_snapshot = nullptr;

// V8 reports what a promise hook throws at once, with the program still on the stack. When it is the stack that is full,
// nothing can be done there: the program meets the same limit itself, and that error unwinds it first.
bool IsOverflowInHook(v8::Isolate* isolate, v8::Local<v8::Message> message) {
  if (v8::StackTrace::CurrentStackTrace(isolate, 1)->GetFrameCount() == 0) return false;
  v8::HandleScope handles(isolate);
  return message->Get()->StringEquals(js::Literal(isolate, "Uncaught RangeError: Maximum call stack size exceeded"));
}

void OnV8Message(v8::Local<v8::Message> message, v8::Local<v8::Value> error) {
  v8::Isolate* isolate = v8::Isolate::GetCurrent();
  Realm* realm = Realm::FromOrNull(isolate);
  if (realm == nullptr || message->ErrorLevel() != v8::Isolate::MessageErrorLevel::kMessageError) return;
  if (!IsOverflowInHook(isolate, message)) realm->HandleUncaught(error, message);
}

void OnV8PromiseReject(v8::PromiseRejectMessage message) {
  v8::Isolate* isolate = v8::Isolate::GetCurrent();
  Realm* realm = Realm::FromOrNull(isolate);
  if (realm == nullptr || realm->stopping() || !realm->HasHook(Hook::kPromiseRejection)) return;
  v8::HandleScope handles(isolate);
  v8::Local<v8::Value> value = message.GetValue();
  if (value.IsEmpty()) value = v8::Undefined(isolate);
  v8::Local<v8::Value> argv[] = {v8::Integer::New(isolate, message.GetEvent()), message.GetPromise(), value};
  v8::TryCatch caught(isolate);  // only a stack overflow can throw here
  js::Ignore(realm->GetHook(Hook::kPromiseRejection)->Call(realm->context(), v8::Undefined(isolate), 3, argv));
  if (!caught.HasCaught() || caught.HasTerminated()) return;
  std::fprintf(stderr, "Exception in PromiseRejectCallback:\n");
  PrintException(*realm, caught.Exception(), caught.Message());
}

void OnV8Fatal(const char* location, const char* message) {
  std::fprintf(stderr, "FATAL ERROR: %s %s\n", location != nullptr ? location : "v8", message);
  AbortWithStacks(v8::Isolate::TryGetCurrent());
}

void OnV8OutOfMemory(const char* location, const v8::OOMDetails& details) {
  std::fprintf(stderr, "FATAL ERROR: %s %s\n", location != nullptr ? location : "v8",
               details.is_heap_oom ? "Allocation failed - JavaScript heap out of memory" : "Allocation failed - process out of memory");
  AbortWithNativeStack();
}

v8::MaybeLocal<v8::Promise> RejectedImport(v8::Local<v8::Context> context) {
  v8::Local<v8::Promise::Resolver> resolver;
  if (!v8::Promise::Resolver::New(context).ToLocal(&resolver)) return {};
  Error error = Error::Coded(ErrorCode::kERR_METHOD_NOT_IMPLEMENTED, "The method import() is not implemented");
  if (resolver->Reject(context, js::NewError(v8::Isolate::GetCurrent(), error)).IsNothing()) return {};
  return resolver->GetPromise();
}

// import(): the referrer is known by the symbol in its host-defined options (module/compile.cc puts it there).
v8::MaybeLocal<v8::Promise> OnV8ImportPhase(v8::Local<v8::Context> context, v8::Local<v8::Data> host_options,
                                            v8::Local<v8::Value> resource_name, v8::Local<v8::String> specifier,
                                            v8::ModuleImportPhase phase, v8::Local<v8::FixedArray> attributes) {
  v8::Isolate* isolate = v8::Isolate::GetCurrent();
  Realm* realm = Realm::FromOrNull(isolate);
  if (realm == nullptr || !realm->HasHook(Hook::kImportModule)) return RejectedImport(context);
  v8::EscapableHandleScope handles(isolate);
  v8::Local<v8::Value> id = v8::Undefined(isolate);
  if (host_options->IsFixedArray() && host_options.As<v8::FixedArray>()->Length() > 0) {
    auto options = host_options.As<v8::PrimitiveArray>();
    id = options->Get(isolate, 0);
  }
  if (!id->IsSymbol()) id = VmImportId(isolate, context);
  auto map = v8::Object::New(isolate, v8::Null(isolate), nullptr, nullptr, 0);
  // [key, value] pairs for import()
  for (int i = 0; i + 1 < attributes->Length(); i += 2) {
    auto key = attributes->Get(context, i).As<v8::Value>();
    if (map->Set(context, key, attributes->Get(context, i + 1).As<v8::Value>()).IsNothing()) return {};
  }
  auto is_source = v8::Boolean::New(isolate, phase == v8::ModuleImportPhase::kSource);
  v8::Local<v8::Value> argv[] = {specifier, map, id, resource_name, is_source};
  v8::Local<v8::Value> result;
  if (!realm->GetHook(Hook::kImportModule)->Call(context, v8::Undefined(isolate), 5, argv).ToLocal(&result)) return {};
  if (!result->IsPromise()) return RejectedImport(context);
  if (context == realm->context()) return handles.Escape(result.As<v8::Promise>());
  // In a vm context import() gives a promise of that context.
  v8::Local<v8::Promise::Resolver> own;
  if (!v8::Promise::Resolver::New(context).ToLocal(&own) || own->Resolve(context, result).IsNothing()) return {};
  return handles.Escape(own->GetPromise());
}

v8::MaybeLocal<v8::Promise> OnV8Import(v8::Local<v8::Context> context, v8::Local<v8::Data> host_options,
                                       v8::Local<v8::Value> resource_name, v8::Local<v8::String> specifier,
                                       v8::Local<v8::FixedArray> attributes) {
  return OnV8ImportPhase(context, host_options, resource_name, specifier, v8::ModuleImportPhase::kEvaluation, attributes);
}

// The text of `error.stack`, made when it is first read.
v8::MaybeLocal<v8::Value> OnV8PrepareStack(v8::Local<v8::Context> context, v8::Local<v8::Value> error,
                                           v8::Local<v8::Array> sites) {
  v8::Isolate* isolate = v8::Isolate::GetCurrent();
  Realm* realm = Realm::FromOrNull(isolate);
  if (realm == nullptr || !realm->HasHook(Hook::kPrepareStackTrace)) return error->ToString(context);
  v8::EscapableHandleScope handles(isolate);
  v8::Local<v8::Value> argv[] = {context->Global(), error, sites};
  v8::Local<v8::Value> stack;
  if (!realm->GetHook(Hook::kPrepareStackTrace)->Call(context, v8::Undefined(isolate), 3, argv).ToLocal(&stack)) return {};
  return handles.Escape(stack);
}

bool MayCompileWasm(v8::Local<v8::Context> context, v8::Local<v8::String>) { return VmAllowsWasm(context); }

void ConfigureIsolate(v8::Isolate* isolate) {
  isolate->SetMicrotasksPolicy(v8::MicrotasksPolicy::kExplicit);
  isolate->SetPromiseRejectCallback(OnV8PromiseReject);
  isolate->SetPrepareStackTraceCallback(OnV8PrepareStack);
  isolate->SetFatalErrorHandler(OnV8Fatal);
  isolate->SetOOMErrorHandler(OnV8OutOfMemory);
  isolate->SetHostImportModuleDynamicallyCallback(OnV8Import);
  isolate->SetHostImportModuleWithPhaseDynamicallyCallback(OnV8ImportPhase);
  isolate->SetAllowWasmCodeGenerationCallback(MayCompileWasm);
  isolate->SetWasmStreamingCallback(OnV8WasmSource);
  isolate->SetAbortOnUncaughtExceptionCallback([](v8::Isolate*) { return false; });
}

}  // namespace

std::string SetV8Flags(const std::vector<std::string>& flags) {
  std::vector<std::string> texts = flags;
  std::vector<char*> argv = {const_cast<char*>("phasor")};
  for (std::string& text : texts) argv.push_back(text.data());
  int argc = static_cast<int>(argv.size());
  v8::V8::SetFlagsFromCommandLine(&argc, argv.data(), true);
  return argc > 1 ? "bad option: " + std::string(argv[1]) : std::string();
}

// The first one, since v8.setFlagsFromString() may change flags at any time; the others are features that Node 24 has.
constexpr const char* kFlags[] = {"--no-freeze-flags-after-init", "--js-source-phase-imports", "--experimental-wasm-jspi"};

void InitializeV8(const StartupSnapshot* snapshot) {
  g_snapshot = snapshot;
  ProcessMilestones().Mark(Milestone::kV8Start);
  for (const char* flag : kFlags) v8::V8::SetFlagsFromString(flag);
  js::SetErrnoText({uv_err_name, uv_strerror});
  g_platform = new Platform;
  v8::V8::InitializePlatform(g_platform);
  v8::V8::Initialize();
}

Platform& GetPlatform() { return *g_platform; }

void DisposeV8() {
  v8::V8::Dispose();
  v8::V8::DisposePlatform();
  delete g_platform;
  g_platform = nullptr;
}

Instance::Instance(const InstanceOptions& options) : options_(options), loop_(std::make_unique<loop::Loop>()) {
  allocator_ = std::make_shared<CountingAllocator>();
  isolate_ = v8::Isolate::Allocate();
  GetPlatform().RegisterIsolate(isolate_, loop_->uv());
  v8::Isolate::CreateParams params;
  params.constraints = options.constraints;
  // Shared: a buffer that was sent to another thread outlives this isolate.
  params.array_buffer_allocator_shared = allocator_;
  params.cpp_heap = v8::CppHeap::Create(g_platform, v8::CppHeapCreateParams({})).release();
  if (g_snapshot != nullptr) {
    params.snapshot_blob = &g_snapshot->blob;
    params.external_references = g_snapshot->references.data();
  }
  if (options.snapshot_references != nullptr) {
    params.external_references = options.snapshot_references;
    snapshot_creator_ = std::make_unique<v8::SnapshotCreator>(isolate_, params);
  } else {
    v8::Isolate::Initialize(isolate_, params);
    isolate_->Enter();
    // The list of listeners is in the heap: a snapshot must not have it.
    isolate_->AddMessageListenerWithErrorLevel(OnV8Message, v8::Isolate::kMessageError);
    if (options.stack_limit != 0) isolate_->SetStackLimit(options.stack_limit);
  }
  ConfigureIsolate(isolate_);
  MakeRealm();
}

void Instance::MakeRealm() {
  v8::HandleScope handles(isolate_);
  auto context = g_snapshot != nullptr ? v8::Context::FromSnapshot(isolate_, kMainContext).ToLocalChecked()
                                       : v8::Context::New(isolate_);
  v8::Context::Scope scope(context);
  v8::Local<v8::Array> saved;
  if (g_snapshot != nullptr) {
    auto templates = context->GetDataFromSnapshotOnce<v8::Array>(kSavedTemplates).ToLocalChecked();
    js::RestoreTemplates(isolate_, templates, options_.realm.bindings);
    saved = context->GetDataFromSnapshotOnce<v8::Array>(kSavedRealm).ToLocalChecked();
  }
  realm_ = std::make_unique<Realm>(isolate_, context, *loop_, options_.realm, saved);
  KeepThrowingStacks(*realm_);
  realm_->set_aborts_on_uncaught(GetOptions().Enabled("--abort-on-uncaught-exception"));
}

std::string Instance::TakeSnapshot(const std::function<v8::Local<v8::Function>(Realm&)>& boot) {
  v8::SnapshotCreator& creator = *snapshot_creator_;
  {
    v8::HandleScope handles(isolate_);
    auto context = realm_->context();
    v8::Context::Scope scope(context);
    auto start = boot(*realm_);
    isolate_->PerformMicrotaskCheckpoint();
    CHECK(creator.AddData(context, realm_->Save()) == kSavedRealm);
    CHECK(creator.AddData(context, js::SaveTemplates(creator, options_.realm.bindings)) == kSavedTemplates);
    CHECK(creator.AddData(context, start) == kSavedStart);
    creator.SetDefaultContext(v8::Context::New(isolate_));  // what node:vm makes its contexts of
    CHECK(creator.AddContext(context) == kMainContext);
  }
  v8::StartupData blob = creator.CreateBlob(v8::SnapshotCreator::FunctionCodeHandling::kKeep);
  std::string bytes(blob.data, static_cast<size_t>(blob.raw_size));
  delete[] blob.data;
  return bytes;
}

int Instance::Run(const std::function<void(Realm&)>& start) {
  {
    // The main script is the outermost scope: the queues drain when it is left.
    v8::HandleScope handles(isolate_);
    CallbackScope scope(*realm_, nullptr, loop::CallbackKind::kMain);
    realm_->milestones().Mark(Milestone::kEnvironment);
    // As in Node, where a worker's program runs from its loop.
    if (!realm_->is_main_thread()) realm_->milestones().Mark(Milestone::kLoopStart);
    start(*realm_);
    realm_->milestones().Mark(Milestone::kBootstrapComplete);
  }
  realm_->milestones().Mark(Milestone::kLoopStart);
  if (realm_->is_main_thread()) {
    ReleaseStartupMemoryLater(*loop_);
    g_traces_sync_calls = realm_->options().Enabled("--trace-sync-io");
  }
  SpinLoop();
  return realm_->exit_code();
}

void Instance::SpinLoop() {
  v8::HandleScope handles(isolate_);
  v8::Context::Scope scope(realm_->context());
  bool more = true;
  while (more && realm_->can_enter()) {
    loop_->Run();
    if (!realm_->can_enter()) break;
    GetPlatform().Drain(isolate_);
    more = loop_->alive();
    if (more) continue;
    realm_->RunNativeImmediates();
    if (realm_->HasHook(Hook::kBeforeExit)) {
      CallbackScope callback(*realm_, nullptr, loop::CallbackKind::kExit);
      js::Ignore(callback.Call(v8::Undefined(isolate_), realm_->GetHook(Hook::kBeforeExit), 0, nullptr));
    }
    more = loop_->alive();
  }
  realm_->milestones().Mark(Milestone::kLoopExit);
  if (!realm_->can_enter() || !realm_->HasHook(Hook::kExit)) return;
  v8::Local<v8::Value> code;
  // Microtasks of 'exit' handlers still run; ticks are refused by then (process._exiting).
  CallbackScope exit_scope(*realm_, nullptr, loop::CallbackKind::kExit);
  if (realm_->GetHook(Hook::kExit)->Call(realm_->context(), v8::Undefined(isolate_), 0, nullptr).ToLocal(&code) &&
      realm_->can_enter()) {
    realm_->set_exit_code(code->Int32Value(realm_->context()).FromMaybe(0));
  }
}

// Teardown, in order:
//   1. JavaScript is over: nothing may enter it any more.
//   2. What registered itself with the realm is stopped, newest first.
//   3. The loop closes every handle, cancels queued jobs and waits for the running ones.
//   4. The realm's references go, then V8's foreground tasks.
//   5. The loop turns until the last close callback has run; uv_loop_close() == 0 is checked.
//   6. The isolate is disposed of (its garbage-collected natives are destroyed).
Instance::~Instance() {
  if (!realm_->stopping()) realm_->Exit(realm_->exit_code());  // 1
  isolate_->CancelTerminateExecution();
  {
    v8::HandleScope handles(isolate_);
    v8::Context::Scope scope(realm_->context());
    realm_->RunTeardown();  // 2
    GetPlatform().CloseIsolate(isolate_);
    loop_->CloseAll();  // 3
  }
  if (!options_.dispose_isolate) {
    loop_.reset();  // 5
    (void)realm_.release();
    return;
  }
  realm_.reset();  // 4
  loop_.reset();   // 5
  js::ReleaseTemplates(isolate_);
  isolate_->Exit();
  isolate_->Dispose();  // 6
  GetPlatform().UnregisterIsolate(isolate_);
}

}  // namespace phasor::runtime
