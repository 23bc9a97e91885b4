// One walk over the feed.
#include "core/service/audit_told.h"

#include <algorithm>

namespace lobby::service {
namespace {

constexpr std::size_t rows_a_page = 256;

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
    const Result<std::vector<port::FeedRow>> rows = store.feed_after(cursor, rows_a_page);
    if (!rows) {
      return rows.error();
    }
    for (const port::FeedRow& row : *rows) {
      note(row.item, told);
      cursor = row.cursor;
    }
    if (rows->size() < rows_a_page) {
      break;
    }
  }
  std::ranges::stable_sort(told.bookings, {}, &ToldBooking::id);
  std::ranges::stable_sort(told.admissions, {}, &ToldAdmission::id);
  return told;
}

}  // namespace lobby::service
