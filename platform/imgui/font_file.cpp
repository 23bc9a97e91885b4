// Mapping a font file and reading just enough of it to find a face by name: the collection header,
// the table directory and the name table. Every offset is checked. UI thread.
#include "platform/imgui/font_file.h"

#include <cerrno>
#include <cstdint>
#include <cstring>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace lobby::imgui {

namespace {

struct Big {
  std::string_view bytes;

  std::uint32_t u16(std::size_t at) const {
    if (at + 2 > bytes.size()) return 0;
    return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at])) << 8U |
           static_cast<unsigned char>(bytes[at + 1]);
  }
  std::uint32_t u32(std::size_t at) const { return u16(at) << 16U | u16(at + 2); }
};

// UTF-16BE names of Latin letters, as the Windows platform (3) stores them.
bool name_equals(std::string_view stored, std::string_view wanted) {
  if (stored.size() != wanted.size() * 2) return false;
  for (std::size_t at = 0; at < wanted.size(); ++at) {
    if (stored[2 * at] != 0 || stored[2 * at + 1] != wanted[at]) return false;
  }
  return true;
}

bool face_is_named(const Big& font, std::size_t face, std::string_view wanted) {
  constexpr std::uint32_t family_id = 1;
  constexpr std::uint32_t full_name_id = 4;
  constexpr std::uint32_t typographic_family_id = 16;
  const std::uint32_t tables = font.u16(face + 4);
  for (std::uint32_t table = 0; table < tables; ++table) {
    const std::size_t record = face + 12 + std::size_t{table} * 16;
    if (record + 16 > font.bytes.size()) return false;
    if (font.bytes.substr(record, 4) != "name") continue;
    const std::size_t names = font.u32(record + 8);
    const std::size_t strings = names + font.u16(names + 4);
    for (std::uint32_t index = 0; index < font.u16(names + 2); ++index) {
      const std::size_t row = names + 6 + std::size_t{index} * 12;
      const std::uint32_t id = font.u16(row + 6);
      if (font.u16(row) != 3) continue;
      if (id != family_id && id != full_name_id && id != typographic_family_id) continue;
      const std::size_t from = strings + font.u16(row + 10);
      if (from > font.bytes.size()) continue;
      if (name_equals(font.bytes.substr(from, font.u16(row + 8)), wanted)) return true;
    }
  }
  return false;
}

}  // namespace

Result<std::unique_ptr<MappedFile>> MappedFile::open(const std::string& path) {
  const auto failed = [&] {
    return fail(ErrorCode::configuration,
                "font " + path + ": " + std::strerror(errno) + "; run platform/setup");
  };
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return failed();
  struct stat status{};
  void* data = MAP_FAILED;
  if (::fstat(file, &status) == 0 && status.st_size > 0) {
    data =
        ::mmap(nullptr, static_cast<std::size_t>(status.st_size), PROT_READ, MAP_PRIVATE, file, 0);
  }
  ::close(file);
  if (data == MAP_FAILED) return failed();
  return std::unique_ptr<MappedFile>(
      new MappedFile(data, static_cast<std::size_t>(status.st_size)));
}

MappedFile::~MappedFile() {
  ::munmap(data_, size_);
}

Result<unsigned> find_face(std::string_view font, std::string_view name) {
  const Big big{font};
  if (!font.starts_with("ttcf")) return 0U;
  const std::uint32_t faces = big.u32(8);
  for (std::uint32_t face = 0; face < faces && face < 256; ++face) {
    if (face_is_named(big, big.u32(12 + std::size_t{face} * 4), name)) return face;
  }
  return fail(ErrorCode::configuration,
              "the font collection has no face \"" + std::string(name) + "\"; run platform/setup");
}

}  // namespace lobby::imgui
