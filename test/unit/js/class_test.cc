// Native classes: the two kinds of ownership, their states, and what a wrong receiver or argument gets.
#include <v8-cppgc.h>

#include "support.h"

namespace phasor {
namespace {

int g_counters_alive = 0;

class Counter final : public js::GcObject {
 public:
  static const js::ClassSpec kClass;
  explicit Counter(int32_t start) : value_(start) { ++g_counters_alive; }
  ~Counter() override { --g_counters_alive; }
  static Result<Counter*> New(v8::Isolate* isolate, int32_t start) {
    if (start < 0) return Error::Coded(ErrorCode::kERR_OUT_OF_RANGE, "negative start");
    return js::MakeGc<Counter>(isolate, start);
  }
  int32_t Add(int32_t more) { return value_ += more; }
  int32_t Value() const { return value_; }

 private:
  int32_t value_;
};
const js::Row kCounterRows[] = {js::Method<&Counter::Add>("add"), js::Getter<&Counter::Value>("value")};
const js::ClassSpec Counter::kClass = js::GcClass<Counter::New>("Counter", kCounterRows);

class Door final : public js::Shell {
 public:
  static const js::ClassSpec kClass;
  static Door* New(v8::Isolate*) { return last = new Door; }
  int32_t Knock() { return ++knocks_; }
  std::string Name() { return "door"; }
  void Destroy() { delete this; }
  static inline Door* last = nullptr;

 private:
  ~Door() override { last = nullptr; }
  int32_t knocks_ = 0;
};
const js::Row kDoorRows[] = {js::Method<&Door::Knock>("knock"), js::Method<&Door::Name>("name"), js::Method<&Door::Destroy>("destroy")};
const js::ClassSpec Door::kClass = js::ShellClass<Door::New>("Door", kDoorRows);

int32_t ValueOf(Counter* counter) { return counter->Value(); }
std::string IsOpen(Door* door) { return door == nullptr ? "gone" : "open"; }
v8::MaybeLocal<v8::Object> Make(v8::Isolate* isolate, v8::Local<v8::Context> context) {
  return js::NewInstance(isolate, context, js::MakeGc<Counter>(isolate, 42));
}

const js::Row kRows[] = {js::Class<Counter>("Counter"), js::Class<Door>("Door"), js::Fn<ValueOf>("valueOf"),
                         js::Fn<IsOpen>("isOpen"), js::Fn<Make>("make")};
const js::BindingSpec kBinding = {"test", kRows};

class ClassTest : public test::JsTest {
 protected:
  void SetUp() override { InstallNative(kBinding); }
  void TearDown() override { if (Door::last != nullptr) Door::last->Destroy(); }
};

TEST_F(ClassTest, MethodsAndGettersWork) {
  EXPECT_EQ(Eval("const c = new native.Counter(3); [c.add(4), c.value, c.constructor.name].join()"), "7,7,Counter");
}
TEST_F(ClassTest, ConstructorErrorsThrow) {
  EXPECT_EQ(Eval("new native.Counter(-1)"), "throws ERR_OUT_OF_RANGE: negative start");
  EXPECT_EQ(Eval("native.Counter(1)"), "throws ERR_CONSTRUCT_CALL_REQUIRED: Class constructor Counter cannot be invoked without `new`");
}
TEST_F(ClassTest, AForeignReceiverIsRefused) {
  EXPECT_EQ(Eval("native.Counter.prototype.add.call({}, 1)"), "throws undefined: Illegal invocation");
  EXPECT_EQ(Eval("native.Counter.prototype.add.call(new native.Door(), 1)"), "throws undefined: Illegal invocation");
}
TEST_F(ClassTest, InstancesArePassedAsPointers) {
  EXPECT_EQ(Eval("native.valueOf(new native.Counter(5))"), "5");
  EXPECT_EQ(Eval("native.valueOf({})"), "throws ERR_INTERNAL_ASSERTION: native call: argument 1 must be of type native object");
}
TEST_F(ClassTest, CppMakesInstances) { EXPECT_EQ(Eval("const m = native.make(); [m.value, m instanceof native.Counter].join()"), "42,true"); }
TEST_F(ClassTest, SubclassesOfJavaScriptWork) {
  EXPECT_EQ(Eval("class Sub extends native.Counter { constructor() { super(1) } twice() { return this.add(this.value) } }; new Sub().twice()"), "2");
}
TEST_F(ClassTest, GarbageCollectedObjectsGoWithTheirWrapper) {
  Eval("for (let i = 0; i < 10; i++) new native.Counter(i)");
  EXPECT_GE(g_counters_alive, 1);
  isolate()->RequestGarbageCollectionForTesting(v8::Isolate::kFullGarbageCollection, v8::StackState::kNoHeapPointers);
  isolate()->RequestGarbageCollectionForTesting(v8::Isolate::kFullGarbageCollection, v8::StackState::kNoHeapPointers);
  EXPECT_EQ(g_counters_alive, 0);
}
TEST_F(ClassTest, AnAttachedShellIsKeptAlive) {
  Eval("new native.Door()");
  isolate()->RequestGarbageCollectionForTesting(v8::Isolate::kFullGarbageCollection, v8::StackState::kNoHeapPointers);
  ASSERT_NE(Door::last, nullptr);
  EXPECT_TRUE(Door::last->attached());
}
TEST_F(ClassTest, ADetachedShellAnswersEbadfOrUndefined) {
  EXPECT_EQ(Eval("globalThis.door = new native.Door(); [door.knock(), door.knock(), native.isOpen(door)].join()"), "1,2,open");
  Door::last->Destroy();
  EXPECT_EQ(Eval("[door.knock(), door.name() === undefined, native.isOpen(door)].join()"), "-9,true,gone");
}

}  // namespace
}  // namespace phasor
