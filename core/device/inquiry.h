// Questions of a guest about a booking, that only the server can answer: find it, what cancelling
// costs, cancel it. Each is one or two requests; nothing is kept here.
// The thread of the transport.
#pragma once

#include <string>
#include <variant>

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/booking/booking.h"
#include "core/booking/folio.h"
#include "core/booking/remedy.h"
#include "core/port/transport.h"
#include "core/protocol/office.h"

namespace lobby::device {

// By the code and the phone it was made with.
struct FindByCode {
  std::string code;
  std::string phone;

  bool operator==(const FindByCode&) const = default;
};

// By its ticket, as the scanner read it.
struct FindByTicket {
  std::string ticket_text;

  bool operator==(const FindByTicket&) const = default;
};

// What ending it costs now, and what is offered instead.
struct AskCancellation {
  BookingId booking;

  bool operator==(const AskCancellation&) const = default;
};

// The same command again is carried out once and answered alike.
struct CancelBooking {
  BookingId booking;
  protocol::CancelOrder order;

  bool operator==(const CancelBooking&) const = default;
};

using Inquiry = std::variant<FindByCode, FindByTicket, AskCancellation, CancelBooking>;

struct FoundBooking {
  booking::Booking booking;
  booking::Folio folio;

  bool operator==(const FoundBooking&) const = default;
};

// Of the finds, of AskCancellation, of CancelBooking.
using InquiryAnswer =
    std::variant<FoundBooking, booking::CancellationOffer, protocol::EndedBooking>;

// A guest stands and waits: longer than this is no answer.
inline constexpr Duration inquiry_timeout = Duration::seconds(8);

// Errors: those of the transport; what the server refuses, among it not_found (of FindByCode it
// does not tell which of the two is wrong), policy_refused (too many tries at this kiosk) and
// version_conflict (changed since it was shown); malformed (the answer is not one). After
// unavailable or timed_out a CancelBooking may have been carried out: ask the same again.
Result<InquiryAnswer> inquire(port::Transport& server, const Inquiry& inquiry);

}  // namespace lobby::device
