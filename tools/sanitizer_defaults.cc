// What the sanitizers' run-time libraries ask a program for: options and suppressions, so that a sanitizer build behaves the
// same however it is started. libnode (V8) and libcrypto are not instrumented, their own synchronisation is invisible.
// Environment variables (ASAN_OPTIONS ...) overrule the options.
extern "C" {

const char* __asan_default_options() { return "detect_leaks=1:strict_string_checks=1"; }

const char* __lsan_default_options() { return "print_suppressions=0"; }
// Memory that V8 keeps until the process ends.
const char* __lsan_default_suppressions() { return "leak:libnode.so\n"; }

const char* __tsan_default_options() { return "halt_on_error=1:second_deadlock_stack=1"; }
// race_top: code of ours that V8 calls stays watched. cppgc gives the pages of a heap that has ended to another thread's heap,
// so that objects of both seem to meet where they are made and finalised; V8 waits for its sweepers, which free array
// buffers on other threads, before an isolate ends.
const char* __tsan_default_suppressions() {
  return "race_top:libnode.so\n"
         "race:v8/include/cppgc/\n"
         "race:phasor::runtime::CountingAllocator\n"
         "mutex:libnode.so\n"
         "called_from_lib:libnode.so\n"
         "race_top:libcrypto.so\n"
         "called_from_lib:libcrypto.so\n";
}
}
