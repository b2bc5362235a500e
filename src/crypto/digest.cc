#include "crypto/digest.h"

#include <openssl/core_names.h>
#include <openssl/params.h>

#include <array>
#include <mutex>
#include <set>
#include <unordered_map>

namespace phasor::crypto {

namespace {

constexpr int kMaxDigests = 128;

// Kept with each digest: asking OpenSSL takes locks.
struct DigestTraits {
  size_t size = 0;
  bool extendable = false;
};

struct Registry {
  std::mutex mutex;
  std::unordered_map<std::string, int> by_name;
  std::array<EVP_MD*, kMaxDigests> digests{};
  std::array<DigestTraits, kMaxDigests> traits{};
  int count = 0;
};

Registry& GetRegistry() {
  static auto* registry = new Registry;  // never freed: pool threads may use it while the process ends
  return *registry;
}

EVP_MD* Fetch(const std::string& name) {
  ErrorQueueScope errors;
  if (EVP_MD* md = EVP_MD_fetch(nullptr, name.c_str(), nullptr)) return md;
  const EVP_MD* alias = EVP_get_digestbyname(name.c_str());
  return alias == nullptr ? nullptr : EVP_MD_fetch(nullptr, EVP_MD_get0_name(alias), nullptr);
}

// Contexts of finished hashes, by digest: setting one up anew is cheaper than making one.
struct ContextPool {
  static constexpr size_t kKeep = 8;
  std::array<std::vector<MdContext>, kMaxDigests> free;
};

ContextPool& GetPool() {
  thread_local ContextPool pool;
  return pool;
}

MdContext TakeContext(int id) {
  auto& free = GetPool().free[id];
  if (free.empty()) return MdContext(EVP_MD_CTX_new());
  MdContext context = std::move(free.back());
  free.pop_back();
  return context;
}

}  // namespace

int DigestId(std::string_view name) {
  EnsureOpenSsl();
  Registry& registry = GetRegistry();
  std::string key(name);
  std::lock_guard lock(registry.mutex);
  if (auto found = registry.by_name.find(key); found != registry.by_name.end()) return found->second;
  EVP_MD* md = name.find('\0') == std::string_view::npos ? Fetch(key) : nullptr;
  if (md == nullptr) return -1;
  int id = 0;
  while (id < registry.count && registry.digests[id] != md) ++id;
  if (id < registry.count) {
    EVP_MD_free(md);
  } else {
    CHECK(id < kMaxDigests);
    registry.traits[id] = {DigestSize(md), (EVP_MD_get_flags(md) & EVP_MD_FLAG_XOF) != 0};
    registry.digests[registry.count++] = md;
  }
  // Names in odd case do not fill the table.
  if (registry.by_name.size() < 1024) registry.by_name.emplace(std::move(key), id);
  return id;
}

const EVP_MD* DigestById(int id) {
  return id < 0 || id >= kMaxDigests ? nullptr : GetRegistry().digests[id];
}

const EVP_MD* FindDigest(std::string_view name) { return DigestById(DigestId(name)); }

Error DigestFailure(std::string_view name, std::string unknown) {
  ErrorQueueScope errors;
  const EVP_MD* md = EVP_get_digestbyname(std::string(name).c_str());
  MdContext context(EVP_MD_CTX_new());
  if (md == nullptr || context == nullptr) return Error::Plain(std::move(unknown));
  EVP_DigestInit_ex(context.get(), md, nullptr);
  return TakeError(unknown.c_str());
}

size_t DigestSize(const EVP_MD* md) {
  if (EVP_MD_is_a(md, "SHAKE128")) return 16;
  if (EVP_MD_is_a(md, "SHAKE256")) return 32;
  int size = EVP_MD_get_size(md);
  return size < 0 ? 0 : static_cast<size_t>(size);
}

std::vector<std::string> DigestNames() {
  EnsureOpenSsl();
  std::set<std::string> names;
  EVP_MD_do_all_sorted(
      [](const EVP_MD*, const char* from, const char*, void* argument) {
        if (from != nullptr) static_cast<std::set<std::string>*>(argument)->insert(from);
      },
      &names);
  std::vector<std::string> usable;
  for (const auto& name : names) {
    if (DigestId(name) >= 0) usable.push_back(name);
  }
  return usable;
}

// ---- Hasher ----

Hasher::~Hasher() { GiveBack(); }

void Hasher::GiveBack() {
  if (context_ == nullptr) return;
  auto& free = GetPool().free[id_];
  if (free.size() < ContextPool::kKeep) free.push_back(std::move(context_));
  context_.reset();
}

// No ErrorQueueScope here and in Final(): it would cost as much as the hashing of a short text, and TakeError() empties
// the queue.
Result<Hasher> Hasher::New(int digest_id, std::optional<size_t> size) {
  const EVP_MD* md = DigestById(digest_id);
  CHECK(md != nullptr);
  Hasher hasher;
  hasher.id_ = digest_id;
  const DigestTraits& traits = GetRegistry().traits[digest_id];
  hasher.size_ = size.value_or(traits.size);
  if (!traits.extendable && hasher.size_ != traits.size) {
    ERR_raise(ERR_LIB_EVP, EVP_R_NOT_XOF_OR_INVALID_LENGTH);
    return TakeError("Unsupported output length", ErrorShape::kRest);
  }
  hasher.context_ = TakeContext(digest_id);
  if (hasher.context_ == nullptr || EVP_DigestInit_ex2(hasher.context_.get(), md, nullptr) != 1) {
    hasher.context_.reset();
    return TakeError("Digest method not supported");
  }
  return hasher;
}

Result<Hasher> Hasher::Copy(std::optional<size_t> size) const {
  Result<Hasher> copy = New(id_, size);
  if (!copy.ok()) return copy;
  if (EVP_MD_CTX_copy_ex(copy->context_.get(), context_.get()) != 1) return TakeError("Digest copy error");
  return copy;
}

bool Hasher::Update(ByteSpan data) {
  return data.empty() || EVP_DigestUpdate(context_.get(), data.data(), data.size()) == 1;
}

Result<void> Hasher::Final(uint8_t* out) {
  int done = 1;
  if (!GetRegistry().traits[id_].extendable) {
    unsigned size = 0;
    done = EVP_DigestFinal_ex(context_.get(), out, &size);
  } else if (size_ > 0) {
    done = EVP_DigestFinalXOF(context_.get(), out, size_);
  }
  if (done != 1) {
    context_.reset();
    return TakeError("Digest failed");
  }
  GiveBack();
  return {};
}

// ---- Hmac ----

Result<Hmac> Hmac::New(const EVP_MD* md, ByteSpan key) {
  EnsureOpenSsl();
  ErrorQueueScope errors;
  static EVP_MAC* const kMac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
  Hmac hmac;
  hmac.context_.reset(EVP_MAC_CTX_new(kMac));
  const OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, const_cast<char*>(EVP_MD_get0_name(md)), 0),
      OSSL_PARAM_construct_end()};
  // A null key would mean "keep the previous one".
  const uint8_t* bytes = key.empty() ? reinterpret_cast<const uint8_t*>("") : key.data();
  if (hmac.context_ == nullptr || EVP_MAC_init(hmac.context_.get(), bytes, key.size(), parameters) != 1) {
    return TakeError("error:00000000:lib(0)::reason(0)");
  }
  hmac.size_ = EVP_MAC_CTX_get_mac_size(hmac.context_.get());
  return hmac;
}

bool Hmac::Update(ByteSpan data) {
  ErrorQueueScope errors;
  return data.empty() || EVP_MAC_update(context_.get(), data.data(), data.size()) == 1;
}

Result<void> Hmac::Final(uint8_t* out) {
  ErrorQueueScope errors;
  size_t written = 0;
  int done = EVP_MAC_final(context_.get(), out, &written, size_);
  context_.reset();
  if (done != 1) return TakeError("HMAC failed");
  return {};
}

}  // namespace phasor::crypto
