// Opening the seals of a batch, before its transaction: it costs more than applying the sale, and
// nobody who writes should wait for it.
// Any thread.
#pragma once

#include <optional>
#include <vector>

#include "core/base/result.h"
#include "core/guest/guest.h"
#include "core/port/sealer.h"
#include "core/protocol/operation.h"

namespace lobby::service {

// Of one operation; empty and without trouble where it places no booking. A booking from before
// seals has its guest beside it.
struct OpenedGuest {
  guest::GuestDetails guest;
  std::optional<Error> trouble;  // why there are no details, to be told to staff
};

// As many as there are operations, in their order. Trouble: what the unsealer says; what the codec
// says of the content; wrong_site and forbidden (the seal is of another site, another booking).
std::vector<OpenedGuest> open_seals(port::Unsealer& unsealer,
                                    const std::vector<protocol::Operation>& operations);

}  // namespace lobby::service
