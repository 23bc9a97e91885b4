// PIN hashes by scrypt (RFC 7914): "scrypt$15$8$1$SALT$HASH", which is log2 N, r, p, and salt and
// hash in hexadecimal.
// N = 2^15, r = 8, p = 1 take 32 MiB and about 0.1 s: what a kiosk can spare beside its screen, and
// a million PINs then cost a day of one core, which the limit on attempts makes years at the kiosk.
// The salt is random and of 16 bytes, so that equal PINs of two kiosks look different.
// Any thread; several at once where the entropy allows it.
#pragma once

#include "core/port/entropy.h"
#include "core/port/pin_hash.h"

namespace lobby::openssl {

class PinHash final : public port::PinHash {
 public:
  explicit PinHash(port::Entropy& entropy) : entropy_(entropy) {}

  Result<std::string> make(std::string_view pin) override;
  // Of a line made with other numbers too, within bounds that a kiosk's memory stands.
  Result<bool> matches(std::string_view pin, std::string_view line) override;

 private:
  port::Entropy& entropy_;
};

}  // namespace lobby::openssl
