// Font files: mapped into memory read-only (pages are loaded as glyphs are used and shared between
// processes), and the face of a collection found by its name. UI thread.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace lobby::imgui {

class MappedFile {
 public:
  // Errors: configuration (missing or unreadable), naming the package to install.
  static Result<std::unique_ptr<MappedFile>> open(const std::string& path);
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  ~MappedFile();

  void* data() const { return data_; }
  std::size_t size() const { return size_; }
  std::string_view bytes() const { return {static_cast<const char*>(data_), size_}; }

 private:
  MappedFile(void* data, std::size_t size) : data_(data), size_(size) {}

  void* data_;
  std::size_t size_;
};

// Index of the face whose full or family name is `name` in an OpenType collection ("ttcf"); a plain
// font has only face 0. ISO/IEC 14496-22. Errors: configuration.
Result<unsigned> find_face(std::string_view font, std::string_view name);

}  // namespace lobby::imgui
