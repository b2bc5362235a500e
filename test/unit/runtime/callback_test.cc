// The ways from the loop into JavaScript: scopes and their queues, the context that a callback takes along, pool work.
#include "runtime/callback.h"

#include "support.h"

namespace phasor::runtime {
namespace {

class CallbackTest : public test::JsTest {
 protected:
  // Runs `body` where handles, context and scopes may be made, as a callback of the loop does.
  void InLoop(const std::function<void()>& body) {
    v8::HandleScope handles(isolate());
    v8::Context::Scope context(realm().context());
    body();
  }
  v8::Local<v8::Function> Function(std::string_view source) {
    auto text = js::NewString(isolate(), "(" + std::string(source) + ")").ToLocalChecked();
    auto script = v8::Script::Compile(realm().context(), text).ToLocalChecked();
    return script->Run(realm().context()).ToLocalChecked().As<v8::Function>();
  }
  Callback MakeCallback(std::string_view source) {
    Callback callback;
    callback.Assign(isolate(), Function(source));
    return callback;
  }
  void Call(CallbackScope& scope, std::string_view source) {
    js::Ignore(scope.Call(v8::Undefined(isolate()), Function(source), 0, nullptr));
  }
};

TEST_F(CallbackTest, MicrotasksRunWhenTheOutermostScopeEnds) {
  Eval("log = []");
  InLoop([&] {
    CallbackScope outer(realm(), nullptr);
    {
      CallbackScope inner(realm(), nullptr);
      Call(inner, "() => { Promise.resolve().then(() => log.push('microtask')); }");
    }
    Call(outer, "() => log.push('still in the outer scope')");
  });
  EXPECT_EQ(Eval("log.join()"), "still in the outer scope,microtask");
}

TEST_F(CallbackTest, TicksRunByTheHookWhenThereAreAny) {
  Eval("log = []");
  InLoop([&] { realm().SetHook(Hook::kRunTicks, Function("() => log.push('ticks')")); });
  InLoop([&] { CallbackScope scope(realm(), nullptr); });
  EXPECT_EQ(Eval("log.join()"), "");
  realm().tick_fields()[kHasTick] = 1;
  InLoop([&] { CallbackScope scope(realm(), nullptr); });
  realm().tick_fields()[kHasTick] = 0;
  EXPECT_EQ(Eval("log.join()"), "ticks");
}

TEST_F(CallbackTest, DeferredWorkRunsOnceAfterTheQueues) {
  Eval("log = []");
  int runs = 0;
  InLoop([&] {
    CallbackScope scope(realm(), nullptr);
    Call(scope, "() => { Promise.resolve().then(() => log.push('microtask')); }");
    realm().Defer([&] {
      ++runs;
      EXPECT_EQ(Eval("log.join()"), "microtask");
      // What the work itself defers waits for the next scope.
      realm().Defer([&] { runs += 10; });
    });
  });
  EXPECT_EQ(runs, 1);
  InLoop([&] { CallbackScope scope(realm(), nullptr); });
  EXPECT_EQ(runs, 11);
  InLoop([&] { CallbackScope scope(realm(), nullptr); });
  EXPECT_EQ(runs, 11);
}

TEST_F(CallbackTest, AnErrorOfACallbackGoesToTheHookForUncaughtOnes) {
  Eval("caught = []");
  InLoop([&] { realm().SetHook(Hook::kUncaught, Function("(error) => { caught.push(error.message); return true; }")); });
  InLoop([&] {
    Callback callback = MakeCallback("() => { throw new Error('from the loop'); }");
    callback.Begin(realm(), "TEST");
    callback.Call(realm(), 0, nullptr);
  });
  EXPECT_EQ(Eval("caught.join()"), "from the loop");
  EXPECT_TRUE(realm().can_enter());
}

TEST_F(CallbackTest, AnUncaughtErrorWithoutAHandlerEndsTheProgramWithTheHooksCode) {
  InLoop([&] { realm().SetHook(Hook::kUncaught, Function("() => 7")); });
  InLoop([&] {
    Callback callback = MakeCallback("() => { throw new Error(); }");
    callback.Begin(realm(), "TEST");
    callback.Call(realm(), 0, nullptr);
  });
  EXPECT_FALSE(realm().can_enter());
  EXPECT_EQ(realm().exit_code(), 7);
}

TEST_F(CallbackTest, ACallbackRunsUnderTheIdsAndTheStorageOfItsBeginning) {
  Callback callback;
  InLoop([&] {
    callback = MakeCallback("() => {}");
    isolate()->SetContinuationPreservedEmbedderData(js::Literal(isolate(), "storage"));
    realm().async_fields()[kExecutionId] = 41;
    callback.Begin(realm(), "TEST");
    isolate()->SetContinuationPreservedEmbedderData(v8::Undefined(isolate()));
    realm().async_fields()[kExecutionId] = 0;
  });
  EXPECT_EQ(callback.context().trigger_id(), 41);
  InLoop([&] {
    {
      CallbackScope scope(realm(), &callback.context());
      EXPECT_EQ(realm().async_fields()[kExecutionId], callback.context().async_id());
      EXPECT_EQ(Text(isolate()->GetContinuationPreservedEmbedderData()), "storage");
    }
    EXPECT_EQ(realm().async_fields()[kExecutionId], 0);
    EXPECT_TRUE(isolate()->GetContinuationPreservedEmbedderData()->IsUndefined());
  });
}

TEST_F(CallbackTest, HooksSeeABeginningACallAndAnEnd) {
  Eval("log = []");
  InLoop([&] {
    realm().SetHook(Hook::kEmitInit, Function("(id, type, trigger, resource) => log.push('init ' + type + typeof resource)"));
    realm().SetHook(Hook::kEmitBefore, Function("() => log.push('before')"));
    realm().SetHook(Hook::kEmitAfter, Function("() => log.push('after')"));
  });
  for (HookField field : {kInitHooks, kBeforeHooks, kAfterHooks}) realm().hook_fields()[field] = 1;
  InLoop([&] {
    Callback callback = MakeCallback("() => log.push('call')");
    callback.Begin(realm(), "TEST");
    callback.Call(realm(), 0, nullptr);
  });
  EXPECT_EQ(Eval("log.join()"), "init TESTfunction,before,call,after");
}

TEST_F(CallbackTest, NothingEntersJavaScriptAfterExit) {
  Eval("log = []");
  InLoop([&] {
    Callback callback = MakeCallback("() => log.push('call')");
    callback.Begin(realm(), "TEST");
    auto idle = Function("() => log.push('idle')");
    realm().Exit(3);
    callback.Call(realm(), 0, nullptr);
    CallbackScope scope(realm(), nullptr);
    EXPECT_TRUE(scope.Call(v8::Undefined(isolate()), idle, 0, nullptr).IsEmpty());
  });
  isolate()->CancelTerminateExecution();
  EXPECT_EQ(Eval("log.join()"), "");
  EXPECT_EQ(realm().exit_code(), 3);
}

TEST_F(CallbackTest, PoolWorkWithoutACallbackRunsAtOnce) {
  InLoop([&] {
    auto result = RunAsync<int32_t>(realm(), loop::PoolKind::kCpu, "TEST", Callback(), [] { return Result<int32_t>(5); });
    ASSERT_TRUE(result.has_value());
    EXPECT_EQ(result->value(), 5);
  });
  EXPECT_EQ(loop().jobs_pending(), 0);
}

TEST_F(CallbackTest, PoolWorkCompletesItsCallback) {
  Eval("log = []");
  InLoop([&] {
    auto post = [&](auto work) {
      Callback callback = MakeCallback("(...args) => log.push(args.map((a) => a?.code ?? a).join('/'))");
      EXPECT_FALSE(RunAsync<int32_t>(realm(), loop::PoolKind::kCpu, "TEST", std::move(callback), work).has_value());
    };
    post([] { return Result<int32_t>(5); });
    post([] { return Result<int32_t>(Error::System(-ENOENT, "open")); });
  });
  loop().Run();
  EXPECT_EQ(Eval("log.sort().join()"), "/5,ENOENT");
}

}  // namespace
}  // namespace phasor::runtime
