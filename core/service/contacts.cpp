// Keys are made by the vault; contents are empty.
#include "core/service/contacts.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/base/text.h"

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

Status note_contact(const Work& work, const booking::Booking& booking) {
  const std::vector<std::string> keys = phone_keys(work.office, booking.guest.phone);
  if (keys.empty() || !may_be_open(booking.state)) {
    return done();
  }
  return work.store.office().put_record({RecordKind::contact,
                                         port::RecordId(booking.id.bytes()),
                                         1,
                                         "{}",
                                         std::nullopt,
                                         {keys.front()}});
}

Status drop_contact(const Work& work, BookingId booking) {
  const port::RecordId id(booking.bytes());
  const auto stored = work.store.office().record(RecordKind::contact, id);
  if (!stored || !*stored) {
    return stored ? done() : Status(stored.error());
  }
  return work.store.office().put_record(
      {RecordKind::contact, id, (*stored)->version + 1, "{}", work.now});
}

Result<std::vector<booking::Booking>> open_bookings_of(const Work& work, std::string_view phone) {
  std::vector<booking::Booking> found;
  for (const std::string& key : phone_keys(work.office, phone)) {
    const auto records =
        work.store.office().records_with(RecordKind::contact, key, {}, limits::contacts_max);
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
