// Goal: machine readable zones in all three sizes are read as Doc 9303 lays them out; any other is
// refused by rule and character, counted through the lines. Method: the documents that Doc 9303
// prints, then those with one thing changed. Utopia and its people are ICAO's.
#include <gtest/gtest.h>

#include "core/guest/identity.h"

namespace lobby::guest {
namespace identity_zone_test {

using Rule = IdentityRule;

const LocalDate today = LocalDate::of(2026, 11, 28);

// Doc 9303 part 4, appendix B; part 5, appendix B; part 6, appendix B.
const std::string passport =
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"
    "L898902C36UTO7408122F1204159ZE184226B<<<<<10";
const std::string card =
    "I<UTOD231458907<<<<<<<<<<<<<<<"
    "7408122F1204159UTO<<<<<<<<<<<6"
    "ERIKSSON<<ANNA<MARIA<<<<<<<<<<";
const std::string wide_card =
    "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<"
    "D231458907UTO7408122F1204159<<<<<<<6";
// Part 11, appendix D: numbers of more than nine characters.
const std::string long_card =
    "I<UTOD23145890<7349<<<<<<<<<<<"
    "3407127M9507122UTO<<<<<<<<<<<2"
    "STEVENSON<<PETER<JOHN<<<<<<<<<";
const std::string long_wide_card =
    "I<UTOSTEVENSON<<PETER<JOHN<<<<<<<<<<"
    "D23145890<UTO3407127M95071227349<<<8";

IdentityCheck read(const std::string& typed) {
  return check_identity(IdentityKind::machine_readable, typed, today);
}

Identity sound(const std::string& typed) {
  const IdentityCheck check = read(typed);
  EXPECT_TRUE(check.ok()) << typed << ": " << check.fault().error.detail;
  return check ? *check : Identity{};
}

// `text` with `part` written over it at `at`.
std::string with(std::string text, std::size_t at, std::string_view part) {
  return text.replace(at, part.size(), part);
}

TEST(IdentityZone, the_passport_that_doc_9303_prints) {
  const Identity identity = sound(passport);
  EXPECT_EQ(identity.text, passport);
  EXPECT_EQ(identity.document_code, "P");
  EXPECT_EQ(identity.issuer, "UTO");
  EXPECT_EQ(identity.nationality, "UTO");
  EXPECT_EQ(identity.number, "L898902C3");
  EXPECT_EQ(identity.surname, "ERIKSSON");
  EXPECT_EQ(identity.given_names, "ANNA MARIA");
  EXPECT_EQ(identity.birth_date, LocalDate::of(1974, 8, 12));
  EXPECT_EQ(identity.sex, Sex::female);
  EXPECT_EQ(identity.expiry_date, LocalDate::of(2012, 4, 15));
  EXPECT_EQ(masked(identity), "L******C3");
}

TEST(IdentityZone, the_cards_that_doc_9303_prints) {
  for (const std::string& text : {card, wide_card}) {
    const Identity identity = sound(text);
    EXPECT_EQ(identity.document_code, "I");
    EXPECT_EQ(identity.number, "D23145890");
    EXPECT_EQ(identity.surname, "ERIKSSON");
    EXPECT_EQ(identity.given_names, "ANNA MARIA");
    EXPECT_EQ(identity.birth_date, LocalDate::of(1974, 8, 12));
    EXPECT_EQ(identity.expiry_date, LocalDate::of(2012, 4, 15));
  }
  for (const std::string& text : {long_card, long_wide_card}) {
    const Identity identity = sound(text);
    EXPECT_EQ(identity.number, "D23145890734");
    EXPECT_EQ(identity.surname, "STEVENSON");
    EXPECT_EQ(identity.given_names, "PETER JOHN");
    EXPECT_EQ(identity.birth_date, LocalDate::of(1934, 7, 12));
    EXPECT_EQ(identity.sex, Sex::male);
    EXPECT_EQ(identity.expiry_date, LocalDate::of(1995, 7, 12));
  }
}

TEST(IdentityZone, lines_blanks_and_full_width_do_not_matter) {
  std::string lines = passport;
  lines.insert(44, "\r\n");
  std::string spaced = card;
  spaced.insert(30, " \n").insert(0, "  ");
  std::string wide;
  for (const char c : wide_card) {
    wide += "\xEF";
    wide += c < 0x40 ? "\xBC" : "\xBD";
    wide += static_cast<char>(c < 0x40 ? c + 0x60 : c + 0x40);
    // Letters become small: 0x20 further in the same block.
    if (c > 0x40) {
      wide.back() = static_cast<char>(c + 0x40);
    }
  }
  EXPECT_EQ(sound(lines).text, passport);
  EXPECT_EQ(sound(spaced).text, card);
  EXPECT_EQ(sound(wide).text, wide_card);
}

TEST(IdentityZone, short_states_empty_personal_data_and_open_birth_dates) {
  const std::string names = "P<D<<MUSTERMANN<<ERIKA<<<<<<<<<<<<<<<<<<<<<<";
  const std::string zero = "C01X00T478D<<6408125F2702283<<<<<<<<<<<<<<04";
  const std::string filler = "C01X00T478D<<6408125F2702283<<<<<<<<<<<<<<<4";
  for (const std::string& line : {zero, filler}) {
    const Identity identity = sound(names + line);
    EXPECT_EQ(identity.issuer, "D");
    EXPECT_EQ(identity.nationality, "D");
    EXPECT_EQ(identity.expiry_date, LocalDate::of(2027, 2, 28));
  }
  const Identity identity = sound(
      "PPUTOMADEUP<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<"
      "X1<<<<<<<4UTO99<<<<0<3001318<<<<<<1<<<<<<<78");
  EXPECT_EQ(identity.document_code, "PP");
  EXPECT_EQ(identity.number, "X1");
  EXPECT_EQ(masked(identity), "**");
  EXPECT_EQ(identity.surname, "MADEUP");
  EXPECT_EQ(identity.given_names, "");
  EXPECT_EQ(identity.birth_date, std::nullopt);
  EXPECT_EQ(identity.sex, Sex::unspecified);
  EXPECT_EQ(identity.expiry_date, LocalDate::of(2030, 1, 31));
}

TEST(IdentityZone, broken_zones) {
  struct Row {
    std::string typed;
    Rule rule;
    std::size_t position;
  };
  const Row table[] = {
      {"", Rule::empty, 0},
      {with(passport, 20, "-"), Rule::character, 20},
      {with(passport, 50, "*"), Rule::character, 50},
      {passport.substr(0, 87), Rule::length, 87},
      {passport + "0", Rule::length, 88},
      {passport.substr(0, 44), Rule::length, 44},
      {card.substr(0, 89), Rule::length, 89},
      {card + "<", Rule::length, 90},
      {wide_card.substr(1), Rule::length, 71},
      {with(passport, 0, "V"), Rule::document_code, 0},
      {with(passport, 0, "I"), Rule::document_code, 0},
      {with(passport, 1, "1"), Rule::document_code, 1},
      {with(card, 0, "P"), Rule::document_code, 0},
      {with(card, 0, "V"), Rule::document_code, 0},
      {with(card, 1, "V"), Rule::document_code, 1},
      {with(wide_card, 0, "V"), Rule::document_code, 0},
      {with(passport, 2, "<"), Rule::state_code, 2},
      {with(passport, 3, "0"), Rule::state_code, 3},
      {with(passport, 3, "<"), Rule::state_code, 4},
      {with(passport, 54, "1"), Rule::state_code, 54},
      {with(card, 47, "0"), Rule::state_code, 47},
      {with(passport, 5, "<"), Rule::name, 5},
      {with(passport, 8, "1"), Rule::name, 8},
      {with(passport, 15, "<"), Rule::name, 15},
      {with(passport, 40, "X"), Rule::name, 25},
      {with(card, 61, "0"), Rule::name, 61},
      {with(passport, 44, "<"), Rule::number, 44},
      {with(card, 5, "<<<<<<<<<"), Rule::number, 5},
      {with(passport, 64, "X"), Rule::sex, 64},
      {with(wide_card, 56, "0"), Rule::sex, 56},
      {with(passport, 57, "7A"), Rule::birth_date, 58},
      {with(passport, 59, "13"), Rule::birth_date, 59},
      {with(passport, 61, "32"), Rule::birth_date, 61},
      {with(passport, 57, "<<0230"), Rule::birth_date, 61},
      {with(passport, 57, "<<<<3<"), Rule::birth_date, 62},
      {with(passport, 57, "<<13<<"), Rule::birth_date, 59},
      {with(passport, 65, "<<<<<<"), Rule::expiry_date, 65},
      {with(passport, 67, "00"), Rule::expiry_date, 67},
      {with(passport, 65, "110229"), Rule::expiry_date, 69},
      {with(passport, 44, "M"), Rule::check_character, 53},
      {with(passport, 53, "<"), Rule::check_character, 53},
      {with(passport, 61, "13"), Rule::check_character, 63},
      {with(passport, 70, "6"), Rule::check_character, 71},
      {with(passport, 72, "Y"), Rule::check_character, 86},
      {with(passport, 86, "<"), Rule::check_character, 86},
      {with(passport, 87, "1"), Rule::composite_check, 87},
      {with(card, 20, "1"), Rule::composite_check, 59},
      {with(card, 14, "<"), Rule::check_character, 14},
      {with(long_card, 15, "8"), Rule::check_character, 18},
      {with(long_card, 18, "8"), Rule::check_character, 18},
      {with(long_card, 15, "<"), Rule::check_character, 14},
      {with(long_wide_card, 67, "8"), Rule::check_character, 67},
      {with(wide_card, 71, "7"), Rule::composite_check, 71},
  };
  for (const Row& row : table) {
    SCOPED_TRACE(row.typed);
    const IdentityCheck check = read(row.typed);
    ASSERT_FALSE(check.ok());
    EXPECT_EQ(name_of(check.fault().rule), name_of(row.rule));
    EXPECT_EQ(check.fault().position, row.position);
  }
}

TEST(IdentityZone, every_digit_that_a_check_covers_is_checked) {
  // Weights 7, 3 and 1 have no factor in common with ten, so no digit can be another; letters and
  // digits ten apart can, which is why a zone is scanned and not typed.
  for (std::size_t at = 44; at < passport.size(); ++at) {
    for (char digit = '0'; digit <= '9' && passport[at] >= '0' && passport[at] <= '9'; ++digit) {
      EXPECT_EQ(read(with(passport, at, std::string(1, digit))).ok(), digit == passport[at]) << at;
    }
  }
}

TEST(IdentityZone, two_digits_of_a_year_mean_the_nearest_past_birth_and_the_nearest_expiry) {
  struct Row {
    LocalDate today;
    int birth_year;
    int expiry_year;
  };
  const Row table[] = {
      {LocalDate::of(2074, 8, 12), 2074, 2112},  {LocalDate::of(2074, 8, 11), 1974, 2112},
      {LocalDate::of(2062, 1, 1), 1974, 2012},   {LocalDate::of(2063, 1, 1), 1974, 2112},
      {LocalDate::of(1999, 12, 31), 1974, 2012},
  };
  for (const Row& row : table) {
    const IdentityCheck check = check_identity(IdentityKind::machine_readable, passport, row.today);
    ASSERT_TRUE(check.ok());
    EXPECT_EQ(check->birth_date->year(), row.birth_year) << row.today.text();
    EXPECT_EQ(check->expiry_date->year(), row.expiry_year) << row.today.text();
  }
}

}  // namespace identity_zone_test
}  // namespace lobby::guest
