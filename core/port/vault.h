// The vault: personal numbers as they lie in the database, closed with a key that lies elsewhere.
// What is closed is bound to its context (whose it is and which field), so that a value moved to
// another row does not open. A number is found again by its fingerprint, a keyed hash: without the
// key nobody can try all numbers against a stolen database.
// Keys change: what an earlier key closed still opens, the newest closes.
// Any thread; several at once.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/base/text.h"
#include "core/port/signer.h"

namespace lobby::port {

class Vault {
 public:
  virtual ~Vault() = default;
  // Twice the same bytes give two different results. Errors: too_large
  // (limits::vault_plain_bytes_max), unavailable. REQUIRES: not empty.
  virtual Result<Bytes> close(std::span<const std::uint8_t> plain, std::string_view context) = 0;
  // Exactly what was closed. Errors: malformed (cut short, or nothing this program closed),
  // unsupported_version, not_found (closed with a key that is not here), bad_signature (changed, or
  // of another context).
  virtual Result<Bytes> open(std::span<const std::uint8_t> closed, std::string_view context) = 0;
  // By the newest key; what is stored beside a closed number.
  virtual Sha256 fingerprint(std::string_view kind, std::string_view text) = 0;
  // By every key, the newest first: what to look for.
  virtual std::vector<Sha256> fingerprints(std::string_view kind, std::string_view text) = 0;
};

}  // namespace lobby::port
