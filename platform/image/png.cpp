// libpng's simplified interface: one call reads a whole picture, errors arrive as text. Any thread.
#include "platform/image/png.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <limits>
#include <memory>

#include <png.h>

namespace lobby::image {

namespace {

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

Error picture_error(const std::filesystem::path& path, const std::string& what) {
  return fail(ErrorCode::malformed, path.string() + ": " + what);
}

}  // namespace

Result<Pixels> read_png(const std::filesystem::path& path) {
  const File file(std::fopen(path.c_str(), "rb"));
  if (!file) {
    return fail(ErrorCode::not_found, path.string() + ": " + std::strerror(errno));
  }
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  if (png_image_begin_read_from_stdio(&image, file.get()) == 0) {
    return picture_error(path, image.message);
  }
  if (image.width > side_limit_px || image.height > side_limit_px) {
    png_image_free(&image);
    return fail(ErrorCode::too_large, path.string() + ": a side is longer than 8192 px");
  }
  image.format = PNG_FORMAT_RGBA;
  Pixels pixels;
  pixels.width_px = static_cast<int>(image.width);
  pixels.height_px = static_cast<int>(image.height);
  pixels.rgba.resize(PNG_IMAGE_SIZE(image));
  if (png_image_finish_read(&image, nullptr, pixels.rgba.data(), 0, nullptr) == 0) {
    return picture_error(path, image.message);
  }
  return pixels;
}

Status write_png(const std::filesystem::path& path, const Pixels& pixels) {
  const auto expected =
      static_cast<std::size_t>(pixels.width_px) * static_cast<std::size_t>(pixels.height_px) * 4;
  if (pixels.width_px <= 0 || pixels.height_px <= 0 || pixels.width_px > side_limit_px ||
      pixels.height_px > side_limit_px || pixels.rgba.size() != expected) {
    return fail(ErrorCode::out_of_range, path.string() + ": sizes do not match the pixels");
  }
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(pixels.width_px);
  image.height = static_cast<png_uint_32>(pixels.height_px);
  image.format = PNG_FORMAT_RGBA;
  image.flags = PNG_IMAGE_FLAG_FAST;
  errno = 0;
  if (png_image_write_to_file(&image, path.c_str(), 0, pixels.rgba.data(), 0, nullptr) == 0) {
    const ErrorCode code = errno == ENOSPC ? ErrorCode::disk_full : ErrorCode::read_only;
    return fail(code, path.string() + ": " + image.message);
  }
  return done();
}

}  // namespace lobby::image
