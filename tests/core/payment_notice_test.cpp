// Goal: a notice counts only with its signature over exactly these bytes at this time. Method: a
// notice signed by a keyed hash without cryptography, then one thing changed after the other;
// tests/contract/gateway_notice_test.cpp shows the real hash and the real wire.
#include "core/service/payment_notice.h"

#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "core/protocol/codec.h"
#include "tests/fakes/fake_vault.h"
#include "tests/fakes/store_facts.h"

namespace lobby::service {
namespace {

constexpr UtcTime now{1'796'000'000'000};

std::string notice() {
  protocol::PaymentNotice notice;
  notice.event = "ev-1";
  notice.at = now;
  notice.report.key = tests::id_of<payment::PaymentId>(7);
  notice.report.outcome = {payment::News::paid, "pi-7", {12'800, {}}, "", {}};
  return to_json(notice);
}

TEST(PaymentNotice, is_read_when_it_is_signed) {
  tests::FakeKeyedHash secret("whsec-example");
  const std::string signature = sign_payment_notice(notice(), secret, now);
  const auto read = read_payment_notice(signature, notice(), secret, now + Duration::minutes(5));
  ASSERT_TRUE(read.ok()) << to_string(read.error());
  EXPECT_EQ(to_json(*read), notice());
}

TEST(PaymentNotice, is_refused_by_name) {
  tests::FakeKeyedHash secret("whsec-example");
  tests::FakeKeyedHash other("whsec-other");
  const std::string signature = sign_payment_notice(notice(), secret, now);
  const auto code = [&](std::string_view header, std::string_view body, UtcTime at) {
    return read_payment_notice(header, body, secret, at).error().code;
  };
  EXPECT_EQ(code("", notice(), now), ErrorCode::malformed);
  EXPECT_EQ(code(sign_payment_notice(notice(), other, now), notice(), now),
            ErrorCode::bad_signature);
  EXPECT_EQ(code(signature, notice() + " ", now), ErrorCode::bad_signature);
  EXPECT_EQ(code("t=1796000001" + signature.substr(12), notice(), now), ErrorCode::bad_signature);
  EXPECT_EQ(code(signature, notice(), now + Duration::minutes(6)), ErrorCode::expired);
  EXPECT_EQ(code(signature, std::string(limits::payment_message_bytes_max + 1, ' '), now),
            ErrorCode::too_large);
  EXPECT_EQ(code(sign_payment_notice("{}", secret, now), "{}", now), ErrorCode::missing_field);
}

}  // namespace
}  // namespace lobby::service
