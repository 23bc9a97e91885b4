// Goal: sound numbers are taken as guests write them and tell what their standard says; any other
// is refused by rule and character. Method: tables. Numbers are the examples that standards and
// authorities print, or made up: addresses of no county, states of no world, round sequences.
#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "core/guest/identity.h"

namespace lobby::guest {
namespace identity_numbers_test {

using enum IdentityKind;
using Rule = IdentityRule;

const LocalDate today = LocalDate::of(2026, 11, 28);

struct Sound {
  IdentityKind kind;
  std::string typed;
  std::string text;
  std::string birth_date;  // empty: not told
  std::optional<Sex> sex;
  std::string nationality;
};

void expect_sound(const Sound& row) {
  SCOPED_TRACE(row.typed);
  const IdentityCheck check = check_identity(row.kind, row.typed, today);
  ASSERT_TRUE(check.ok()) << check.fault().error.detail;
  EXPECT_EQ(check->kind, row.kind);
  EXPECT_EQ(check->text, row.text);
  EXPECT_EQ(check->number, row.text);
  EXPECT_EQ(check->birth_date ? check->birth_date->text() : "", row.birth_date);
  EXPECT_EQ(check->sex, row.sex);
  EXPECT_EQ(check->nationality, row.nationality);
  EXPECT_EQ(check->surname + check->given_names + check->issuer, "");
}

TEST(Identity, examples_that_standards_and_authorities_print) {
  const Sound table[] = {
      // GB 11643-1999, annex
      {resident_number, "11010519491231002X", "11010519491231002X", "1949-12-31", Sex::female,
       "CHN"},
      {resident_number, "440524188001010014", "440524188001010014", "1880-01-01", Sex::male, "CHN"},
      {resident_number, "34052419800101001X", "34052419800101001X", "1980-01-01", Sex::male, "CHN"},
      // Specimens of the residence permits of 2018
      {residence_permit, "810000199408230021", "810000199408230021", "1994-08-23", Sex::female,
       "CHN"},
      {residence_permit, "830000199201300022", "830000199201300022", "1992-01-30", Sex::female,
       "CHN"},
      // Ministry of Public Security, 2010
      {hong_kong_macao_permit, "H1234567800", "H1234567800", "", {}, "CHN"},
      // National Immigration Administration, 2023: new card and the one before
      {permanent_resident, "932682198501010017", "932682198501010017", "1985-01-01", {}, "682"},
      {permanent_resident, "KAZ110090123105", "KAZ110090123105", "1990-12-31", {}, "KAZ"},
      // GB 32100-2015
      {company_code, "91350100M000100Y43", "91350100M000100Y43", "", {}, ""},
  };
  for (const Sound& row : table) {
    expect_sound(row);
  }
}

TEST(Identity, sound_numbers_as_guests_write_them) {
  const std::string eldest = "110000180001010013";
  const Sound table[] = {
      // A leap day of a century, the last sequence, a birth today, X.
      {resident_number, "110000200002290008", "110000200002290008", "2000-02-29", Sex::female,
       "CHN"},
      {resident_number, "650000190001019995", "650000190001019995", "1900-01-01", Sex::male, "CHN"},
      {resident_number, "50000020261128123x", "50000020261128123X", "2026-11-28", Sex::male, "CHN"},
      {resident_number, eldest, eldest, "1800-01-01", Sex::male, "CHN"},
      {resident_number, " 110105 19491231 002x\n", "11010519491231002X", "1949-12-31", Sex::female,
       "CHN"},
      {resident_number, "110105-19491231-002X", "11010519491231002X", "1949-12-31", Sex::female,
       "CHN"},
      {resident_number, "１１０１０５１９４９１２３１００２ｘ", "11010519491231002X", "1949-12-31",
       Sex::female, "CHN"},
      {resident_number, "110105　19491231——002Ⅹ", "11010519491231002X", "1949-12-31", Sex::female,
       "CHN"},
      {residence_permit, "810000200002290011", "810000200002290011", "2000-02-29", Sex::male,
       "CHN"},
      {residence_permit, "820000199912310022", "820000199912310022", "1999-12-31", Sex::female,
       "CHN"},
      {residence_permit, "830000196507043336", "830000196507043336", "1965-07-04", Sex::male,
       "CHN"},
      {passport_number, "e00000000", "E00000000", "", {}, ""},
      {passport_number, "EA 000-0000", "EA0000000", "", {}, ""},
      {passport_number, "1ABCD", "1ABCD", "", {}, ""},
      {hong_kong_macao_permit, "h00000000", "H00000000", "", {}, "CHN"},
      {hong_kong_macao_permit, "Ｍ００００ ００００", "M00000000", "", {}, "CHN"},
      {hong_kong_macao_permit, "M0000000001", "M0000000001", "", {}, "CHN"},
      {hong_kong_macao_permit, "HA0000000", "HA0000000", "", {}, ""},
      {hong_kong_macao_permit, "ma0000000", "MA0000000", "", {}, ""},
      {taiwan_permit, "00000000", "00000000", "", {}, "CHN"},
      {taiwan_permit, "0000 0000-01", "0000000001", "", {}, "CHN"},
      {permanent_resident, "965840202611280100", "965840202611280100", "2026-11-28", {}, "840"},
      {permanent_resident, "uto 1100 000101 01", "UTO110000010101", "2000-01-01", {}, "UTO"},
      {permanent_resident, "UTO310026112915", "UTO310026112915", "1926-11-29", {}, "UTO"},
      {company_code, "91100000madeup001c", "91100000MADEUP001C", "", {}, ""},
      {company_code, "92440000-MADEAP00X-1", "92440000MADEAP00X1", "", {}, ""},
      {company_code, "11100000000000001M", "11100000000000001M", "", {}, ""},
      {company_code, "543300000000000025", "543300000000000025", "", {}, ""},
      {company_code, "A1100000000000003J", "A1100000000000003J", "", {}, ""},
      {company_code, "N25100000000000045", "N25100000000000045", "", {}, ""},
      {company_code, "Y18100000000000057", "Y18100000000000057", "", {}, ""},
  };
  for (const Sound& row : table) {
    expect_sound(row);
  }
}

struct Bad {
  IdentityKind kind;
  std::string typed;
  Rule rule;
  std::size_t position;
};

void expect_broken(const Bad& row) {
  SCOPED_TRACE(row.typed);
  const IdentityCheck check = check_identity(row.kind, row.typed, today);
  ASSERT_FALSE(check.ok());
  EXPECT_EQ(check.fault().kind, row.kind);
  EXPECT_EQ(name_of(check.fault().rule), name_of(row.rule));
  EXPECT_EQ(check.fault().position, row.position);
}

TEST(Identity, broken_citizen_numbers) {
  const Bad table[] = {
      {resident_number, "", Rule::empty, 0},
      {resident_number, " \t-　\n", Rule::empty, 0},
      {resident_number, std::string(limits::identity_text_bytes_max + 1, '1'), Rule::too_large, 0},
      {resident_number, "11010519491231002\xC3\x28", Rule::encoding, 0},
      {resident_number, "1101O519491231002X", Rule::character, 4},
      {resident_number, "1101051949123100X2", Rule::character, 16},
      {resident_number, "11010519491231002Y", Rule::character, 17},
      {resident_number, "11010519491231林02X", Rule::character, 14},
      {resident_number, "110105*********02X", Rule::character, 6},
      {resident_number, "11010519491231002", Rule::length, 17},
      {resident_number, "110105491231002", Rule::length, 15},
      {resident_number, "11010519491231002X0", Rule::length, 18},
      {resident_number, "160000199001010012", Rule::region, 1},
      {resident_number, "710000199001010015", Rule::region, 0},
      {resident_number, "810000199408230021", Rule::region, 0},
      {resident_number, "932682198501010017", Rule::region, 0},
      {resident_number, "11000019000229001X", Rule::birth_date, 12},
      {resident_number, "110000202302290017", Rule::birth_date, 12},
      {resident_number, "110000200013010016", Rule::birth_date, 10},
      {resident_number, "110000200001000013", Rule::birth_date, 12},
      {resident_number, "110000200000010017", Rule::birth_date, 10},
      {resident_number, "110000179912310019", Rule::birth_date, 6},
      {resident_number, "110000202611290010", Rule::birth_in_future, 6},
      {resident_number, "110105194912310020", Rule::check_character, 17},
      {resident_number, "110105194912310121", Rule::check_character, 17},
      {residence_permit, "840000199001010014", Rule::region, 1},
      {residence_permit, "810001199001010015", Rule::region, 5},
      {residence_permit, "11010519491231002X", Rule::region, 0},
      {residence_permit, "810000199402300021", Rule::birth_date, 12},
      {residence_permit, "810000199408230022", Rule::check_character, 17},
      {residence_permit, "81000019940823002", Rule::length, 17},
  };
  for (const Bad& row : table) {
    expect_broken(row);
  }
}

TEST(Identity, broken_travellers_numbers) {
  const Bad table[] = {
      {passport_number, "E123", Rule::length, 4},
      {passport_number, "E123456789", Rule::length, 9},
      {passport_number, "E1234567#", Rule::character, 8},
      {passport_number, "LIN/YI", Rule::character, 3},
      {passport_number, "LINYI", Rule::digit_missing, 0},
      {hong_kong_macao_permit, "00000000", Rule::prefix, 0},
      {hong_kong_macao_permit, "C00000000", Rule::prefix, 0},
      {hong_kong_macao_permit, "HB0000000", Rule::prefix, 1},
      {hong_kong_macao_permit, "H", Rule::length, 1},
      {hong_kong_macao_permit, "H0000000", Rule::length, 8},
      {hong_kong_macao_permit, "H000000000", Rule::length, 10},
      {hong_kong_macao_permit, "H00000000000", Rule::length, 11},
      {hong_kong_macao_permit, "HA000000", Rule::length, 8},
      {hong_kong_macao_permit, "HA00000000", Rule::length, 9},
      {hong_kong_macao_permit, "H0000O000", Rule::character, 5},
      {taiwan_permit, "0000000", Rule::length, 7},
      {taiwan_permit, "000000000", Rule::length, 9},
      {taiwan_permit, "00000000000", Rule::length, 10},
      {taiwan_permit, "T0000000", Rule::character, 0},
      {taiwan_permit, "00000000(1)", Rule::character, 8},
      {permanent_resident, "110105194912310020", Rule::prefix, 0},
      {permanent_resident, "9", Rule::length, 1},
      {permanent_resident, "93268219850101A017", Rule::character, 14},
      {permanent_resident, "971840200012310055", Rule::region, 1},
      {permanent_resident, "990840200012310055", Rule::region, 1},
      {permanent_resident, "916840200012310055", Rule::region, 2},
      {permanent_resident, "932682198513010017", Rule::birth_date, 10},
      {permanent_resident, "932682202611290017", Rule::birth_in_future, 6},
      {permanent_resident, "932682198501010018", Rule::check_character, 17},
      {permanent_resident, "KA", Rule::length, 2},
      {permanent_resident, "KA1110090123105", Rule::character, 2},
      {permanent_resident, "KAZ11009O123105", Rule::character, 8},
      {permanent_resident, "KAZ1100901231055", Rule::length, 15},
      {permanent_resident, "UTO990085123129", Rule::region, 3},
      {permanent_resident, "UTO110090003105", Rule::birth_date, 9},
      {permanent_resident, "UTO110001022905", Rule::birth_date, 11},
  };
  for (const Bad& row : table) {
    expect_broken(row);
  }
}

TEST(Identity, broken_company_codes) {
  const Bad table[] = {
      {company_code, "91350100M000100Y4", Rule::length, 17},
      {company_code, "91350100M000100Y433", Rule::length, 18},
      {company_code, "9135O100M000100Y43", Rule::character, 4},
      {company_code, "91350100M0001O0Y43", Rule::character, 13},
      {company_code, "I1350100M000100Y43", Rule::character, 0},
      {company_code, "91350100S000100Y43", Rule::character, 8},
      {company_code, "91350100M000V00Y43", Rule::character, 12},
      {company_code, "91350100M000100Z43", Rule::character, 15},
      {company_code, "91160000MADEUP0015", Rule::region, 3},
      {company_code, "91990000MADEUP0017", Rule::region, 2},
      {company_code, "B1100000MADEUP001A", Rule::authority, 0},
      {company_code, "01100000MADEUP001A", Rule::authority, 0},
      {company_code, "94100000MADEUP0013", Rule::category, 1},
      {company_code, "A2100000MADEUP0018", Rule::category, 1},
      {company_code, "91350100M000100Y44", Rule::check_character, 17},
      {company_code, "91350100M000010Y43", Rule::check_character, 17},
  };
  for (const Bad& row : table) {
    expect_broken(row);
  }
}

}  // namespace identity_numbers_test
}  // namespace lobby::guest
