// Signature first, then the body.
#include "core/service/payment_notice.h"

#include <span>

#include "core/base/limits.h"
#include "core/payment/signature.h"
#include "core/protocol/codec.h"

namespace lobby::service {
namespace {

payment::Mac mac_of(std::int64_t seconds, std::string_view body, port::KeyedHash& secret) {
  const std::string text = payment::signed_text(seconds, body);
  return secret.mac({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

}  // namespace

Result<protocol::PaymentNotice> read_payment_notice(std::string_view signature,
                                                    std::string_view body, port::KeyedHash& secret,
                                                    UtcTime now) {
  if (body.size() > limits::payment_message_bytes_max) {
    return fail(ErrorCode::too_large, "a notification has at most " +
                                          std::to_string(limits::payment_message_bytes_max) +
                                          " bytes");
  }
  const Result<payment::NoticeSignature> claimed = payment::parse_signature(signature);
  if (!claimed) {
    return claimed.error();
  }
  const payment::Mac expected = mac_of(claimed->seconds, body, secret);
  if (const Status sound = payment::check_signature(*claimed, expected, now); !sound) {
    return sound.error();
  }
  return protocol::payment_notice_from(body);
}

std::string sign_payment_notice(std::string_view body, port::KeyedHash& secret, UtcTime now) {
  const std::int64_t seconds = now.ms / 1'000;
  return payment::signature_text({seconds, {mac_of(seconds, body, secret)}});
}

}  // namespace lobby::service
