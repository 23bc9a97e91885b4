// Units between a device and the site outside a sale: asked for while a guest decides, given back
// unsold, called back from those who hold them (protocol rules 5 to 7).
// The thread that runs the transaction.
#pragma once

#include <set>

#include "core/inventory/slot.h"
#include "core/service/decide.h"

namespace lobby::service {

// All of it or nothing. A refusal is an answer to the guest's kiosk, no task for staff; what other
// kiosks keep beside their guests is then called back, so that asking again may help.
// `freed` collects the slots with less or more free than before.
Result<Decision> request_units(const Work& work, const Source& source,
                               const protocol::RequestUnits& request,
                               std::set<inventory::Slot>& freed);

// From a closed epoch there is nothing to give back: it was taken when the epoch was closed.
Result<Decision> return_units(const Work& work, const Source& source,
                              const protocol::ReturnUnits& returned,
                              std::set<inventory::Slot>& freed);

// Tells a kiosk how many units of a slot were taken back from it while it was silent (rule 9).
Status tell_reclaimed(const Work& work, const port::Holder& holder, const inventory::Slot& slot);

}  // namespace lobby::service
