// Pixels to text. ZXing-C++ renamed its options between 1.4 (Debian 12) and 2.2 (Debian 13); this
// file is the only place that knows.
#include "platform/qr/reader.h"

// 1.4 gives wide text unless asked; later versions know UTF-8 only.
#define ZX_USE_UTF8 1
#include <exception>
#include <utility>

#include <ZXing/ReadBarcode.h>

namespace lobby::qr {
namespace {

constexpr std::size_t side_max = 8'192;

#if __has_include(<ZXing/ReaderOptions.h>)
using Options = ZXing::ReaderOptions;
#else
using Options = ZXing::DecodeHints;
#endif

Options reader_options() {
  Options options;
  options.setFormats(ZXing::BarcodeFormat::QRCode);
  options.setTryHarder(true);
  options.setTryRotate(true);
  return options;
}

}  // namespace

Result<std::vector<std::string>> Reader::decode(const port::GreyImage& image) {
  if (image.width > side_max || image.height > side_max) {
    return fail(ErrorCode::too_large, "the picture is larger than 8192 pixels a side");
  }
  if (image.width == 0 || image.height == 0 || image.pixels.size() != image.width * image.height) {
    return fail(ErrorCode::not_found, "the picture is empty");
  }
  try {
    const ZXing::ImageView view(image.pixels.data(), static_cast<int>(image.width),
                                static_cast<int>(image.height), ZXing::ImageFormat::Lum);
    std::vector<std::string> texts;
    for (const auto& code : ZXing::ReadBarcodes(view, reader_options())) {
      if (code.isValid()) {
        texts.push_back(code.text());
      }
    }
    if (texts.empty()) {
      return fail(ErrorCode::not_found, "there is no readable QR code in the picture");
    }
    return texts;
  } catch (const std::exception& error) {
    return fail(ErrorCode::not_found, std::string("the picture cannot be read: ") + error.what());
  }
}

}  // namespace lobby::qr
