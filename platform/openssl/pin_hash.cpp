// scrypt by OpenSSL.
#include "platform/openssl/pin_hash.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <vector>

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include "core/base/text.h"
#include "platform/openssl/error.h"

namespace lobby::openssl {
namespace {

struct ScryptCost {
  std::uint32_t log2_n = 15;
  std::uint32_t r = 8;
  std::uint32_t p = 1;
};
constexpr ScryptCost scrypt_cost_max{17, 16, 4};

constexpr std::size_t pin_salt_bytes = 16;
constexpr std::size_t pin_hash_bytes = 32;
constexpr std::size_t part_bytes_min = 8;
constexpr std::size_t part_bytes_max = 64;
constexpr std::uint64_t scrypt_memory_max = 320ULL * 1024 * 1024;  // of the dearest cost

struct ScryptLine {
  ScryptCost cost;
  Bytes salt;
  Bytes hash;
};

std::vector<std::string_view> pin_line_parts(std::string_view line) {
  std::vector<std::string_view> parts;
  for (std::size_t end = line.find('$'); end != std::string_view::npos; end = line.find('$')) {
    parts.push_back(line.substr(0, end));
    line.remove_prefix(end + 1);
  }
  parts.push_back(line);
  return parts;
}

std::optional<std::uint32_t> pin_cost_of(std::string_view text, std::uint32_t max) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole && number >= 1 && number <= max ? std::optional(number) : std::nullopt;
}

std::optional<Bytes> pin_bytes_of(std::string_view text) {
  std::optional<Bytes> bytes = parse_hex(text);
  const bool fits = bytes && bytes->size() >= part_bytes_min && bytes->size() <= part_bytes_max;
  return fits ? std::move(bytes) : std::nullopt;
}

std::optional<ScryptLine> parse_pin_line(std::string_view line) {
  const std::vector<std::string_view> parts = pin_line_parts(line);
  if (parts.size() != 6 || parts[0] != "scrypt") {
    return std::nullopt;
  }
  const auto log2_n = pin_cost_of(parts[1], scrypt_cost_max.log2_n);
  const auto r = pin_cost_of(parts[2], scrypt_cost_max.r);
  const auto p = pin_cost_of(parts[3], scrypt_cost_max.p);
  std::optional<Bytes> salt = pin_bytes_of(parts[4]);
  std::optional<Bytes> hash = pin_bytes_of(parts[5]);
  if (!log2_n || !r || !p || !salt || !hash) {
    return std::nullopt;
  }
  return ScryptLine{{*log2_n, *r, *p}, *std::move(salt), *std::move(hash)};
}

Result<Bytes> scrypt(std::string_view pin, const Bytes& salt, const ScryptCost& cost,
                     std::size_t size) {
  Bytes hash(size);
  const int made = EVP_PBE_scrypt(pin.data(), pin.size(), salt.data(), salt.size(),
                                  std::uint64_t{1} << cost.log2_n, cost.r, cost.p,
                                  scrypt_memory_max, hash.data(), hash.size());
  if (made != 1) {
    return openssl_error(ErrorCode::unavailable, "compute the hash of a PIN");
  }
  return hash;
}

}  // namespace

Result<std::string> PinHash::make(std::string_view pin) {
  constexpr ScryptCost cost;
  Bytes salt(pin_salt_bytes);
  entropy_.fill(salt);
  const Result<Bytes> hash = scrypt(pin, salt, cost, pin_hash_bytes);
  if (!hash) {
    return hash.error();
  }
  return "scrypt$" + std::to_string(cost.log2_n) + "$" + std::to_string(cost.r) + "$" +
         std::to_string(cost.p) + "$" + hex_text(salt) + "$" + hex_text(*hash);
}

Result<bool> PinHash::matches(std::string_view pin, std::string_view line) {
  const std::optional<ScryptLine> kept = parse_pin_line(line);
  if (!kept) {
    return fail(ErrorCode::malformed, "not a line of scrypt$N$r$p$salt$hash");
  }
  const Result<Bytes> hash = scrypt(pin, kept->salt, kept->cost, kept->hash.size());
  if (!hash) {
    return hash.error();
  }
  return CRYPTO_memcmp(hash->data(), kept->hash.data(), kept->hash.size()) == 0;
}

}  // namespace lobby::openssl
