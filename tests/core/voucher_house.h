// A house whose desk gives out vouchers and whose kiosk redeems them: the words that tests of
// vouchers share. One thread.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/reservation/quotes.h"
#include "core/reservation/vouchers.h"
#include "tests/core/reservation_house.h"

namespace lobby::tests {

inline const LocalDate voucher_night = LocalDate::of(2026, 12, 10);

class VoucherHouse : public ReservationHouse {
 protected:
  Money yuan(std::int64_t minor) const { return {minor, house_.hotel.site.currency}; }
  LocalDate today() const { return house_.zone.to_local(house_.now).date; }

  Reply give_out(protocol::VoucherOrder order, DeviceId device) {
    order.head = head();
    if (order.reason.empty()) {
      order.reason = "the lift stood still";
    }
    return reservation::issue_voucher(from(device), order);
  }
  nlohmann::json discount(std::int32_t percent, std::optional<LocalDate> last_day = {}) {
    return json_of(
        give_out({{}, office::VoucherKind::discount, percent, {}, last_day, {}, {}}, desk_));
  }
  nlohmann::json credit(Money amount, std::optional<LocalDate> last_day = {}) {
    return json_of(give_out({{}, office::VoucherKind::credit, 0, amount, last_day, {}, {}}, desk_));
  }
  nlohmann::json look(const nlohmann::json& voucher) {
    return json_of(reservation::read_voucher(from(desk_), id_of(voucher)));
  }
  static office::VoucherId id_of(const nlohmann::json& voucher) {
    return *office::VoucherId::parse(voucher["id"].get<std::string>());
  }
  Reply withdraw(const nlohmann::json& voucher, std::string reason = "stolen") {
    return reservation::withdraw_voucher(from(desk_), id_of(voucher), {head(), std::move(reason)});
  }

  Reply quote_with(std::vector<std::string> codes, DeviceId device, int nights = 1) {
    protocol::QuoteOrder order{head(), king_stay(voucher_night, nights), 0, false, {}, {}};
    order.vouchers = std::move(codes);
    return reservation::give_quote(from(device), order);
  }
  booking::QuoteRecord quoted(const nlohmann::json& voucher, int nights = 1) {
    const Reply reply = quote_with({voucher["code"]}, kiosk_, nights);
    EXPECT_TRUE(reply.ok()) << (reply ? "" : to_string(reply.error()));
    return reply ? *protocol::quote_record_from(*reply) : booking::QuoteRecord{};
  }
  Reply book(const booking::QuoteRecord& quote, bool submit = false) {
    protocol::PlaceOrder order{head(), quote.selection, guest(), submit, {}, {}, {}, {}};
    order.quote = quote.id;
    return reservation::place_booking(from(kiosk_), order);
  }
  Reply redeem(const booking::Booking& booking, const std::string& code, DeviceId device,
               std::optional<Money> amount = {}) {
    return reservation::redeem_voucher(from(device), booking.id, {head(), code, amount});
  }
  Reply redeem(const booking::Booking& booking, const nlohmann::json& voucher,
               std::optional<Money> amount = {}) {
    return redeem(booking, voucher["code"].get<std::string>(), kiosk_, amount);
  }
  Reply cancel(const booking::Booking& booking, booking::Settlement settlement) {
    protocol::CancelOrder order;
    order.head = head();
    order.base_version = stored(booking.id).version;
    order.settlement = settlement;
    order.reason = "the guest asked";
    return reservation::cancel_booking(from(desk_), booking.id, order);
  }
  Reply post(const booking::Booking& booking, protocol::PostOrder order) {
    order.head = head();
    return reservation::post_to_folio(from(desk_), booking.id, order);
  }
  // Each entry as "voucher 5000".
  std::vector<std::string> postings(const booking::Booking& booking) {
    std::vector<std::string> texts;
    const std::vector<booking::Entry> entries = house_.site().folios[booking.id];
    for (const booking::Entry& entry : entries) {
      texts.push_back(std::string(name_of(entry.posting.kind)) + ' ' +
                      std::to_string(entry.posting.amount.amount_minor));
    }
    return texts;
  }
  booking::FolioEntryId last_of(const booking::Booking& booking, booking::EntryKind kind) {
    booking::FolioEntryId id;
    const std::vector<booking::Entry> entries = house_.site().folios[booking.id];
    for (const booking::Entry& entry : entries) {
      id = entry.posting.kind == kind ? entry.posting.id : id;
    }
    return id;
  }
};

}  // namespace lobby::tests
