// A function marked fast is really called without conversion by optimised code.
#include "support.h"

namespace phasor {
namespace {

int g_slow = 0;
int g_fast = 0;

double SlowAdd(double a, double b) { return ++g_slow, a + b; }
double FastAdd(v8::Local<v8::Value>, double a, double b) { return ++g_fast, a + b; }
uint32_t Mask(uint32_t value) { return value & 0xff; }

const js::Row kRows[] = {js::FnWithFast<SlowAdd, FastAdd>("add"), js::FastFn<Mask>("mask")};
const js::BindingSpec kBinding = {"test", kRows};

using FastCallTest = test::JsTest;

TEST_F(FastCallTest, OptimisedCodeTakesTheFastCall) {
  InstallNative(kBinding);
  g_slow = g_fast = 0;
  EXPECT_EQ(Eval("function f(a, b) { return native.add(a, b) }; %PrepareFunctionForOptimization(f); f(1, 2); f(1.5, 2);"
                 "%OptimizeFunctionOnNextCall(f); f(1.5, 2)"), "3.5");
  EXPECT_EQ(g_fast, 1);
  EXPECT_EQ(g_slow, 2);
}
TEST_F(FastCallTest, BothPathsAgree) {
  InstallNative(kBinding);
  EXPECT_EQ(Eval("function g(a) { return native.mask(a) }; %PrepareFunctionForOptimization(g); const slow = g(511);"
                 "%OptimizeFunctionOnNextCall(g); [slow, g(511)].join()"), "255,255");
}
TEST_F(FastCallTest, ReferencesNameTheFastFunction) {
  std::vector<intptr_t> references;
  js::CollectReferences(kBinding, &references);
  EXPECT_EQ(references.size(), 6u);  // two rows: callback, C function, its type
}

}  // namespace
}  // namespace phasor
