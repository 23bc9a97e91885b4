// Orders are tried by every reader in turn: their fields are told apart strictly.
#include "tests/fakes/office_counter.h"

#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <nlohmann/json.hpp>

#include "app/server/wiring.h"
#include "core/base/text.h"
#include "core/protocol/codec.h"
#include "core/protocol/office_codec.h"
#include "core/reservation/bookings.h"
#include "core/reservation/care.h"
#include "core/reservation/changes.h"
#include "core/reservation/guests.h"
#include "core/reservation/quotes.h"
#include "core/reservation/search.h"
#include "core/reservation/waiting.h"
#include "core/service/audit.h"
#include "core/service/journal.h"
#include "tests/fakes/sample.h"

namespace lobby::tests {
namespace {

using protocol::FeedItem;

constexpr std::size_t lines_max = 40;
constexpr std::int64_t minutes_max = 60 * 24 * 20;
// The days that can be booked: every transaction copies the site, so it is kept small.
const LocalDate first_day = LocalDate::of(2026, 12, 8);
const LocalDate last_day = LocalDate::of(2026, 12, 13);

Offer demo_offer() {
  const std::filesystem::path file =
      std::filesystem::path(LOBBY_SOURCE_DIR) / "assets" / "site" / "yunting.toml";
  std::ifstream stream(file);
  const std::string toml{std::istreambuf_iterator<char>(stream), {}};
  Result<Offer> offer = server::offer_of(toml, file.string());
  CHECK(offer.ok());
  return *std::move(offer);
}

}  // namespace

OfficeCounter::OfficeCounter() : offer_(demo_offer()) {
  clock_.emplace(sample_now);
  entropy_.emplace(1);
  CHECK(service::install_catalog(office(), "demo", sample_now).ok());
  desk_ = enrol("Desk 1", protocol::DeviceRole::desk, 1);
  kiosk_ = enrol("Kiosk 1", protocol::DeviceRole::kiosk, 2);
  keep_few_days();
  first_morning_ = store_.site(office().site());
}

DeviceId OfficeCounter::enrol(std::string_view name, protocol::DeviceRole role, std::uint8_t key) {
  const Result<std::string> code =
      service::make_enrolment_code(office(), *entropy_, std::string(name), role, sample_now);
  CHECK(code.ok());
  protocol::EnrolRequest request;
  request.code = *code;
  request.public_key = FakeSigner(key).public_key();
  const auto enrolled = service::enrol_device(office(), *entropy_, request, sample_now);
  CHECK(enrolled.ok());
  return enrolled->device;
}

void OfficeCounter::keep_few_days() {
  store_.damage(office().site(), [](MemorySite& site) {
    std::erase_if(site.slots, [](const auto& slot) {
      return slot.first.date < first_day || slot.first.date > last_day;
    });
  });
}

void OfficeCounter::reset() {
  store_.put_back(office().site(), first_morning_);
  clock_.emplace(sample_now);
  entropy_.emplace(2);
  bookings_.clear();
  waiting_.clear();
  payments_.clear();
  guests_.clear();
  quote_.reset();
  read_ = 0;
  done_ = 0;
}

void OfficeCounter::carry_out(std::string_view script) {
  std::size_t lines = 0;
  while (!script.empty() && lines++ < lines_max) {
    const std::size_t end = std::min(script.find('\n'), script.size());
    take(script.substr(0, end));
    script.remove_prefix(std::min(end + 1, script.size()));
  }
}

OfficeCounter::Line OfficeCounter::line_of(std::string_view text) {
  using reservation::HandDeed;
  Line line;
  const std::size_t begin = std::min(text.find('{'), text.size());
  for (const char letter : text.substr(0, begin)) {
    line.of_kiosk = line.of_kiosk || letter == 'k';
    line.before_last =
        letter >= '1' && letter <= '9' ? static_cast<std::size_t>(letter - '0') : line.before_last;
    line.deed = letter == 'c'   ? HandDeed::call_off
                : letter == 't' ? HandDeed::take
                : letter == 'b' ? HandDeed::returned
                                : line.deed;
  }
  line.body = text.substr(begin);
  return line;
}

void OfficeCounter::take(std::string_view text) {
  if (text.starts_with('+')) {
    pass(text.substr(1));
    return;
  }
  const Line line = line_of(text);
  if (text.starts_with('$') && !payments_.empty()) {
    ledger_.pay(chosen(payments_, line));
    return;
  }
  if (!line.body.empty()) {
    take_bookings(line);
    take_money(line);
    take_guests(line);
  }
}

void OfficeCounter::pass(std::string_view minutes) {
  std::int64_t count = 0;
  std::from_chars(minutes.data(), minutes.data() + minutes.size(), count);
  if (count < 1 || count > minutes_max) {
    return;
  }
  clock_->pass(Duration::minutes(count));
  CHECK(reservation::tend(office(), clock_->now()).ok());
  CHECK(reservation::tend_payments(office(), cashiers_, *clock_).ok());
}

OfficeCounter::Reply OfficeCounter::look(const Line& line, const Ask& ask) {
  const service::Office office_now = office();
  const DeviceId device = line.of_kiosk ? kiosk_ : desk_;
  Reply reply = ask({office_now, *entropy_, device, clock_->now(), line.body});
  if (!reply) {
    // A refusal has a reason that can be told; these say that the program is wrong.
    CHECK(reply.error().code != ErrorCode::internal && reply.error().code != ErrorCode::corrupt);
    CHECK(!reply.error().detail.empty() && is_utf8(reply.error().detail));
  }
  return reply;
}

OfficeCounter::Reply OfficeCounter::command(const Line& line, const Ask& ask) {
  read_ += 1;
  Reply reply = look(line, ask);
  if (reply) {
    done_ += 1;
    const Reply again = look(line, ask);
    CHECK(again.ok() && *again == *reply);
  }
  return reply;
}

void OfficeCounter::take_bookings(const Line& line) {
  using namespace reservation;
  const BookingId id = chosen(bookings_, line);
  if (const auto query = protocol::availability_query_from(line.body)) {
    (void)look(line, [&](const Request& from) { return search(from, *query); });
  }
  if (const auto order = protocol::quote_order_from(line.body)) {
    if (const Reply reply =
            command(line, [&](const Request& from) { return give_quote(from, *order); })) {
      const auto given =
          booking::QuoteId::parse(nlohmann::json::parse(*reply)["id"].get<std::string>());
      CHECK(given.ok());
      quote_ = *given;
      CHECK(look(line, [&](const Request& from) { return read_quote(from, *quote_); }).ok());
    }
  }
  if (auto order = protocol::place_order_from(line.body)) {
    order->quote = order->quote ? quote_ : order->quote;  // nobody can guess the id
    if (const Reply reply =
            command(line, [&](const Request& from) { return place_booking(from, *order); })) {
      const auto made = protocol::booking_from(*reply);
      CHECK(made.ok());
      bookings_.push_back(made->id);
    }
  }
  if (const auto amendment = protocol::amendment_from(line.body)) {
    (void)look(line, [&](const Request& from) { return preview_change(from, id, *amendment); });
  }
  if (const auto order = protocol::amend_order_from(line.body)) {
    (void)command(line, [&](const Request& from) { return change_booking(from, id, *order); });
  }
  if (const auto order = protocol::cancel_order_from(line.body)) {
    (void)look(line, [&](const Request& from) { return cancellation_of(from, id); });
    (void)command(line, [&](const Request& from) { return cancel_booking(from, id, *order); });
  }
  if (const auto order = protocol::step_order_from(line.body)) {
    (void)command(line, [&](const Request& from) { return step_booking(from, id, *order); });
  }
}

void OfficeCounter::take_money(const Line& line) {
  using namespace reservation;
  const BookingId id = chosen(bookings_, line);
  if (auto order = protocol::post_order_from(line.body)) {
    const auto entries = store_.site(office().site()).folios[id];
    if (order->reverses && !entries.empty()) {
      order->reverses = entries.back().posting.id;
    }
    (void)command(line, [&](const Request& from) { return post_to_folio(from, id, *order); });
    (void)look(line, [&](const Request& from) { return read_folio(from, id); });
  }
  if (const auto order = protocol::pay_order_from(line.body)) {
    if (const Reply reply = command(line, [&](const Request& from) {
          return start_payment(from, cashiers_, id, *order);
        })) {
      const auto made = protocol::payment_from(*reply);
      CHECK(made.ok());
      payments_.push_back(made->id);
    }
  }
  if (const auto order = protocol::hand_order_from(line.body)) {
    const payment::PaymentId payment = chosen(payments_, line);
    (void)command(line, [&](const Request& from) {
      return act_on_payment(from, payment, line.deed, *order);
    });
    (void)look(line, [&](const Request& from) { return read_payment(from, payment); });
  }
}

void OfficeCounter::take_guests(const Line& line) {
  using namespace reservation;
  if (const auto order = protocol::join_order_from(line.body)) {
    if (const Reply reply =
            command(line, [&](const Request& from) { return join_waiting(from, *order); })) {
      const auto joined = protocol::waiting_guest_from(*reply);
      CHECK(joined.ok());
      waiting_.push_back(joined->entry.id);
    }
  }
  if (const auto order = protocol::answer_order_from(line.body)) {
    const office::WaitId id = chosen(waiting_, line);
    const Reply reply =
        command(line, [&](const Request& from) { return answer_waiting(from, id, *order); });
    if (const auto answered = protocol::waiting_guest_from(reply ? *reply : "");
        answered && answered->booking) {
      bookings_.push_back(*answered->booking);
    }
  }
  if (const auto order = protocol::profile_order_from(line.body)) {
    const guest::GuestId id = order->base_version == 0 ? guest::GuestId{} : chosen(guests_, line);
    const Reply reply =
        command(line, [&](const Request& from) { return save_profile(from, id, *order); });
    if (reply && id.is_nil()) {
      const auto made =
          guest::GuestId::parse(nlohmann::json::parse(*reply)["id"].get<std::string>());
      CHECK(made.ok());
      guests_.push_back(*made);
    }
  }
  if (const auto order = protocol::consent_order_from(line.body)) {
    const guest::GuestId id = chosen(guests_, line);
    (void)command(line, [&](const Request& from) { return change_consent(from, id, *order); });
    (void)look(line, [&](const Request& from) { return read_profile(from, id); });
  }
  if (const auto query = protocol::guest_query_from(line.body)) {
    (void)look(line, [&](const Request& from) { return find_profiles(from, *query); });
  }
  if (const auto order = protocol::refusal_order_from(line.body)) {
    (void)command(line, [&](const Request& from) { return refuse_guest(from, *order); });
  }
}

std::vector<std::string> OfficeCounter::faults() {
  std::vector<std::string> faults;
  const auto report = service::audit(store_, office().site());
  CHECK(report.ok());
  for (const service::AuditFinding& finding : report->invariants) {
    faults.insert(faults.end(), finding.named.begin(), finding.named.end());
  }
  const auto journal = service::verify_journal(office(), {});
  CHECK(journal.ok());
  if (journal->fault) {
    faults.push_back(*journal->fault);
  }
  const catalog::Catalog& hotel = offer_.catalog;
  const MemorySite site = store_.site(hotel.site.id);
  for (const auto& [id, entries] : site.folios) {
    Money sum{0, hotel.site.currency};
    for (const Money& account : booking::trial_balance({id, hotel.site.currency, entries})) {
      sum = sum + account;
    }
    if (!sum.is_zero()) {
      faults.push_back("the folio of booking " + id.text() + " does not balance");
    }
  }
  return faults;
}

}  // namespace lobby::tests
