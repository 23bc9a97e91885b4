// The ticket: a signed statement "this party may use this service between then and then".
// Text form: HTTPS://<HOST>/T/<BASE32> in QR alphanumeric mode, at most QR version 8 level M.
// Layout, big endian, 97 bytes: version 1 | key id 8 | site 4 | code 5 | number 1 | count 1 |
// party 2 | service 2 | valid from 4 | valid until 4 (minutes since 1970 UTC) | flags 1 |
// Ed25519 signature 64 (RFC 8032) over "LOBBY-TICKET-V1" NUL and the 33 bytes before it.
// No personal data is in it.
// Any thread.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/base/text.h"
#include "core/base/time.h"

namespace lobby::ticket {

// The first 8 bytes of SHA-256 over the raw 32-byte Ed25519 public key.
using KeyId = std::array<std::uint8_t, 8>;
using Signature = std::array<std::uint8_t, 64>;
using PublicKey = std::array<std::uint8_t, 32>;

// 40 bits shown as 8 characters without 0, 1, I and O: "YT7K3MQ9".
class BookingCode {
 public:
  BookingCode() = default;
  explicit BookingCode(const std::array<std::uint8_t, 5>& bytes) : bytes_(bytes) {}
  // Spaces and case do not matter. Errors: malformed.
  static Result<BookingCode> parse(std::string_view text);

  const std::array<std::uint8_t, 5>& bytes() const { return bytes_; }
  std::string text() const;         // "YT7K3MQ9"
  std::string spaced_text() const;  // "YT7K 3MQ9"
  auto operator<=>(const BookingCode&) const = default;

 private:
  std::array<std::uint8_t, 5> bytes_{};
};

struct Ticket {
  KeyId key{};
  std::uint32_t site_number = 0;
  BookingCode code;
  std::uint8_t number = 1;  // this ticket of `count`
  std::uint8_t count = 1;
  std::uint16_t party = 1;
  std::uint16_t service_number = 0;
  UtcTime valid_from;  // whole minutes
  UtcTime valid_until;
  bool request_only = false;  // a request received, not a booking

  bool operator==(const Ticket&) const = default;
};

struct SignedTicket {
  Ticket ticket;
  Signature signature{};

  bool operator==(const SignedTicket&) const = default;
};

// The bytes a signature covers.
Bytes signing_message(const Ticket& ticket);

// "HTTPS://YUNTING.EXAMPLE/T/…". REQUIRES: host of [a-z0-9.-], at most 50 characters.
std::string ticket_text(const SignedTicket& ticket, std::string_view host);

// Accepts any host and either case. Errors: too_large, malformed, unsupported_version,
// out_of_range (number, count, party or validity make no sense).
Result<SignedTicket> parse_ticket(std::string_view text);

}  // namespace lobby::ticket
