// Reads QR codes from pictures with ZXing-C++.
// Any thread; one object on one thread at a time.
#pragma once

#include <string>
#include <vector>

#include "core/port/qr.h"

namespace lobby::qr {

class Reader final : public port::QrReader {
 public:
  Result<std::vector<std::string>> decode(const port::GreyImage& image) override;
};

}  // namespace lobby::qr
