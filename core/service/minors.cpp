// Records of kind `duties`, by the booking's id.
#include "core/service/minors.h"

#include "core/protocol/office_codec.h"

namespace lobby::service {

using port::RecordId;
using port::RecordKind;

Result<std::optional<office::MinorStay>> minor_stay_of(const Work& work,
                                                       const booking::Booking& booking) {
  const auto stored = work.store.office().record(RecordKind::duties, RecordId(booking.id.bytes()));
  if (!stored) {
    return stored.error();
  }
  if (*stored) {
    const auto stay = protocol::minor_stay_from((*stored)->content);
    return stay ? Result<std::optional<office::MinorStay>>(*stay) : stay.error();
  }
  return office::hosts_minors(work.office.catalog, booking.selection)
             ? std::optional(office::MinorStay{booking.id})
             : std::nullopt;
}

Status save_minor_stay(const Work& work, const office::MinorStay& stay) {
  return work.store.office().put_record(
      {RecordKind::duties, RecordId(stay.booking.bytes()), stay.version, protocol::to_json(stay)});
}

}  // namespace lobby::service
