// Patterns with an id between slashes, and what each asks of core/reservation.
#include "app/server/routes/office_routes.h"

#include <algorithm>
#include <array>
#include <string>

#include "app/server/routes/answers.h"
#include "app/server/routes/query.h"
#include "core/base/limits.h"
#include "core/protocol/office_codec.h"
#include "core/reservation/bookings.h"
#include "core/reservation/changes.h"
#include "core/reservation/guests.h"
#include "core/reservation/house.h"
#include "core/reservation/payments.h"
#include "core/reservation/quotes.h"
#include "core/reservation/search.h"
#include "core/reservation/vouchers.h"
#include "core/reservation/waiting.h"

namespace lobby::server {
namespace {

using reservation::Request;

// One request with the id that its path holds.
struct Call {
  const Context& context;
  const port::Request& http;
  const Request& request;
  IdBytes id;

  BookingId booking() const { return BookingId(id); }
  office::WaitId wait() const { return office::WaitId(id); }
  payment::PaymentId payment() const { return payment::PaymentId(id); }
  guest::GuestId guest() const { return guest::GuestId(id); }
};

using Reply = Result<std::string>;
using Handle = Reply (*)(const Call&);

// Reads the body as an order and passes it on.
template <auto read, auto handle>
Reply plain_order(const Call& call) {
  const auto order = read(call.http.body);
  return order ? handle(call.request, *order) : Reply(order.error());
}
template <auto read, auto handle>
Reply booking_order(const Call& call) {
  const auto order = read(call.http.body);
  return order ? handle(call.request, call.booking(), *order) : Reply(order.error());
}
template <Reply (*handle)(const Request&, BookingId)>
Reply of_booking(const Call& call) {
  return handle(call.request, call.booking());
}

Result<std::size_t> page_limit(const Call& call) {
  const Result<std::int64_t> limit =
      query_number(call.http, "limit", static_cast<std::int64_t>(limits::page_items_max));
  if (!limit) {
    return limit.error();
  }
  if (*limit < 1 || *limit > static_cast<std::int64_t>(limits::page_items_max)) {
    return fail(ErrorCode::out_of_range,
                "limit: is 1 to " + std::to_string(limits::page_items_max));
  }
  return static_cast<std::size_t>(*limit);
}

// The pages of a list go on after the `next` of the one before.
template <class IdType, class List>
Reply page_of(const Call& call, const List& list) {
  const Result<std::size_t> limit = page_limit(call);
  if (!limit) {
    return limit.error();
  }
  const std::optional<std::string> after = query_value(call.http, "after");
  const Result<IdType> id = after ? IdType::parse(*after) : Result<IdType>(IdType{});
  return id ? list(*id, *limit)
            : Reply(fail(ErrorCode::malformed, "after: is the `next` of a page"));
}
template <class IdType, Reply (*list)(const Request&, IdType, std::size_t)>
Reply page(const Call& call) {
  return page_of<IdType>(
      call, [&](IdType after, std::size_t limit) { return list(call.request, after, limit); });
}

Reply find_by_ticket(const Call& call, const std::string& text) {
  const Result<ticket::SignedTicket> scanned = ticket::parse_ticket(text);
  return scanned ? reservation::find_booking(call.request, call.context.verifier, *scanned)
                 : Reply(fail(scanned.error().code, "ticket: " + scanned.error().detail));
}

Reply find_booking(const Call& call) {
  if (const std::optional<std::string> text = query_value(call.http, "ticket")) {
    return find_by_ticket(call, *text);
  }
  const std::optional<std::string> code = query_value(call.http, "code");
  const std::optional<std::string> phone = query_value(call.http, "phone");
  if (!code || !phone) {
    return fail(ErrorCode::missing_field, !code ? "code: is missing" : "phone: is missing");
  }
  const Result<ticket::BookingCode> parsed = ticket::BookingCode::parse(*code);
  return parsed ? reservation::find_booking(call.request, *parsed, *phone)
                : Reply(fail(parsed.error().code, "code: " + parsed.error().detail));
}

Reply read_waiting(const Call& call) {
  return reservation::read_waiting(call.request, call.wait());
}

Reply answer_waiting(const Call& call) {
  const auto order = protocol::answer_order_from(call.http.body);
  return order ? reservation::answer_waiting(call.request, call.wait(), *order)
               : Reply(order.error());
}

Reply start_payment(const Call& call) {
  const auto order = protocol::pay_order_from(call.http.body);
  return order ? reservation::start_payment(call.request, call.context.cashiers, call.booking(),
                                            *order)
               : Reply(order.error());
}

Reply read_quote(const Call& call) {
  return reservation::read_quote(call.request, booking::QuoteId(call.id));
}

Reply read_payment(const Call& call) {
  return reservation::read_payment(call.request, call.payment());
}

template <reservation::HandDeed deed>
Reply payment_deed(const Call& call) {
  const auto order = protocol::hand_order_from(call.http.body);
  return order ? reservation::act_on_payment(call.request, call.payment(), deed, *order)
               : Reply(order.error());
}

Reply read_guest(const Call& call) {
  return reservation::read_profile(call.request, call.guest());
}
Reply save_guest(const Call& call) {
  const auto order = protocol::profile_order_from(call.http.body);
  return order ? reservation::save_profile(call.request, call.guest(), *order)
               : Reply(order.error());
}
Reply read_voucher(const Call& call) {
  return reservation::read_voucher(call.request, office::VoucherId(call.id));
}
Reply withdraw_voucher(const Call& call) {
  const auto order = protocol::withdraw_order_from(call.http.body);
  return order ? reservation::withdraw_voucher(call.request, office::VoucherId(call.id), *order)
               : Reply(order.error());
}
Reply change_consent(const Call& call) {
  const auto order = protocol::consent_order_from(call.http.body);
  return order ? reservation::change_consent(call.request, call.guest(), *order)
               : Reply(order.error());
}

Reply list_work_orders(const Call& call) {
  const std::optional<std::string> department = query_value(call.http, "department");
  const std::optional<std::string> day = query_value(call.http, "date");
  if (!department || !day) {
    return fail(ErrorCode::missing_field,
                !department ? "department: is missing" : "date: is missing");
  }
  const Result<DepartmentId> id = DepartmentId::parse(*department);
  if (!id) {
    return fail(ErrorCode::not_found, "department: the catalogue has no such department");
  }
  const Result<LocalDate> date = LocalDate::parse(*day);
  if (!date) {
    return fail(date.error().code, "date: " + date.error().detail);
  }
  return page_of<BookingId>(call, [&](BookingId after, std::size_t limit) {
    return reservation::list_work_orders(call.request, *id, *date, after, limit);
  });
}

// What may have come of it: news for the feed, a payment to be asked about.
enum class Effect : std::uint8_t { none, told, payment };

struct OfficeEntry {
  std::string_view method;
  std::string_view pattern;  // "{id}" stands for a UUID
  Effect effect;
  Handle handle;
};

constexpr std::array office_entries = {
    OfficeEntry{"POST", "/v1/availability", Effect::none,
                &plain_order<&protocol::availability_query_from, &reservation::search>},
    OfficeEntry{"POST", "/v1/quotes", Effect::none,
                &plain_order<&protocol::quote_order_from, &reservation::give_quote>},
    OfficeEntry{"GET", "/v1/quotes/{id}", Effect::none, &read_quote},
    OfficeEntry{"POST", "/v1/bookings", Effect::told,
                &plain_order<&protocol::place_order_from, &reservation::place_booking>},
    OfficeEntry{"GET", "/v1/bookings", Effect::none, &page<BookingId, &reservation::list_bookings>},
    OfficeEntry{"GET", "/v1/bookings/find", Effect::none, &find_booking},
    OfficeEntry{"GET", "/v1/bookings/{id}", Effect::none, &of_booking<&reservation::read_booking>},
    OfficeEntry{"POST", "/v1/bookings/{id}/preview", Effect::none,
                &booking_order<&protocol::amendment_from, &reservation::preview_change>},
    OfficeEntry{"POST", "/v1/bookings/{id}/amendments", Effect::told,
                &booking_order<&protocol::amend_order_from, &reservation::change_booking>},
    OfficeEntry{"GET", "/v1/bookings/{id}/cancellation", Effect::none,
                &of_booking<&reservation::cancellation_of>},
    OfficeEntry{"POST", "/v1/bookings/{id}/cancellation", Effect::told,
                &booking_order<&protocol::cancel_order_from, &reservation::cancel_booking>},
    OfficeEntry{"POST", "/v1/bookings/{id}/steps", Effect::told,
                &booking_order<&protocol::step_order_from, &reservation::step_booking>},
    OfficeEntry{"GET", "/v1/bookings/{id}/terms", Effect::none,
                &of_booking<&reservation::read_terms>},
    OfficeEntry{"GET", "/v1/bookings/{id}/duties", Effect::none,
                &of_booking<&reservation::read_duties>},
    OfficeEntry{"POST", "/v1/bookings/{id}/duties", Effect::none,
                &booking_order<&protocol::duties_order_from, &reservation::record_duties>},
    OfficeEntry{"GET", "/v1/work-orders", Effect::none, &list_work_orders},
    OfficeEntry{"GET", "/v1/bookings/{id}/folio", Effect::none,
                &of_booking<&reservation::read_folio>},
    OfficeEntry{"POST", "/v1/bookings/{id}/folio", Effect::told,
                &booking_order<&protocol::post_order_from, &reservation::post_to_folio>},
    OfficeEntry{"POST", "/v1/bookings/{id}/vouchers", Effect::told,
                &booking_order<&protocol::redeem_order_from, &reservation::redeem_voucher>},
    OfficeEntry{"POST", "/v1/bookings/{id}/payments", Effect::payment, &start_payment},
    OfficeEntry{"GET", "/v1/bookings/{id}/payments", Effect::none,
                &of_booking<&reservation::list_payments>},
    OfficeEntry{"GET", "/v1/payments/refunds", Effect::none,
                &page<payment::PaymentId, &reservation::list_refunds>},
    OfficeEntry{"GET", "/v1/payments/{id}", Effect::none, &read_payment},
    OfficeEntry{"POST", "/v1/payments/{id}/cancellation", Effect::payment,
                &payment_deed<reservation::HandDeed::call_off>},
    OfficeEntry{"POST", "/v1/payments/{id}/receipt", Effect::payment,
                &payment_deed<reservation::HandDeed::take>},
    OfficeEntry{"POST", "/v1/payments/{id}/refund", Effect::payment,
                &payment_deed<reservation::HandDeed::refund>},
    OfficeEntry{"POST", "/v1/payments/{id}/returned", Effect::payment,
                &payment_deed<reservation::HandDeed::returned>},
    OfficeEntry{"POST", "/v1/vouchers", Effect::none,
                &plain_order<&protocol::voucher_order_from, &reservation::issue_voucher>},
    OfficeEntry{"POST", "/v1/vouchers/search", Effect::none,
                &plain_order<&protocol::voucher_query_from, &reservation::find_voucher>},
    OfficeEntry{"GET", "/v1/vouchers/{id}", Effect::none, &read_voucher},
    OfficeEntry{"POST", "/v1/vouchers/{id}/withdrawal", Effect::none, &withdraw_voucher},
    OfficeEntry{"POST", "/v1/guests", Effect::none, &save_guest},
    OfficeEntry{"POST", "/v1/guests/search", Effect::none,
                &plain_order<&protocol::guest_query_from, &reservation::find_profiles>},
    OfficeEntry{"GET", "/v1/guests/{id}", Effect::none, &read_guest},
    OfficeEntry{"POST", "/v1/guests/{id}", Effect::none, &save_guest},
    OfficeEntry{"POST", "/v1/guests/{id}/consents", Effect::none, &change_consent},
    OfficeEntry{"POST", "/v1/refusals", Effect::none,
                &plain_order<&protocol::refusal_order_from, &reservation::refuse_guest>},
    OfficeEntry{"POST", "/v1/waiting", Effect::none,
                &plain_order<&protocol::join_order_from, &reservation::join_waiting>},
    OfficeEntry{"GET", "/v1/waiting", Effect::none,
                &page<office::WaitId, &reservation::list_waiting>},
    OfficeEntry{"GET", "/v1/waiting/{id}", Effect::none, &read_waiting},
    OfficeEntry{"POST", "/v1/waiting/{id}/answer", Effect::told, &answer_waiting},
};

// Whether the path is the pattern's; then `id` is what stands in its place.
bool matches(std::string_view pattern, std::string_view path, std::string_view& id) {
  constexpr std::string_view hole = "{id}";
  const std::size_t at = pattern.find(hole);
  if (at == std::string_view::npos) {
    return path == pattern;
  }
  const std::string_view tail = pattern.substr(at + hole.size());
  if (!path.starts_with(pattern.substr(0, at)) || !path.ends_with(tail) ||
      path.size() <= at + tail.size()) {
    return false;
  }
  id = path.substr(at, path.size() - at - tail.size());
  return id.find('/') == std::string_view::npos;
}

port::Response carried_out(const Context& context, const port::Request& request,
                           const OfficeEntry& entry, std::string_view id_text) {
  if (request.method == "POST") {
    if (const Status json = check_json_type(request); !json) {
      return problem(415, json.error());
    }
  }
  const Result<DeviceId> device = device_of(request);
  if (!device) {
    return problem(device.error());
  }
  Result<IdBytes> id = id_text.empty() ? IdBytes{} : parse_id_bytes(id_text);
  if (!id) {
    return problem(fail(ErrorCode::not_found,
                        "there is nothing with the id " + std::string(id_text.substr(0, 60))));
  }
  const service::Office office = context.office();
  const Request asked{office, context.entropy, *device, context.clock.now(), request.body};
  Reply reply = entry.handle({context, request, asked, *id});
  if (!reply) {
    // An offer or quote that has ended; as a status of its own it is a certificate's.
    const bool ended = reply.error().code == ErrorCode::expired;
    return ended ? problem(409, reply.error()) : problem(reply.error());
  }
  if (entry.effect != Effect::none) {
    context.feed_changed();
  }
  if (entry.effect == Effect::payment) {
    context.payments_changed();
  }
  return json_answer(*std::move(reply));
}

}  // namespace

std::optional<port::Answer> office_route(const Context& context, const port::Request& request,
                                         std::string_view path) {
  std::string allowed;
  for (const OfficeEntry& entry : office_entries) {
    std::string_view id;
    if (!matches(entry.pattern, path, id)) {
      continue;
    }
    const bool head = request.method == "HEAD" && entry.method == "GET";
    if (request.method == entry.method || head) {
      return carried_out(context, request, entry, id);
    }
    allowed += (allowed.empty() ? "" : ", ") + std::string(entry.method);
    allowed += entry.method == "GET" ? ", HEAD" : "";
  }
  if (allowed.empty()) {
    return std::nullopt;
  }
  port::Response refused =
      problem(405, fail(ErrorCode::malformed, request.method.substr(0, 20) +
                                                  " is no method of this path; use " + allowed));
  refused.allow = allowed;
  return refused;
}

}  // namespace lobby::server
