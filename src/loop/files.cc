#include "loop/files.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <filesystem>

namespace phasor::loop::files {

namespace {

// Owns a descriptor until Release().
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() { if (fd_ >= 0) close(fd_); }
  Descriptor(const Descriptor&) = delete;
  int get() const { return fd_; }
  int Release() { return std::exchange(fd_, -1); }

 private:
  int fd_;
};

std::string Join(const std::string& folder, std::string_view name) {
  std::string path = folder;
  if (!path.empty() && path.back() != '/') path += '/';
  return path.append(name);
}

Error TooLarge(int64_t size) {
  return Error::Coded(ErrorCode::kERR_FS_FILE_TOO_LARGE, "File size (" + std::to_string(size) + ") is greater than 2 GiB");
}

void SleepMs(uint64_t ms) {
  timespec time = {static_cast<time_t>(ms / 1000), static_cast<long>(ms % 1000) * 1000000};
  while (nanosleep(&time, &time) != 0 && errno == EINTR) {}
}

uint8_t TypeOf(unsigned char type) {
  switch (type) {
    case DT_REG: return UV_DIRENT_FILE;
    case DT_DIR: return UV_DIRENT_DIR;
    case DT_LNK: return UV_DIRENT_LINK;
    case DT_FIFO: return UV_DIRENT_FIFO;
    case DT_SOCK: return UV_DIRENT_SOCKET;
    case DT_CHR: return UV_DIRENT_CHAR;
    case DT_BLK: return UV_DIRENT_BLOCK;
  }
  return UV_DIRENT_UNKNOWN;
}

uint8_t TypeByStat(int folder, const char* name) {
  struct stat info;
  if (fstatat(folder, name, &info, AT_SYMLINK_NOFOLLOW) != 0) return UV_DIRENT_UNKNOWN;
  return TypeOf(IFTODT(info.st_mode));
}

bool IsDots(const char* name) { return name[0] == '.' && (name[1] == 0 || (name[1] == '.' && name[2] == 0)); }

}  // namespace

// ---- whole files ----

Result<Contents> ReadAll(int fd, int64_t limit) {
  struct stat info;
  if (fstat(fd, &info) != 0) return Error::System(-errno, "fstat");
  int64_t known = S_ISREG(info.st_mode) ? info.st_size : 0;
  if (known > limit) return TooLarge(known);
  // One byte more than the size, so that the read that finds the end needs no growth.
  size_t capacity = known > 0 ? static_cast<size_t>(known) + 1 : 8192;
  Contents contents;
  contents.data.reset(static_cast<uint8_t*>(std::malloc(capacity)));
  if (contents.data == nullptr) return Error::Coded(ErrorCode::kERR_MEMORY_ALLOCATION_FAILED);
  for (;;) {
    if (contents.size == capacity) {
      if (static_cast<int64_t>(capacity) > limit) return TooLarge(static_cast<int64_t>(capacity));
      capacity += std::max<size_t>(capacity, 65536);
      auto* grown = static_cast<uint8_t*>(std::realloc(contents.data.get(), capacity));
      if (grown == nullptr) return Error::Coded(ErrorCode::kERR_MEMORY_ALLOCATION_FAILED);
      (void)contents.data.release();
      contents.data.reset(grown);
    }
    ssize_t got = read(fd, contents.data.get() + contents.size, std::min<size_t>(capacity - contents.size, 1 << 30));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return Error::System(-errno, "read");
    if (got == 0) break;
    contents.size += static_cast<size_t>(got);
    // A regular file that gave its size is at its end; growing ones are read as far as they were at the start.
    if (known > 0 && contents.size >= static_cast<size_t>(known)) break;
  }
  return contents;
}

Result<Contents> ReadFile(const std::string& path, int flags, int64_t limit) {
  int fd;
  do fd = open(path.c_str(), flags | O_CLOEXEC, 0666);
  while (fd < 0 && errno == EINTR);
  if (fd < 0) return Error::System(-errno, "open", path);
  Descriptor owner(fd);
  return ReadAll(fd, limit);
}

Result<void> WriteAll(int fd, std::span<const uint8_t> bytes) {
  while (!bytes.empty()) {
    ssize_t written = write(fd, bytes.data(), std::min<size_t>(bytes.size(), 1 << 30));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return Error::System(-errno, "write");
    bytes = bytes.subspan(static_cast<size_t>(written));
  }
  return {};
}

Result<void> WriteFile(const std::string& path, int flags, int mode, std::span<const uint8_t> bytes, bool flush) {
  int fd;
  do fd = open(path.c_str(), flags | O_CLOEXEC, mode);
  while (fd < 0 && errno == EINTR);
  if (fd < 0) return Error::System(-errno, "open", path);
  Descriptor owner(fd);
  if (auto result = WriteAll(fd, bytes); !result.ok()) return result;
  if (flush && fsync(fd) != 0) return Error::System(-errno, "fsync");
  return {};
}

// ---- folders ----

Result<std::string> MakeDirectories(const std::string& path, int mode) {
  // From the bottom up until a parent is there, then down again.
  std::vector<std::string> missing = {path};
  std::string first;
  while (!missing.empty()) {
    const std::string current = missing.back();
    if (mkdir(current.c_str(), static_cast<mode_t>(mode)) == 0) {
      if (first.empty()) first = current;
      missing.pop_back();
      continue;
    }
    int error = errno;
    if (error == ENOENT) {
      size_t end = current.find_last_not_of('/');
      size_t slash = end == std::string::npos ? end : current.find_last_of('/', end);
      size_t keep = slash == std::string::npos ? slash : current.find_last_not_of('/', slash);
      if (keep == std::string::npos) return Error::System(-error, "mkdir", path);
      missing.push_back(current.substr(0, keep + 1));
      continue;
    }
    struct stat info;
    if (stat(current.c_str(), &info) == 0) {
      if (S_ISDIR(info.st_mode)) {
        missing.pop_back();
        continue;
      }
      // A file where a folder has to be: the wanted one is there already, or it has no room below.
      return Error::System(missing.size() > 1 ? -ENOTDIR : -EEXIST, "mkdir", path);
    }
    if (error == EEXIST) error = errno;  // a link that leads nowhere
    return Error::System(-error, "mkdir", missing.size() > 1 || error == EACCES ? path : current);
  }
  return first;
}

namespace {

bool WorthRetrying(int error) {
  return error == EBUSY || error == EMFILE || error == ENFILE || error == ENOTEMPTY || error == EPERM;
}

// Calls `attempt` (-> errno or 0) again as the options allow.
template <class F>
int Retry(const RemoveOptions& options, F attempt) {
  for (uint32_t tries = 0;; ++tries) {
    int error = attempt();
    if (error == 0 || !WorthRetrying(error) || tries >= options.max_retries) return error;
    SleepMs(static_cast<uint64_t>(options.retry_delay) * (tries + 1));
  }
}

// Something in an open folder (or AT_FDCWD): the path of what is deep in a tree may be longer than the system takes.
struct Place {
  int folder;
  std::string name;
  std::string path;  // for errors
};

Result<void> RemoveFolder(const Place& place, const RemoveOptions& options);

// A path that has gone meanwhile counts as removed.
Result<void> RemoveOne(const Place& place, uint8_t type, const RemoveOptions& options) {
  if (type == UV_DIRENT_DIR) return RemoveFolder(place, options);
  int error = Retry(options, [&] { return unlinkat(place.folder, place.name.c_str(), 0) == 0 ? 0 : errno; });
  if (error == 0 || error == ENOENT) return {};
  if (error == EISDIR) return RemoveFolder(place, options);
  return Error::System(-error, "unlink", place.path);
}

// What is in a folder goes; 0 or the error that ends it.
int EmptyFolder(const Place& place, const RemoveOptions& options) {
  int fd = openat(place.folder, place.name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (fd < 0) return errno;
  // All names first: what is removed while a folder is read may hide others.
  std::vector<Entry> entries;
  int error = 0;
  for (bool more = true; more;) {
    auto part = ReadDirectory(fd);
    if (!part.ok()) error = -part.error().status;
    more = part.ok() && !part->empty();
    if (more) entries.insert(entries.end(), part->begin(), part->end());
  }
  for (size_t i = 0; error == 0 && i < entries.size(); ++i) {
    auto removed = RemoveOne({fd, entries[i].name, Join(place.path, entries[i].name)}, entries[i].type, options);
    if (!removed.ok() && !WorthRetrying(-removed.error().status)) error = -removed.error().status;
  }
  close(fd);
  return error;
}

Result<void> RemoveFolder(const Place& place, const RemoveOptions& options) {
  auto remove = [&] { return unlinkat(place.folder, place.name.c_str(), AT_REMOVEDIR) == 0 ? 0 : errno; };
  int error = Retry(options, [&]() -> int {
    // Mostly leaves and folders whose contents are gone; others are emptied first.
    int first = remove();
    if (first != ENOTEMPTY && first != EEXIST) return first;
    int emptied = EmptyFolder(place, options);
    return emptied != 0 ? emptied : remove();
  });
  if (error == 0 || error == ENOENT) return {};
  return Error::System(-error, error == EACCES ? "scandir" : "rmdir", place.path);
}

}  // namespace

Result<void> Remove(const std::string& path, const RemoveOptions& options) {
  struct stat info;
  if (lstat(path.c_str(), &info) != 0) {
    if (options.force && errno == ENOENT) return {};
    return Error::System(-errno, "lstat", path);
  }
  if (S_ISDIR(info.st_mode) && !options.recursive) return Error::System(-EISDIR, "rm", path);
  return RemoveOne({AT_FDCWD, path, path}, TypeOf(IFTODT(info.st_mode)), options);
}

Result<std::vector<Entry>> ReadDirectory(int fd) {
  alignas(dirent64) char chunk[32768];
  std::vector<Entry> entries;
  while (entries.empty()) {
    ssize_t got = syscall(SYS_getdents64, fd, chunk, sizeof chunk);
    if (got < 0) return Error::System(-errno, "scandir");
    if (got == 0) break;
    for (ssize_t at = 0; at < got;) {
      auto* entry = reinterpret_cast<dirent64*>(chunk + at);
      at += entry->d_reclen;
      if (IsDots(entry->d_name)) continue;
      uint8_t type = entry->d_type == DT_UNKNOWN ? TypeByStat(fd, entry->d_name) : TypeOf(entry->d_type);
      entries.push_back({entry->d_name, type});
    }
  }
  return entries;
}

namespace {

Result<std::vector<Entry>> ScanOne(const std::string& path) {
  int fd = open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return Error::System(-errno, "scandir", path);
  Descriptor owner(fd);
  std::vector<Entry> all;
  for (;;) {
    auto part = ReadDirectory(fd);
    if (!part.ok()) return Error::System(part.error().status, "scandir", path);
    if (part->empty()) break;
    std::move(part->begin(), part->end(), std::back_inserter(all));
  }
  std::sort(all.begin(), all.end(), [](const Entry& a, const Entry& b) { return a.name < b.name; });
  return all;
}

}  // namespace

Result<std::vector<Entry>> Scan(const std::string& path, bool recursive, bool through_links) {
  auto top = ScanOne(path);
  if (!top.ok() || !recursive) return top;
  std::vector<Entry> all = std::move(top).value();
  std::error_code ignored;
  for (size_t i = 0; i < all.size(); ++i) {
    std::string name = all[i].name;
    const std::string place = Join(path, name);
    const bool is_folder = all[i].type == UV_DIRENT_DIR ||
                           (through_links && all[i].type == UV_DIRENT_LINK && std::filesystem::is_directory(place, ignored));
    if (!is_folder) continue;
    auto below = ScanOne(place);
    if (!below.ok()) return below;
    for (Entry& entry : below.value()) all.push_back({Join(name, entry.name), entry.type});
  }
  return all;
}

// ---- realpath ----

namespace {

// realpath(3) does not tell which part of the path is at fault.
Error ExplainRealpath(const std::string& path, int error) {
  std::string done;
  for (size_t at = 0; at < path.size();) {
    size_t start = path.find_first_not_of('/', at);
    if (start == std::string::npos) break;
    size_t end = std::min(path.find('/', start), path.size());
    std::string base = done + "/" + path.substr(start, end - start);
    struct stat info;
    if (lstat(base.c_str(), &info) != 0) return Error::System(-errno, "lstat", base);
    if (stat(base.c_str(), &info) != 0) return Error::System(-errno, "stat", base);
    std::unique_ptr<char, Contents::Free> real(realpath(base.c_str(), nullptr));
    if (real == nullptr) break;
    done = real.get();
    if (done == "/") done.clear();
    at = end;
  }
  return Error::System(error, "lstat", path);
}

}  // namespace

Result<std::string> RealPath(const std::string& path, bool explain) {
  std::unique_ptr<char, Contents::Free> real(realpath(path.c_str(), nullptr));
  if (real != nullptr) return std::string(real.get());
  int error = -errno;
  return explain ? ExplainRealpath(path, error) : Error::System(error, "realpath", path);
}

}  // namespace phasor::loop::files
