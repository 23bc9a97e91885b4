// zlib's streams, one buffer at a time.
#include "platform/zlib/gzip.h"

#include <algorithm>
#include <array>
#include <limits>
#include <memory>

#include <zlib.h>

namespace lobby::zlib {
namespace {

constexpr int gzip_window_bits = 15 + 16;  // 32 KiB, and a gzip header instead of zlib's
constexpr int memory_level = 8;            // zlib's own default

struct EndDeflate {
  void operator()(z_stream* stream) const { deflateEnd(stream); }
};
struct EndInflate {
  void operator()(z_stream* stream) const { inflateEnd(stream); }
};

// zlib declares what it only reads without const.
Status give(z_stream& stream, std::string_view bytes) {
  if (bytes.size() > std::numeric_limits<uInt>::max()) {
    return fail(ErrorCode::too_large, "gzip takes less than 4 GiB here");
  }
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  return done();
}

Error no_memory() {
  return fail(ErrorCode::unavailable, "no memory for gzip");
}

}  // namespace

Result<std::string> compress(std::string_view text) {
  z_stream stream{};
  if (Status given = give(stream, text); !given) {
    return given.error();
  }
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, gzip_window_bits, memory_level,
                   Z_DEFAULT_STRATEGY) != Z_OK) {
    return no_memory();
  }
  const std::unique_ptr<z_stream, EndDeflate> ending(&stream);
  std::string packed(deflateBound(&stream, static_cast<uLong>(text.size())), '\0');
  if (packed.size() > std::numeric_limits<uInt>::max()) {
    return fail(ErrorCode::too_large, "gzip takes less than 4 GiB here");
  }
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  CHECK(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  packed.resize(packed.size() - stream.avail_out);
  return packed;
}

Result<std::string> decompress(std::string_view bytes, std::size_t bytes_max) {
  z_stream stream{};
  if (Status given = give(stream, bytes); !given) {
    return given.error();
  }
  if (inflateInit2(&stream, gzip_window_bits) != Z_OK) {
    return no_memory();
  }
  const std::unique_ptr<z_stream, EndInflate> ending(&stream);
  std::string text;
  std::array<char, 16'384> buffer{};
  for (int state = Z_OK; state != Z_STREAM_END;) {
    stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
    stream.avail_out = static_cast<uInt>(buffer.size());
    state = inflate(&stream, Z_NO_FLUSH);
    if (state == Z_MEM_ERROR) {
      return no_memory();
    }
    if (state == Z_BUF_ERROR) {
      return fail(ErrorCode::malformed, "the gzip stream is cut short");
    }
    if (state != Z_OK && state != Z_STREAM_END) {
      return fail(ErrorCode::malformed, "this is no sound gzip stream");
    }
    const std::size_t count = buffer.size() - stream.avail_out;
    if (count > bytes_max - text.size()) {
      return fail(ErrorCode::too_large,
                  "the gzip stream holds more than " + std::to_string(bytes_max) + " bytes");
    }
    text.append(buffer.data(), count);
  }
  if (stream.avail_in > 0) {
    return fail(ErrorCode::malformed, "something follows the gzip stream");
  }
  return text;
}

}  // namespace lobby::zlib
