// The office's API without its wire: the demo hotel in memory with a desk, a kiosk, a gateway and a
// clock that stands, to which orders come as text and are carried out by core/reservation.
//
// A script has one order a line: the JSON body of a request, before it any of these letters:
//   k    the kiosk asks, not the desk
//   1-9  of the booking, waiting guest or payment so many before the last that was made here
//   c t r b   what befalls a payment: called off, taken, refunded (the default), given back
// "+N" lets N minutes pass and does what is due, "$" has the guest pay at the gateway. A line that
// is none of this does nothing, and a body that is read as several orders is each of them.
// One thread.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/common/offer.h"
#include "core/payment/payment.h"
#include "core/protocol/office.h"
#include "core/reservation/payments.h"
#include "tests/fakes/fake_keys.h"
#include "tests/fakes/fake_seal.h"
#include "tests/fakes/fake_vault.h"
#include "tests/fakes/fixed_clock.h"
#include "tests/fakes/memory_server_store.h"
#include "tests/fakes/sandbox_ledger.h"
#include "tests/fakes/seeded_entropy.h"

namespace lobby::tests {

class OfficeCounter {
 public:
  // Reads the demo catalogue; a wrong one fails a CHECK.
  OfficeCounter();

  // As on the first morning; the same script then does the same.
  void reset();
  void carry_out(std::string_view script);
  // Orders that were read, and those that were not refused, since reset().
  int read() const { return read_; }
  int done() const { return done_; }
  // What does not hold: capacity and counts, the journal's chain, folios that do not balance.
  std::vector<std::string> faults();

 private:
  using Reply = Result<std::string>;
  // One line: its letters and its body.
  struct Line {
    bool of_kiosk = false;
    std::size_t before_last = 0;
    reservation::HandDeed deed = reservation::HandDeed::refund;
    std::string_view body;
  };
  using Ask = std::function<Reply(const reservation::Request&)>;

  service::Office office() {
    return {store_, hasher_, unsealer_, offer_.catalog, offer_.zone, &vault_};
  }
  DeviceId enrol(std::string_view name, protocol::DeviceRole role, std::uint8_t key);
  void keep_few_days();
  static Line line_of(std::string_view text);
  void take(std::string_view text);
  void take_bookings(const Line& line);
  void take_money(const Line& line);
  void take_guests(const Line& line);
  void pass(std::string_view minutes);
  // A command: the same again has the same answer.
  Reply command(const Line& line, const Ask& ask);
  Reply look(const Line& line, const Ask& ask);
  template <class Id>
  static Id chosen(const std::vector<Id>& made, const Line& line) {
    return line.before_last < made.size() ? made[made.size() - 1 - line.before_last] : Id{};
  }

  const Offer offer_;
  MemoryServerStore store_;
  FakeHasher hasher_;
  FakeUnsealer unsealer_;
  FakeVault vault_;
  SandboxLedger ledger_;
  FakeGateway gateway_{ledger_};
  FakeTerminal terminal_{ledger_};
  const reservation::Cashiers cashiers_{&gateway_, &terminal_};
  std::optional<FixedClock> clock_;
  std::optional<SeededEntropy> entropy_;
  DeviceId desk_;
  DeviceId kiosk_;
  MemorySite first_morning_;

  std::vector<BookingId> bookings_;
  std::vector<office::WaitId> waiting_;
  std::vector<payment::PaymentId> payments_;
  std::vector<guest::GuestId> guests_;
  std::optional<booking::QuoteId> quote_;
  int read_ = 0;
  int done_ = 0;
};

}  // namespace lobby::tests
