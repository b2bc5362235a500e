// Changes to linked ELF files that no linker option can make, used by the build (tools/embed.cmake, tools/install.cmake).
//
//   elf bind LIBRARY EXECUTABLE OUTPUT
//     Writes LIBRARY with its references to its own symbols bound, as `ld -Bsymbolic` would have done. libnode is built
//     without that option: at every start the dynamic linker looks 14,000 of its own names up, a third of the CPU time of
//     an empty program. References stay as they are where the executable has a symbol of that name (copy relocations and
//     inline functions have one address in a process) and for unique, thread-local and indirect symbols.
//   elf move EXECUTABLE INTERPRETER RPATH
//     Sets the dynamic linker and the library path in place. The linked strings have to be at least as long.
//
// x86-64, little endian. Source: System V ABI, AMD64 supplement; the GNU hash table as the GNU linkers write it.
#include <elf.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

[[noreturn]] void Fail(const std::string& message) {
  std::fprintf(stderr, "elf: %s\n", message.c_str());
  std::exit(1);
}

class Image {
 public:
  explicit Image(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    bytes_ = text.str();
    if (!file.is_open() || bytes_.size() < sizeof(Elf64_Ehdr) || std::memcmp(bytes_.data(), ELFMAG, SELFMAG) != 0 ||
        header().e_machine != EM_X86_64 || bytes_[EI_CLASS] != ELFCLASS64) {
      Fail(path + " is no x86-64 ELF file");
    }
  }

  void Write(const std::string& path) const {
    std::ofstream file(path, std::ios::binary);
    if (!file.write(bytes_.data(), static_cast<std::streamsize>(bytes_.size())).flush()) Fail("cannot write " + path);
  }

  // The part of the file at this offset, as T.
  template <class T>
  T* At(uint64_t offset) {
    if (offset > bytes_.size() || bytes_.size() - offset < sizeof(T)) Fail("truncated file");
    return reinterpret_cast<T*>(bytes_.data() + offset);
  }
  template <class T>
  T* AtAddress(uint64_t address) { return At<T>(OffsetOf(address)); }

  Elf64_Phdr* FindSegment(uint32_t type) {
    for (int i = 0; i < header().e_phnum; ++i) {
      auto* segment = At<Elf64_Phdr>(header().e_phoff + i * sizeof(Elf64_Phdr));
      if (segment->p_type == type) return segment;
    }
    Fail("a segment is missing");
  }

  // The entry of the dynamic section; null: there is none with that tag.
  Elf64_Dyn* FindDynamic(int64_t tag) {
    uint64_t at = FindSegment(PT_DYNAMIC)->p_offset;
    for (;; at += sizeof(Elf64_Dyn)) {
      auto* entry = At<Elf64_Dyn>(at);
      if (entry->d_tag == tag) return entry;
      if (entry->d_tag == DT_NULL) return nullptr;
    }
  }
  uint64_t Dynamic(int64_t tag) {
    Elf64_Dyn* entry = FindDynamic(tag);
    if (entry == nullptr) Fail("an entry of the dynamic section is missing");
    return entry->d_un.d_val;
  }

  void RemoveDynamic(int64_t tag) {
    Elf64_Dyn* entry = FindDynamic(tag);
    if (entry == nullptr) return;
    do entry[0] = entry[1];
    while ((entry++)->d_tag != DT_NULL);
  }

  Elf64_Sym* Symbol(uint32_t index) { return AtAddress<Elf64_Sym>(Dynamic(DT_SYMTAB) + index * sizeof(Elf64_Sym)); }
  std::string_view NameOf(const Elf64_Sym& symbol) { return AtAddress<char>(Dynamic(DT_STRTAB) + symbol.st_name); }

  // The names of the dynamic symbols that this file defines.
  std::set<std::string_view> DefinedNames() {
    std::set<std::string_view> names;
    for (uint32_t i = 0; i < CountSymbols(); ++i) {
      if (Symbol(i)->st_shndx != SHN_UNDEF) names.insert(NameOf(*Symbol(i)));
    }
    return names;
  }

 private:
  const Elf64_Ehdr& header() const { return *reinterpret_cast<const Elf64_Ehdr*>(bytes_.data()); }

  uint64_t OffsetOf(uint64_t address) {
    for (int i = 0; i < header().e_phnum; ++i) {
      auto* segment = At<Elf64_Phdr>(header().e_phoff + i * sizeof(Elf64_Phdr));
      if (segment->p_type != PT_LOAD || address < segment->p_vaddr) continue;
      if (address - segment->p_vaddr < segment->p_filesz) return address - segment->p_vaddr + segment->p_offset;
    }
    Fail("an address is in no segment");
  }

  // The symbol table has no length of its own: it ends with the last chain of the GNU hash table.
  uint32_t CountSymbols() {
    uint64_t table = Dynamic(DT_GNU_HASH);
    auto* head = AtAddress<uint32_t>(table);
    uint32_t bucket_count = head[0], first_hashed = head[1], bloom_words = head[2];
    uint64_t buckets = table + 16 + 8ull * bloom_words;
    uint32_t last = 0;
    for (uint32_t i = 0; i < bucket_count; ++i) last = std::max(last, *AtAddress<uint32_t>(buckets + 4ull * i));
    if (last < first_hashed) return first_hashed;
    uint64_t chains = buckets + 4ull * bucket_count;
    while ((*AtAddress<uint32_t>(chains + 4ull * (last - first_hashed)) & 1) == 0) ++last;
    return last + 1;
  }

  std::string bytes_;
};

bool BindsToItself(Image& library, const Elf64_Rela& relocation, const std::set<std::string_view>& taken) {
  uint32_t type = ELF64_R_TYPE(relocation.r_info);
  if (type != R_X86_64_64 && type != R_X86_64_GLOB_DAT && type != R_X86_64_JUMP_SLOT) return false;
  const Elf64_Sym& symbol = *library.Symbol(ELF64_R_SYM(relocation.r_info));
  if (symbol.st_shndx == SHN_UNDEF || ELF64_ST_BIND(symbol.st_info) == STB_GNU_UNIQUE) return false;
  if (ELF64_ST_TYPE(symbol.st_info) == STT_TLS || ELF64_ST_TYPE(symbol.st_info) == STT_GNU_IFUNC) return false;
  return !taken.contains(library.NameOf(symbol));
}

int BindTable(Image& library, uint64_t address, uint64_t size, const std::set<std::string_view>& taken) {
  int bound = 0;
  for (uint64_t at = address; at < address + size; at += sizeof(Elf64_Rela)) {
    auto* relocation = library.AtAddress<Elf64_Rela>(at);
    if (!BindsToItself(library, *relocation, taken)) continue;
    const Elf64_Sym& symbol = *library.Symbol(ELF64_R_SYM(relocation->r_info));
    int64_t addend = ELF64_R_TYPE(relocation->r_info) == R_X86_64_64 ? relocation->r_addend : 0;
    relocation->r_addend = static_cast<int64_t>(symbol.st_value) + addend;
    relocation->r_info = ELF64_R_INFO(0, R_X86_64_RELATIVE);
    ++bound;
  }
  return bound;
}

// The dynamic linker treats the first DT_RELACOUNT entries, all relative, in a loop of their own.
void PutRelativeFirst(Image& library) {
  auto* first = library.AtAddress<Elf64_Rela>(library.Dynamic(DT_RELA));
  auto* last = first + library.Dynamic(DT_RELASZ) / sizeof(Elf64_Rela);
  auto* others = std::stable_partition(first, last, [](const Elf64_Rela& relocation) {
    return ELF64_R_TYPE(relocation.r_info) == R_X86_64_RELATIVE;
  });
  std::sort(first, others, [](const Elf64_Rela& a, const Elf64_Rela& b) { return a.r_offset < b.r_offset; });
  if (Elf64_Dyn* count = library.FindDynamic(DT_RELACOUNT)) count->d_un.d_val = static_cast<uint64_t>(others - first);
}

void Bind(const std::string& library_path, const std::string& executable_path, const std::string& output) {
  Image library(library_path), executable(executable_path);
  auto taken = executable.DefinedNames();
  int bound = BindTable(library, library.Dynamic(DT_RELA), library.Dynamic(DT_RELASZ), taken) +
              BindTable(library, library.Dynamic(DT_JMPREL), library.Dynamic(DT_PLTRELSZ), taken);
  PutRelativeFirst(library);
  // The executable's library path does not count for the dependencies of a library that has a path of its own.
  library.RemoveDynamic(DT_RUNPATH);
  library.Write(output);
  std::printf("%d references bound\n", bound);
}

void SetText(Image& image, uint64_t offset, const std::string& text) {
  char* place = image.At<char>(offset);
  size_t room = std::strlen(place);
  if (text.size() > room) Fail("there is room for " + std::to_string(room) + " bytes only, not for " + text);
  std::memset(place, 0, room);
  std::memcpy(place, text.data(), text.size());
}

void Move(const std::string& path, const std::string& interpreter, const std::string& rpath) {
  Image image(path);
  SetText(image, image.FindSegment(PT_INTERP)->p_offset, interpreter);
  char* old_rpath = image.AtAddress<char>(image.Dynamic(DT_STRTAB) + image.Dynamic(DT_RPATH));
  SetText(image, static_cast<uint64_t>(old_rpath - image.At<char>(0)), rpath);
  image.Write(path);
}

}  // namespace

int main(int argc, char** argv) {
  std::string_view command = argc > 1 ? argv[1] : "";
  if (command == "bind" && argc == 5) {
    Bind(argv[2], argv[3], argv[4]);
  } else if (command == "move" && argc == 5) {
    Move(argv[2], argv[3], argv[4]);
  } else {
    Fail("usage: elf bind LIBRARY EXECUTABLE OUTPUT | elf move EXECUTABLE INTERPRETER RPATH");
  }
  return 0;
}
