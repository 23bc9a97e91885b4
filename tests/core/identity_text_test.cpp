// Goal: a screen can show where a number is wrong, staff see what to do and never a whole number,
// and names on the wire stay. Method: examples.
#include <iterator>
#include <utility>

#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "core/guest/identity.h"

namespace lobby::guest {
namespace identity_text_test {

using enum IdentityKind;
using Rule = IdentityRule;

const LocalDate today = LocalDate::of(2026, 11, 28);

TEST(Identity, a_fault_shows_the_text_and_says_what_to_do) {
  const IdentityCheck check =
      check_identity(resident_number, "１１０１０５ １９４９１２３１００2 林", today);
  ASSERT_FALSE(check.ok());
  const IdentityFault& fault = check.fault();
  EXPECT_EQ(fault.text, "11010519491231002?");
  EXPECT_EQ(fault.position, 17U);
  EXPECT_EQ(fault.error.code, ErrorCode::malformed);
  EXPECT_EQ(fault.error.detail,
            "resident identity number, character 18: this cannot stand here; enter it as printed "
            "on the document (17 digits and a last digit or X; this has 18 characters)");
  EXPECT_EQ(check.result().error(), fault.error);
}

TEST(Identity, every_rule_has_its_code) {
  const auto code = [](IdentityKind kind, const std::string& typed) {
    return check_identity(kind, typed, today).result().error().code;
  };
  EXPECT_EQ(code(resident_number, "\xFF"), ErrorCode::invalid_utf8);
  EXPECT_EQ(code(resident_number, std::string(limits::identity_text_bytes_max + 1, ' ')),
            ErrorCode::too_large);
  EXPECT_EQ(code(resident_number, ""), ErrorCode::malformed);
  EXPECT_EQ(code(resident_number, "1"), ErrorCode::out_of_range);
  EXPECT_EQ(code(resident_number, "110000202611290010"), ErrorCode::out_of_range);
  EXPECT_EQ(code(resident_number, "110105194912310020"), ErrorCode::malformed);
}

TEST(Identity, kinds_and_rules_have_stable_names) {
  EXPECT_EQ(identity_kind_from("driving_licence"), std::nullopt);
  const std::pair<IdentityKind, std::string_view> kinds[] = {
      {resident_number, "resident_number"},
      {residence_permit, "residence_permit"},
      {machine_readable, "machine_readable"},
      {passport_number, "passport_number"},
      {hong_kong_macao_permit, "hong_kong_macao_permit"},
      {taiwan_permit, "taiwan_permit"},
      {permanent_resident, "permanent_resident"},
      {company_code, "company_code"},
  };
  EXPECT_EQ(std::size(kinds), identity_kind_count);
  for (const auto& [kind, name] : kinds) {
    EXPECT_EQ(name_of(kind), name);
    EXPECT_EQ(identity_kind_from(name), kind);
  }
  const std::pair<Rule, std::string_view> rules[] = {
      {Rule::too_large, "too_large"},
      {Rule::encoding, "encoding"},
      {Rule::empty, "empty"},
      {Rule::prefix, "prefix"},
      {Rule::character, "character"},
      {Rule::length, "length"},
      {Rule::digit_missing, "digit_missing"},
      {Rule::region, "region"},
      {Rule::authority, "authority"},
      {Rule::category, "category"},
      {Rule::document_code, "document_code"},
      {Rule::state_code, "state_code"},
      {Rule::name, "name"},
      {Rule::number, "number"},
      {Rule::sex, "sex"},
      {Rule::birth_date, "birth_date"},
      {Rule::birth_in_future, "birth_in_future"},
      {Rule::expiry_date, "expiry_date"},
      {Rule::check_character, "check_character"},
      {Rule::composite_check, "composite_check"},
  };
  EXPECT_EQ(std::size(rules), identity_rule_count);
  for (const auto& [rule, name] : rules) {
    EXPECT_EQ(name_of(rule), name);
  }
}

TEST(Identity, a_mask_keeps_the_ends_and_shows_a_company) {
  struct Row {
    IdentityKind kind;
    std::string number;
    std::string shown;
  };
  const Row table[] = {
      {resident_number, "11010519491231002X", "1***************2X"},
      {residence_permit, "810000199408230021", "8***************21"},
      {permanent_resident, "932682198501010017", "9***************17"},
      {permanent_resident, "KAZ110090123105", "K************05"},
      {passport_number, "E00000000", "E******00"},
      {passport_number, "A1234567", "A*****67"},
      {passport_number, "A123456", "*****56"},
      {passport_number, "A1234", "***34"},
      {hong_kong_macao_permit, "H1234567800", "H********00"},
      {taiwan_permit, "00000000", "0*****00"},
      {company_code, "91350100M000100Y43", "91350100M000100Y43"},
  };
  for (const Row& row : table) {
    const IdentityCheck check = check_identity(row.kind, row.number, today);
    ASSERT_TRUE(check.ok()) << row.number;
    EXPECT_EQ(masked(*check), row.shown);
  }
}

TEST(Identity, wiping_leaves_nothing) {
  Identity identity = *check_identity(resident_number, "11010519491231002X", today);
  wipe(identity);
  EXPECT_EQ(identity, Identity{});
}

}  // namespace identity_text_test
}  // namespace lobby::guest
