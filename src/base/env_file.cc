#include "base/env_file.h"

namespace phasor {

namespace {

constexpr std::string_view kBlank = " \t\n";

std::string_view Trim(std::string_view text) {
  size_t begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

// Double quotes alone give "\n" a meaning.
std::string ExpandNewlines(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size() && text[i + 1] == 'n') {
      out += '\n';
      ++i;
    } else {
      out += text[i];
    }
  }
  return out;
}

// Takes the value at the start of `rest` (just after "="), and moves `rest` behind it.
std::string TakeValue(std::string_view* rest) {
  size_t line_end = rest->find('\n');
  std::string_view line = rest->substr(0, line_end);
  size_t begin = line.find_first_not_of(" \t");
  const bool is_quoted = begin != std::string_view::npos && (line[begin] == '"' || line[begin] == '\'' || line[begin] == '`');
  if (is_quoted) {
    char quote = line[begin];
    // A quoted value may go over several lines; without its closing quote it is the rest of the line as it stands.
    size_t close = rest->find(quote, begin + 1);
    if (close != std::string_view::npos) {
      std::string_view value = rest->substr(begin + 1, close - begin - 1);
      size_t next = rest->find('\n', close);
      *rest = next == std::string_view::npos ? std::string_view() : rest->substr(next + 1);
      return quote == '"' ? ExpandNewlines(value) : std::string(value);
    }
  }
  *rest = line_end == std::string_view::npos ? std::string_view() : rest->substr(line_end + 1);
  if (is_quoted) return std::string(line.substr(begin));
  return std::string(Trim(line.substr(0, line.find('#'))));
}

}  // namespace

std::vector<std::pair<std::string, std::string>> ParseEnvFile(std::string_view file) {
  std::vector<std::pair<std::string, std::string>> variables;
  std::string without_returns(file);
  std::erase(without_returns, '\r');
  std::string_view text = without_returns;
  while (!text.empty()) {
    size_t line_end = text.find('\n');
    std::string_view line = text.substr(0, line_end);
    std::string_view shown = Trim(line);
    size_t equals = line.find('=');
    if (shown.empty() || shown[0] == '#' || equals == std::string_view::npos) {
      text = line_end == std::string_view::npos ? std::string_view() : text.substr(line_end + 1);
      continue;
    }
    std::string_view key = Trim(line.substr(0, equals));
    if (key.starts_with("export ")) key = Trim(key.substr(7));
    text.remove_prefix(equals + 1);
    if (key.empty()) continue;  // what follows "=" may be an assignment of its own
    const std::string name(key);
    variables.emplace_back(name, TakeValue(&text));
  }
  return variables;
}

}  // namespace phasor
