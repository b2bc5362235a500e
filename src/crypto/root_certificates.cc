#include "crypto/root_certificates.h"

#include <dirent.h>
#include <openssl/pem.h>

#include <algorithm>
#include <cstdlib>
#include <mutex>
#include <unordered_set>

// tools/embed.cmake links the certificates in as one text.
extern "C" const char phasor_root_certificates[];
extern "C" const uint64_t phasor_root_certificates_size;

namespace phasor::crypto {
namespace {

std::mutex g_lock;
RootSources g_sources;
X509_STORE* g_store = nullptr;

// All certificates of a PEM text; leaves in the error queue why it stopped.
std::vector<Certificate> ReadAllStrictly(BIO* bio) {
  std::vector<Certificate> found;
  while (X509* certificate = PEM_read_bio_X509(bio, nullptr, nullptr, nullptr)) found.emplace_back(certificate);
  return found;
}

std::vector<Certificate> ReadAll(BIO* bio) {
  ErrorQueueScope errors;
  return ReadAllStrictly(bio);
}

std::string TextOf(const X509* certificate) {
  Bio bio(BIO_new(BIO_s_mem()));
  PEM_write_bio_X509(bio.get(), certificate);
  const ByteVector bytes = BioBytes(bio.get());
  return {bytes.begin(), bytes.end()};
}

std::vector<Certificate> ReadFile(const std::string& path) {
  Bio bio(BIO_new_file(path.c_str(), "r"));
  if (bio) return ReadAll(bio.get());
  ERR_clear_error();
  return {};
}

std::vector<Certificate> ReadBundle() {
  const auto* bytes = reinterpret_cast<const uint8_t*>(phasor_root_certificates);
  Bio bio = ReadBio({bytes, phasor_root_certificates_size});
  return ReadAll(bio.get());
}

std::string PathFrom(const char* variable, const char* otherwise) {
  const char* value = std::getenv(variable);
  return value != nullptr ? value : otherwise;
}

std::vector<Certificate> ReadSystem() {
  std::vector<Certificate> found = ReadFile(PathFrom(X509_get_default_cert_file_env(), X509_get_default_cert_file()));
  const std::string folder = PathFrom(X509_get_default_cert_dir_env(), X509_get_default_cert_dir());
  DIR* directory = opendir(folder.c_str());
  if (directory == nullptr) return found;
  std::vector<std::string> names;
  while (const dirent* entry = readdir(directory)) names.emplace_back(entry->d_name);
  closedir(directory);
  std::sort(names.begin(), names.end());
  for (const std::string& name : names) {
    if (name == "." || name == "..") continue;
    for (Certificate& certificate : ReadFile(folder + "/" + name)) found.push_back(std::move(certificate));
  }
  return found;
}

// Directories of certificates have each under several names.
std::vector<std::string> TextsOf(const std::vector<Certificate>& certificates) {
  std::vector<std::string> texts;
  std::unordered_set<std::string> seen;
  for (const Certificate& certificate : certificates) {
    std::string text = TextOf(certificate.get());
    if (seen.insert(text).second) texts.push_back(std::move(text));
  }
  return texts;
}

void AddAll(X509_STORE* store, const std::vector<Certificate>& certificates) {
  for (const Certificate& certificate : certificates) X509_STORE_add_cert(store, certificate.get());
}

}  // namespace

void ConfigureRoots(RootSources sources) {
  std::lock_guard guard(g_lock);
  g_sources = std::move(sources);
}

X509_STORE* RootStore() {
  std::lock_guard guard(g_lock);
  if (g_store != nullptr) return g_store;
  ErrorQueueScope errors;
  g_store = X509_STORE_new();
  if (g_sources.bundled) AddAll(g_store, ReadBundle());
  if (g_sources.openssl_paths) X509_STORE_set_default_paths(g_store);
  if (g_sources.system) AddAll(g_store, ReadSystem());
  if (!g_sources.extra_file.empty()) AddAll(g_store, ReadFile(g_sources.extra_file));
  return g_store;
}

std::vector<std::string> BundledRoots() {
  EnsureOpenSsl();
  return TextsOf(ReadBundle());
}

std::vector<std::string> SystemRoots() {
  EnsureOpenSsl();
  ErrorQueueScope errors;
  return TextsOf(ReadSystem());
}

Result<std::vector<std::string>> RootsOfFile(const std::string& path) {
  EnsureOpenSsl();
  ErrorQueueScope errors;
  Bio bio(BIO_new_file(path.c_str(), "r"));
  if (!bio) return TakeError("Failed to open the file", ErrorShape::kMessage);
  std::vector<Certificate> found = ReadAll(bio.get());
  std::vector<std::string> texts;
  for (const Certificate& certificate : found) texts.push_back(TextOf(certificate.get()));
  return texts;
}

Result<CertificateStore> NewStore(const std::vector<std::string>& pems) {
  ErrorQueueScope errors;
  CertificateStore store(X509_STORE_new());
  size_t found = 0;
  for (const std::string& pem : pems) {
    Bio bio = ReadBio({reinterpret_cast<const uint8_t*>(pem.data()), pem.size()});
    for (Certificate& certificate : ReadAllStrictly(bio.get())) {
      X509_STORE_add_cert(store.get(), certificate.get());
      found++;
    }
    const unsigned long last = ERR_peek_last_error();
    if (ERR_GET_LIB(last) != ERR_LIB_PEM || ERR_GET_REASON(last) != PEM_R_NO_START_LINE) {
      return TakeError("Failed to parse the certificate", ErrorShape::kRest);
    }
    ERR_clear_error();
  }
  if (found == 0 && !pems.empty()) {
    return Error::Coded(ErrorCode::kERR_CRYPTO_OPERATION_FAILED, "No valid certificates found in the provided array");
  }
  return store;
}

std::vector<std::string> TextsOfStore(X509_STORE* store) {
  std::vector<std::string> texts;
  STACK_OF(X509)* all = X509_STORE_get1_all_certs(store);
  for (int i = 0; i < sk_X509_num(all); i++) texts.push_back(TextOf(sk_X509_value(all, i)));
  sk_X509_pop_free(all, X509_free);
  return texts;
}

}  // namespace phasor::crypto
