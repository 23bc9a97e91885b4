// Goal: a ticket text reads back as it was signed; anything else is refused by name or fails its
// signature; no text ends the program. Method: every bit flipped, every length cut, tables of
// foreign and senseless texts.
#include <algorithm>

#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "core/ticket/ticket.h"
#include "tests/fakes/fake_keys.h"
#include "tests/fakes/seeded_entropy.h"

namespace lobby::ticket {
namespace {

constexpr std::string_view host = "yunting.example";
constexpr std::int64_t minute_ms = 60'000;

KeyId key_id_of(const PublicKey& key) {
  const port::Sha256 hash = tests::FakeHasher().sha256(key);
  KeyId id{};
  std::copy_n(hash.begin(), id.size(), id.begin());
  return id;
}

SignedTicket signed_by(tests::FakeSigner& signer, Ticket ticket) {
  ticket.key = key_id_of(signer.public_key());
  return {ticket, signer.sign(signing_message(ticket))};
}

Ticket sound_ticket() {
  Ticket ticket;
  ticket.site_number = 7;
  ticket.code = *BookingCode::parse("YT7K3MQ9");
  ticket.party = 2;
  ticket.service_number = 1;
  ticket.valid_from = {29'933'760 * minute_ms};
  ticket.valid_until = {29'937'360 * minute_ms};
  return ticket;
}

SignedTicket sound() {
  tests::FakeSigner signer(1);
  return signed_by(signer, sound_ticket());
}

bool verifies(const SignedTicket& ticket, std::uint8_t key) {
  return tests::FakeVerifier().verify(tests::FakeSigner(key).public_key(),
                                      signing_message(ticket.ticket), ticket.signature);
}

// The bytes behind the path of a text.
Bytes bytes_of(const std::string& text) {
  return *parse_base32(text.substr(text.rfind('/') + 1));
}

std::string text_of(const Bytes& bytes) {
  return "HTTPS://YUNTING.EXAMPLE/T/" + base32_text(bytes);
}

TEST(Ticket, reads_back_as_it_was_signed) {
  const SignedTicket ticket = sound();
  const std::string text = ticket_text(ticket, host);
  EXPECT_TRUE(text.starts_with("HTTPS://YUNTING.EXAMPLE/T/"));
  const Result<SignedTicket> read = parse_ticket(text);
  ASSERT_TRUE(read.ok()) << to_string(read.error());
  EXPECT_EQ(*read, ticket);
  EXPECT_TRUE(verifies(*read, 1));
}

TEST(Ticket, random_tickets_read_back) {
  tests::SeededEntropy random(5);
  tests::FakeSigner signer(1);
  for (int round = 0; round < 500; ++round) {
    Ticket ticket;
    ticket.site_number = static_cast<std::uint32_t>(random.next());
    std::array<std::uint8_t, 5> code{};
    random.fill(code);
    ticket.code = BookingCode(code);
    ticket.count = static_cast<std::uint8_t>(random.between(1, 255));
    ticket.number = static_cast<std::uint8_t>(random.between(1, ticket.count));
    ticket.party = static_cast<std::uint16_t>(random.between(1, 65'535));
    ticket.service_number = static_cast<std::uint16_t>(random.next());
    ticket.valid_from = {random.between(0, 0xFFFF'FFFELL) * minute_ms};
    ticket.valid_until = {random.between(ticket.valid_from.ms / minute_ms + 1, 0xFFFF'FFFFLL) *
                          minute_ms};
    ticket.request_only = random.chance(2);
    const SignedTicket whole = signed_by(signer, ticket);
    ASSERT_EQ(*parse_ticket(ticket_text(whole, host)), whole) << "round " << round;
  }
}

TEST(Ticket, fits_qr_version_eight_in_alphanumeric_mode) {
  const std::string text = ticket_text(sound(), host);
  // ISO/IEC 18004 table 7: version 8 at level M holds 221 alphanumeric characters.
  EXPECT_LE(text.size(), 221U);
  EXPECT_EQ(text.find_first_not_of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"),
            std::string::npos);
}

TEST(Ticket, any_host_and_either_case_will_do) {
  const SignedTicket ticket = sound();
  std::string text = ticket_text(ticket, "other.example");
  EXPECT_EQ(*parse_ticket(text), ticket);
  std::ranges::transform(text, text.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  EXPECT_EQ(*parse_ticket(text), ticket);
}

TEST(Ticket, every_flipped_bit_is_refused_or_fails_the_signature) {
  const Bytes whole = bytes_of(ticket_text(sound(), host));
  ASSERT_EQ(whole.size(), 97U);
  int parsed = 0;
  for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
    Bytes bytes = whole;
    bytes[bit / 8] = static_cast<std::uint8_t>(bytes[bit / 8] ^ (1U << (bit % 8)));
    const Result<SignedTicket> read = parse_ticket(text_of(bytes));
    if (read) {
      ++parsed;
      EXPECT_FALSE(verifies(*read, 1)) << "bit " << bit;
    }
  }
  EXPECT_GT(parsed, 600);  // most fall to the signature, as they should
}

TEST(Ticket, every_changed_character_is_refused_or_fails_the_signature) {
  const SignedTicket ticket = sound();
  const std::string text = ticket_text(ticket, host);
  tests::SeededEntropy random(8);
  for (std::size_t at = text.rfind('/') + 1; at < text.size(); ++at) {
    std::string changed = text;
    while (changed[at] == text[at]) {
      changed[at] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[random.below(32)];
    }
    const Result<SignedTicket> read = parse_ticket(changed);
    EXPECT_TRUE(!read || !verifies(*read, 1)) << at;
  }
}

TEST(Ticket, every_cut_is_refused) {
  const std::string text = ticket_text(sound(), host);
  for (std::size_t length = 0; length < text.size(); ++length) {
    EXPECT_FALSE(parse_ticket(text.substr(0, length)).ok()) << length;
  }
  for (const char* more : {"A", "AAAAAAAA", " ", "/", "?x=1", "="}) {
    EXPECT_FALSE(parse_ticket(text + more).ok()) << more;
  }
}

TEST(Ticket, texts_that_are_no_tickets) {
  const std::string sound_text = ticket_text(sound(), host);
  const std::string path = sound_text.substr(sound_text.rfind('/') + 1);
  struct Row {
    std::string text;
    ErrorCode code;
  };
  const Row table[] = {
      {"", ErrorCode::malformed},
      {"hello", ErrorCode::malformed},
      {"6901234567892", ErrorCode::malformed},  // a barcode
      {"https://example.com/", ErrorCode::malformed},
      {"HTTPS:///T/" + path, ErrorCode::malformed},
      {"HTTP://YUNTING.EXAMPLE/T/" + path, ErrorCode::malformed},
      {"HTTPS://YUNTING.EXAMPLE/X/" + path, ErrorCode::malformed},
      {"HTTPS://YUNTING.EXAMPLE/T/", ErrorCode::malformed},
      {" " + sound_text, ErrorCode::malformed},
      {"HTTPS://YUNTING.EXAMPLE/T/0189", ErrorCode::malformed},
      {"HTTPS://YUNTING.EXAMPLE/T/\xFF\xFE", ErrorCode::malformed},
      {std::string("HTTPS://A/T/\0\0", 14), ErrorCode::malformed},
      {sound_text + std::string(limits::scan_text_bytes_max, 'A'), ErrorCode::too_large},
      {std::string(100'000'000, 'A'), ErrorCode::too_large},
      {"HTTPS://A/T/" + base32_text(Bytes(97, 2)), ErrorCode::unsupported_version},
      {"HTTPS://A/T/" + base32_text(Bytes(1, 1)), ErrorCode::malformed},
      {"HTTPS://A/T/" + base32_text(Bytes(98, 1)), ErrorCode::malformed},
  };
  for (const Row& row : table) {
    const Result<SignedTicket> read = parse_ticket(row.text);
    ASSERT_FALSE(read.ok()) << row.text.substr(0, 60);
    EXPECT_EQ(name_of(read.error().code), name_of(row.code)) << row.text.substr(0, 60);
  }
}

TEST(Ticket, contents_that_make_no_sense) {
  const Bytes whole = bytes_of(ticket_text(sound(), host));
  struct Row {
    const char* name;
    std::size_t at;  // of the body, see ticket.h
    std::uint8_t value;
  };
  const Row table[] = {
      {"ticket none", 18, 0},   {"ticket two of one", 18, 2}, {"of none", 19, 0},
      {"flags unknown", 32, 2}, {"flags high", 32, 0x80},
  };
  for (const Row& row : table) {
    Bytes bytes = whole;
    bytes[row.at] = row.value;
    const Result<SignedTicket> read = parse_ticket(text_of(bytes));
    ASSERT_FALSE(read.ok()) << row.name;
    EXPECT_EQ(read.error().code, ErrorCode::out_of_range) << row.name;
  }
  Ticket ended = sound_ticket();
  ended.valid_until = ended.valid_from;
  tests::FakeSigner signer(1);
  EXPECT_EQ(parse_ticket(ticket_text(signed_by(signer, ended), host)).error().code,
            ErrorCode::out_of_range);
}

TEST(Ticket, signed_again_by_another_key_does_not_verify_under_the_first) {
  tests::FakeSigner other(2);
  SignedTicket forged = sound();
  forged.signature = other.sign(signing_message(forged.ticket));
  const SignedTicket read = *parse_ticket(ticket_text(forged, host));
  EXPECT_EQ(read.ticket.key, sound().ticket.key);
  EXPECT_FALSE(verifies(read, 1));
  EXPECT_TRUE(verifies(read, 2));
}

TEST(Ticket, the_signed_message_is_for_tickets_only) {
  const Bytes message = signing_message(sound_ticket());
  const std::string_view domain("LOBBY-TICKET-V1\0", 16);
  ASSERT_EQ(message.size(), domain.size() + 33);
  EXPECT_TRUE(std::equal(domain.begin(), domain.end(), message.begin()));
}

TEST(BookingCode, reads_what_people_write) {
  const BookingCode code = *BookingCode::parse("YT7K3MQ9");
  for (const char* text : {"yt7k3mq9", "YT7K 3MQ9", "YT7K-3MQ9", " YT7K3MQ9 "}) {
    EXPECT_EQ(*BookingCode::parse(text), code) << text;
  }
  EXPECT_EQ(code.text(), "YT7K3MQ9");
  EXPECT_EQ(code.spaced_text(), "YT7K 3MQ9");
  for (const char* text : {"", "YT7K3MQ", "YT7K3MQ99", "YT7K3MQ0", "YT7K3MQ1", "YT7K3MQI",
                           "YT7K3MQO", "YT7K_3MQ9", "林逸"}) {
    EXPECT_EQ(BookingCode::parse(text).error().code, ErrorCode::malformed) << text;
  }
}

}  // namespace
}  // namespace lobby::ticket
