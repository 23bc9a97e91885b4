// Fuzz target: the text of a scanned code. What parses writes back as the same ticket, and is
// accepted under any host and in either case.
#include "core/ticket/ticket.h"

#include "tests/fakes/fake_keys.h"
#include "tests/fakes/store_facts.h"
#include "tests/fuzz/seeds.h"

std::vector<std::string> lobby::tests::fuzz_seeds() {
  std::vector<std::string> seeds = {"HTTPS://A/T/", "https://example.com/"};
  FakeSigner signer(1);
  for (std::uint16_t number = 1; number <= 8; ++number) {
    ticket::SignedTicket made;
    made.ticket.key = key_of(1);
    made.ticket.site_number = number;
    made.ticket.code = code_of(number);
    made.ticket.party = number;
    made.ticket.service_number = number;
    made.ticket.valid_from = {std::int64_t{number} * 60'000};
    made.ticket.valid_until = {std::int64_t{number} * 120'000};
    made.ticket.request_only = number % 2 == 0;
    made.signature = signer.sign(ticket::signing_message(made.ticket));
    seeds.push_back(ticket::ticket_text(made, "yunting.example"));
  }
  return seeds;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lobby;
  const Result<ticket::SignedTicket> read = ticket::parse_ticket(tests::text_of(data, size));
  if (read) {
    const Result<ticket::SignedTicket> again =
        ticket::parse_ticket(ticket::ticket_text(*read, "a.example"));
    CHECK(again.ok() && *again == *read);
  }
  const Result<ticket::BookingCode> code = ticket::BookingCode::parse(tests::text_of(data, size));
  if (code) {
    CHECK(*ticket::BookingCode::parse(code->spaced_text()) == *code);
  }
  return 0;
}
