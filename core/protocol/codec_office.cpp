// The office's records and answers as JSON.
#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/protocol/codec_head.h"
#include "core/protocol/codec_parts.h"
#include "core/protocol/codec_payment_parts.h"
#include "core/protocol/office_codec.h"

namespace lobby::protocol {
namespace codec {
namespace {

using booking::Entry;
using booking::Folio;
using booking::Posting;
using booking::Vacancy;
using office::JournalEntry;
using office::WaitEntry;

constexpr std::size_t subject_code_points = 120;
constexpr std::int64_t vacancies_max = 1'000'000;  // bookings that fit one day
constexpr std::string_view accounts[] = {"guest", "sales", "fees", "till", "vouchers", "losses"};

std::optional<booking::Account> account_from(std::string_view name) {
  return enum_from<booking::Account>(accounts, name);
}

template <class T, class Write>
Json or_null(const std::optional<T>& value, const Write& write) {
  return value ? Json(write(*value)) : Json();
}

Posting read_posting(const Node& node) {
  node.fields({"actor", "amount", "at", "from", "id", "kind", "method", "reason", "reference",
               "reverses", "to"});
  Posting posting;
  posting.id = read_id<booking::FolioEntryId>(node.field("id"));
  posting.kind = node.field("kind").one_of(&booking::entry_kind_from);
  posting.amount = read_money(node.field("amount"));
  if (const Node method = node.field("method"); !method.is_null()) {
    posting.method = method.one_of(&booking::pay_method_from);
  }
  if (const Node reverses = node.field("reverses"); !reverses.is_null()) {
    posting.reverses = read_id<booking::FolioEntryId>(reverses);
  }
  posting.reference = node.field("reference").line(reference_code_points);
  posting.reason = node.field("reason").line(limits::remark_code_points);
  posting.actor = node.field("actor").line(limits::guest_name_code_points);
  posting.at = read_time(node.field("at"));
  return posting;
}

Entry read_entry(const Node& node) {
  Entry entry;
  entry.posting = read_posting(node);
  entry.from = node.field("from").one_of(&account_from);
  entry.to = node.field("to").one_of(&account_from);
  return entry;
}

Json write_entry(const Entry& entry) {
  const Posting& posting = entry.posting;
  return {{"actor", posting.actor},
          {"amount", write_money(posting.amount)},
          {"at", posting.at.ms},
          {"from", std::string(name_of(entry.from))},
          {"id", posting.id.text()},
          {"kind", std::string(name_of(posting.kind))},
          {"method",
           or_null(posting.method, [](booking::PayMethod by) { return std::string(name_of(by)); })},
          {"reason", posting.reason},
          {"reference", posting.reference},
          {"reverses",
           or_null(posting.reverses, [](const booking::FolioEntryId& id) { return id.text(); })},
          {"to", std::string(name_of(entry.to))}};
}

JournalEntry read_journal_entry(const Node& node) {
  node.fields({"action", "actor", "at", "channel", "content", "device", "hash", "number",
               "previous", "subject"});
  JournalEntry entry;
  entry.number = node.field("number").integer(1, counter_max);
  entry.at = read_time(node.field("at"));
  entry.device = read_id<DeviceId>(node.field("device"));
  entry.channel = node.field("channel").one_of(&booking::channel_from);
  entry.actor = node.field("actor").line(limits::guest_name_code_points);
  entry.action = node.field("action").line(subject_code_points);
  entry.subject = node.field("subject").line(subject_code_points);
  entry.content = node.field("content").bytes<32>();
  entry.previous = node.field("previous").bytes<32>();
  entry.hash = node.field("hash").bytes<32>();
  return entry;
}

Json write_journal_entry(const JournalEntry& entry) {
  return {{"action", entry.action},
          {"actor", entry.actor},
          {"at", entry.at.ms},
          {"channel", std::string(name_of(entry.channel))},
          {"content", hex_text(entry.content)},
          {"device", entry.device.text()},
          {"hash", hex_text(entry.hash)},
          {"number", entry.number},
          {"previous", hex_text(entry.previous)},
          {"subject", entry.subject}};
}

WaitingGuest read_waiting(const Node& node) {
  node.fields({"booking", "guest", "held", "id", "joined_at", "offer_expires_at", "offers", "state",
               "tier", "wish"});
  WaitingGuest waiting;
  WaitEntry& entry = waiting.entry;
  entry.id = read_id<office::WaitId>(node.field("id"));
  entry.wish = read_selection(node.field("wish"));
  entry.tier = node.field("tier").number<std::int32_t>(0, limits::guest_tier_max);
  entry.joined_at = read_time(node.field("joined_at"));
  entry.state = node.field("state").one_of(&office::wait_state_from);
  entry.offers = node.field("offers").number<std::int32_t>(0, limits::waitlist_offers_max);
  if (const Node end = node.field("offer_expires_at"); !end.is_null()) {
    entry.offer_expires_at = read_time(end);
  }
  waiting.guest = read_guest(node.field("guest"));
  waiting.held = read_units_list(node.field("held"));
  if (const Node booking = node.field("booking"); !booking.is_null()) {
    waiting.booking = read_id<BookingId>(booking);
  }
  return waiting;
}

Json write_waiting(const WaitingGuest& waiting) {
  const WaitEntry& entry = waiting.entry;
  return {{"booking", or_null(waiting.booking, [](const BookingId& id) { return id.text(); })},
          {"guest", write_guest(waiting.guest)},
          {"held", write_units_list(waiting.held)},
          {"id", entry.id.text()},
          {"joined_at", entry.joined_at.ms},
          {"offer_expires_at", or_null(entry.offer_expires_at, [](UtcTime end) { return end.ms; })},
          {"offers", entry.offers},
          {"state", std::string(name_of(entry.state))},
          {"tier", entry.tier},
          {"wish", write_selection(entry.wish)}};
}

Vacancy read_vacancy(const Node& node) {
  node.fields({"few_left", "left", "selection", "total"});
  Vacancy vacancy;
  vacancy.few_left = node.field("few_left").boolean();
  vacancy.left = node.field("left").number<std::int32_t>(1, vacancies_max);
  vacancy.selection = read_selection(node.field("selection"));
  vacancy.total = read_money(node.field("total"));
  return vacancy;
}

Json write_vacancy(const Vacancy& vacancy) {
  return {{"few_left", vacancy.few_left},
          {"left", vacancy.left},
          {"selection", write_selection(vacancy.selection)},
          {"total", write_money(vacancy.total)}};
}

booking::CancellationOffer read_offer(const Node& node) {
  node.fields({"fee", "moves", "owed", "refund", "voucher"}, {"credit"});
  booking::CancellationOffer offer;
  offer.fee = read_money(node.field("fee"));
  offer.refund = read_money(node.field("refund"));
  offer.owed = read_money(node.field("owed"));
  offer.voucher = read_money(node.field("voucher"));
  offer.credit = Money{0, offer.fee.currency};
  if (const Node credit = node.field("credit"); !credit.is_null()) {
    offer.credit = read_money(credit);
  }
  offer.moves = node.field("moves").list(limits::page_items_max, &read_vacancy);
  return offer;
}

// Its sums are what its entries say.
Folio read_folio(const Node& node) {
  node.fields({"balance", "booking", "entries", "paid"});
  Folio folio;
  folio.booking = read_id<BookingId>(node.field("booking"));
  const Money balance = read_money(node.field("balance"));
  folio.currency = balance.currency;
  folio.entries = node.field("entries").list(limits::folio_entries_max * 4, &read_entry);
  if (!node.failed() && balance_of(folio) != balance) {
    node.refuse(ErrorCode::out_of_range, "the balance is not that of the entries");
  }
  return folio;
}

Json write_preview(const booking::AmendmentPreview& preview) {
  Json json{{"base_version", preview.amendment.base_version},
            {"booking", preview.booking.text()},
            {"difference", write_money(preview.difference)},
            {"fee", write_money(preview.fee)},
            {"plan", write_list(preview.plan, &write_due)},
            {"policy", write_policy(preview.policy)},
            {"quote", write_quote(preview.quote)},
            {"selection", write_selection(preview.amendment.selection)},
            {"window", write_window(preview.window)}};
  if (preview.amendment.needs) {
    json["needs"] = write_needs(*preview.amendment.needs);
  }
  return json;
}

template <class T>
Json write_page(const std::vector<T>& items, Json (*write)(const T&), const std::string& next) {
  return {{"items", write_list(items, write)}, {"next", next.empty() ? Json() : Json(next)}};
}

}  // namespace
}  // namespace codec

std::string to_json(const booking::Entry& entry) {
  return codec::write_json(codec::write_entry(entry));
}
std::string to_json(const office::JournalEntry& entry) {
  return codec::write_json(codec::write_journal_entry(entry));
}
std::string to_json(const WaitingGuest& guest) {
  return codec::write_json(codec::write_waiting(guest));
}

Result<booking::Entry> folio_entry_from(std::string_view json) {
  return codec::decode(json, limits::operation_bytes_max, &codec::read_entry);
}
Result<office::JournalEntry> journal_entry_from(std::string_view json) {
  return codec::decode(json, limits::operation_bytes_max, &codec::read_journal_entry);
}
Result<WaitingGuest> waiting_guest_from(std::string_view json) {
  return codec::decode(json, limits::booking_bytes_max, &codec::read_waiting);
}

Result<booking::Folio> folio_from(std::string_view json) {
  return codec::decode(json, limits::reply_body_bytes_max, &codec::read_folio);
}
Result<booking::CancellationOffer> cancellation_offer_from(std::string_view json) {
  return codec::decode(json, limits::reply_body_bytes_max, &codec::read_offer);
}

std::string to_json(const AvailabilityReply& reply) {
  using codec::write_list;
  return codec::write_json({{"nearest", write_list(reply.nearest, &codec::write_vacancy)},
                            {"substitutes", write_list(reply.substitutes, &codec::write_vacancy)},
                            {"vacancies", write_list(reply.vacancies, &codec::write_vacancy)}});
}

std::string to_json(const booking::AmendmentPreview& preview) {
  return codec::write_json(codec::write_preview(preview));
}

std::string to_json(const booking::CancellationOffer& offer) {
  codec::Json json{{"fee", codec::write_money(offer.fee)},
                   {"moves", codec::write_list(offer.moves, &codec::write_vacancy)},
                   {"owed", codec::write_money(offer.owed)},
                   {"refund", codec::write_money(offer.refund)},
                   {"voucher", codec::write_money(offer.voucher)}};
  if (!offer.credit.is_zero()) {
    json["credit"] = codec::write_money(offer.credit);
  }
  return codec::write_json(json);
}

std::string to_json(const booking::Folio& folio) {
  return codec::write_json({{"balance", codec::write_money(balance_of(folio))},
                            {"booking", folio.booking.text()},
                            {"entries", codec::write_list(folio.entries, &codec::write_entry)},
                            {"paid", codec::write_money(paid_of(folio))}});
}

std::string problem_json(const Error& error, const Problem& problem) {
  codec::Json json{{"code", std::string(name_of(error.code))},
                   {"detail", codec::detail_line(error.detail)},
                   {"status", problem.status},
                   {"title", problem.title}};
  if (!problem.field.empty()) {
    json["field"] = problem.field;
  }
  return codec::write_json(json);
}

std::string page_json(const std::vector<booking::Booking>& bookings, const std::string& next) {
  return codec::write_json(codec::write_page(bookings, &codec::write_booking, next));
}
std::string page_json(const std::vector<payment::Payment>& payments, const std::string& next) {
  return codec::write_json(codec::write_page(payments, &codec::write_payment, next));
}
std::string page_json(const std::vector<WaitingGuest>& guests, const std::string& next) {
  return codec::write_json(codec::write_page(guests, &codec::write_waiting, next));
}

}  // namespace lobby::protocol
