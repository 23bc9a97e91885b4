// QR ports: text to modules, pixels to text.
// Any thread; one object on one thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace lobby::port {

// A square of dark and light modules without quiet zone, row by row.
struct QrModules {
  std::size_t width = 0;
  std::vector<bool> dark;

  bool at(std::size_t x, std::size_t y) const { return dark[y * width + x]; }
  bool operator==(const QrModules&) const = default;
};

class QrWriter {
 public:
  virtual ~QrWriter() = default;
  // ISO/IEC 18004, error correction M, alphanumeric mode where the text allows.
  // Errors: too_large.
  virtual Result<QrModules> encode(std::string_view text) = 0;
};

// 8-bit grey pixels, row by row.
struct GreyImage {
  std::size_t width = 0;
  std::size_t height = 0;
  std::vector<std::uint8_t> pixels;
};

class QrReader {
 public:
  virtual ~QrReader() = default;
  // Every QR text found, best first. Errors: not_found, too_large (image beyond 8192 px a side).
  virtual Result<std::vector<std::string>> decode(const GreyImage& image) = 0;
};

}  // namespace lobby::port
