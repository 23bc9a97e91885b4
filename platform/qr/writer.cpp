// Text to modules. One mode for the whole text: alphanumeric where every character allows, else
// bytes; libqrencode takes the smallest version that holds it at level M.
#include "platform/qr/writer.h"

#include <algorithm>
#include <cerrno>
#include <memory>
#include <string>

#include <qrencode.h>

namespace lobby::qr {
namespace {

// ISO/IEC 18004 §7.3.4.
constexpr std::string_view alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
constexpr unsigned char dark_bit = 1;
constexpr int smallest_version = 0;

struct ReleaseInput {
  void operator()(QRinput* input) const { QRinput_free(input); }
};
struct ReleaseCode {
  void operator()(QRcode* code) const { QRcode_free(code); }
};

QRencodeMode mode_of(std::string_view text) {
  const bool plain = std::ranges::all_of(
      text, [](char c) { return alphanumeric.find(c) != std::string_view::npos; });
  return plain ? QR_MODE_AN : QR_MODE_8;
}

}  // namespace

Result<port::QrModules> Writer::encode(std::string_view text) {
  if (text.empty()) {
    return fail(ErrorCode::out_of_range, "a QR code needs at least one character");
  }
  const std::unique_ptr<QRinput, ReleaseInput> input(QRinput_new2(smallest_version, QR_ECLEVEL_M));
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  constexpr std::size_t version_40_bytes = 7'089;
  const bool fits =
      text.size() <= version_40_bytes && input != nullptr &&
      QRinput_append(input.get(), mode_of(text), static_cast<int>(text.size()), bytes) == 0;
  const std::unique_ptr<QRcode, ReleaseCode> code(fits ? QRcode_encodeInput(input.get()) : nullptr);
  if (code == nullptr) {
    const bool no_memory = fits && errno == ENOMEM;
    return fail(no_memory ? ErrorCode::unavailable : ErrorCode::too_large,
                "a text of " + std::to_string(text.size()) + " bytes does not fit a QR code");
  }
  port::QrModules modules;
  modules.width = static_cast<std::size_t>(code->width);
  modules.dark.resize(modules.width * modules.width);
  for (std::size_t index = 0; index < modules.dark.size(); ++index) {
    modules.dark[index] = (code->data[index] & dark_bit) != 0;
  }
  return modules;
}

}  // namespace lobby::qr
