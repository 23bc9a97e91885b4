// Writes QR codes with libqrencode.
// Any thread; one object on one thread at a time.
#pragma once

#include <string_view>

#include "core/port/qr.h"

namespace lobby::qr {

class Writer final : public port::QrWriter {
 public:
  Result<port::QrModules> encode(std::string_view text) override;
};

}  // namespace lobby::qr
