// Parsing, validity and the three ways to write a number.
#include "platform/phonenumber/phone_numbers.h"

#include <exception>

#include <phonenumbers/logger.h>
#include <phonenumbers/phonenumber.pb.h>
#include <phonenumbers/phonenumberutil.h>

#include "core/base/text.h"

namespace lobby::phonenumber {
namespace {

using i18n::phonenumbers::PhoneNumberUtil;
using Number = i18n::phonenumbers::PhoneNumber;

constexpr std::size_t typed_bytes_max = 64;

Error parse_error(PhoneNumberUtil::ErrorType type) {
  switch (type) {
    case PhoneNumberUtil::INVALID_COUNTRY_CODE_ERROR:
      return fail(ErrorCode::not_found,
                  "no country has this calling code; choose the country, or begin with + and its "
                  "code");
    case PhoneNumberUtil::TOO_SHORT_AFTER_IDD:
    case PhoneNumberUtil::TOO_SHORT_NSN:
      return fail(ErrorCode::out_of_range, "the phone number is too short; compare it once more");
    case PhoneNumberUtil::TOO_LONG_NSN:
      return fail(ErrorCode::out_of_range, "the phone number is too long; compare it once more");
    case PhoneNumberUtil::NOT_A_NUMBER:
    case PhoneNumberUtil::NO_PARSING_ERROR:
      break;
  }
  return fail(ErrorCode::malformed, "this is no phone number; enter its digits");
}

Status check_plan(const PhoneNumberUtil& library, const Number& number) {
  if (library.IsValidNumber(number)) {
    return done();
  }
  switch (library.IsPossibleNumberWithReason(number)) {
    case PhoneNumberUtil::TOO_SHORT:
      return parse_error(PhoneNumberUtil::TOO_SHORT_NSN);
    case PhoneNumberUtil::TOO_LONG:
      return parse_error(PhoneNumberUtil::TOO_LONG_NSN);
    case PhoneNumberUtil::INVALID_COUNTRY_CODE:
      return parse_error(PhoneNumberUtil::INVALID_COUNTRY_CODE_ERROR);
    case PhoneNumberUtil::IS_POSSIBLE:
    case PhoneNumberUtil::IS_POSSIBLE_LOCAL_ONLY:
    case PhoneNumberUtil::INVALID_LENGTH:
      break;
  }
  return fail(ErrorCode::out_of_range,
              "no number of its country is like this one; compare it and the country once more");
}

Result<port::PhoneNumber> read(std::string_view typed, std::string_view region) {
  const PhoneNumberUtil& library = *PhoneNumberUtil::GetInstance();
  Number number;
  const auto parsed = library.Parse(std::string(typed), std::string(region), &number);
  if (parsed != PhoneNumberUtil::NO_PARSING_ERROR) {
    return parse_error(parsed);
  }
  if (number.has_extension()) {
    return fail(ErrorCode::malformed,
                "a phone number with an extension cannot be kept; enter the one before it");
  }
  if (const Status sound = check_plan(library, number); !sound) {
    return sound.error();
  }
  port::PhoneNumber result;
  library.Format(number, PhoneNumberUtil::E164, &result.e164);
  library.Format(number, PhoneNumberUtil::NATIONAL, &result.national);
  library.Format(number, PhoneNumberUtil::INTERNATIONAL, &result.international);
  library.GetRegionCodeForNumber(number, &result.region);
  const PhoneNumberUtil::PhoneNumberType type = library.GetNumberType(number);
  result.may_be_mobile =
      type == PhoneNumberUtil::MOBILE || type == PhoneNumberUtil::FIXED_LINE_OR_MOBILE;
  return result;
}

}  // namespace

PhoneNumbers::PhoneNumbers() {
  PhoneNumberUtil::GetInstance()->SetLogger(new i18n::phonenumbers::NullLogger());
}

Result<port::PhoneNumber> PhoneNumbers::parse(std::string_view typed, std::string_view region) {
  if (typed.size() > typed_bytes_max) {
    return fail(ErrorCode::too_large, "this is far too long for a phone number");
  }
  if (!is_utf8(typed)) {
    return fail(ErrorCode::invalid_utf8, "the phone number is not UTF-8; enter it again");
  }
  try {
    return read(typed, region);
  } catch (const std::exception& error) {
    return fail(ErrorCode::internal, std::string("libphonenumber: ") + error.what());
  }
}

}  // namespace lobby::phonenumber
