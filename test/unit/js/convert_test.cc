// Every conversion of the binding layer, with what it accepts and what it refuses.
#include "support.h"

namespace phasor {
namespace {

using js::Value;

bool EchoBool(bool value) { return value; }
int32_t EchoInt32(int32_t value) { return value; }
uint32_t EchoUint32(uint32_t value) { return value; }
int64_t EchoInt64(int64_t value) { return value; }
size_t EchoSize(size_t value) { return value; }
double EchoDouble(double value) { return value; }
std::string EchoString(std::string value) { return value; }
std::string EchoUtf8(const js::Utf8& value) { return value.str(); }
std::string Optional(std::optional<int32_t> value) { return value ? std::to_string(*value) : "none"; }
std::optional<int32_t> MaybeOne(bool yes) { return yes ? std::optional<int32_t>(1) : std::nullopt; }
std::vector<int32_t> Doubled(std::vector<int32_t> values) {
  for (int32_t& value : values) value *= 2;
  return values;
}
double Sum(const js::Bytes& bytes) {
  double sum = 0;
  for (uint8_t byte : bytes.span()) sum += byte;
  return sum;
}
void Fill(const js::MutableBytes& bytes, uint32_t value) {
  for (uint8_t& byte : bytes.span()) byte = static_cast<uint8_t>(value);
}
double PinnedSize(js::PinnedBytes bytes) { return static_cast<double>(bytes.size()); }
js::OwnedBytes Reverse(js::OwnedBytes bytes) {
  std::reverse(bytes.bytes.begin(), bytes.bytes.end());
  return bytes;
}
Value Same(Value value) { return value; }
std::string_view FunctionName(v8::Local<v8::Function>) { return "function"; }
Result<int32_t> Fails(bool fail) {
  if (fail) return Error::Coded(ErrorCode::kERR_OUT_OF_RANGE, "too far");
  return 7;
}
Result<void> FailsSystem(int32_t status) { return Error::System(status, "open", "a", "b"); }
std::string Injected(v8::Isolate* isolate, int32_t first, v8::Local<v8::Context> context, int32_t second, js::This self,
                     const js::Args& args) {
  return std::to_string(isolate != nullptr && !context.IsEmpty() && !self.object.IsEmpty()) + " " + std::to_string(first) +
         " " + std::to_string(second) + " of " + std::to_string(args.Length());
}

const js::Row kRows[] = {
    js::Fn<EchoBool>("bool"),       js::Fn<EchoInt32>("int32"),   js::Fn<EchoUint32>("uint32"), js::Fn<EchoInt64>("int64"),
    js::Fn<EchoSize>("size"),       js::Fn<EchoDouble>("double"), js::Fn<EchoString>("string"), js::Fn<EchoUtf8>("utf8"),
    js::Fn<Optional>("optional"),   js::Fn<MaybeOne>("maybeOne"), js::Fn<Doubled>("doubled"),   js::Fn<Sum>("sum"),
    js::Fn<Fill>("fill"),           js::Fn<PinnedSize>("pinned"), js::Fn<Reverse>("reverse"),   js::Fn<Same>("same"),
    js::Fn<FunctionName>("fn"),     js::Fn<Fails>("fails"),       js::Fn<FailsSystem>("failsSystem"),
    js::Fn<Injected>("injected"),
};
const js::BindingSpec kBinding = {"test", kRows};

class ConvertTest : public test::JsTest {
 protected:
  void SetUp() override { InstallNative(kBinding); }
  // The message of a refused argument.
  static std::string Refused(const char* type, int index = 1) {
    return "throws ERR_INTERNAL_ASSERTION: native call: argument " + std::to_string(index) + " must be of type " + type;
  }
};

TEST_F(ConvertTest, BooleanTakesTruthiness) {
  EXPECT_EQ(Eval("[native.bool(true), native.bool(0), native.bool('x'), native.bool()].join()"), "true,false,true,false");
}
TEST_F(ConvertTest, Int32TakesItsRangeOnly) {
  EXPECT_EQ(Eval("[native.int32(-2147483648), native.int32(2147483647)].join()"), "-2147483648,2147483647");
  for (const char* bad : {"2147483648", "1.5", "'1'", "NaN", "undefined", "null", "1n"}) {
    EXPECT_EQ(Eval(std::string("native.int32(") + bad + ")"), Refused("int32")) << bad;
  }
}
TEST_F(ConvertTest, Uint32TakesItsRangeOnly) {
  EXPECT_EQ(Eval("[native.uint32(0), native.uint32(4294967295)].join()"), "0,4294967295");
  for (const char* bad : {"-1", "4294967296", "0.5", "{}"}) {
    EXPECT_EQ(Eval(std::string("native.uint32(") + bad + ")"), Refused("uint32")) << bad;
  }
}
TEST_F(ConvertTest, Int64TakesSafeIntegersAndBigInts) {
  EXPECT_EQ(Eval("[native.int64(2 ** 53), native.int64(-(2 ** 53)), native.int64(12n)].join()"),
            "9007199254740992,-9007199254740992,12");
  for (const char* bad : {"1.5", "2 ** 54", "Infinity", "NaN", "2n ** 64n", "'1'"}) {
    EXPECT_EQ(Eval(std::string("native.int64(") + bad + ")"), Refused("integer")) << bad;
  }
}
TEST_F(ConvertTest, SizeIsNotNegative) {
  EXPECT_EQ(Eval("native.size(5)"), "5");
  EXPECT_EQ(Eval("native.size(-1)"), Refused("unsigned integer"));
}
TEST_F(ConvertTest, DoubleTakesEveryNumber) {
  EXPECT_EQ(Eval("[native.double(1.5), native.double(NaN), native.double(-0) === 0].join()"), "1.5,NaN,true");
  EXPECT_EQ(Eval("native.double('1')"), Refused("number"));
}
TEST_F(ConvertTest, StringsAreUtf8WithReplacedSurrogates) {
  EXPECT_EQ(Eval("native.string('gr\\u00fc\\u{1F600}') === 'gr\\u00fc\\u{1F600}'"), "true");
  EXPECT_EQ(Eval("native.utf8('a\\ud800b') === 'a\\ufffdb'"), "true");
  EXPECT_EQ(Eval("native.utf8('x'.repeat(100000)).length"), "100000");
  EXPECT_EQ(Eval("native.utf8('\\u20ac'.repeat(300)) === '\\u20ac'.repeat(300)"), "true");
  EXPECT_EQ(Eval("native.string('') === ''"), "true");
  EXPECT_EQ(Eval("native.utf8(1)"), Refused("string"));
  EXPECT_EQ(Eval("native.string(Symbol())"), Refused("string"));
}
TEST_F(ConvertTest, OptionalTakesUndefinedAndNull) {
  EXPECT_EQ(Eval("[native.optional(), native.optional(null), native.optional(3)].join()"), "none,none,3");
  EXPECT_EQ(Eval("native.optional('3')"), Refused("int32"));
  EXPECT_EQ(Eval("[native.maybeOne(true), native.maybeOne(false) === undefined].join()"), "1,true");
}
TEST_F(ConvertTest, VectorsAreArrays) {
  EXPECT_EQ(Eval("native.doubled([1, 2, 3]).join()"), "2,4,6");
  EXPECT_EQ(Eval("native.doubled([]).length"), "0");
  EXPECT_EQ(Eval("native.doubled([1, 'x'])"), Refused("array"));
  EXPECT_EQ(Eval("native.doubled({ length: 1, 0: 1 })"), Refused("array"));
  EXPECT_EQ(Eval("native.doubled(Object.defineProperty([], 0, { get() { throw 1 } }))"), Refused("array"));
}
TEST_F(ConvertTest, BytesTakeEveryViewAndBuffer) {
  EXPECT_EQ(Eval("native.sum(new Uint8Array([1, 2, 3]))"), "6");
  EXPECT_EQ(Eval("native.sum(new Uint8Array(100).fill(1))"), "100");
  EXPECT_EQ(Eval("native.sum(new Uint8Array([1, 2, 3, 4]).subarray(1, 3))"), "5");
  EXPECT_EQ(Eval("native.sum(new Uint16Array([257]))"), "2");
  EXPECT_EQ(Eval("native.sum(new DataView(new Uint8Array([1, 2, 3]).buffer, 1))"), "5");
  EXPECT_EQ(Eval("native.sum(new Uint8Array([1, 2]).buffer)"), "3");
  EXPECT_EQ(Eval("native.sum(new SharedArrayBuffer(4))"), "0");
  EXPECT_EQ(Eval("native.sum(new Uint8Array(0))"), "0");
  EXPECT_EQ(Eval("native.sum([1])"), Refused("Buffer, TypedArray, DataView or ArrayBuffer"));
}
TEST_F(ConvertTest, DetachedBuffersAreEmpty) {
  EXPECT_EQ(Eval("const b = new ArrayBuffer(8); const v = new Uint8Array(b); b.transfer(); native.sum(v) + native.sum(b)"), "0");
}
TEST_F(ConvertTest, MutableBytesWriteThrough) {
  EXPECT_EQ(Eval("const a = new Uint8Array(3); native.fill(a, 9); a.join()"), "9,9,9");
  EXPECT_EQ(Eval("const c = new Uint8Array(200); native.fill(c.subarray(199), 9); c[199] + c[198]"), "9");
}
TEST_F(ConvertTest, PinnedBytesKnowTheirSize) { EXPECT_EQ(Eval("native.pinned(new Uint8Array(5).subarray(2))"), "3"); }
TEST_F(ConvertTest, OwnedBytesComeBackAsUint8Array) {
  EXPECT_EQ(Eval("const r = native.reverse(new Uint8Array([1, 2, 3])); r.constructor.name + r.join()"), "Uint8Array3,2,1");
}
TEST_F(ConvertTest, ValuesPassThrough) { EXPECT_EQ(Eval("const o = {}; native.same(o) === o"), "true"); }
TEST_F(ConvertTest, FunctionsAreChecked) {
  EXPECT_EQ(Eval("native.fn(() => {})"), "function");
  EXPECT_EQ(Eval("native.fn({})"), Refused("function"));
}
TEST_F(ConvertTest, CodedErrorsThrow) {
  EXPECT_EQ(Eval("native.fails(false)"), "7");
  EXPECT_EQ(Eval("native.fails(true)"), "throws ERR_OUT_OF_RANGE: too far");
  EXPECT_EQ(Eval("try { native.fails(true) } catch (e) { [e instanceof RangeError, e.name, e.stack.split('\\n')[0]].join() }"),
            "true,RangeError,RangeError [ERR_OUT_OF_RANGE]: too far");
}
TEST_F(ConvertTest, SystemErrorsCarryNodesFields) {
  EXPECT_EQ(Eval("native.failsSystem(-2)"), "throws ENOENT: ENOENT: no such file or directory, open 'a' -> 'b'");
  EXPECT_EQ(Eval("try { native.failsSystem(-2) } catch (e) { Object.keys(e).join() + e.errno + e.syscall + e.path + e.dest }"),
            "errno,code,syscall,path,dest-2openab");
}
TEST_F(ConvertTest, InjectedParametersTakeNoArgument) {
  EXPECT_EQ(Eval("native.injected(1, 2, 3)"), "1 1 2 of 3");
  EXPECT_EQ(Eval("native.injected(1, 'x')"), Refused("int32", 2));
  EXPECT_EQ(Eval("native.injected.length"), "2");
}

}  // namespace
}  // namespace phasor
