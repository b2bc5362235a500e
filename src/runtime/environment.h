// Environment variables as JavaScript sees them: the process's own, or the copy that a worker thread has. Callers:
// bindings/env.cc (process.env), bindings/worker.cc (hands one to a new thread).
// Rule: every method may be called from any thread, as SHARE_ENV gives one environment to several.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace phasor::runtime {

class Environment {
 public:
  virtual ~Environment() = default;
  virtual std::optional<std::string> Get(const std::string& name) = 0;
  virtual void Set(const std::string& name, const std::string& value) = 0;
  virtual void Delete(const std::string& name) = 0;
  virtual std::vector<std::string> Names() = 0;
  // Whether TZ in it is the time zone of this process.
  virtual bool is_process() const { return false; }

  // A copy that belongs to nobody else yet.
  std::shared_ptr<Environment> Copy();
};

// The environment of the process: getenv() and its kin, which are not safe between threads, under one lock.
std::shared_ptr<Environment> ProcessEnvironment();
std::shared_ptr<Environment> NewEnvironment(std::map<std::string, std::string> variables);

}  // namespace phasor::runtime
