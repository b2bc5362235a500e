#include "runtime/environment.h"

#include <stdlib.h>

#include <mutex>
#include <string_view>

extern char** environ;

namespace phasor::runtime {

namespace {

class OfProcess final : public Environment {
 public:
  std::optional<std::string> Get(const std::string& name) override {
    std::scoped_lock lock(mutex_);
    const char* value = getenv(name.c_str());
    if (value == nullptr) return std::nullopt;
    return std::string(value);
  }
  // Names that setenv refuses ("" and "a=b") are ignored, as in Node.
  void Set(const std::string& name, const std::string& value) override {
    std::scoped_lock lock(mutex_);
    setenv(name.c_str(), value.c_str(), 1);
  }
  void Delete(const std::string& name) override {
    std::scoped_lock lock(mutex_);
    unsetenv(name.c_str());
  }
  std::vector<std::string> Names() override {
    std::vector<std::string> names;
    std::scoped_lock lock(mutex_);
    for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
      std::string_view text(*entry);
      size_t end = text.find('=');
      if (end != 0 && end != std::string_view::npos) names.emplace_back(text.substr(0, end));
    }
    return names;
  }
  bool is_process() const override { return true; }

 private:
  std::mutex mutex_;
};

class OfThread final : public Environment {
 public:
  explicit OfThread(std::map<std::string, std::string> variables) : variables_(std::move(variables)) {}

  std::optional<std::string> Get(const std::string& name) override {
    std::scoped_lock lock(mutex_);
    auto found = variables_.find(name);
    if (found == variables_.end()) return std::nullopt;
    return found->second;
  }
  void Set(const std::string& name, const std::string& value) override {
    std::scoped_lock lock(mutex_);
    variables_[name] = value;
  }
  void Delete(const std::string& name) override {
    std::scoped_lock lock(mutex_);
    variables_.erase(name);
  }
  std::vector<std::string> Names() override {
    std::scoped_lock lock(mutex_);
    std::vector<std::string> names;
    for (auto& [name, value] : variables_) names.push_back(name);
    return names;
  }

 private:
  std::mutex mutex_;
  std::map<std::string, std::string> variables_;
};

}  // namespace

std::shared_ptr<Environment> Environment::Copy() {
  std::map<std::string, std::string> variables;
  for (const std::string& name : Names()) {
    if (auto value = Get(name)) variables.emplace(name, std::move(*value));
  }
  return NewEnvironment(std::move(variables));
}

std::shared_ptr<Environment> ProcessEnvironment() {
  // Never destroyed: a thread may still read it while the process ends.
  static auto* environment = new std::shared_ptr<Environment>(std::make_shared<OfProcess>());
  return *environment;
}

std::shared_ptr<Environment> NewEnvironment(std::map<std::string, std::string> variables) {
  return std::make_shared<OfThread>(std::move(variables));
}

}  // namespace phasor::runtime
