// From a seal to the details of the booking it came with.
#include "core/service/guest_seal.h"

#include <variant>

#include "core/base/text.h"
#include "core/protocol/codec.h"

namespace lobby::service {
namespace {

Result<guest::GuestDetails> open_seal(port::Unsealer& unsealer,
                                      const protocol::PlaceBooking& place) {
  if (!place.is_sealed()) {
    return place.booking.guest;
  }
  const Result<Bytes> opened = unsealer.open(place.sealed_guest);
  if (!opened) {
    return opened.error();
  }
  Result<protocol::SealContent> content =
      protocol::seal_content_from({reinterpret_cast<const char*>(opened->data()), opened->size()});
  if (!content) {
    return content.error();
  }
  if (content->site != place.booking.site) {
    return fail(ErrorCode::wrong_site, "the seal is of site " + content->site.text());
  }
  if (content->booking != place.booking.id) {
    return fail(ErrorCode::forbidden, "the seal is of booking " + content->booking.text());
  }
  return std::move(content->guest);
}

}  // namespace

std::vector<OpenedGuest> open_seals(port::Unsealer& unsealer,
                                    const std::vector<protocol::Operation>& operations) {
  std::vector<OpenedGuest> opened(operations.size());
  for (std::size_t index = 0; index < operations.size(); ++index) {
    const auto* place = std::get_if<protocol::PlaceBooking>(&operations[index].payload);
    if (place == nullptr) {
      continue;
    }
    Result<guest::GuestDetails> guest = open_seal(unsealer, *place);
    if (guest) {
      opened[index].guest = *std::move(guest);
    } else {
      opened[index].trouble = guest.error();
    }
  }
  return opened;
}

}  // namespace lobby::service
