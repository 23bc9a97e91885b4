// Keys are made by the vault; contents are empty.
#include "core/service/lookups.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/office/work_order.h"

namespace lobby::service {
namespace {

using port::Record;
using port::RecordKind;

// A mainland number with its country's code is the same guest as without.
std::string_view plain_phone(std::string_view phone) {
  constexpr std::size_t mobile_digits = 11;
  for (const std::string_view code : {"+86", "0086", "86"}) {
    if (phone.starts_with(code) && phone.size() == code.size() + mobile_digits &&
        phone[code.size()] == '1') {
      return phone.substr(code.size());
    }
  }
  return phone;
}

bool may_be_open(booking::BookingState state) {
  return !is_called_off(state) && state != booking::BookingState::completed &&
         state != booking::BookingState::no_show;
}

Record lookup_of(const Work& work, const booking::Booking& booking, std::int64_t version) {
  constexpr Duration found_for = Duration::days(1);
  Record record{RecordKind::lookup, port::RecordId(booking.id.bytes()), version, "{}",
                booking.window.until + found_for};
  if (may_be_open(booking.state)) {
    record.keys = phone_keys(work.office, booking.guest.phone);
    record.keys.resize(std::min<std::size_t>(record.keys.size(), 1));  // the newest vault key
  }
  for (const LocalDate day : office::work_days_of(work.office.catalog, work.office.zone, booking)) {
    record.keys.push_back(work_day_key(day));
  }
  return record;
}

}  // namespace

std::vector<std::string> phone_keys(const Office& office, std::string_view phone) {
  std::vector<std::string> keys;
  if (office.vault == nullptr || phone.empty()) {
    return keys;
  }
  for (const port::Sha256& fingerprint : office.vault->fingerprints("phone", plain_phone(phone))) {
    keys.push_back("phone/" + hex_text(fingerprint));
  }
  return keys;
}

std::string work_day_key(LocalDate day) {
  return "work/" + day.text();
}

Status note_lookup(const Work& work, const booking::Booking& booking) {
  return work.store.office().put_record(lookup_of(work, booking, 1));
}

Status renew_lookup(const Work& work, const booking::Booking& booking) {
  const auto stored =
      work.store.office().record(RecordKind::lookup, port::RecordId(booking.id.bytes()));
  return stored ? work.store.office().put_record(
                      lookup_of(work, booking, *stored ? (*stored)->version + 1 : 1))
                : Status(stored.error());
}

Result<std::vector<booking::Booking>> open_bookings_of(const Work& work, std::string_view phone) {
  std::vector<booking::Booking> found;
  for (const std::string& key : phone_keys(work.office, phone)) {
    const auto records =
        work.store.office().records_with(RecordKind::lookup, key, {}, limits::contacts_max);
    if (!records) {
      return records.error();
    }
    for (const Record& record : *records) {
      const auto booking = work.store.booking(BookingId(record.id.bytes()));
      if (!booking) {
        return booking.error();
      }
      if (*booking && may_be_open((*booking)->state) && work.now < (*booking)->window.until) {
        found.push_back(**booking);
      }
    }
  }
  return found;
}

Result<bool> is_refused(const Work& work, std::string_view phone) {
  for (const std::string& key : phone_keys(work.office, phone)) {
    const auto records = work.store.office().records_with(RecordKind::refusal, key, {}, 1);
    if (!records) {
      return records.error();
    }
    if (!records->empty()) {
      return true;
    }
  }
  return false;
}

}  // namespace lobby::service
