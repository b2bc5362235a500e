// binding('fs'): operations on paths that are one system call each. lib/internal/fs has validated the arguments. The last
// argument is the callback; without it the call is synchronous. Also the constants.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmath>

#include "bindings/fs_types.h"

namespace phasor::bindings {

namespace fs {

void SetFsConstants(v8::Isolate* isolate, v8::Local<v8::Context> context, v8::Local<v8::Object> target);

namespace {

using loop::files::Call;

// access(path, mode)
auto Access(Realm& realm, Path path, int32_t mode, Callback callback) {
  return Run<void>(realm, std::move(callback), [path = std::move(path), mode]() -> Result<void> {
    return Check(Call(uv_fs_access, path.c_str(), mode), "access", path);
  });
}

// checkMode(mode): throws for what access() and copyFile() do not take as mode
Result<void> CheckMode(js::Value mode) {
  if (!mode->IsNumber()) return Error::Coded(ErrorCode::kERR_INVALID_ARG_TYPE, "mode must be int32 or null/undefined");
  const double value = std::trunc(mode.As<v8::Number>()->Value());
  if (!std::isfinite(value)) return Error::Coded(ErrorCode::kERR_OUT_OF_RANGE, "mode is out of range");
  if (value < 0 || value > 7) return Error::Coded(ErrorCode::kERR_OUT_OF_RANGE, "mode is out of range: >= 0 && <= 7");
  return {};
}

// exists(path) -> boolean
bool Exists(const js::Utf8& path) { return access(path.c_str(), F_OK) == 0; }

// ---- stat ----

void FillStat(const uv_stat_t& stat, int64_t* out) {
  const uint64_t numbers[] = {stat.st_dev,  stat.st_mode,    stat.st_nlink, stat.st_uid,  stat.st_gid,
                              stat.st_rdev, stat.st_blksize, stat.st_ino,   stat.st_size, stat.st_blocks};
  for (uint64_t number : numbers) *out++ = static_cast<int64_t>(number);
  for (const uv_timespec_t& time : {stat.st_atim, stat.st_mtim, stat.st_ctim, stat.st_birthtim}) {
    *out++ = time.tv_sec;
    *out++ = time.tv_nsec;
  }
}

using UvStat = int (*)(uv_loop_t*, uv_fs_t*, const char*, uv_fs_cb);

std::optional<Result<StatResult>> StatPath(Realm& realm, UvStat fn, const char* syscall, Path path, StatTarget target, bool bigint,
                                           bool may_miss, Callback callback) {
  return Run<StatResult>(
      realm, std::move(callback),
      [fn, syscall, path = std::move(path), target = std::move(target), bigint, may_miss]() mutable -> Result<StatResult> {
        uv_fs_t request;
        int status = fn(nullptr, &request, path.c_str(), nullptr);
        StatResult result{std::move(target), bigint};
        if (status == 0) FillStat(request.statbuf, result.fields);
        uv_fs_req_cleanup(&request);
        if (may_miss && (status == UV_ENOENT || status == UV_ENOTDIR)) result.missing = true;
        else if (status != 0) return Error::System(status, syscall, path.bytes);
        return result;
      });
}

// stat(path, target, bigint, mayMiss) -> whether it is there
auto Stat(Realm& realm, Path path, StatTarget target, bool bigint, bool may_miss, Callback callback) {
  return StatPath(realm, uv_fs_stat, "stat", std::move(path), std::move(target), bigint, may_miss, std::move(callback));
}
auto Lstat(Realm& realm, Path path, StatTarget target, bool bigint, bool may_miss, Callback callback) {
  return StatPath(realm, uv_fs_lstat, "lstat", std::move(path), std::move(target), bigint, may_miss, std::move(callback));
}
// fstat(fd, target, bigint)
auto Fstat(Realm& realm, int32_t fd, StatTarget target, bool bigint, Callback callback) {
  return Run<StatResult>(realm, std::move(callback), [fd, target = std::move(target), bigint]() mutable -> Result<StatResult> {
    uv_fs_t request;
    int status = uv_fs_fstat(nullptr, &request, fd, nullptr);
    StatResult result{std::move(target), bigint};
    if (status == 0) FillStat(request.statbuf, result.fields);
    uv_fs_req_cleanup(&request);
    if (status != 0) return Error::System(status, "fstat");
    return result;
  });
}

// statfs(path, target, bigint): type, bsize, blocks, bfree, bavail, files, ffree, frsize
auto Statfs(Realm& realm, Path path, StatTarget target, bool bigint, Callback callback) {
  return Run<StatResult>(
      realm, std::move(callback),
      [path = std::move(path), target = std::move(target), bigint]() mutable -> Result<StatResult> {
        uv_fs_t request;
        int status = uv_fs_statfs(nullptr, &request, path.c_str(), nullptr);
        StatResult result{std::move(target), bigint};
        if (status == 0) {
          const auto& info = *static_cast<uv_statfs_t*>(request.ptr);
          const uint64_t numbers[] = {info.f_type,   info.f_bsize, info.f_blocks, info.f_bfree,
                                      info.f_bavail, info.f_files, info.f_ffree,  info.f_frsize};
          for (size_t i = 0; i < std::size(numbers); ++i) result.fields[i] = static_cast<int64_t>(numbers[i]);
        }
        uv_fs_req_cleanup(&request);
        if (status != 0) return Error::System(status, "statfs", path.bytes);
        return result;
      });
}

// ---- names ----

auto Rename(Realm& realm, Path from, Path to, Callback callback) {
  return Run<void>(realm, std::move(callback), [from = std::move(from), to = std::move(to)]() -> Result<void> {
    return Check(Call(uv_fs_rename, from.c_str(), to.c_str()), "rename", from, to);
  });
}
auto Link(Realm& realm, Path from, Path to, Callback callback) {
  return Run<void>(realm, std::move(callback), [from = std::move(from), to = std::move(to)]() -> Result<void> {
    return Check(Call(uv_fs_link, from.c_str(), to.c_str()), "link", from, to);
  });
}
auto Symlink(Realm& realm, Path target, Path path, Callback callback) {
  return Run<void>(realm, std::move(callback), [target = std::move(target), path = std::move(path)]() -> Result<void> {
    return Check(Call(uv_fs_symlink, target.c_str(), path.c_str(), 0), "symlink", target, path);
  });
}
auto Unlink(Realm& realm, Path path, Callback callback) {
  return Run<void>(realm, std::move(callback), [path = std::move(path)]() -> Result<void> {
    return Check(Call(uv_fs_unlink, path.c_str()), "unlink", path);
  });
}
// copyFile(from, to, COPYFILE_* flags)
auto CopyFile(Realm& realm, Path from, Path to, int32_t flags, Callback callback) {
  return Run<void>(realm, std::move(callback), [from = std::move(from), to = std::move(to), flags]() -> Result<void> {
    return Check(Call(uv_fs_copyfile, from.c_str(), to.c_str(), flags), "copyfile", from, to);
  });
}

// readlink(path, asBuffer) -> string or Uint8Array
auto Readlink(Realm& realm, Path path, bool as_buffer, Callback callback) {
  return Run<PathText>(realm, std::move(callback), [path = std::move(path), as_buffer]() -> Result<PathText> {
    uv_fs_t request;
    int status = uv_fs_readlink(nullptr, &request, path.c_str(), nullptr);
    PathText text{status == 0 ? static_cast<const char*>(request.ptr) : "", as_buffer};
    uv_fs_req_cleanup(&request);
    if (status != 0) return Error::System(status, "readlink", path.bytes);
    return text;
  });
}
// realpath(path, asBuffer, explain) -> string or Uint8Array
auto Realpath(Realm& realm, Path path, bool as_buffer, bool explain, Callback callback) {
  return Run<PathText>(realm, std::move(callback), [path = std::move(path), as_buffer, explain]() -> Result<PathText> {
    auto real = loop::files::RealPath(path, explain);
    if (!real.ok()) return real.error();
    return PathText{std::move(real).value(), as_buffer};
  });
}

// ---- attributes ----

auto Chmod(Realm& realm, Path path, uint32_t mode, Callback callback) {
  return Run<void>(realm, std::move(callback), [path = std::move(path), mode]() -> Result<void> {
    return Check(Call(uv_fs_chmod, path.c_str(), static_cast<int>(mode)), "chmod", path);
  });
}
// chown(path, uid, gid); -1 leaves one alone
auto Chown(Realm& realm, Path path, int64_t uid, int64_t gid, Callback callback) {
  return Run<void>(realm, std::move(callback), [path = std::move(path), uid, gid]() -> Result<void> {
    return Check(Call(uv_fs_chown, path.c_str(), static_cast<uv_uid_t>(uid), static_cast<uv_gid_t>(gid)), "chown", path);
  });
}
auto Lchown(Realm& realm, Path path, int64_t uid, int64_t gid, Callback callback) {
  return Run<void>(realm, std::move(callback), [path = std::move(path), uid, gid]() -> Result<void> {
    return Check(Call(uv_fs_lchown, path.c_str(), static_cast<uv_uid_t>(uid), static_cast<uv_gid_t>(gid)), "lchown", path);
  });
}
// utimes(path, atime, mtime): seconds
auto Utimes(Realm& realm, Path path, double atime, double mtime, Callback callback) {
  return Run<void>(realm, std::move(callback), [path = std::move(path), atime, mtime]() -> Result<void> {
    return Check(Call(uv_fs_utime, path.c_str(), atime, mtime), "utime", path);
  });
}
auto Lutimes(Realm& realm, Path path, double atime, double mtime, Callback callback) {
  return Run<void>(realm, std::move(callback), [path = std::move(path), atime, mtime]() -> Result<void> {
    return Check(Call(uv_fs_lutime, path.c_str(), atime, mtime), "lutime", path);
  });
}

const js::Row kRows[] = {
    js::Fn<Access>("access"),     js::Fn<CheckMode>("checkMode"), js::Fn<Exists>("exists"),     js::Fn<Stat>("stat"),         js::Fn<Lstat>("lstat"),
    js::Fn<Fstat>("fstat"),       js::Fn<Statfs>("statfs"),     js::Fn<Rename>("rename"),     js::Fn<Link>("link"),
    js::Fn<Symlink>("symlink"),   js::Fn<Unlink>("unlink"),     js::Fn<CopyFile>("copyFile"), js::Fn<Readlink>("readlink"),
    js::Fn<Realpath>("realpath"), js::Fn<Chmod>("chmod"),       js::Fn<Chown>("chown"),       js::Fn<Lchown>("lchown"),
    js::Fn<Utimes>("utimes"),     js::Fn<Lutimes>("lutimes"),
};

}  // namespace

}  // namespace fs

extern const js::BindingSpec kBinding_fs;
const js::BindingSpec kBinding_fs = {"fs", fs::kRows, fs::SetFsConstants};

}  // namespace phasor::bindings
