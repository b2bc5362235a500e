// Sessions and changesets (https://sqlite.org/sessionintro.html), and copies of whole databases (declared in
// bindings/sqlite.h).

#include <climits>
#include <cstring>

#include "bindings/crypto_io.h"
#include "bindings/sqlite.h"

namespace phasor::bindings::sqlite {

namespace {

using v8::Isolate;
using v8::Local;
using v8::MaybeLocal;
using v8::Value;

// What a changeset's application reports has no errstr.
void ThrowStatus(Isolate* isolate, int status) {
  auto context = isolate->GetCurrentContext();
  auto error = v8::Exception::Error(js::NewString(isolate, sqlite3_errstr(status)).ToLocalChecked()).As<v8::Object>();
  error->Set(context, js::Literal(isolate, "code"), js::Literal(isolate, "ERR_SQLITE_ERROR")).Check();
  error->Set(context, js::Literal(isolate, "errcode"), v8::Integer::New(isolate, status)).Check();
  isolate->ThrowException(error);
}

struct ChangesetCallbacks {
  Isolate* isolate;
  Connection* connection;
  js::Value filter, conflict;
};

MaybeLocal<Value> Ask(ChangesetCallbacks& callbacks, js::Value function, Local<Value> argument) {
  auto answer = function.As<v8::Function>()->Call(callbacks.isolate->GetCurrentContext(), v8::Undefined(callbacks.isolate), 1, &argument);
  if (answer.IsEmpty()) callbacks.connection->threw = true;
  return answer;
}

int OnFilter(void* data, const char* table) {
  auto& callbacks = *static_cast<ChangesetCallbacks*>(data);
  if (callbacks.connection->threw) return 0;
  if (!callbacks.filter->IsFunction()) return 1;
  Local<Value> answer;
  if (!Ask(callbacks, callbacks.filter, TextOrNull(callbacks.isolate, table)).ToLocal(&answer)) return 0;
  return static_cast<int>(answer->BooleanValue(callbacks.isolate));
}

int OnConflict(void* data, int kind, sqlite3_changeset_iter*) {
  auto& callbacks = *static_cast<ChangesetCallbacks*>(data);
  if (callbacks.connection->threw || !callbacks.conflict->IsFunction()) return SQLITE_CHANGESET_ABORT;
  Local<Value> answer;
  if (!Ask(callbacks, callbacks.conflict, v8::Integer::New(callbacks.isolate, kind)).ToLocal(&answer)) return SQLITE_CHANGESET_ABORT;
  // Anything else makes SQLite report a misuse.
  return answer->IsInt32() ? answer.As<v8::Int32>()->Value() : -1;
}

}  // namespace

bool ApplyChangeset(Isolate* isolate, Connection& connection, const js::Bytes& changeset, js::Value filter, js::Value conflict) {
  ChangesetCallbacks callbacks{isolate, &connection, filter, conflict};
  // A copy: a callback may change or detach the user's bytes.
  std::vector<uint8_t> bytes(changeset.data(), changeset.data() + changeset.size());
  int status;
  {
    BusyScope busy(connection);
    status = sqlite3changeset_apply(connection.db, static_cast<int>(bytes.size()), bytes.data(), OnFilter, OnConflict, &callbacks);
  }
  if (connection.threw) return false;
  if (status != SQLITE_OK && status != SQLITE_ABORT) ThrowStatus(isolate, status);
  return status == SQLITE_OK;
}

MaybeLocal<Value> Serialize(Isolate* isolate, Connection& connection, const char* schema) {
  sqlite3_int64 size = 0;
  std::unique_ptr<unsigned char, decltype(&sqlite3_free)> data(sqlite3_serialize(connection.db, schema, &size, 0), sqlite3_free);
  if (data != nullptr) return CopyBytes(isolate, {data.get(), static_cast<size_t>(size)}).As<Value>();
  ThrowFailure(isolate, connection);
  return {};
}

void Deserialize(Isolate* isolate, Connection& connection, const js::Bytes& content, const char* schema) {
  connection.FinalizeStatements();
  auto* copy = static_cast<unsigned char*>(sqlite3_malloc64(content.size()));
  if (copy == nullptr) return js::Throw(isolate, Error::Coded(ErrorCode::kERR_MEMORY_ALLOCATION_FAILED));
  std::memcpy(copy, content.data(), content.size());
  auto size = static_cast<sqlite3_int64>(content.size());
  // SQLite frees the copy, also when this call fails.
  int status = sqlite3_deserialize(connection.db, schema, copy, size, size, SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE);
  if (status != SQLITE_OK) ThrowFailure(isolate, connection);
}

// ---- Session ----

Session::Session(std::shared_ptr<Connection> connection, sqlite3_session* session)
    : connection_(std::move(connection)), session_(session) {
  connection_->sessions.insert(this);
}

void Session::Delete() {
  if (session_ == nullptr) return;
  connection_->sessions.erase(this);
  sqlite3session_delete(session_);
  session_ = nullptr;
}

void Session::Close(Isolate* isolate) {
  if (running_) return ThrowState(isolate, "session is currently in use");
  Delete();
}

MaybeLocal<Value> Session::Changes(Isolate* isolate, bool patchset) {
  if (session_ == nullptr || running_) {
    ThrowState(isolate, running_ ? "session is currently in use" : "session is not open");
    return {};
  }
  int size = 0;
  void* data = nullptr;
  int status;
  {
    BusyScope busy(*connection_);
    running_ = true;
    status = patchset ? sqlite3session_patchset(session_, &size, &data) : sqlite3session_changeset(session_, &size, &data);
    running_ = false;
  }
  std::unique_ptr<void, decltype(&sqlite3_free)> owned(data, sqlite3_free);
  if (status == SQLITE_OK && !connection_->threw) return CopyBytes(isolate, {static_cast<uint8_t*>(data), static_cast<size_t>(size)}).As<Value>();
  ThrowFailure(isolate, *connection_);
  return {};
}

namespace {

const js::Row kSessionRows[] = {
    js::Method<&Session::Changes>("changes"),
    js::Method<&Session::Close>("close"),
    js::Method<&Session::IsOpen>("isOpen"),
};

}  // namespace

const js::ClassSpec Session::kClass = js::AbstractClass(js::ClassSpec::Kind::kGc, "Session", kSessionRows);

// ---- Backup ----

Backup::~Backup() { Finish(); }

void Backup::Finish() {
  if (backup_ != nullptr) sqlite3_backup_finish(backup_);
  backup_ = nullptr;
  if (target_ != nullptr) sqlite3_close_v2(target_);
  target_ = nullptr;
  source_.reset();
}

void Backup::ThrowTarget(Isolate* isolate) {
  Connection target;
  target.db = target_;
  ThrowFailure(isolate, target);
  target.db = nullptr;
}

bool Backup::Open(Isolate* isolate, std::shared_ptr<Connection> source, const std::string& path, const std::string& source_name,
                  const std::string& target_name) {
  source_ = std::move(source);
  int flags = SQLITE_OPEN_URI | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  bool fine = sqlite3_open_v2(path.c_str(), &target_, flags, nullptr) == SQLITE_OK;
  if (fine) backup_ = sqlite3_backup_init(target_, target_name.c_str(), source_->db, source_name.c_str());
  if (backup_ != nullptr) return true;
  ThrowTarget(isolate);
  Finish();
  return false;
}

// step(pages) -> [done, remaining pages, pages in all]
MaybeLocal<Value> Backup::Step(Isolate* isolate, int32_t pages) {
  if (backup_ == nullptr || source_->db == nullptr) {
    Finish();
    ThrowState(isolate, "database is not open");
    return {};
  }
  int status = sqlite3_backup_step(backup_, pages);
  if (status != SQLITE_OK && status != SQLITE_DONE && status != SQLITE_BUSY && status != SQLITE_LOCKED) {
    ThrowTarget(isolate);
    Finish();
    return {};
  }
  Local<Value> values[] = {v8::Boolean::New(isolate, status == SQLITE_DONE), v8::Integer::New(isolate, sqlite3_backup_remaining(backup_)),
                           v8::Integer::New(isolate, sqlite3_backup_pagecount(backup_))};
  return v8::Array::New(isolate, values, std::size(values)).As<Value>();
}

namespace {

const js::Row kBackupRows[] = {js::Method<&Backup::Step>("step"), js::Method<&Backup::Finish>("finish")};

}  // namespace

const js::ClassSpec Backup::kClass = js::AbstractClass(js::ClassSpec::Kind::kGc, "Backup", kBackupRows);

}  // namespace phasor::bindings::sqlite
