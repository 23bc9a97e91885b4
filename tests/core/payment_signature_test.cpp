// Goal: a signature header is read in one form only, and says the truth only with the right value
// and within its time. Method: tables of headers and of times round the tolerance.
#include <gtest/gtest.h>

#include "core/payment/signature.h"

namespace lobby::payment {
namespace {

constexpr std::int64_t seconds = 1'796'000'000;
constexpr UtcTime now{seconds * 1'000};

Mac mac(std::uint8_t byte) {
  Mac made{};
  made.fill(byte);
  return made;
}

TEST(PaymentSignature, reads_what_it_writes) {
  for (std::size_t count = 1; count <= signature_values_max; ++count) {
    NoticeSignature signature{seconds, {}};
    for (std::size_t index = 0; index < count; ++index) {
      signature.values.push_back(mac(static_cast<std::uint8_t>(index)));
    }
    const Result<NoticeSignature> read = parse_signature(signature_text(signature));
    ASSERT_TRUE(read.ok()) << to_string(read.error());
    EXPECT_EQ(*read, signature);
  }
  EXPECT_EQ(signed_text(7, "{}"), "7.{}");
}

TEST(PaymentSignature, another_form_is_refused) {
  const std::string good = signature_text({seconds, {mac(1)}});
  const std::string value = good.substr(good.find("v1="));
  const std::string table[] = {
      "",
      "t=",
      "t=1796000000",
      value,
      "t=," + value,
      "t=01," + value,
      "t=-1," + value,
      "t=1.5," + value,
      "t=99999999999999999999," + value,
      "t=1,",
      "t=1,v1=",
      "t=1,v0=" + value.substr(3),
      "t=1,v1=" + value.substr(4),
      good + ",",
      good + ",t=2",
      " " + good,
      good + " ",
      good + std::string(600, ' '),
  };
  for (const std::string& header : table) {
    const Result<NoticeSignature> read = parse_signature(header);
    ASSERT_FALSE(read) << header;
    EXPECT_EQ(read.error().code, ErrorCode::malformed) << header;
  }
  const std::string many = "t=1," + value + "," + value + "," + value + "," + value + "," + value;
  EXPECT_EQ(parse_signature(many).error().code, ErrorCode::too_large);
}

TEST(PaymentSignature, one_of_its_values_has_to_be_right) {
  EXPECT_TRUE(check_signature({seconds, {mac(1)}}, mac(1), now));
  EXPECT_TRUE(check_signature({seconds, {mac(2), mac(1)}}, mac(1), now));
  EXPECT_EQ(check_signature({seconds, {}}, mac(1), now).error().code, ErrorCode::bad_signature);
  for (std::size_t index = 0; index < mac(1).size(); ++index) {
    Mac changed = mac(1);
    changed[index] ^= 0x80U;
    EXPECT_EQ(check_signature({seconds, {changed}}, mac(1), now).error().code,
              ErrorCode::bad_signature)
        << index;
  }
}

TEST(PaymentSignature, holds_for_five_minutes_either_way) {
  const NoticeSignature signature{seconds, {mac(1)}};
  for (const std::int64_t apart : {-300'000, 0, 300'000}) {
    EXPECT_TRUE(check_signature(signature, mac(1), {now.ms + apart})) << apart;
  }
  for (const std::int64_t apart : {-300'001, 300'001}) {
    const Status checked = check_signature(signature, mac(1), {now.ms + apart});
    EXPECT_EQ(checked.error().code, ErrorCode::expired) << apart;
    // Whoever cannot sign is not told that a time is wrong.
    EXPECT_EQ(check_signature(signature, mac(2), {now.ms + apart}).error().code,
              ErrorCode::bad_signature);
  }
}

}  // namespace
}  // namespace lobby::payment
