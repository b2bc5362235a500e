// binding('fs').constants: the numbers of fs.constants, in the order in which Node lists them.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <uv.h>

#include "js/binding.h"

namespace phasor::bindings::fs {

namespace {

struct Constant {
  const char* name;
  int value;
};

#define V(name) {#name, name},
constexpr Constant kConstants[] = {
    V(UV_FS_SYMLINK_DIR) V(UV_FS_SYMLINK_JUNCTION) V(O_RDONLY) V(O_WRONLY) V(O_RDWR) V(UV_DIRENT_UNKNOWN) V(UV_DIRENT_FILE)
    V(UV_DIRENT_DIR) V(UV_DIRENT_LINK) V(UV_DIRENT_FIFO) V(UV_DIRENT_SOCKET) V(UV_DIRENT_CHAR) V(UV_DIRENT_BLOCK) V(S_IFMT)
    V(S_IFREG) V(S_IFDIR) V(S_IFCHR) V(S_IFBLK) V(S_IFIFO) V(S_IFLNK) V(S_IFSOCK) V(O_CREAT) V(O_EXCL)
    V(UV_FS_O_FILEMAP) V(UV_FS_O_TEMPORARY) V(UV_FS_O_SHORT_LIVED) V(UV_FS_O_SEQUENTIAL) V(UV_FS_O_RANDOM)
    V(O_NOCTTY) V(O_TRUNC) V(O_APPEND) V(O_DIRECTORY) V(O_NOATIME) V(O_NOFOLLOW) V(O_SYNC) V(O_DSYNC) V(O_DIRECT)
    V(O_NONBLOCK) V(S_IRWXU) V(S_IRUSR) V(S_IWUSR) V(S_IXUSR) V(S_IRWXG) V(S_IRGRP) V(S_IWGRP) V(S_IXGRP) V(S_IRWXO)
    V(S_IROTH) V(S_IWOTH) V(S_IXOTH) V(F_OK) V(R_OK) V(W_OK) V(X_OK) V(UV_FS_COPYFILE_EXCL)
    {"COPYFILE_EXCL", UV_FS_COPYFILE_EXCL}, V(UV_FS_COPYFILE_FICLONE)
    {"COPYFILE_FICLONE", UV_FS_COPYFILE_FICLONE}, V(UV_FS_COPYFILE_FICLONE_FORCE)
    {"COPYFILE_FICLONE_FORCE", UV_FS_COPYFILE_FICLONE_FORCE},
};
#undef V

}  // namespace

void SetFsConstants(v8::Isolate* isolate, v8::Local<v8::Context>, v8::Local<v8::Object> target) {
  auto constants = v8::Object::New(isolate, v8::Null(isolate), nullptr, nullptr, 0);
  for (const Constant& constant : kConstants) js::SetConstant(isolate, constants, constant.name, constant.value);
  js::SetValue(isolate, target, "constants", constants);
}

}  // namespace phasor::bindings::fs
