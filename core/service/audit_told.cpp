// One walk over the feed.
#include "core/service/audit_told.h"

#include <algorithm>

namespace lobby::service {
namespace {

constexpr std::size_t rows_a_page = 256;
const protocol::Reader any_desk{protocol::DeviceRole::desk, DeviceId{}};

void note(const protocol::FeedItem& item, Told& told) {
  if (const auto* booking = std::get_if<protocol::BookingNotice>(&item)) {
    told.bookings.push_back({booking->id, booking->code, booking->version});
  }
  if (const auto* admission = std::get_if<protocol::AdmissionNotice>(&item)) {
    told.admissions.push_back({admission->admission, admission->device, admission->undone});
  }
}

}  // namespace

Result<Told> read_told(port::ServerTransaction& store) {
  Told told;
  for (std::int64_t cursor = 0;;) {
    const Result<port::FeedRows> found = store.feed_after(cursor, any_desk, rows_a_page);
    if (!found) {
      return found.error();
    }
    for (const port::FeedRow& row : found->rows) {
      note(row.item, told);
    }
    cursor = found->cursor;
    if (!found->more) {
      break;
    }
  }
  std::ranges::stable_sort(told.bookings, {}, &ToldBooking::id);
  std::ranges::stable_sort(told.admissions, {}, &ToldAdmission::id);
  return told;
}

}  // namespace lobby::service
