// What a payment gateway tells by itself: no device, but a signature over the bytes that came.
#include "core/service/payment_notice.h"

#include "app/server/routes/answers.h"
#include "app/server/routes/routes.h"
#include "core/reservation/payments.h"

namespace lobby::server {

port::Response take_payment_notice(const Context& context, const port::Request& request) {
  if (context.notice_secret == nullptr) {
    return problem(fail(ErrorCode::not_found, "this house has no payment gateway"));
  }
  const UtcTime now = context.clock.now();
  const Result<protocol::PaymentNotice> notice = service::read_payment_notice(
      request.notice_signature, request.body, *context.notice_secret, now);
  if (!notice) {
    context.log("a payment notice from " + request.remote_address +
                " was refused: " + std::string(name_of(notice.error().code)));
    return problem(notice.error());
  }
  if (const Status taken = reservation::take_notice(context.office(), *notice, now); !taken) {
    return problem(taken.error());
  }
  context.payments_changed();
  context.feed_changed();
  return json_answer("{}");
}

}  // namespace lobby::server
