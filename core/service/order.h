// One operation under way on behalf of one device, and the units of a sale.
// The thread that runs the transaction.
#pragma once

#include "core/booking/booking.h"
#include "core/service/decide.h"

namespace lobby::service {

// One operation on behalf of one device.
struct Order {
  const Work& work;
  const port::DeviceRecord& device;
  bool late;
  const protocol::Operation& operation;
  const OpenedGuest& opened;
  Touched& touched;

  port::Holder holder() const { return {device.id, device.epoch}; }
};

// When the device says it happened, in the server's time; a clock that is ahead counts as now.
UtcTime stated_time(const Order& order);

// The units of a confirmed booking: from the device's grant, else as a late sale or from what was
// taken back while the device was silent; a conflict where there are none.
Result<Decision> take_units(const Order& order, const booking::Booking& booking);

}  // namespace lobby::service
