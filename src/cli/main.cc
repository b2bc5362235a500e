// The program's entry: options, V8, one Instance, exit code. lib/bootstrap/main.js decides what to run.
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>
#include <uv.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "base/write_fully.h"
#include "bindings/all.h"
#include "crypto/openssl.h"
#include "help.h"
#include "loop/metrics_server.h"
#include "runtime/option_checks.h"
#include "runtime/options.h"
#include "module/builtins.h"
#include "module/snapshot.h"
#include "runtime/instance.h"
#include "runtime/milestones.h"

namespace {

// Descriptors 0 to 2 are open in every program, so that no file or socket takes their place.
void OpenStandardDescriptors() {
  for (int fd = 0; fd <= 2; ++fd) {
    if (fcntl(fd, F_GETFD) == -1 && errno == EBADF) (void)!open("/dev/null", O_RDWR);
  }
}

// A terminal in raw mode is put back before a signal ends the process.
void OnFatalSignal(int signum) {
  uv_tty_reset_mode();
  raise(signum);  // SA_RESETHAND has put the default action back
}
void RestoreTerminalOnSignals() {
  for (int signum : {SIGINT, SIGTERM}) {
    struct sigaction current;
    // A parent's "ignore" (nohup) stays.
    if (sigaction(signum, nullptr, &current) != 0 || current.sa_handler != SIG_DFL) continue;
    struct sigaction action = {};
    action.sa_handler = OnFatalSignal;
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    sigfillset(&action.sa_mask);
    sigaction(signum, &action, nullptr);
  }
}

// What the build makes with the first-stage binary. Returns an exit code.
int WriteBlob(const std::string& path, const std::string& blob) {
  FILE* file = std::fopen(path.c_str(), "wb");
  bool ok = file != nullptr && std::fwrite(blob.data(), 1, blob.size(), file) == blob.size();
  if (file != nullptr && std::fclose(file) != 0) ok = false;
  if (!ok) std::fprintf(stderr, "phasor: cannot write %s\n", path.c_str());
  return ok ? 0 : 1;
}

// --secure-heap, --openssl-config. Only with a configuration can the random numbers be missing, and nothing that needs
// them may run then.
void ConfigureCrypto(const phasor::runtime::Options& options) {
  phasor::crypto::LibraryOptions library;
  library.secure_heap = std::strtoul(std::string(options.Text("--secure-heap")).c_str(), nullptr, 10);
  if (auto text = options.Text("--secure-heap-min"); !text.empty()) {
    library.secure_heap_min = std::strtoul(std::string(text).c_str(), nullptr, 10);
  }
  library.config_file = options.Text("--openssl-config");
  bool configured = !library.config_file.empty();
  phasor::crypto::SetLibraryOptions(std::move(library));
  if (!configured || phasor::crypto::HasRandomNumbers()) return;
  std::fprintf(stderr, "%s: the OpenSSL configuration has no source of random numbers\n", options.argv0.c_str());
  std::abort();
}

// --metrics. Null without it. False: the address cannot be had, which has been said. What a child has inherited, by fork() or
// the environment, its parent has already: the child does without.
bool ServeMetrics(const phasor::runtime::Options& options, std::unique_ptr<phasor::loop::MetricsServer>* server) {
  const std::string address(options.Text("--metrics"));
  if (address.empty()) return true;
  auto started = phasor::loop::MetricsServer::Start(address);
  if (started.ok()) {
    *server = std::move(started).value();
    // Only the system knows which port it gave.
    if (address.ends_with(":0") || address == "0") phasor::WriteFully(STDERR_FILENO, "phasor: metrics at " + (*server)->url() + "\n");
    return true;
  }
  std::fprintf(stderr, "%s: %s\n", options.argv0.c_str(), started.error().message.c_str());
  const bool given = std::any_of(options.exec_argv.begin(), options.exec_argv.end(),
                                 [](const std::string& argument) { return argument.starts_with("--metrics"); });
  return !given || std::getenv("NODE_CHANNEL_FD") != nullptr;
}

int BuildCodeCache(phasor::runtime::Instance& instance, const std::string& path) {
  return instance.Run([&](phasor::runtime::Realm& realm) {
    phasor::module::Bootstrap(realm, "bootstrap/warm");
    realm.Exit(WriteBlob(path, phasor::module::BuildCodeCache(realm)));
  });
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kDisposeIsolate = true;
#else
constexpr bool kDisposeIsolate = false;
#endif

}  // namespace

int main(int argc, char** argv) {
  phasor::runtime::MarkProcessStart();
  OpenStandardDescriptors();
  signal(SIGPIPE, SIG_IGN);
  signal(SIGXFSZ, SIG_IGN);  // a write past RLIMIT_FSIZE fails with EFBIG
  RestoreTerminalOnSignals();
  argv = uv_setup_args(argc, argv);  // keeps room for process.title
  std::string problem = phasor::runtime::ParseCommandLine(argc, argv);
  phasor::runtime::ProcessMilestones().Mark(phasor::runtime::Milestone::kNodeStart);
  phasor::runtime::Options& options = phasor::runtime::GetOptions();
  if (problem.empty()) problem = phasor::runtime::SetV8Flags(options.v8_flags);
  if (!problem.empty()) {
    std::fprintf(stderr, "%s: %s\n", options.argv0.c_str(), problem.c_str());
    return 9;
  }
  if (std::string refusal = phasor::runtime::CheckSetup(options); !refusal.empty()) {
    std::fprintf(stderr, "%s: %s\n", options.argv0.c_str(), refusal.c_str());
    return 12;
  }
  if (phasor::cli::AnswerAtOnce(options)) return 0;
  if (std::string_view title = options.Text("--title"); !title.empty()) uv_set_process_title(std::string(title).c_str());
  ConfigureCrypto(options);
  std::unique_ptr<phasor::loop::MetricsServer> metrics;
  if (!ServeMetrics(options, &metrics)) return 9;
  phasor::runtime::InitializeV8(phasor::module::FindSnapshot(phasor::bindings::All(), options.startup_snapshot));
  if (!options.build_snapshot.empty()) {
    _exit(WriteBlob(options.build_snapshot, phasor::module::BuildSnapshot(phasor::bindings::All())));
  }
  int code;
  {
    phasor::runtime::InstanceOptions instance_options;
    instance_options.realm.bindings = phasor::bindings::All();
    instance_options.dispose_isolate = kDisposeIsolate || std::getenv("PHASOR_DISPOSE") != nullptr;
    phasor::runtime::Instance instance(instance_options);
    if (!options.build_code_cache.empty()) {
      code = BuildCodeCache(instance, options.build_code_cache);
    } else {
      code = instance.Run([](phasor::runtime::Realm& realm) { phasor::module::Bootstrap(realm, "bootstrap/main"); });
    }
    if (!instance_options.dispose_isolate) {
      instance.~Instance();
      std::fflush(nullptr);
      uv_tty_reset_mode();
      // V8's worker threads may still run: the process ends without static destructors.
      _exit(code);
    }
  }
  uv_tty_reset_mode();
  phasor::runtime::DisposeV8();
  return code;
}
