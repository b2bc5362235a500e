// V8 starts once for all unit tests; a test that needs an isolate makes a runtime::Instance (see support.h).
#include <gtest/gtest.h>

#include "runtime/instance.h"

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  phasor::runtime::SetV8Flags({"--allow-natives-syntax", "--expose-gc"});
  phasor::runtime::InitializeV8();
  int code = RUN_ALL_TESTS();
  phasor::runtime::DisposeV8();
  return code;
}
