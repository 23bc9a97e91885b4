// Ticket bytes and text, both ways. Parsing accepts exactly what writing makes.
#include "core/ticket/ticket.h"

#include <algorithm>
#include <cctype>

#include "core/base/limits.h"

namespace lobby::ticket {
namespace {

constexpr std::string_view code_alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
constexpr std::string_view domain = "LOBBY-TICKET-V1";
constexpr std::string_view path_mark = "/T/";
constexpr std::uint8_t version = 1;
constexpr std::size_t body_bytes = 33;
constexpr std::size_t ticket_bytes = body_bytes + std::tuple_size_v<Signature>;
constexpr std::uint8_t flag_request = 1;
constexpr std::int64_t ms_per_minute = 60'000;

void put(Bytes& bytes, std::uint64_t value, unsigned width) {
  for (unsigned index = width; index > 0; --index) {
    bytes.push_back(static_cast<std::uint8_t>(value >> (8U * (index - 1U))));
  }
}

class Reader {
 public:
  explicit Reader(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

  std::uint64_t number(unsigned width) {
    std::uint64_t value = 0;
    for (unsigned index = 0; index < width; ++index) {
      value = (value << 8U) | bytes_[position_++];
    }
    return value;
  }
  template <std::size_t N>
  std::array<std::uint8_t, N> array() {
    std::array<std::uint8_t, N> out;
    std::ranges::copy(bytes_.subspan(position_, N), out.begin());
    position_ += N;
    return out;
  }

 private:
  std::span<const std::uint8_t> bytes_;
  std::size_t position_ = 0;
};

Bytes body_of(const Ticket& ticket) {
  Bytes bytes;
  bytes.reserve(ticket_bytes);
  bytes.push_back(version);
  bytes.insert(bytes.end(), ticket.key.begin(), ticket.key.end());
  put(bytes, ticket.site_number, 4);
  const auto& code = ticket.code.bytes();
  bytes.insert(bytes.end(), code.begin(), code.end());
  put(bytes, ticket.number, 1);
  put(bytes, ticket.count, 1);
  put(bytes, ticket.party, 2);
  put(bytes, ticket.service_number, 2);
  put(bytes, static_cast<std::uint64_t>(ticket.valid_from.ms / ms_per_minute), 4);
  put(bytes, static_cast<std::uint64_t>(ticket.valid_until.ms / ms_per_minute), 4);
  put(bytes, ticket.request_only ? flag_request : 0U, 1);
  CHECK(bytes.size() == body_bytes);
  return bytes;
}

char upper(char c) {
  return static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
}

UtcTime minutes_time(std::uint64_t minutes) {
  return {static_cast<std::int64_t>(minutes) * ms_per_minute};
}

// The Base32 part after ".../T/"; empty where the text has no such shape.
std::string path_of(std::string_view text) {
  std::string upper_text(text);
  std::ranges::transform(upper_text, upper_text.begin(), upper);
  constexpr std::string_view scheme = "HTTPS://";
  const std::size_t mark = upper_text.find(path_mark, scheme.size());
  if (!upper_text.starts_with(scheme) || mark == std::string::npos || mark == scheme.size()) {
    return {};
  }
  return upper_text.substr(mark + path_mark.size());
}

Status check_sense(const Ticket& ticket, std::uint8_t flags) {
  if (ticket.number == 0 || ticket.number > ticket.count || ticket.party == 0 ||
      ticket.valid_until <= ticket.valid_from || flags > flag_request) {
    return fail(ErrorCode::out_of_range, "the ticket's number, party or validity makes no sense");
  }
  return done();
}

}  // namespace

Result<BookingCode> BookingCode::parse(std::string_view text) {
  std::uint64_t bits = 0;
  std::size_t count = 0;
  for (const char c : text) {
    if (c == ' ' || c == '-') {
      continue;
    }
    const std::size_t value = code_alphabet.find(upper(c));
    if (value == std::string_view::npos || count == 8) {
      return fail(ErrorCode::malformed, "a booking code has 8 letters and digits, no 0, 1, I or O");
    }
    bits = (bits << 5U) | value;
    ++count;
  }
  if (count != 8) {
    return fail(ErrorCode::malformed, "a booking code has 8 letters and digits");
  }
  std::array<std::uint8_t, 5> bytes{};
  for (unsigned index = 0; index < 5; ++index) {
    bytes[index] = static_cast<std::uint8_t>(bits >> (32U - 8U * index));
  }
  return BookingCode(bytes);
}

std::string BookingCode::text() const {
  std::uint64_t bits = 0;
  for (const std::uint8_t byte : bytes_) {
    bits = (bits << 8U) | byte;
  }
  std::string text;
  for (unsigned index = 0; index < 8; ++index) {
    text += code_alphabet[(bits >> (35U - 5U * index)) & 31U];
  }
  return text;
}

std::string BookingCode::spaced_text() const {
  const std::string whole = text();
  return whole.substr(0, 4) + " " + whole.substr(4);
}

Bytes signing_message(const Ticket& ticket) {
  Bytes message(domain.begin(), domain.end());
  message.push_back(0);
  const Bytes body = body_of(ticket);
  message.insert(message.end(), body.begin(), body.end());
  return message;
}

std::string ticket_text(const SignedTicket& ticket, std::string_view host) {
  constexpr std::size_t host_max = 50;
  CHECK(!host.empty() && host.size() <= host_max);
  Bytes bytes = body_of(ticket.ticket);
  bytes.insert(bytes.end(), ticket.signature.begin(), ticket.signature.end());
  std::string text = "HTTPS://";
  std::ranges::transform(host, std::back_inserter(text), upper);
  text += path_mark;
  text += base32_text(bytes);
  return text;
}

Result<SignedTicket> parse_ticket(std::string_view text) {
  if (text.size() > limits::scan_text_bytes_max) {
    return fail(ErrorCode::too_large, "the scanned text is too long for a ticket");
  }
  const std::optional<Bytes> bytes = parse_base32(path_of(text));
  if (!bytes || bytes->empty()) {
    return fail(ErrorCode::malformed, "the scanned text is not a ticket of this system");
  }
  if (bytes->front() != version) {
    return fail(
        ErrorCode::unsupported_version,
        "the ticket has format " + std::to_string(bytes->front()) + "; update this program");
  }
  if (bytes->size() != ticket_bytes) {
    return fail(ErrorCode::malformed, "the ticket is cut off or has extra characters");
  }
  Reader reader(*bytes);
  reader.number(1);
  SignedTicket signed_ticket;
  Ticket& ticket = signed_ticket.ticket;
  ticket.key = reader.array<8>();
  ticket.site_number = static_cast<std::uint32_t>(reader.number(4));
  ticket.code = BookingCode(reader.array<5>());
  ticket.number = static_cast<std::uint8_t>(reader.number(1));
  ticket.count = static_cast<std::uint8_t>(reader.number(1));
  ticket.party = static_cast<std::uint16_t>(reader.number(2));
  ticket.service_number = static_cast<std::uint16_t>(reader.number(2));
  ticket.valid_from = minutes_time(reader.number(4));
  ticket.valid_until = minutes_time(reader.number(4));
  const auto flags = static_cast<std::uint8_t>(reader.number(1));
  ticket.request_only = flags == flag_request;
  signed_ticket.signature = reader.array<64>();
  if (Status sense = check_sense(ticket, flags); !sense) {
    return sense.error();
  }
  return signed_ticket;
}

}  // namespace lobby::ticket
