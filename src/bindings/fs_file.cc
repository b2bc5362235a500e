// binding('fs_file'): descriptors: open, close, read, write and what else takes one; whole files in one call. The last
// argument is the callback; without it the call is synchronous.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bindings/fs_types.h"

namespace phasor::bindings {

namespace fs {

namespace {

using loop::files::Call;
using loop::files::Contents;

// open(path, flags, mode) -> fd
auto Open(Realm& realm, Path path, int32_t flags, uint32_t mode, Callback callback) {
  auto work = [path = std::move(path), flags, mode, opened = realm.descriptors()]() -> Result<int32_t> {
    int64_t fd = Call(uv_fs_open, path.c_str(), flags, static_cast<int>(mode));
    if (fd < 0) return Error::System(static_cast<int>(fd), "open", path.bytes);
    if (opened != nullptr) opened->Add(static_cast<int>(fd));
    return static_cast<int32_t>(fd);
  };
  return Run<int32_t>(realm, std::move(callback), std::move(work));
}

auto Close(Realm& realm, int32_t fd, Callback callback) {
  if (realm.descriptors() != nullptr) realm.descriptors()->Remove(fd);
  return Run<void>(realm, std::move(callback), [fd] { return Check(Call(uv_fs_close, fd), "close"); });
}

// ---- reading and writing ----

// Whether [offset, offset + length) lies in the bytes. lib/ has checked it, but a buffer may have shrunk since.
bool InBounds(const js::PinnedBytes& bytes, size_t offset, size_t length) {
  return offset <= bytes.size() && length <= bytes.size() - offset;
}

using UvTransfer = int (*)(uv_loop_t*, uv_fs_t*, uv_file, const uv_buf_t*, unsigned, int64_t, uv_fs_cb);

std::optional<Result<int64_t>> Transfer(Realm& realm, UvTransfer fn, const char* syscall, int32_t fd, js::PinnedBytes bytes,
                                        size_t offset, size_t length, int64_t position, Callback callback) {
  if (!InBounds(bytes, offset, length)) return Result<int64_t>(Error::Coded(ErrorCode::kERR_BUFFER_OUT_OF_BOUNDS));
  return Run<int64_t>(realm, std::move(callback),
                      [fn, syscall, fd, bytes = std::move(bytes), offset, length, position]() -> Result<int64_t> {
                        uv_buf_t buffer = uv_buf_init(reinterpret_cast<char*>(bytes.data()) + offset,
                                                      static_cast<unsigned>(std::min<size_t>(length, INT32_MAX)));
                        int64_t count = Call(fn, fd, &buffer, 1u, position);
                        if (count < 0) return Error::System(static_cast<int>(count), syscall);
                        return count;
                      });
}

// read(fd, buffer, offset, length, position) -> bytes read; position -1: the descriptor's own
auto Read(Realm& realm, int32_t fd, js::PinnedBytes bytes, size_t offset, size_t length, int64_t position, Callback callback) {
  return Transfer(realm, uv_fs_read, "read", fd, std::move(bytes), offset, length, position, std::move(callback));
}
// write(fd, buffer, offset, length, position) -> bytes written
auto Write(Realm& realm, int32_t fd, js::PinnedBytes bytes, size_t offset, size_t length, int64_t position, Callback callback) {
  return Transfer(realm, uv_fs_write, "write", fd, std::move(bytes), offset, length, position, std::move(callback));
}
// writeText(fd, text, position) -> bytes written; UTF-8, synchronous
Result<int64_t> WriteText(int32_t fd, const js::Utf8& text, int64_t position) {
  uv_buf_t buffer = uv_buf_init(const_cast<char*>(text.data()), static_cast<unsigned>(std::min<size_t>(text.size(), INT32_MAX)));
  int64_t count = Call(uv_fs_write, fd, &buffer, 1u, position);
  if (count < 0) return Error::System(static_cast<int>(count), "write");
  return count;
}

std::optional<Result<int64_t>> TransferMany(Realm& realm, UvTransfer fn, const char* syscall, int32_t fd,
                                            std::vector<js::PinnedBytes> all, int64_t position, Callback callback) {
  return Run<int64_t>(realm, std::move(callback), [fn, syscall, fd, all = std::move(all), position]() -> Result<int64_t> {
    std::vector<uv_buf_t> buffers;
    buffers.reserve(all.size());
    for (const js::PinnedBytes& bytes : all) {
      buffers.push_back(uv_buf_init(reinterpret_cast<char*>(bytes.data()), static_cast<unsigned>(bytes.size())));
    }
    int64_t count = Call(fn, fd, buffers.data(), static_cast<unsigned>(buffers.size()), position);
    if (count < 0) return Error::System(static_cast<int>(count), syscall);
    return count;
  });
}

// readv(fd, buffers, position) -> bytes read
auto Readv(Realm& realm, int32_t fd, std::vector<js::PinnedBytes> all, int64_t position, Callback callback) {
  // libuv's versions differ in what an empty list is; in Node nothing to read into is an error, nothing to write is none.
  if (all.empty()) return Run<int64_t>(realm, std::move(callback), [] { return Result<int64_t>(Error::System(UV_EINVAL, "read")); });
  return TransferMany(realm, uv_fs_read, "read", fd, std::move(all), position, std::move(callback));
}
// writev(fd, buffers, position) -> bytes written
auto Writev(Realm& realm, int32_t fd, std::vector<js::PinnedBytes> all, int64_t position, Callback callback) {
  if (all.empty()) return Run<int64_t>(realm, std::move(callback), [] { return Result<int64_t>(0); });
  return TransferMany(realm, uv_fs_write, "write", fd, std::move(all), position, std::move(callback));
}

// ---- the rest that takes a descriptor ----

auto Fsync(Realm& realm, int32_t fd, Callback callback) {
  return Run<void>(realm, std::move(callback), [fd] { return Check(Call(uv_fs_fsync, fd), "fsync"); });
}
auto Fdatasync(Realm& realm, int32_t fd, Callback callback) {
  return Run<void>(realm, std::move(callback), [fd] { return Check(Call(uv_fs_fdatasync, fd), "fdatasync"); });
}
auto Ftruncate(Realm& realm, int32_t fd, int64_t length, Callback callback) {
  return Run<void>(realm, std::move(callback), [fd, length] { return Check(Call(uv_fs_ftruncate, fd, length), "ftruncate"); });
}
auto Fchmod(Realm& realm, int32_t fd, uint32_t mode, Callback callback) {
  return Run<void>(realm, std::move(callback),
                   [fd, mode] { return Check(Call(uv_fs_fchmod, fd, static_cast<int>(mode)), "fchmod"); });
}
auto Fchown(Realm& realm, int32_t fd, int64_t uid, int64_t gid, Callback callback) {
  return Run<void>(realm, std::move(callback), [fd, uid, gid] {
    return Check(Call(uv_fs_fchown, fd, static_cast<uv_uid_t>(uid), static_cast<uv_gid_t>(gid)), "fchown");
  });
}
auto Futimes(Realm& realm, int32_t fd, double atime, double mtime, Callback callback) {
  return Run<void>(realm, std::move(callback), [fd, atime, mtime] { return Check(Call(uv_fs_futime, fd, atime, mtime), "futime"); });
}

// ---- whole files ----

// What readFile answers may be as long as one read can be.
constexpr int64_t kLimit = INT32_MAX;

// readFile(path, flags) -> ArrayBuffer
auto ReadFile(Realm& realm, Path path, int32_t flags, Callback callback) {
  return Run<Contents>(realm, std::move(callback),
                       [path = std::move(path), flags] { return loop::files::ReadFile(path, flags, kLimit); });
}
// readFd(fd) -> ArrayBuffer
auto ReadFd(Realm& realm, int32_t fd, Callback callback) {
  return Run<Contents>(realm, std::move(callback), [fd] { return loop::files::ReadAll(fd, kLimit); });
}

// The text of a file goes to V8 straight from the memory it was read into.
v8::MaybeLocal<v8::Value> NewText(v8::Isolate* isolate, const Result<Contents>& contents) {
  if (!contents.ok()) {
    js::Throw(isolate, contents.error());
    return {};
  }
  std::string_view text(reinterpret_cast<const char*>(contents.value().data.get()), contents.value().size);
  return js::Convert<std::string>::To(isolate, text);
}

// readText(path, flags) -> string; UTF-8, synchronous
v8::MaybeLocal<v8::Value> ReadText(v8::Isolate* isolate, const Path& path, int32_t flags) {
  return NewText(isolate, loop::files::ReadFile(path, flags, kLimit));
}
// readFdText(fd) -> string
v8::MaybeLocal<v8::Value> ReadFdText(v8::Isolate* isolate, int32_t fd) {
  return NewText(isolate, loop::files::ReadAll(fd, kLimit));
}

// writeFile(path, flags, mode, bytes, flush)
auto WriteFile(Realm& realm, Path path, int32_t flags, uint32_t mode, js::PinnedBytes bytes, bool flush, Callback callback) {
  return Run<void>(realm, std::move(callback), [path = std::move(path), flags, mode, bytes = std::move(bytes), flush] {
    return loop::files::WriteFile(path, flags, static_cast<int>(mode), bytes.span(), flush);
  });
}
// writeFileText(path, flags, mode, text, flush): UTF-8, synchronous
Result<void> WriteFileText(const Path& path, int32_t flags, uint32_t mode, const js::Utf8& text, bool flush) {
  return loop::files::WriteFile(path, flags, static_cast<int>(mode), {reinterpret_cast<const uint8_t*>(text.data()), text.size()},
                                flush);
}

// writeFd(fd, bytes, flush): all of it
auto WriteFd(Realm& realm, int32_t fd, js::PinnedBytes bytes, bool flush, Callback callback) {
  return Run<void>(realm, std::move(callback), [fd, bytes = std::move(bytes), flush]() -> Result<void> {
    auto written = loop::files::WriteAll(fd, bytes.span());
    if (!written.ok() || !flush) return written;
    return Check(Call(uv_fs_fsync, fd), "fsync");
  });
}

const js::Row kRows[] = {
    js::Fn<Open>("open"),           js::Fn<Close>("close"),
    js::Fn<Read>("read"),           js::Fn<Write>("write"),
    js::Fn<WriteText>("writeText"), js::Fn<Readv>("readv"),
    js::Fn<Writev>("writev"),       js::Fn<Fsync>("fsync"),
    js::Fn<Fdatasync>("fdatasync"), js::Fn<Ftruncate>("ftruncate"),
    js::Fn<Fchmod>("fchmod"),       js::Fn<Fchown>("fchown"),
    js::Fn<Futimes>("futimes"),     js::Fn<ReadFile>("readFile"),
    js::Fn<ReadFd>("readFd"),       js::Fn<ReadText>("readText"),
    js::Fn<ReadFdText>("readFdText"), js::Fn<WriteFile>("writeFile"),
    js::Fn<WriteFileText>("writeFileText"), js::Fn<WriteFd>("writeFd"),
};

}  // namespace

}  // namespace fs

extern const js::BindingSpec kBinding_fs_file;
const js::BindingSpec kBinding_fs_file = {"fs_file", fs::kRows};

}  // namespace phasor::bindings
