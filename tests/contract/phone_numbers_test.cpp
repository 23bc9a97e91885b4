// Goal: what guests of many countries type becomes one E.164 number, written as at home and from
// abroad; what cannot be is refused by name and not repeated. Method: numbers set aside for
// examples and fiction where a country has them (+1 …555-01xx, Ofcom's 020 7946 0xxx, ACMA's 0491
// 570 15x), else libphonenumber's own examples.
#include "platform/phonenumber/phone_numbers.h"

#include <gtest/gtest.h>

namespace lobby::phonenumber {
namespace {

TEST(PhoneNumbers, numbers_of_many_countries) {
  struct Row {
    const char* typed;
    const char* region;
    const char* e164;
    const char* national;
    const char* international;
    const char* home;
    bool may_be_mobile;
  };
  const Row table[] = {
      {"131 2345 6789", "CN", "+8613123456789", "131 2345 6789", "+86 131 2345 6789", "CN", true},
      {"１３１２３４５６７８９", "CN", "+8613123456789", "131 2345 6789", "+86 131 2345 6789", "CN",
       true},
      {"0086-131-2345-6789", "CN", "+8613123456789", "131 2345 6789", "+86 131 2345 6789", "CN",
       true},
      {"(010) 1234 5678", "CN", "+861012345678", "010 1234 5678", "+86 10 1234 5678", "CN", false},
      {"5123 4567", "HK", "+85251234567", "5123 4567", "+852 5123 4567", "HK", true},
      {"2123 4567", "HK", "+85221234567", "2123 4567", "+852 2123 4567", "HK", false},
      {"6612 3456", "MO", "+85366123456", "6612 3456", "+853 6612 3456", "MO", true},
      {"0912 345 678", "TW", "+886912345678", "0912 345 678", "+886 912 345 678", "TW", true},
      {"02 2123 4567", "TW", "+886221234567", "02 2123 4567", "+886 2 2123 4567", "TW", false},
      {"(212) 555-0123", "US", "+12125550123", "(212) 555-0123", "+1 212-555-0123", "US", true},
      {"+1 613 555 0123", "CN", "+16135550123", "(613) 555-0123", "+1 613-555-0123", "CA", true},
      {"020 7946 0123", "GB", "+442079460123", "020 7946 0123", "+44 20 7946 0123", "GB", false},
      {"07400 123456", "GB", "+447400123456", "07400 123456", "+44 7400 123456", "GB", true},
      {"01512 3456789", "DE", "+4915123456789", "01512 3456789", "+49 1512 3456789", "DE", true},
      {"030 123456", "DE", "+4930123456", "030 123456", "+49 30 123456", "DE", false},
      {"090-1234-5678", "JP", "+819012345678", "090-1234-5678", "+81 90-1234-5678", "JP", true},
      {"03-1234-5678", "JP", "+81312345678", "03-1234-5678", "+81 3-1234-5678", "JP", false},
      {"010-2000-0000", "KR", "+821020000000", "010-2000-0000", "+82 10-2000-0000", "KR", true},
      {"8123 4567", "SG", "+6581234567", "8123 4567", "+65 8123 4567", "SG", true},
      {"0491 570 156", "AU", "+61491570156", "0491 570 156", "+61 491 570 156", "AU", true},
      {"06 12 34 56 78", "FR", "+33612345678", "06 12 34 56 78", "+33 6 12 34 56 78", "FR", true},
      {"02 1234 5678", "IT", "+390212345678", "02 1234 5678", "+39 02 1234 5678", "IT", false},
      {"8 (912) 345-67-89", "RU", "+79123456789", "8 (912) 345-67-89", "+7 912 345-67-89", "RU",
       true},
      {"081234 56789", "IN", "+918123456789", "081234 56789", "+91 81234 56789", "IN", true},
      {"+800 1234 5678", "CN", "+80012345678", "1234 5678", "+800 1234 5678", "001", false},
  };
  PhoneNumbers numbers;
  for (const Row& row : table) {
    const Result<port::PhoneNumber> parsed = numbers.parse(row.typed, row.region);
    if (!parsed) {
      ADD_FAILURE() << row.typed << " " << row.region << ": " << to_string(parsed.error());
      continue;
    }
    EXPECT_EQ(parsed->e164, row.e164);
    EXPECT_EQ(parsed->national, row.national);
    EXPECT_EQ(parsed->international, row.international);
    EXPECT_EQ(parsed->region, row.home) << row.typed;
    EXPECT_EQ(parsed->may_be_mobile, row.may_be_mobile) << row.typed;
    EXPECT_EQ(numbers.parse(parsed->e164, "ZZ").value(), *parsed) << row.typed;
    EXPECT_EQ(numbers.parse(parsed->international, "DE").value(), *parsed) << row.typed;
  }
}

TEST(PhoneNumbers, what_cannot_be_is_refused_by_name) {
  struct Row {
    std::string typed;
    const char* region;
    ErrorCode code;
  };
  const Row table[] = {
      {"", "CN", ErrorCode::malformed},
      {"no number", "CN", ErrorCode::malformed},
      {"+", "CN", ErrorCode::malformed},
      {"13123456789", "", ErrorCode::not_found},
      {"13123456789", "ZZ", ErrorCode::not_found},
      {"+999 123 456 789", "CN", ErrorCode::not_found},
      {"131 2345 678", "CN", ErrorCode::out_of_range},
      {"131 2345 67890", "CN", ErrorCode::out_of_range},
      {"111 1111 1111", "CN", ErrorCode::out_of_range},
      {"12", "GB", ErrorCode::out_of_range},
      {"07700 900123", "GB", ErrorCode::out_of_range},  // set aside for drama by Ofcom
      {"+44 7700 9001234567", "GB", ErrorCode::out_of_range},
      {"(212) 055-0123", "US", ErrorCode::out_of_range},
      {"+1 212 555 0123 ext. 9", "US", ErrorCode::malformed},
      {std::string(65, '1'), "CN", ErrorCode::too_large},
      {"131\xFF", "CN", ErrorCode::invalid_utf8},
  };
  PhoneNumbers numbers;
  for (const Row& row : table) {
    const Result<port::PhoneNumber> parsed = numbers.parse(row.typed, row.region);
    ASSERT_FALSE(parsed) << row.typed << " became " << parsed->e164;
    EXPECT_EQ(parsed.error().code, row.code) << row.typed << ": " << to_string(parsed.error());
    EXPECT_EQ(parsed.error().detail.find("2345"), std::string::npos) << "repeats the number";
  }
}

TEST(PhoneNumbers, nothing_of_what_guests_type_is_printed) {
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  PhoneNumbers numbers;
  EXPECT_FALSE(numbers.parse("+999 123 456 789", "CN"));
  EXPECT_FALSE(numbers.parse("Lin 13", "no region"));
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

}  // namespace
}  // namespace lobby::phonenumber
